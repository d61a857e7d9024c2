package note

import "strings"

// The decoders of YAML and TOML bound the depth of a header too widely or not at all, and their time grows with the
// square of the depth. So the depth is measured before they see a header.

// maxOpenBrackets bounds the unclosed brackets in a YAML header. It is far above maxDepth, since brackets in
// texts count too.
const maxOpenBrackets = 1000

// tooDeepYAMLLine returns the line of data on which the brackets nest too deeply, or 0.
func tooDeepYAMLLine(data string) int {
	open := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '[', '{':
			open++
		case ']', '}':
			open = max(open-1, 0)
		}
		if open > maxOpenBrackets {
			return 1 + strings.Count(data[:i], "\n")
		}
	}
	return 0
}

// tooDeepTOMLLine returns the line of data on which tables, arrays or dotted keys nest too deeply, or 0. It
// skips strings and comments.
func tooDeepTOMLLine(data string) int {
	open, dots := 0, 0
	for i := 0; i < len(data); {
		switch data[i] {
		case '"', '\'':
			i = skipTOMLString(data, i)
			continue
		case '#':
			i += strings.IndexByte(data[i:]+"\n", '\n')
			continue
		case '.':
			dots++
		case '[', '{':
			open++
			dots = 0
		case ']', '}':
			open = max(open-1, 0)
			dots = 0
		case '=', ',', '\n':
			dots = 0
		}
		if open > maxDepth || dots > maxDepth {
			return 1 + strings.Count(data[:i], "\n")
		}
		i++
	}
	return 0
}

// skipTOMLString returns the offset after the string that begins at an offset. The string is of any of TOML's
// four kinds.
func skipTOMLString(data string, at int) int {
	quote := data[at : at+1]
	triple := strings.Repeat(quote, 3)
	long := strings.HasPrefix(data[at:], triple)
	i := at + 1
	if long {
		i = at + 3
	}
	for i < len(data) {
		switch {
		case data[i] == '\\' && quote == `"`:
			i += 2
			continue
		case long && strings.HasPrefix(data[i:], triple):
			// Up to two more quotes still belong to the string.
			for i += 3; i < len(data) && data[i] == quote[0]; i++ {
			}
			return i
		case !long && (data[i] == quote[0] || data[i] == '\n'):
			return i + 1
		}
		i++
	}
	return len(data)
}
