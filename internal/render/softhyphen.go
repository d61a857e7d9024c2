package render

import (
	"strings"
	"unicode/utf8"

	"quire/internal/safe"
)

// These are the invisible characters at which a line may break. They are in spans, but never in a line.
const (
	softHyphen     = string(safe.SoftHyphen)
	zeroWidthSpace = string(safe.ZeroWidthSpace)
	lineBreaks     = softHyphen + zeroWidthSpace
)

// hyphenation holds the soft hyphens of a word. It counts from the start of the word, of which a part may be on a line
// already.
type hyphenation struct {
	places    []hyphenPlace
	cutPieces int // pieces of the word that are on a line already
	cutWidth  int // their width
}

// hyphenPlace is a place at which a word may break with a hyphen.
type hyphenPlace struct {
	piece piece // the invisible character
	index int   // number of the pieces of the word before it
	width int   // their width
}

// nextBreak returns where the next invisible character at which a line may break is in t, from at on, or else the end of t.
func nextBreak(t string, at int) int {
	for ; at < len(t); at++ {
		if t[at] >= utf8.RuneSelf && (strings.HasPrefix(t[at:], softHyphen) || strings.HasPrefix(t[at:], zeroWidthSpace)) {
			break
		}
	}
	return at
}

// addBreak handles the invisible character p.
func (w *lineWrapper) addBreak(p piece) {
	if w.spans[p.span].text[p.from:p.to] != softHyphen {
		w.flushWord()
	} else if len(w.word) > 0 {
		w.hyphens.places = append(w.hyphens.places, hyphenPlace{p, len(w.word), w.wordWidth})
	}
}

// breakAtSoftHyphen fills the line with the part of the word up to the last soft hyphen that fits, and ends the line with a
// hyphen. It reports whether there is one. The rest of the word may not fit on a line either.
func (w *lineWrapper) breakAtSoftHyphen() bool {
	if w.keepWords || len(w.hyphens.places) == 0 || w.hasAddress() {
		return false
	}
	room := w.width - 1 // for the hyphen
	if len(w.line) > 0 {
		room -= w.lineWidth + w.spacesWidth
	}
	var at *hyphenPlace
	for i := range w.hyphens.places {
		h := &w.hyphens.places[i]
		if h.width-w.hyphens.cutWidth > room || h.index-w.hyphens.cutPieces >= len(w.word) {
			break
		}
		at = h
	}
	if at == nil {
		return false
	}
	pieces, width := at.index-w.hyphens.cutPieces, at.width-w.hyphens.cutWidth
	if len(w.line) > 0 {
		for _, p := range w.spaces {
			w.line = appendPiece(w.line, p)
		}
	}
	for _, p := range w.word[:pieces] {
		w.line = appendPiece(w.line, p)
	}
	w.line = append(w.line, at.piece)
	w.endLine(true)
	w.cutWord(pieces, width)
	return true
}

// cutWord removes the first pieces of the word, which are on a line. Of the next piece, too, a part may be there: width is
// that of all.
func (w *lineWrapper) cutWord(pieces, width int) {
	w.word, w.wordWidth = w.word[pieces:], w.wordWidth-width
	h := &w.hyphens
	h.cutPieces, h.cutWidth = h.cutPieces+pieces, h.cutWidth+width
	for len(h.places) > 0 && (h.places[0].index <= h.cutPieces || h.places[0].width <= h.cutWidth) {
		h.places = h.places[1:]
	}
}

// appendHyphen appends the hyphen with which a line ends at a soft hyphen. It is no text of the note, and the word goes on.
func appendHyphen(runs []Run, s *span) []Run {
	for i := len(runs) - 1; i >= 0; i-- {
		if runs[i].ContinuesWord = true; !runs[i].IsDecoration {
			break
		}
	}
	return appendRun(runs, Run{Text: "-", Style: s.style, Link: s.link, IsDecoration: true})
}
