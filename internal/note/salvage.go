package note

import (
	"strings"
	"unicode/utf8"
)

// salvager extracts what it can from a header that cannot be parsed: each key at the margin with its text, its list in
// brackets or its list of dashed lines. It reads the lines of YAML, TOML and JSON alike, and takes values literally.
type salvager struct {
	syntax syntax
	lines  []string
	line   int // of the file, of lines[0]
	fields []entry
}

// maxSalvagedLines bounds the lines of a list in brackets.
const maxSalvagedLines = 100

// salvageFields returns the fields that can be saved of a broken header, without repeated keys. firstLine is the line of
// the file on which data begins.
func salvageFields(data string, s syntax, firstLine int) []entry {
	w := salvager{syntax: s, lines: strings.Split(data, "\n"), line: firstLine}
	for len(w.lines) > 0 {
		n := w.salvageLine()
		w.lines, w.line = w.lines[n:], w.line+n
	}
	fields, _ := dropDuplicateKeys(w.fields)
	return fields
}

// salvageLine reads the next line, with those that its value covers, and returns how many these are.
func (w *salvager) salvageLine() int {
	text := w.lines[0]
	if w.syntax == yamlSyntax {
		if w.salvageItem(text) {
			return 1
		}
		if e, ok := parseFlatEntry(text, w.line); ok {
			w.fields = append(w.fields, e)
			return 1
		}
	}
	key, at := w.splitKey(text)
	if key == "" {
		return 1
	}
	val := strings.TrimSpace(text[at:])
	e := entry{key: key, line: w.line}
	e.value = value{line: w.line, column: utf8.RuneCountInString(text[:at+strings.Index(text[at:], val)]) + 1}
	n := 1
	switch {
	case val == "":
	case val[0] == '[' && !strings.HasPrefix(val, "[["):
		e.kind = list
		n = w.salvageBrackets(&e, val)
	case val[0] == '{' || isBlockIndicator(val):
		return 1
	default:
		e.kind = scalar
		e.text, e.quoted = w.cleanScalar(val)
	}
	w.fields = append(w.fields, e)
	return n
}

// splitKey returns the key of a line and the offset after the sign between it and its value, or "".
func (w *salvager) splitKey(text string) (key string, after int) {
	start := 0
	if w.syntax == jsonSyntax {
		start = len(text) - len(strings.TrimLeft(text, " \t{"))
	}
	quoted := start < len(text) && (text[start] == '"' || text[start] == '\'')
	if quoted {
		start++
	}
	n := plainKeyLen(text[start:])
	end := start + n
	if n == 0 || quoted && (end == len(text) || text[end] != text[start-1]) {
		return "", 0
	}
	after = end
	if quoted {
		after++
	}
	sign := byte(':')
	if w.syntax == tomlSyntax {
		sign = '='
	}
	for after < len(text) && text[after] == ' ' {
		after++
	}
	if after == len(text) || text[after] != sign {
		return "", 0
	}
	return text[start:end], after + 1
}

// salvageItem adds the item of a dashed line to the list of the key before it, and reports whether the line is one.
func (w *salvager) salvageItem(text string) bool {
	dash := dashIndex(text)
	if dash < 0 || len(w.fields) == 0 {
		return false
	}
	e := &w.fields[len(w.fields)-1]
	if e.kind != list && e.kind != null {
		return false
	}
	val := strings.TrimSpace(text[dash+1:])
	if val == "" || strings.IndexByte("[{", val[0]) >= 0 && !strings.HasPrefix(val, "[[") {
		return true
	}
	if e.kind == null {
		e.value = value{kind: list, line: w.line, column: dash + 1}
	}
	item := value{kind: scalar, line: w.line, column: utf8.RuneCountInString(text[:strings.Index(text, val)]) + 1}
	item.text, item.quoted = w.cleanScalar(val)
	e.items = append(e.items, item)
	return true
}

// salvageBrackets adds the texts of a list in brackets, which begins with val and may go on below, and returns how many
// lines it takes. Without a closing bracket it ends with its line.
func (w *salvager) salvageBrackets(e *entry, val string) (lines int) {
	lines = 1
	if !strings.Contains(val, "]") {
		for i := 1; i < min(len(w.lines), maxSalvagedLines); i++ {
			if strings.Contains(w.lines[i], "]") {
				lines = i + 1
				val += "\n" + strings.Join(w.lines[1:lines], "\n")
				break
			}
		}
	}
	inner, _, _ := strings.Cut(val[1:], "]")
	line := e.value.line
	for _, part := range strings.FieldsFunc(inner, func(r rune) bool { return r == ',' }) {
		if text := strings.TrimSpace(part); text != "" {
			before := strings.Count(part[:strings.Index(part, text)], "\n")
			item := value{kind: scalar, line: line + before, column: e.column}
			item.text, item.quoted = w.cleanScalar(text)
			e.items = append(e.items, item)
		}
		line += strings.Count(part, "\n")
	}
	return lines
}

// isBlockIndicator reports whether a value announces a block scalar of YAML: | or >, with - + and digits.
func isBlockIndicator(val string) bool {
	return (val[0] == '|' || val[0] == '>') && strings.Trim(val[1:], "+-0123456789 ") == ""
}

// cleanScalar returns the text of a value without quotes around it, a comment, and JSON's comma after it.
func (w *salvager) cleanScalar(val string) (text string, quoted bool) {
	if w.syntax == jsonSyntax {
		if text, _, closed := strings.Cut(strings.TrimPrefix(val, `"`), `"`); closed && val[0] == '"' {
			return text, true
		}
		val = strings.TrimRight(val, ", }")
	}
	plain := val == "" || val[0] != '"' && val[0] != '\''
	if i := strings.Index(val, " #"); i >= 0 && plain {
		val = strings.TrimRight(val[:i], " ")
	}
	if plain {
		return val, false
	}
	switch end := strings.LastIndexByte(val[1:], val[0]) + 1; end {
	case 0:
		return val[1:], true // the quote is never closed; it may be all there is
	case len(val) - 1:
		return val[1:end], true
	}
	return val, false // "quoted" and more
}

// unclosedHeaderLen returns how much of text, which follows a fence without an end, is front matter in all likelihood: the
// lines before a blank one.
func unclosedHeaderLen(text []byte) int {
	n := 0
	for n < min(len(text), maxHeaderBytes) {
		line, _ := cutLine(text[n:])
		if len(trimTrailingSpace(line)) == 0 {
			break
		}
		n = min(n+len(line)+1, len(text))
	}
	return n
}
