package links

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"quire/internal/note"
)

// addGeneratedNames adds the names that site generators give to headings, other than those that note.Heading has. Equal
// names are numbered as Python-Markdown does (_1, see https://python-markdown.github.io/extensions/toc/#slugify), in
// ASCII and with the letters of all scripts, and as the generators do that drop accents and number with a hyphen. See also
// decamelizedSlug and digitSlug. own makes the names of the site's generator, if it has others; it may be nil.
func addGeneratedNames(t *nameTable, headings []note.Heading, own func(string) string) {
	type nameSeries struct {
		slug  func(string) string
		names uniqueNames
	}
	series := []nameSeries{
		{asciiSlug, newUniqueNames("_")},
		{unicodeSlug, newUniqueNames("_")},
		{asciiSlug, newUniqueNames("-")},
		{decamelizedSlug, newUniqueNames("-")},
		{digitSlug, newUniqueNames("-")},
	}
	if own != nil {
		series = append(series, nameSeries{own, newUniqueNames("-")})
	}
	for i := range headings {
		for _, s := range series {
			t.add(s.names.take(s.slug(headings[i].Text)), i)
		}
	}
}

// asciiSlug returns text in lower case, with accents and all other letters outside ASCII dropped, and with a hyphen for each
// run of spaces and hyphens.
func asciiSlug(text string) string {
	return joinWords(norm.NFKD.String(text), func(r rune) bool {
		return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
	})
}

// unicodeSlug is like asciiSlug, but keeps the letters of all scripts.
func unicodeSlug(text string) string {
	return joinWords(norm.NFC.String(text), func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
	})
}

// joinWords keeps the letters and underscores of text, in lower case, and joins its words by hyphens.
func joinWords(text string, isLetter func(rune) bool) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.TrimSpace(strings.ToLower(text)) {
		switch {
		case r == '-' || unicode.IsSpace(r):
			gap = true
		case r == '_' || isLetter(r):
			if gap {
				b.WriteByte('-')
				gap = false
			}
			b.WriteRune(r)
		}
	}
	if gap {
		b.WriteByte('-')
	}
	return b.String()
}

// uniqueNames numbers equal names.
type uniqueNames struct {
	separator string
	taken     map[string]bool
	last      map[string]int // the last number tried for a name
}

func newUniqueNames(separator string) uniqueNames {
	return uniqueNames{separator, map[string]bool{}, map[string]int{}}
}

// take returns name, or with the next number if it is empty or taken. A name that ends in a number is counted on.
func (u uniqueNames) take(name string) string {
	unique := name
	if name == "" || u.taken[name] {
		base, n := name, 0
		if i := strings.LastIndex(name, u.separator); i >= 0 {
			if number, err := strconv.Atoi(name[i+len(u.separator):]); err == nil && number >= 0 && number < 1e9 {
				base, n = name[:i], number
			}
		}
		n = max(n, u.last[name])
		for unique == "" || u.taken[unique] {
			n++
			unique = base + u.separator + strconv.Itoa(n)
		}
		u.last[name] = n
	}
	u.taken[unique] = true
	return unique
}

// decamelizedSlug is like asciiSlug, but separates the words of camelCase and joins all words by hyphens, as the package that
// Eleventy makes slugs with does unless told otherwise: https://github.com/sindresorhus/slugify#decamelize.
func decamelizedSlug(text string) string {
	var b strings.Builder
	letters := []rune(norm.NFKD.String(text))
	for i, r := range letters {
		isStart := unicode.IsUpper(r) && i > 0 && (unicode.IsLower(letters[i-1]) || unicode.IsDigit(letters[i-1]) ||
			unicode.IsUpper(letters[i-1]) && i+1 < len(letters) && unicode.IsLower(letters[i+1]))
		switch {
		case unicode.IsMark(r):
			continue
		case isStart:
			b.WriteByte(' ')
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(strings.ToLower(b.String())), "-")
}

// digitSlug joins the words of a text by hyphens and puts _ before a digit at its start, as VitePress does:
// https://vitepress.dev/guide/markdown#header-anchors.
func digitSlug(text string) string {
	words := strings.ReplaceAll(foldToWords(text), " ", "-")
	if words != "" && words[0] >= '0' && words[0] <= '9' {
		return "_" + words
	}
	return words
}
