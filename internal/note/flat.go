package note

import (
	"strings"
	"unicode/utf8"
)

// parseFlatYAML parses the headers that people usually write: keys at the margin with a plain or simply quoted
// value, a list in brackets, or a list of dashed lines below. It takes a fraction of the time of a YAML parser.
// It gives up (ok is false) on everything that YAML could read in another way: what it accepts, YAML reads as
// the same values.
//
// firstLine is the line of the file on which data begins.
func parseFlatYAML(data string, firstLine int) (fields []entry, ok bool) {
	fields = make([]entry, 0, strings.Count(data, "\n")+1)
	for line := firstLine; len(data) > 0; line++ {
		text, rest, _ := strings.Cut(data, "\n")
		data = rest
		if isBlank(text) {
			continue
		}
		if text[0] == '#' && isYAMLPrintable(text) {
			continue
		}
		if dash := dashIndex(text); dash >= 0 && len(fields) > 0 {
			if !appendFlatItem(&fields[len(fields)-1], text, dash, line) {
				return nil, false
			}
			continue
		}
		e, ok := parseFlatEntry(text, line)
		if !ok {
			return nil, false
		}
		fields = append(fields, e)
	}
	return fields, len(fields) > 0
}

// isBlank reports whether s holds only spaces.
func isBlank(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			return false
		}
	}
	return true
}

// plainKeyLen returns the length of the plain key that s begins with. YAML allows keys of up to 1024 bytes and
// nearly any character; these are the usual ones.
func plainKeyLen(s string) int {
	n := 0
	for n < len(s) && n < 128 {
		c := s[n] | 0x20
		letter := c >= 'a' && c <= 'z' || s[n] == '_'
		if !letter && (n == 0 || s[n] != '-' && s[n] != '.' && (s[n] < '0' || s[n] > '9')) {
			break
		}
		n++
	}
	return n
}

// parseFlatEntry parses a line that is a key and a value.
func parseFlatEntry(text string, line int) (e entry, ok bool) {
	n := plainKeyLen(text)
	if n == 0 || n >= len(text) || text[n] != ':' {
		return e, false
	}
	at := n + 1
	for at < len(text) && text[at] == ' ' {
		at++
	}
	if at < len(text) && at == n+1 {
		return e, false // "a:b" is not a key and a value
	}
	v, ok := parseFlatValue(text, at, line)
	return entry{key: text[:n], line: line, value: v}, ok
}

// dashIndex returns the offset of the dash of a list item in a line, or -1.
func dashIndex(text string) int {
	i := 0
	for i < len(text) && text[i] == ' ' {
		i++
	}
	if i+1 < len(text) && text[i] == '-' && text[i+1] == ' ' {
		return i
	}
	return -1
}

// appendFlatItem appends the item of a dashed line to the list of the entry before it. That entry must have no
// value of its own, and all its dashes must be in the same column.
func appendFlatItem(e *entry, text string, dash, line int) bool {
	if e.kind != null && e.kind != list || e.text != "" {
		return false
	}
	if e.kind == null {
		e.value = value{kind: list, line: line, column: dash + 1}
	} else if e.line == e.value.line || e.column != dash+1 {
		return false
	}
	at := dash + 1
	for at < len(text) && text[at] == ' ' {
		at++
	}
	if at == len(text) || text[at] == '[' {
		return false
	}
	item, ok := parseFlatValue(text, at, line)
	e.items = append(e.items, item)
	return ok && item.kind == scalar
}

// parseFlatValue parses the value from an offset of a line to its end.
func parseFlatValue(text string, at, line int) (v value, ok bool) {
	v = value{kind: scalar, line: line, column: utf8.RuneCountInString(text[:at]) + 1}
	if at == len(text) {
		v.kind = null
		return v, true
	}
	rest := text[at:]
	switch c := rest[0]; {
	case c == '#':
		v.kind = null
		return v, isYAMLPrintable(rest)
	case c == '"' || c == '\'':
		v.quoted = true
		v.text, ok = parseQuotedScalar(rest)
		return v, ok
	case c == '[':
		v.kind = list
		v.items, ok = parseFlowList(rest, line, v.column)
		return v, ok
	}
	v.text, ok = parsePlainScalar(rest)
	if v.text == "~" || v.text == "null" || v.text == "Null" || v.text == "NULL" {
		return v, false // YAML decides whether this is null
	}
	return v, ok
}

// parsePlainScalar parses an unquoted value. It ends before a comment and excludes trailing spaces.
func parsePlainScalar(s string) (text string, ok bool) {
	if strings.IndexByte("-?:,[]{}#&*!|>'\"%@`=<~", s[0]) >= 0 || !isYAMLPrintable(s) {
		return "", false
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimRight(s, " ")
	return s, !strings.Contains(s, ": ") && !strings.HasSuffix(s, ":")
}

// parseQuotedScalar parses a quoted value without escapes that ends the line.
func parseQuotedScalar(s string) (text string, ok bool) {
	end := strings.IndexByte(s[1:], s[0]) + 1
	if end <= 0 || !isYAMLPrintable(s) || s[0] == '"' && strings.IndexByte(s[:end], '\\') >= 0 {
		return "", false
	}
	return s[1:end], isLineEnd(s[end+1:])
}

// isLineEnd reports whether s, which follows a value, holds nothing but space and a comment.
func isLineEnd(s string) bool {
	trimmed := strings.TrimLeft(s, " ")
	return trimmed == "" || trimmed[0] == '#' && len(trimmed) < len(s)
}

// parseFlowList parses a list in brackets of plain or quoted words on a single line. It gives up on a bracket
// or comma inside quotes, since these cut the quotes in two.
func parseFlowList(s string, line, column int) (items []value, ok bool) {
	end := strings.IndexByte(s, ']')
	if end < 0 || !isLineEnd(s[end+1:]) || !isYAMLPrintable(s) {
		return nil, false
	}
	inner := s[1:end]
	if strings.Trim(inner, " ") == "" {
		return nil, true
	}
	items = make([]value, 0, strings.Count(inner, ",")+1)
	column++ // of the word that comes next
	for more := true; more; {
		var word string
		word, inner, more = strings.Cut(inner, ",")
		text := strings.Trim(word, " ")
		quoted := isSimplyQuoted(text)
		if quoted {
			text = text[1 : len(text)-1]
		} else if !isPlainWord(text) {
			return nil, false
		}
		blanks := len(word) - len(strings.TrimLeft(word, " "))
		items = append(items, value{kind: scalar, text: text, quoted: quoted, line: line, column: column + blanks})
		column += utf8.RuneCountInString(word) + 1
	}
	return items, true
}

// isSimplyQuoted reports whether s is a pair of quotes around text without quotes and escapes.
func isSimplyQuoted(s string) bool {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return false
	}
	return !strings.ContainsAny(s[1:len(s)-1], `"'\`)
}

// isPlainWord reports whether s is certainly a single plain scalar inside brackets.
func isPlainWord(s string) bool {
	if s == "" || strings.IndexByte("-?&*!|>'\"%@`#=<~", s[0]) >= 0 || strings.ContainsAny(s, "[]{}:?#\"'") {
		return false
	}
	return s != "null" && s != "Null" && s != "NULL"
}

// isYAMLPrintable reports whether YAML takes every character of s literally. It rejects some controls and
// separators, and some others end a line.
func isYAMLPrintable(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c < 0x7f {
			continue
		}
		if c < utf8.RuneSelf {
			return false
		}
		for _, r := range s[i:] {
			switch {
			case r < ' ', r >= 0x7f && r < 0xa0, r == 0x2028, r == 0x2029, r == 0xfeff, r >= 0xfff0 && r <= 0xffff:
				return false
			}
		}
		return true
	}
	return true
}
