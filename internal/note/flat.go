package note

import (
	"strings"
	"unicode/utf8"
)

// flat reads the headers that people write: keys at the margin with a plain or
// simply quoted value, a list in brackets, or a list of dashed lines below. It
// takes a fraction of the time of YAML, and gives up (ok is false) on all that
// could mean something else there, so that YAML decides: what it accepts, YAML
// reads to the same values.
//
// first is the line of the file that data starts on.
func flat(data string, first int) (fields []entry, ok bool) {
	fields = make([]entry, 0, strings.Count(data, "\n")+1)
	for line := first; len(data) > 0; line++ {
		text, rest, _ := strings.Cut(data, "\n")
		data = rest
		if blank(text) {
			continue
		}
		if text[0] == '#' && printable(text) {
			continue
		}
		if dash := dashAt(text); dash >= 0 && len(fields) > 0 {
			if !addItem(&fields[len(fields)-1], text, dash, line) {
				return nil, false
			}
			continue
		}
		e, ok := flatEntry(text, line)
		if !ok {
			return nil, false
		}
		fields = append(fields, e)
	}
	return fields, len(fields) > 0
}

// salvage reads what it can of a header that is not YAML: the lines that are a
// key at the margin with a value, which is then taken as it stands.
func salvage(data string, first int) []entry {
	var fields []entry
	for line := first; len(data) > 0; line++ {
		text, rest, _ := strings.Cut(data, "\n")
		data = rest
		if e, ok := flatEntry(text, line); ok {
			fields = append(fields, e)
			continue
		}
		n := keyLength(text)
		if n == 0 || n >= len(text) || text[n] != ':' {
			continue
		}
		val := strings.Trim(text[n+1:], " \t")
		if val == "" || strings.IndexByte("[{&*!|>\"'", val[0]) >= 0 {
			continue
		}
		column := strings.Index(text[n+1:], val) + n + 2
		fields = append(fields, entry{key: text[:n], line: line, value: value{kind: scalar, text: val, line: line, column: column}})
	}
	return fields
}

func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			return false
		}
	}
	return true
}

// keyLength is the length of the plain key that s begins with. YAML allows keys
// of up to 1024 bytes and of nearly any sign; these are the usual ones.
func keyLength(s string) int {
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

func flatEntry(text string, line int) (e entry, ok bool) {
	n := keyLength(text)
	if n == 0 || n >= len(text) || text[n] != ':' {
		return e, false
	}
	at := n + 1
	for at < len(text) && text[at] == ' ' {
		at++
	}
	if at < len(text) && at == n+1 {
		return e, false // "a:b" is no key
	}
	v, ok := flatValue(text, at, line)
	return entry{key: text[:n], line: line, value: v}, ok
}

// dashAt is where the dash of a list item stands in a line, or -1.
func dashAt(text string) int {
	i := 0
	for i < len(text) && text[i] == ' ' {
		i++
	}
	if i+1 < len(text) && text[i] == '-' && text[i+1] == ' ' {
		return i
	}
	return -1
}

// addItem appends the item of a dashed line to the list of the entry before,
// which must have no value of its own and hold its dashes in one column.
func addItem(e *entry, text string, dash, line int) bool {
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
	item, ok := flatValue(text, at, line)
	e.items = append(e.items, item)
	return ok && item.kind == scalar
}

// flatValue reads the value that stands at an offset of a line, up to its end.
func flatValue(text string, at, line int) (v value, ok bool) {
	v = value{kind: scalar, line: line, column: utf8.RuneCountInString(text[:at]) + 1}
	if at == len(text) {
		v.kind = null
		return v, true
	}
	rest := text[at:]
	switch c := rest[0]; {
	case c == '#':
		v.kind = null
		return v, printable(rest)
	case c == '"' || c == '\'':
		v.quoted = true
		v.text, ok = flatQuoted(rest)
		return v, ok
	case c == '[':
		v.kind = list
		v.items, ok = flatList(rest, line, v.column)
		return v, ok
	}
	v.text, ok = flatPlain(rest)
	if v.text == "~" || v.text == "null" || v.text == "Null" || v.text == "NULL" {
		return v, false // YAML says whether it is nothing
	}
	return v, ok
}

// flatPlain is an unquoted value: up to a comment, without trailing space.
func flatPlain(s string) (text string, ok bool) {
	if strings.IndexByte("-?:,[]{}#&*!|>'\"%@`=<~", s[0]) >= 0 || !printable(s) {
		return "", false
	}
	if i := strings.Index(s, " #"); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimRight(s, " ")
	return s, !strings.Contains(s, ": ") && !strings.HasSuffix(s, ":")
}

// flatQuoted is a value in quotes without any escape, to the end of the line.
func flatQuoted(s string) (text string, ok bool) {
	end := strings.IndexByte(s[1:], s[0]) + 1
	if end <= 0 || !printable(s) || s[0] == '"' && strings.IndexByte(s[:end], '\\') >= 0 {
		return "", false
	}
	return s[1:end], ends(s[end+1:])
}

// ends reports whether nothing but space and a comment follows a value.
func ends(s string) bool {
	trimmed := strings.TrimLeft(s, " ")
	return trimmed == "" || trimmed[0] == '#' && len(trimmed) < len(s)
}

// flatList is a list in brackets of plain or quoted words, on one line. A bracket or
// comma inside quotes leaves the list to YAML, as it cuts the quotes in two.
func flatList(s string, line, column int) (items []value, ok bool) {
	end := strings.IndexByte(s, ']')
	if end < 0 || !ends(s[end+1:]) || !printable(s) {
		return nil, false
	}
	inner := s[1:end]
	if strings.Trim(inner, " ") == "" {
		return nil, true
	}
	items = make([]value, 0, strings.Count(inner, ",")+1)
	at := 1
	for more := true; more; {
		var word string
		word, inner, more = strings.Cut(inner, ",")
		text := strings.Trim(word, " ")
		quoted := simplyQuoted(text)
		if quoted {
			text = text[1 : len(text)-1]
		} else if !plainWord(text) {
			return nil, false
		}
		start := at + len(word) - len(strings.TrimLeft(word, " "))
		items = append(items, value{kind: scalar, text: text, quoted: quoted, line: line, column: column + utf8.RuneCountInString(s[:start])})
		at += len(word) + 1
	}
	return items, true
}

// simplyQuoted reports whether s is one pair of quotes around text that holds
// no quote and no escape.
func simplyQuoted(s string) bool {
	if len(s) < 2 || s[0] != '"' && s[0] != '\'' || s[len(s)-1] != s[0] {
		return false
	}
	return !strings.ContainsAny(s[1:len(s)-1], `"'\`)
}

// plainWord reports whether s is sure to be one plain scalar inside brackets.
func plainWord(s string) bool {
	if s == "" || strings.IndexByte("-?&*!|>'\"%@`#=<~", s[0]) >= 0 || strings.ContainsAny(s, "[]{}:?#\"'") {
		return false
	}
	return s != "null" && s != "Null" && s != "NULL"
}

// printable reports whether YAML takes every character of s as it is: there
// are controls and separators that it refuses, and some that end a line.
func printable(s string) bool {
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
