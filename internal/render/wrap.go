package render

import (
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/text"
)

// lineWrapper breaks spans into lines. A line may break at spaces, between ideographs, and after dashes between words.
// A word that is longer than a line breaks after a hyphen, slash or the like, or else anywhere. No line begins or ends
// with a space, except for ideographic spaces that indent the first line of a paragraph or a line after a hard break. A
// no-break space counts as a letter.
type lineWrapper struct {
	cells         text.WidthMethod
	spans         []span
	width         int
	keepWords     bool // never break words
	keepAddresses bool // never break addresses; one may be wider than the line

	lines       []wrappedLine
	line        []piece
	lineWidth   int
	spaces      []piece // spaces after line, which vanish if the line ends here
	spacesWidth int
	continues   bool    // the line has no indent, as it continues the one before
	word        []piece // what must stay together
	wordWidth   int
	prevClass   breakClass // class of the last character of word
	hyphens     hyphenation
}

// piece is the text spans[span].text[from:to].
type piece struct{ span, from, to int }

type wrappedLine struct {
	runs   []Run
	offset int // in the body; -1 for an empty line
}

// wrapSpans breaks spans into lines of at most width cells, counted with m.
func wrapSpans(m text.WidthMethod, spans []span, width int) []wrappedLine {
	return wrapKeepingAddresses(m, spans, width, false)
}

// wrapKeepingAddresses breaks spans into lines, and does not break addresses if addresses is set.
func wrapKeepingAddresses(m text.WidthMethod, spans []span, width int, addresses bool) []wrappedLine {
	w := lineWrapper{cells: m, spans: spans, width: max(width, 1), keepAddresses: addresses}
	return w.wrapAll()
}

func (w *lineWrapper) wrapAll() []wrappedLine {
	for i := range w.spans {
		if w.spans[i].text == lineBreak {
			w.flushWord()
			w.endLine(false)
			w.continues = false
			continue
		}
		w.addSpan(i)
	}
	w.flushWord()
	if len(w.line) > 0 {
		w.endLine(false)
	}
	return w.lines
}

// addSpan adds a span.
func (w *lineWrapper) addSpan(i int) {
	t := w.spans[i].text
	for at := 0; at < len(t); {
		end := nextBreak(t, at)
		w.addText(i, at, end)
		if at = end; at < len(t) {
			_, n := utf8.DecodeRuneInString(t[at:])
			w.addBreak(piece{i, at, at + n})
			at += n
		}
	}
}

// addText adds the part of a span from at to end, which has no invisible characters at which a line may break: by
// grapheme clusters, but ASCII words as a whole.
func (w *lineWrapper) addText(i, at, end int) {
	t := w.spans[i].text[:end]
	whole := w.spans[i].unbreakable && w.cells.Width(t[at:]) <= w.width
	for at < len(t) {
		if end := asciiWordEnd(t, at); end > at {
			w.addToWord(piece{i, at, end}, end-at, breakClassOf(rune(t[at])), breakClassOf(rune(t[end-1])))
			at = end
			continue
		}
		cluster, n := w.cells.First(t[at:])
		if cluster == "" {
			break
		}
		p := piece{i, at, at + len(cluster)}
		at += len(cluster)
		r, _ := utf8.DecodeRuneInString(cluster)
		if c := breakClassOf(r); whole {
			w.addToWord(p, n, classLetter, classLetter)
		} else if c == classSpace {
			w.flushWord()
			if len(w.line) > 0 || w.indents(r, n) {
				w.spaces, w.spacesWidth = appendPiece(w.spaces, p), w.spacesWidth+n
			}
		} else {
			w.addToWord(p, n, c, c)
		}
	}
}

// indents reports whether the space r, of width n, is part of the indent with which the line begins.
func (w *lineWrapper) indents(r rune, n int) bool {
	const maxIndent = 2 // Japanese paragraphs have one, Chinese ones two
	return r == ideographicSpace && !w.continues && w.spacesWidth+n <= maxIndent*n
}

// asciiWordEnd returns the end of the ASCII text without spaces that starts at at. It leaves out the last letter before
// a non-ASCII character, which may be a combining accent.
func asciiWordEnd(t string, at int) int {
	end := at
	for end < len(t) && t[end] > ' ' && t[end] < utf8.RuneSelf {
		end++
	}
	if end < len(t) && t[end] >= utf8.RuneSelf {
		end--
	}
	return end
}

// addToWord adds a piece of width n to the word. If a line may break before the piece, it starts a new word.
func (w *lineWrapper) addToWord(p piece, n int, first, last breakClass) {
	if len(w.word) > 0 && canBreakBetween(w.prevClass, first) {
		w.flushWord()
	}
	w.word, w.wordWidth, w.prevClass = appendPiece(w.word, p), w.wordWidth+n, last
}

// flushWord moves the word to the line, or to a new line if it does not fit.
func (w *lineWrapper) flushWord() {
	if len(w.word) == 0 {
		return
	}
	if len(w.line) > 0 && w.lineWidth+w.spacesWidth+w.wordWidth > w.width && !w.breakAtSoftHyphen() {
		brokeWord := w.breakAtHyphen()
		w.endLine(brokeWord || len(w.spaces) == 0)
	}
	if len(w.line) > 0 || w.spacesWidth+w.wordWidth <= w.width {
		for _, p := range w.spaces {
			w.line = appendPiece(w.line, p)
		}
		w.lineWidth += w.spacesWidth
	}
	w.spaces, w.spacesWidth = w.spaces[:0], 0
	for w.wordWidth > w.width && !w.keepWords && !w.hasAddress() {
		if !w.breakAtSoftHyphen() {
			w.splitWord()
		}
	}
	for _, p := range w.word {
		w.line = appendPiece(w.line, p)
	}
	w.lineWidth += w.wordWidth
	w.word, w.wordWidth, w.hyphens = w.word[:0], 0, hyphenation{places: w.hyphens.places[:0]}
}

// breakAtHyphen fills a line that is less than half full with the part of the word up to the last hyphen that fits. It
// reports whether there is one.
func (w *lineWrapper) breakAtHyphen() bool {
	room := w.width - w.lineWidth - w.spacesWidth
	if w.keepWords || w.lineWidth*2 >= w.width || room < 4 || w.wordWidth > w.width || w.hasAddress() {
		return false
	}
	used, k, to, cutW := 0, -1, 0, 0
	for i, n := 0, 0; i < len(w.word) && used < room; i += n {
		var t string
		t, n = w.styledText(i)
		for j := range len(t) {
			if used+j+1 > room || t[j] >= utf8.RuneSelf {
				break
			}
			if t[j] == '-' && j >= 2 && j+2 < len(t) && isASCIILetters(t[:j]) && isASCIILetters(t[j+1:j+3]) {
				k, to = w.locate(i, j+1)
				cutW = used + j + 1
			}
		}
		used += w.cells.Width(t)
	}
	if k < 0 {
		return false
	}
	for _, p := range w.spaces {
		w.line = appendPiece(w.line, p)
	}
	for i, p := range w.word[:k+1] {
		if i == k {
			p.to = to
		}
		w.line = appendPiece(w.line, p)
	}
	w.word[k].from = to
	w.cutWord(k, cutW)
	return true
}

// styledText returns the text from piece i of the word on that has one style and belongs to one link, and the number of its
// pieces: a sign before a word, such as that of a picture, is part of its text.
func (w *lineWrapper) styledText(i int) (text string, pieces int) {
	first := w.spans[w.word[i].span]
	for _, p := range w.word[i:] {
		s := w.spans[p.span]
		if s.style != first.style || s.link != first.link || s.offset != first.offset {
			break
		}
		text += s.text[p.from:p.to]
		pieces++
	}
	return text, pieces
}

// locate returns the piece of the word and the offset in its span that are n bytes after the start of piece i.
func (w *lineWrapper) locate(i, n int) (k, to int) {
	for ; n > w.word[i].to-w.word[i].from; i++ {
		n -= w.word[i].to - w.word[i].from
	}
	return i, w.word[i].from + n
}

// hasAddress reports whether the word must not be broken because it contains an address or a path.
func (w *lineWrapper) hasAddress() bool {
	return w.keepAddresses && slices.ContainsFunc(w.word, func(p piece) bool {
		return strings.ContainsAny(w.spans[p.span].text[p.from:p.to], "/.#")
	})
}

func isASCIILetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != '-' {
			return false
		}
	}
	return s[0] != '-'
}

// splitWord puts the start of a word that is wider than a line on a line of its own.
func (w *lineWrapper) splitWord() {
	k, to, used := w.findCut()
	w.line = append(w.line, w.word[:k+1]...)
	w.line[k].to = to
	w.endLine(true)
	w.word[k].from = to
	if w.word[k].from == w.word[k].to {
		k++
	}
	w.cutWord(k, used)
}

// findCut returns where to break the word: in piece k at offset to, after used cells. It breaks after punctuation
// unless that leaves the line less than half full.
func (w *lineWrapper) findCut() (k, to, used int) {
	const after = "-/_.,:;?&=#%|+@~\\"
	goodK, goodTo, goodUsed := 0, 0, 0
	for i, p := range w.word {
		t := w.spans[p.span].text
		for at := p.from; at < p.to; {
			cluster, n := t[at:at+1], 1
			if t[at] >= utf8.RuneSelf || at+1 < p.to && t[at+1] >= utf8.RuneSelf {
				cluster, n = w.cells.FirstWithin(t[at:p.to], w.width)
			}
			if used > 0 && used+n > w.width {
				if goodUsed*2 >= w.width {
					return goodK, goodTo, goodUsed
				}
				return k, to, used
			}
			at += max(len(cluster), 1)
			k, to, used = i, at, used+n
			if len(cluster) == 1 && strings.IndexByte(after, cluster[0]) >= 0 {
				goodK, goodTo, goodUsed = k, to, used
			}
		}
	}
	return k, to, used
}

// endLine ends the line; continuesWord says that no space is there.
func (w *lineWrapper) endLine(continuesWord bool) {
	out := wrappedLine{offset: -1}
	if len(w.line) > 0 {
		out.offset = w.spans[w.line[0].span].offset
		out.runs = make([]Run, 0, len(w.line))
	}
	for _, p := range w.line {
		s := &w.spans[p.span]
		if s.text[p.from:p.to] == softHyphen {
			out.runs = appendHyphen(out.runs, s)
			continue
		}
		out.runs = appendRun(out.runs, Run{Text: s.text[p.from:p.to], Style: s.style, Link: s.link, IsDecoration: s.isDecoration})
	}
	if n := len(out.runs); n > 0 {
		out.runs[n-1].ContinuesWord = continuesWord
	}
	w.lines = append(w.lines, out)
	w.line, w.lineWidth, w.continues = w.line[:0], 0, true
	w.spaces, w.spacesWidth = w.spaces[:0], 0
}

// appendPiece appends p to pieces, and joins it with the last one if they are adjacent.
func appendPiece(pieces []piece, p piece) []piece {
	if n := len(pieces); n > 0 && pieces[n-1].span == p.span && pieces[n-1].to == p.from {
		pieces[n-1].to = p.to
		return pieces
	}
	return append(pieces, p)
}
