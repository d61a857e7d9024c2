package markdown

import (
	"bytes"
	"iter"
	"strings"

	"quire/internal/safe"
)

// WikiLinksIn yields the [[wiki links]] of a text that is not Markdown, such as a value of front matter, as links of the
// form Property. Their Offset is into the text.
func WikiLinksIn(text string) iter.Seq[Link] {
	return func(yield func(Link) bool) {
		for at := 0; ; {
			i := strings.Index(text[at:], "[[")
			if i < 0 {
				return
			}
			start := at + i
			at = start + 2
			end := strings.Index(text[at:min(len(text), at+maxWikiLink)], "]]")
			if end < 0 {
				continue
			}
			inner := []byte(text[at : at+end])
			if !isWikiLink(inner, []byte(text[at+end+2:min(len(text), at+end+2+maxWikiLink)])) {
				continue
			}
			at += end + 2
			if !yield(newPropertyLink(inner, start)) {
				return
			}
		}
	}
}

// newPropertyLink returns the link that [[inner]] is in a text, at an offset of the text.
func newPropertyLink(inner []byte, offset int) Link {
	target, label := cutPipe(inner)
	l := Link{Form: Property, Dest: safe.Text(strings.TrimSpace(string(target))), Offset: offset}
	if label >= 0 {
		l.Text = safe.Text(string(bytes.TrimSpace(inner[label:])))
	}
	if l.Text == "" {
		l.Text = wikiLinkText(l.Dest)
	}
	return l
}
