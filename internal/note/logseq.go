package note

import (
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"quire/internal/safe"
)

// readProperties returns the properties at the head of a Logseq page, the lines "key:: value", as a header; nil if there
// are none. https://docs.logseq.com/#/page/properties
func readProperties(text []byte) *header {
	begin, lines := skipBlankLines(text)
	h := &header{headerRegion: headerRegion{syntax: propertySyntax, begin: begin, start: begin, body: begin, line: 1 + lines}}
	for h.body < min(len(text), maxHeaderBytes) {
		line, _ := cutLine(text[h.body:])
		e, ok := parseProperty(string(line), 1+lines+len(h.fields))
		if !ok {
			break
		}
		h.fields = append(h.fields, e)
		h.body = min(h.body+len(line)+1, len(text))
	}
	h.end = h.body
	if len(h.fields) == 0 {
		return nil
	}
	h.fields, h.problems = dropDuplicateKeys(h.fields)
	return h
}

// listProperties are the properties that hold several values, parted by commas.
var listProperties = []string{"tags", "tag", "alias", "aliases"}

// parseProperty parses a line "key:: value". A key has no space in it.
func parseProperty(text string, line int) (e entry, ok bool) {
	key, rest, ok := strings.Cut(text, "::")
	if !ok || key == "" || rest != "" && rest[0] != ' ' && rest[0] != '\t' || strings.IndexFunc(key, isNoKeyLetter) >= 0 {
		return e, false
	}
	val := strings.TrimSpace(rest)
	v := value{line: line, column: utf8.RuneCountInString(text[:len(text)-len(strings.TrimLeft(rest, " \t"))]) + 1}
	e = entry{key: key, line: line}
	switch {
	case val == "":
	case containsFold(listProperties, key):
		v.kind = list
		for _, part := range splitOutsideLinks(val) {
			v.items = append(v.items, value{kind: scalar, text: strings.TrimSpace(part), quoted: true, line: line, column: v.column})
		}
	default:
		v.kind, v.text = scalar, val
	}
	e.value = v
	return e, true
}

// isNoKeyLetter reports whether a character cannot be part of a key.
func isNoKeyLetter(r rune) bool {
	return !unicode.In(r, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune("-_./?!", r)
}

func containsFold(all []string, s string) bool {
	for _, x := range all {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// splitOutsideLinks splits a text at the commas that are not within [[ ]].
func splitOutsideLinks(text string) (parts []string) {
	start, depth := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[':
			depth++
		case ']':
			depth = max(depth-1, 0)
		case ',':
			if depth == 0 {
				parts = append(parts, text[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, text[start:])
}

// pagesFolder is the folder of Logseq's pages, where a day in a file name is only a name.
const pagesFolder = "pages"

// journalDay returns the day of a journal page by its file name, which is 2025_03_04 or 2025-03-04 unless configured.
func journalDay(file string) (Date, bool) {
	name := path.Base(file)
	if len(name) != len("2025_03_04") || path.Base(path.Dir(file)) == pagesFolder {
		return Date{}, false
	}
	return dateFromName(strings.ReplaceAll(name, "_", "-"))
}

// pageTitle returns the name of a Logseq page by its file name: ___ is the / of a namespace, and %XX is decoded. A journal
// page is called by its day, in a format such as "MMM do, yyyy".
func pageTitle(id, dayFormat string) string {
	if d, ok := journalDay(id); ok {
		return formatDay(d.Time, dayFormat)
	}
	name := strings.ReplaceAll(path.Base(id), "___", "/")
	if decoded, err := url.PathUnescape(name); err == nil {
		name = decoded
	}
	return visibleName(name)
}

// defaultDayFormat is Logseq's format for the titles of journal pages.
const defaultDayFormat = "MMM do, yyyy"

// dayFields are the letters of a format for days, the longer before the shorter, with Go's layout for each. "" stands for
// the day with its ordinal suffix.
// https://docs.logseq.com/#/page/journals
var dayFields = []struct{ letters, layout string }{
	{"yyyy", "2006"}, {"yy", "06"}, {"MMMM", "January"}, {"MMM", "Jan"}, {"MM", "01"}, {"M", "1"},
	{"dd", "02"}, {"do", ""}, {"d", "2"}, {"EEEE", "Monday"}, {"EEE", "Mon"}, {"EE", "Mon"}, {"E", "Mon"},
}

// formatDay writes a day in a format; what is no field of it stays, without the quotes ' around letters.
func formatDay(t time.Time, format string) string {
	if format == "" {
		format = defaultDayFormat
	}
	var b strings.Builder
	for quoted := false; format != ""; {
		n := 1
		switch {
		case format[0] == '\'':
			quoted = !quoted
		case quoted:
			b.WriteByte(format[0])
		default:
			n = writeDayField(&b, t, format)
		}
		format = format[n:]
	}
	return safe.Text(b.String())
}

// writeDayField writes the field that a format begins with, or its first byte, and returns how much of it that is.
func writeDayField(b *strings.Builder, t time.Time, format string) int {
	for _, f := range dayFields {
		if !strings.HasPrefix(format, f.letters) {
			continue
		}
		if f.layout == "" {
			b.WriteString(ordinal(t.Day()))
		} else {
			b.WriteString(t.Format(f.layout))
		}
		return len(f.letters)
	}
	b.WriteByte(format[0])
	return 1
}

// ordinal returns a day of a month as 1st, 2nd, 3rd, 4th …
func ordinal(day int) string {
	suffix := "th"
	if day/10 != 1 {
		switch day % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(day) + suffix
}
