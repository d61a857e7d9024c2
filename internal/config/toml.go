package config

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// maxFile is how long a configuration file may be, in bytes, and maxNesting
// how deep its tables, lists and dotted keys may go. The TOML library takes
// memory in the square of the depth: a file of 1 MB can ask for all there is.
const (
	maxFile    = 256 << 10
	maxNesting = 16
)

var (
	errTooLong = fmt.Errorf("longer than %d KB", maxFile>>10)
	errTooDeep = errors.New("nested too deep")
)

// DecodeTOML reads TOML that may come from a stranger, in bounded time and memory.
func DecodeTOML(text []byte) (map[string]any, toml.MetaData, error) {
	var values map[string]any
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if len(text) > maxFile {
		return nil, toml.MetaData{}, errTooLong
	}
	if tooDeep(string(text)) {
		return nil, toml.MetaData{}, errTooDeep
	}
	meta, err := toml.Decode(string(text), &values)
	return values, meta, err
}

// tooDeep measures a TOML text without understanding more of it than strings and comments.
func tooDeep(text string) bool {
	depth, dots := 0, 0
	for text != "" {
		c := text[0]
		switch c {
		case '"', '\'':
			text = afterString(text)
			continue
		case '#':
			_, text, _ = strings.Cut(text, "\n")
			dots = 0
			continue
		case '[', '{':
			depth++
			dots = 0
		case ']', '}':
			depth = max(0, depth-1)
			dots = 0
		case '.':
			dots++
		case '\n', ',', '=':
			dots = 0
		}
		if depth > maxNesting || dots > maxNesting {
			return true
		}
		text = text[1:]
	}
	return false
}

// afterString skips the string that text begins with.
func afterString(text string) string {
	quote := text[:1]
	if strings.HasPrefix(text, strings.Repeat(quote, 3)) {
		quote = strings.Repeat(quote, 3)
	}
	text = text[len(quote):]
	for text != "" {
		switch {
		case strings.HasPrefix(text, quote):
			return text[len(quote):]
		case text[0] == '\n' && len(quote) == 1: // not closed
			return text
		case text[0] == '\\' && quote[0] == '"' && len(text) > 1:
			text = text[2:]
		default:
			text = text[1:]
		}
	}
	return ""
}
