package note

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"quire/internal/markdown"
)

// anchors gives each heading its names. They are made as GitHub does and, as
// further names, as Kramdown does with and without its GFM parser, since links
// that were written for one site generator should lead somewhere in all.
type anchors struct {
	github   map[string]int
	kramdown map[string]int
}

// spare are maps to make names with: an index of a library makes those of all its notes.
var spare = sync.Pool{New: func() any {
	return &anchors{github: map[string]int{}, kramdown: map[string]int{}}
}}

// fewHeadings is how many a map may have held that is used again.
const fewHeadings = 1000

func (a *anchors) putBack() {
	if len(a.github) > fewHeadings {
		return
	}
	clear(a.github)
	clear(a.kramdown)
	spare.Put(a)
}

func headings(found []markdown.Heading, lines *lineTable) []Heading {
	if len(found) == 0 {
		return nil
	}
	a := spare.Get().(*anchors)
	defer a.putBack()
	all := make([]Heading, len(found))
	for i, h := range found {
		line, _ := lines.place(h.Offset)
		all[i] = Heading{Level: h.Level, Text: h.Text, Line: line}
		all[i].Anchor, all[i].Alt = a.name(h.Text, h.ID)
	}
	return all
}

func (a *anchors) name(text, id string) (anchor string, alt []string) {
	slug := githubSlug(text)
	if slug == "" {
		slug = "section"
	}
	anchor = unique(a.github, slug)
	for _, other := range []string{id, a.kramdownName(text)} {
		if other != "" && other != anchor {
			alt = append(alt, other)
		}
	}
	return anchor, alt
}

// unique appends -1, -2 … to a slug that is taken, as GitHub's slugger does: it
// also steps over a name that another heading has by its own text.
func unique(taken map[string]int, slug string) string {
	name := slug
	for {
		if _, used := taken[name]; !used {
			taken[name] = 0
			return name
		}
		taken[slug]++
		name = slug + "-" + strconv.Itoa(taken[slug])
	}
}

// githubSlug is the text in lower case, without what is no letter, mark,
// digit, connector or hyphen, and with a hyphen for each space.
func githubSlug(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range strings.ToLower(text) {
		switch {
		case r == ' ' || r == '-':
			b.WriteByte('-')
		case r < utf8.RuneSelf:
			if r == '_' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				b.WriteByte(byte(r))
			}
		case unicode.In(r, unicode.L, unicode.M, unicode.Nd, unicode.Nl, unicode.Pc):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// kramdownName is Kramdown's automatic id: ASCII alone, from the first letter on.
func (a *anchors) kramdownName(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	for i := 0; i < len(text); i++ {
		c := text[i]
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		switch {
		case c >= 'A' && c <= 'Z':
			b.WriteByte(c | 0x20)
		case letter, b.Len() > 0 && (c == '-' || c >= '0' && c <= '9'):
			b.WriteByte(c)
		case b.Len() > 0 && c == ' ':
			b.WriteByte('-')
		}
	}
	slug := b.String()
	if slug == "" {
		slug = "section"
	}
	n := a.kramdown[slug]
	a.kramdown[slug]++
	if n > 0 {
		slug += "-" + strconv.Itoa(n)
	}
	return slug
}
