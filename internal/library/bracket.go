package library

import "strings"

// bracketLen returns the length of the bracket expression that glob starts with, including both brackets. It returns false
// if the expression is not closed or names an unknown class.
func bracketLen(glob string) (int, bool) {
	i := 1
	if i < len(glob) && (glob[i] == '!' || glob[i] == '^') {
		i++
	}
	for first := true; i < len(glob); first = false {
		switch {
		case glob[i] == ']' && !first:
			return i + 1, true
		case glob[i] == '\\':
			i += 2
		case strings.HasPrefix(glob[i:], "[:"):
			end := strings.IndexByte(glob[i+2:], ']')
			if end < 0 {
				return 0, false
			}
			if end > 0 && glob[i+2+end-1] == ':' {
				if !isByteClass(glob[i+2 : i+2+end-1]) {
					return 0, false
				}
				i += end + 3
			} else {
				i++ // not a class: the [ stands for itself
			}
		default:
			i++
		}
	}
	return 0, false
}

// matchBracket reports whether c matches a bracket expression; set is the text between the brackets.
func matchBracket(set string, c byte) bool {
	negated := set != "" && (set[0] == '!' || set[0] == '^')
	if negated {
		set = set[1:]
	}
	found := false
	for set != "" {
		if name, rest, ok := cutByteClass(set); ok {
			found = found || byteClasses[name](c)
			set = rest
			continue
		}
		low, rest := cutBracketByte(set)
		high := low
		if len(rest) > 1 && rest[0] == '-' {
			high, rest = cutBracketByte(rest[1:])
		}
		found = found || c == low || low <= c && c <= high // [b-a] matches b
		set = rest
	}
	return found != negated
}

// cutBracketByte returns the first byte of a set, without the backslash that may escape it, and the rest.
func cutBracketByte(set string) (byte, string) {
	if set[0] == '\\' && len(set) > 1 {
		set = set[1:]
	}
	return set[0], set[1:]
}

// cutByteClass returns the name of the class that a set starts with, as in [:alpha:], and the rest.
func cutByteClass(set string) (name, rest string, ok bool) {
	inner, ok := strings.CutPrefix(set, "[:")
	if !ok {
		return "", "", false
	}
	end := strings.IndexByte(inner, ']')
	if end < 1 || inner[end-1] != ':' {
		return "", "", false
	}
	return inner[:end-1], inner[end+1:], true
}

// isByteClass reports whether name is a POSIX class.
func isByteClass(name string) bool {
	_, ok := byteClasses[name]
	return ok
}

// byteClasses maps the names of the POSIX character classes to their bytes in the C locale.
var byteClasses = map[string]func(byte) bool{
	"alnum":  func(c byte) bool { return isAlpha(c) || isDigit(c) },
	"alpha":  isAlpha,
	"blank":  func(c byte) bool { return c == ' ' || c == '\t' },
	"cntrl":  func(c byte) bool { return c < ' ' || c == 0x7f },
	"digit":  isDigit,
	"graph":  func(c byte) bool { return ' ' < c && c < 0x7f },
	"lower":  func(c byte) bool { return 'a' <= c && c <= 'z' },
	"print":  func(c byte) bool { return ' ' <= c && c < 0x7f },
	"punct":  func(c byte) bool { return ' ' < c && c < 0x7f && !isAlpha(c) && !isDigit(c) },
	"space":  func(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' },
	"upper":  func(c byte) bool { return 'A' <= c && c <= 'Z' },
	"xdigit": func(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' },
}

func isAlpha(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
