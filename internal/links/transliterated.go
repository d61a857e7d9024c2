package links

import (
	"strings"
	"unicode/utf8"

	"quire/internal/note"
)

// findTransliterated returns the heading of n that a fragment in ASCII means on a site that writes the letters of other scripts in
// Latin ones. How it writes them is not known: the words of a heading that are in ASCII must stand in the fragment, in their order.
// If several headings may be meant, it returns "" and true: the link leads to the note.
func (r *Resolver) findTransliterated(n *note.Note, frag string) (anchor string, ok bool) {
	if !r.sites.Of(n.Path).Transliterates || !isASCII(frag) || frag != strings.ToLower(frag) || strings.Contains(frag, "_") {
		return "", false
	}
	several := false
	for _, h := range r.loadOutline(n).headings {
		if isASCII(h.Text) || !holdsWordsInOrder(frag, h.Text) {
			continue
		}
		several, anchor = several || anchor != "", h.Anchor
	}
	if several {
		return "", true
	}
	return anchor, anchor != ""
}

// maxLatinLetters is the most Latin letters, with a dash, that stand for a letter of another script: zhuang.
const maxLatinLetters = 7

// holdsWordsInOrder reports whether frag holds the words of text that are in ASCII, in their order, and something else for the other
// letters of text.
func holdsWordsInOrder(frag, text string) bool {
	letters := utf8.RuneCountInString(text)
	if len(frag) < letters/2 || len(frag) > maxLatinLetters*letters {
		return false
	}
	rest := frag
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		var found bool
		if _, rest, found = strings.Cut(rest, word); !found {
			return false
		}
	}
	return true
}
