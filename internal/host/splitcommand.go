package host

import (
	"errors"
	"strings"
)

// commandLine is a command as a user writes it into a variable such as $EDITOR, split into words.
type commandLine struct {
	words []string
	// hasOperator reports whether an unquoted character of the command would make a shell run more than one program or
	// redirect its streams. The words hold it as it is written.
	hasOperator bool
}

// splitCommand splits a command into words as a shell does, with quotes and backslashes, but expands nothing and runs
// nothing. On Windows a backslash is an ordinary character.
func splitCommand(command, goos string) (commandLine, error) {
	var out commandLine
	var word strings.Builder
	inWord, quote, escaped := false, rune(0), false
	operators := ";&|<>()`"
	if goos == "windows" {
		operators = "|<>" // the others may be part of a path
	}
	for _, r := range command {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'' && goos != "windows":
			inWord, escaped = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			inWord, quote = true, r
		case r == ' ' || r == '\t' || r == '\n':
			if inWord {
				out.words = append(out.words, word.String())
				word.Reset()
				inWord = false
			}
		default:
			out.hasOperator = out.hasOperator || strings.ContainsRune(operators, r)
			inWord = true
			word.WriteRune(r)
		}
	}
	if quote != 0 || escaped {
		return commandLine{}, errors.New("unclosed quote")
	}
	if inWord {
		out.words = append(out.words, word.String())
	}
	return out, nil
}
