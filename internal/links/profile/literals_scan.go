package profile

import "strings"

// startsWith reports whether the rest of the text begins with a sign.
func (s *script) startsWith(sign string) bool { return strings.HasPrefix(s.text[s.pos:], sign) }

// atWord reports whether the rest of the text begins with a word.
func (s *script) atWord(word string) bool {
	return s.startsWith(word) && (s.pos+len(word) == len(s.text) || !isIdentifierByte(s.text[s.pos+len(word)]))
}

// take skips a sign. It is false if the rest of the text does not begin with it.
func (s *script) take(sign string) bool {
	if !s.startsWith(sign) {
		return false
	}
	s.pos += len(sign)
	return true
}

// spend counts work. When maxScriptWork is spent, nothing more is read.
func (s *script) spend(work int) {
	if s.all.worked += work; s.all.worked > maxScriptWork {
		s.pos = len(s.text)
	}
}

// skipSpace skips blanks and comments.
func (s *script) skipSpace() {
	start := s.pos
	defer func() { s.spend(s.pos - start + 1) }()
	for s.pos < len(s.text) {
		switch {
		case strings.IndexByte(" \t\r\n\ufeff", s.text[s.pos]) >= 0:
			s.pos++
		case s.startsWith("//"):
			s.skipAfter("\n")
		case s.startsWith("/*"):
			s.pos += 2
			s.skipAfter("*/")
		default:
			return
		}
	}
}

// skipAfter skips the text up to and with end.
func (s *script) skipAfter(end string) {
	if i := strings.Index(s.text[s.pos:], end); i >= 0 {
		s.pos += i + len(end)
		return
	}
	s.pos = len(s.text)
}

// isIdentifierByte reports whether a byte may be part of a name. Names with other letters than ASCII are read too.
func isIdentifierByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// identifier reads a name; it returns "" if there is none.
func (s *script) identifier() string {
	start := s.pos
	for s.pos < len(s.text) && isIdentifierByte(s.text[s.pos]) {
		s.pos++
	}
	name := s.text[start:s.pos]
	s.spend(len(name))
	return name
}

// skipToken skips one token and returns it if it is a name.
func (s *script) skipToken() string {
	if s.pos >= len(s.text) {
		return ""
	}
	switch c := s.text[s.pos]; {
	case c == '\'' || c == '"' || c == '`':
		s.readQuoted()
	case isIdentifierByte(c):
		return s.identifier()
	case c == '/' && s.isRegexp():
		s.skipRegexp()
	default:
		s.pos++
	}
	return ""
}

// isRegexp reports whether a slash begins a regular expression: a division has a value before it.
func (s *script) isRegexp() bool {
	before := strings.TrimRight(s.text[:s.pos], " \t\r\n")
	return before == "" || strings.IndexByte("(,=:[!&|?{};+>", before[len(before)-1]) >= 0 || strings.HasSuffix(before, "return")
}

// skipRegexp skips a regular expression; it ends on its line.
func (s *script) skipRegexp() {
	inClass := false
	for s.pos++; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; {
		case c == '\\':
			s.pos++
		case c == '[':
			inClass = true
		case c == ']':
			inClass = false
		case c == '\n':
			return
		case c == '/' && !inClass:
			s.pos++
			return
		}
	}
	s.pos = min(s.pos, len(s.text))
}

// readQuoted reads a text in quotes. It returns nil if the text depends on a value that is not known.
func (s *script) readQuoted() (text any, ok bool) {
	quote, start := s.text[s.pos], s.pos
	defer func() { s.spend(max(0, s.pos-start)) }()
	var b strings.Builder
	known := true
	for s.pos++; s.pos < len(s.text); s.pos++ {
		switch c := s.text[s.pos]; {
		case c == quote:
			s.pos++
			if !known || b.Len() > maxScriptString {
				return nil, true
			}
			return b.String(), true
		case c == '\\' && s.pos+1 < len(s.text):
			s.pos++
			b.WriteByte(unescape(s.text[s.pos]))
		case c == '\n' && quote != '`':
			return nil, false
		case quote == '`' && s.startsWith("${"):
			s.pos += 2
			part, isText := s.expression().(string)
			known = known && isText && b.Len()+len(part) <= maxScriptString
			if known {
				b.WriteString(part)
			}
			s.skipSpace()
			if !s.startsWith("}") {
				s.skipPast("}")
				s.pos--
			}
		default:
			b.WriteByte(c)
		}
	}
	s.pos = len(s.text)
	return nil, false
}

// unescape returns the byte that a letter after a backslash stands for.
func unescape(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	}
	return c
}

// skipBlock skips from a brace to the brace that closes it.
func (s *script) skipBlock() {
	if s.take("{") {
		s.skipPast("}")
	}
}

// skipTo skips to one of the signs that is not within brackets, or to the end of the brackets that the text is in.
func (s *script) skipTo(signs ...string) {
	depth := 0
	for s.skipSpace(); s.pos < len(s.text); s.skipSpace() {
		if depth == 0 {
			for _, sign := range signs {
				if s.startsWith(sign) {
					return
				}
			}
		}
		switch s.text[s.pos] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth < 0 {
				return
			}
		}
		s.skipToken()
	}
}

// skipPast skips to one of the signs like skipTo, and skips the sign if it is the first or closes nothing else. A closing bracket
// that is not among the signs stays.
func (s *script) skipPast(signs ...string) {
	s.skipTo(signs...)
	if s.pos < len(s.text) && s.startsWith(signs[0]) {
		s.pos++
	}
}

// skipType skips a type of TypeScript, up to what may follow it in an expression.
func (s *script) skipType() {
	for s.pos < len(s.text) {
		for s.pos < len(s.text) && (s.text[s.pos] == ' ' || s.text[s.pos] == '\t') {
			s.pos++
		}
		switch {
		case s.pos >= len(s.text) || strings.IndexByte(",;)]}=\r\n?", s.text[s.pos]) >= 0:
			return
		case s.startsWith("{"):
			s.skipBlock()
		case s.startsWith("[") || s.startsWith("("):
			s.pos++
			s.skipTo()
			s.pos = min(s.pos+1, len(s.text))
		default:
			s.skipToken()
		}
	}
}
