package note

import "strings"

// The decoders of YAML and TOML set bounds of their own that are too wide, or
// none: their time grows with the square of the depth. So depth is measured
// before they see a header.

// maxBrackets bounds the brackets left open in a header of YAML. It is far
// above maxDepth, as a bracket in a text counts too.
const maxBrackets = 1000

// yamlTooDeep is the line of the data on which it nests beyond reason, or 0.
func yamlTooDeep(data string) int {
	open := 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '[', '{':
			open++
		case ']', '}':
			open = max(open-1, 0)
		}
		if open > maxBrackets {
			return 1 + strings.Count(data[:i], "\n")
		}
	}
	return 0
}

// tomlTooDeep is the line of the data on which tables, arrays or dotted keys
// nest beyond reason, or 0. What stands in strings and comments is passed over.
func tomlTooDeep(data string) int {
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

// skipTOMLString is the offset past the string, of one of TOML's four kinds,
// that starts at an offset.
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
