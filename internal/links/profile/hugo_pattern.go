package profile

import (
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quire/internal/note"
)

// hugoPattern is a compiled permalink of Hugo, see https://gohugo.io/configuration/permalinks/. Its literals and the values of
// its placeholders alternate.
type hugoPattern []func(h *hugo, page hugoPage) string

// hugoPage is a page with its place in the tree of the content.
type hugoPage struct {
	Page
	dir      string // folder below the content
	base     string // name without extension and language
	slug     string // declared in the front matter; may be empty
	language *hugoLanguage
}

// isBranch and isLeaf report whether a page stands for its folder: that of a section or of a single page.
func (p hugoPage) isBranch() bool { return p.base == "_index" }
func (p hugoPage) isLeaf() bool   { return p.base == "index" }

// isTerm reports whether a page is that of a term, such as tags/red.
func (p hugoPage) isTerm() bool {
	taxonomy, term, _ := strings.Cut(p.dir, "/")
	return p.isBranch() && term != "" && p.language.taxonomies[strings.ToLower(taxonomy)]
}

// contentName returns the name of a page in its parent folder.
func (p hugoPage) contentName() string {
	if p.isBranch() || p.isLeaf() {
		return lastSegment(p.dir)
	}
	return p.base
}

// container returns the folder that a page is in. A page that stands for its folder is in the folder above.
func (p hugoPage) container() string {
	if p.isBranch() || p.isLeaf() {
		return dirOf(p.dir)
	}
	return p.dir
}

// hugoPlaceholder is a placeholder with an optional slice: :sections[1:].
var hugoPlaceholder = compileOnUse(`:(\w+)(?:\[([^\]]*)\])?`)

// compileHugoPattern compiles a permalink. It is false if a placeholder is unknown or the pattern is too long.
func compileHugoPattern(s string) (hugoPattern, bool) {
	if len(s) > maxPatternBytes {
		return nil, false
	}
	s = strings.ReplaceAll(s, `\:`, "\x00")
	var p hugoPattern
	addLiteral := func(text string) {
		text = strings.ReplaceAll(text, "\x00", ":")
		p = append(p, func(*hugo, hugoPage) string { return text })
	}
	end := 0
	for _, m := range hugoPlaceholder().FindAllStringSubmatchIndex(s, -1) {
		addLiteral(s[end:m[0]])
		end = m[1]
		name, cut := s[m[2]:m[3]], ""
		if m[4] >= 0 {
			cut = s[m[4]:m[5]]
		}
		fill := hugoFiller(name, cut, m[4] >= 0)
		if fill == nil {
			return nil, false
		}
		p = append(p, fill)
	}
	addLiteral(s[end:])
	return p, true
}

// fill returns the address that a pattern gives a page, not yet in the form of addresses. It is false if it would be too long.
func (p hugoPattern) fill(h *hugo, page hugoPage) (string, bool) {
	var b strings.Builder
	for _, value := range p {
		if b.WriteString(value(h, page)); b.Len() > maxRoute {
			return "", false
		}
	}
	return b.String(), true
}

// hugoFiller returns the function that fills a placeholder, or nil if it is unknown.
func hugoFiller(name, cut string, isCut bool) func(*hugo, hugoPage) string {
	switch name {
	case "sections":
		return func(h *hugo, p hugoPage) string {
			parts := strings.FieldsFunc(h.sectionOf(p), func(r rune) bool { return r == '/' })
			if isCut {
				parts = sliceSections(parts, cut)
			}
			return path.Join(parts...)
		}
	case "section":
		return func(_ *hugo, p hugoPage) string { first, _, _ := strings.Cut(p.dir, "/"); return first }
	case "title":
		return func(h *hugo, p hugoPage) string { return h.urlize(hugoTitle(p)) }
	case "slug":
		return slugOr(func(h *hugo, p hugoPage) string { return h.urlize(hugoTitle(p)) })
	case "filename", "contentbasename":
		return func(h *hugo, p hugoPage) string { return h.urlize(p.contentName()) }
	case "slugorfilename", "slugorcontentbasename":
		return slugOr(func(h *hugo, p hugoPage) string { return h.urlize(p.contentName()) })
	case "weekday":
		return func(h *hugo, p hugoPage) string { return strconv.Itoa(int(h.dateOf(p).Weekday())) }
	case "year": // not the layout 2006: without a date it is 1
		return func(h *hugo, p hugoPage) string { return strconv.Itoa(h.dateOf(p).Year()) }
	case "yearday":
		return func(h *hugo, p hugoPage) string { return strconv.Itoa(h.dateOf(p).YearDay()) }
	}
	layout, ok := map[string]string{"month": "01", "monthname": "January", "day": "02", "weekdayname": "Monday"}[name]
	if !ok {
		if layout = name; time.Date(2019, 11, 9, 23, 1, 42, 1, time.UTC).Format(layout) == layout { // Go's own layouts, :06 or :Jan
			return nil
		}
	}
	return func(h *hugo, p hugoPage) string { return h.dateOf(p).Format(layout) }
}

// slugOr returns a function that returns the slug of a page, or without any what other returns.
func slugOr(other func(*hugo, hugoPage) string) func(*hugo, hugoPage) string {
	return func(h *hugo, p hugoPage) string {
		if p.slug != "" {
			return h.urlize(p.slug)
		}
		return other(h, p)
	}
}

// hugoTitle returns the title that Hugo knows of a page: headings do not count.
func hugoTitle(p hugoPage) string {
	if p.TitleFrom == note.FromFrontMatter {
		return p.Title
	}
	return ""
}

// sliceSections returns the part of the sections that a slice such as 1:, last or :2 names.
func sliceSections(parts []string, cut string) []string {
	index := func(s string, missing int) int {
		if s == "" {
			return missing
		}
		if s == "last" {
			return len(parts) - 1
		}
		n, _ := strconv.Atoi(s)
		return max(n, 0)
	}
	low, high, isRange := strings.Cut(strings.ToLower(strings.TrimSpace(cut)), ":")
	from := index(low, 0)
	if from >= len(parts) {
		return nil
	}
	if !isRange {
		return parts[from : from+1]
	}
	to := min(index(high, len(parts)), len(parts))
	return parts[from:max(from, to)]
}

// urlize returns a text as Hugo writes it into an address: in lower case, with dashes in place of spaces, without characters
// that have a meaning in an address.
func (h *hugo) urlize(s string) string {
	s = sanitizeHugoPath(s)
	if h.dropsAccents {
		s = dropAccents(s)
	}
	if !h.keepsCase {
		s = strings.ToLower(s)
	}
	return s
}

// normalize returns the path of a file as Hugo compares it.
func (h *hugo) normalize(s string) string {
	return strings.ReplaceAll(strings.ToLower(s), " ", "-")
}

// sanitizeHugoPath drops what Hugo keeps out of paths. Spaces between other characters become one dash.
func sanitizeHugoPath(s string) string {
	clean := func(i int, r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune(`./\_#+~-@`, r) ||
			r == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
	}
	var b strings.Builder
	dash, wasDash := false, false
	for i, r := range s {
		switch {
		case clean(i, r):
			wasDash = r == '-'
			if dash && !wasDash {
				b.WriteByte('-')
			}
			dash = false
			b.WriteRune(r)
		case unicode.IsSpace(r) && b.Len() > 0 && !wasDash:
			dash = true
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// dropAccents returns s without the marks on its letters.
func dropAccents(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}
