package note

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"quire/internal/markdown"
)

// anchorNamer names the headings of a note. The anchor is GitHub's slug; further names are Kramdown's ids with
// and without its GFM parser, since links that were written for any site generator should work.
type anchorNamer struct {
	github   map[string]int
	kramdown map[string]int
}

// namerPool reuses namers, since building an index names the headings of all notes of a library.
var namerPool = sync.Pool{New: func() any {
	return &anchorNamer{github: map[string]int{}, kramdown: map[string]int{}}
}}

// maxPooledHeadings bounds the size of the maps that return to the pool, in headings.
const maxPooledHeadings = 1000

// release returns the namer to the pool.
func (a *anchorNamer) release() {
	if len(a.github) > maxPooledHeadings {
		return
	}
	clear(a.github)
	clear(a.kramdown)
	namerPool.Put(a)
}

// newHeadings converts headings, with anchors and lines of the file.
func newHeadings(found []markdown.Heading, lines *lineTable) []Heading {
	if len(found) == 0 {
		return nil
	}
	a := namerPool.Get().(*anchorNamer)
	defer a.release()
	all := make([]Heading, len(found))
	for i, h := range found {
		line, _ := lines.lineColumn(h.Offset)
		all[i] = Heading{Level: h.Level, Text: h.Text, Line: line}
		all[i].Anchor, all[i].Alt = a.nameHeading(h.Text, h.ID)
	}
	return all
}

// nameHeading returns the anchor of the next heading and its further names. id is its explicit id, or "".
func (a *anchorNamer) nameHeading(text, id string) (anchor string, alt []string) {
	slug := githubSlug(text)
	if slug == "" {
		slug = "section"
	}
	anchor = uniqueName(a.github, slug)
	for _, other := range []string{id, a.kramdownName(text)} {
		if other != "" && other != anchor {
			alt = append(alt, other)
		}
	}
	return anchor, alt
}

// uniqueName appends -1, -2 … to a slug that is taken. Like GitHub's slugger it also skips a name that another
// heading has by its own text.
func uniqueName(taken map[string]int, slug string) string {
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

// githubSlug returns the text in lower case, with only its letters, marks, digits, connectors and hyphens, and
// with a hyphen for each space.
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

// kramdownName returns Kramdown's automatic id: ASCII only, from the first letter on.
func (a *anchorNamer) kramdownName(text string) string {
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
