package render

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// wrapper breaks spans into lines. Lines break at spaces, between ideographs
// and after dashes between words; a word that is longer than a whole line
// breaks after a hyphen, slash or the like, and where there is none, anywhere.
// No line begins or ends with a space. A no-break space is a letter.
type wrapper struct {
	spans []span
	width int
	whole bool // words are never parted
	kept  bool // addresses are never parted: a longer one stands out

	lines []wrapped
	line  []piece
	lineW int
	gap   []piece // the spaces after line, which vanish at its end
	gapW  int
	word  []piece // what must stay together
	wordW int
	prev  class // of the last character of word
}

// piece is spans[span].text[from:to].
type piece struct{ span, from, to int }

type wrapped struct {
	runs   []Run
	offset int // in the body; -1 for an empty line
}

// wrap breaks spans into lines of at most width cells.
func wrap(spans []span, width int) []wrapped { return wrapKeeping(spans, width, false) }

// wrapKeeping is wrap that parts no address if it is to keep them.
func wrapKeeping(spans []span, width int, addresses bool) []wrapped {
	w := wrapper{spans: spans, width: max(width, 1), kept: addresses}
	return w.all()
}

func (w *wrapper) all() []wrapped {
	for i := range w.spans {
		if w.spans[i].text == lineBreak {
			w.flush()
			w.newline()
			continue
		}
		w.add(i)
	}
	w.flush()
	if len(w.line) > 0 {
		w.newline()
	}
	return w.lines
}

// add takes in one span, character by character, words of ASCII at a stroke.
func (w *wrapper) add(i int) {
	t := w.spans[i].text
	whole := w.spans[i].whole && cells(t) <= w.width
	for at := 0; at < len(t); {
		if end := asciiWord(t, at); end > at {
			w.join(piece{i, at, end}, end-at, classOf(rune(t[at])), classOf(rune(t[end-1])))
			at = end
			continue
		}
		cluster, n := ansi.FirstGraphemeCluster(t[at:], ansi.GraphemeWidth)
		if cluster == "" {
			break
		}
		p := piece{i, at, at + len(cluster)}
		at += len(cluster)
		r, _ := utf8.DecodeRuneInString(cluster)
		if c := classOf(r); whole {
			w.join(p, n, letter, letter)
		} else if c == space {
			w.flush()
			w.gap, w.gapW = extend(w.gap, p), w.gapW+n
		} else {
			w.join(p, n, c, c)
		}
	}
}

// asciiWord is the end of the stretch of ASCII without a space from at. The last letter
// before something else is left out, for an accent may follow it.
func asciiWord(t string, at int) int {
	end := at
	for end < len(t) && t[end] > ' ' && t[end] < utf8.RuneSelf {
		end++
	}
	if end < len(t) && t[end] >= utf8.RuneSelf {
		end--
	}
	return end
}

// join adds a piece to the word, or begins a new word with it where a line may break.
func (w *wrapper) join(p piece, n int, first, last class) {
	if len(w.word) > 0 && breakBetween(w.prev, first) {
		w.flush()
	}
	w.word, w.wordW, w.prev = extend(w.word, p), w.wordW+n, last
}

// flush moves the word to the line, or to the next line when it does not fit.
func (w *wrapper) flush() {
	if len(w.word) == 0 {
		return
	}
	if len(w.line) > 0 && w.lineW+w.gapW+w.wordW > w.width {
		w.hyphen()
		w.newline()
	}
	if len(w.line) > 0 {
		for _, p := range w.gap {
			w.line = extend(w.line, p)
		}
		w.lineW += w.gapW
	}
	w.gap, w.gapW = w.gap[:0], 0
	for w.wordW > w.width && !w.whole && !w.address() {
		w.split()
	}
	for _, p := range w.word {
		w.line = extend(w.line, p)
	}
	w.lineW += w.wordW
	w.word, w.wordW = w.word[:0], 0
}

// hyphen fills a line that is not even half full with the part of the word
// before its last hyphen that fits.
func (w *wrapper) hyphen() {
	room := w.width - w.lineW - w.gapW
	if w.whole || w.lineW*2 >= w.width || room < 4 || w.wordW > w.width || w.address() {
		return
	}
	used, k, to, cutW := 0, -1, 0, 0
	for i, p := range w.word {
		t := w.spans[p.span].text[p.from:p.to]
		for j := range len(t) {
			if used+j+1 > room || t[j] >= utf8.RuneSelf {
				break
			}
			if t[j] == '-' && j >= 2 && j+2 < len(t) && asciiLetters(t[:j]) && asciiLetters(t[j+1:j+3]) {
				k, to, cutW = i, p.from+j+1, used+j+1
			}
		}
		if used += cells(t); used >= room {
			break
		}
	}
	if k < 0 {
		return
	}
	for _, p := range w.gap {
		w.line = extend(w.line, p)
	}
	for i, p := range w.word[:k+1] {
		if i == k {
			p.to = to
		}
		w.line = extend(w.line, p)
	}
	w.word[k].from = to
	w.word, w.wordW = w.word[k:], w.wordW-cutW
}

// address reports whether the word must stay whole because it is, or holds, an address or a path.
func (w *wrapper) address() bool {
	return w.kept && slices.ContainsFunc(w.word, func(p piece) bool {
		return strings.ContainsAny(w.spans[p.span].text[p.from:p.to], "/.#")
	})
}

func asciiLetters(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; (c < 'a' || c > 'z') && s[i] != '-' {
			return false
		}
	}
	return s[0] != '-'
}

// split puts the beginning of a word that is longer than the width on a line of its own.
func (w *wrapper) split() {
	k, to, used := w.cut()
	w.line = append(w.line, w.word[:k+1]...)
	w.line[k].to = to
	w.newline()
	w.word[k].from = to
	if w.word[k].from == w.word[k].to {
		k++
	}
	w.word, w.wordW = w.word[k:], w.wordW-used
}

// cut finds where to part the word: in its k-th piece at the offset to, with
// used cells before it. It breaks after punctuation unless that leaves the line half empty.
func (w *wrapper) cut() (k, to, used int) {
	const after = "-/_.,:;?&=#%|+@~\\"
	goodK, goodTo, goodUsed := 0, 0, 0
	for i, p := range w.word {
		t := w.spans[p.span].text
		for at := p.from; at < p.to; {
			cluster, n := ansi.FirstGraphemeCluster(t[at:p.to], ansi.GraphemeWidth)
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

// newline ends the line.
func (w *wrapper) newline() {
	out := wrapped{offset: -1}
	if len(w.line) > 0 {
		out.offset = w.spans[w.line[0].span].offset
		out.runs = make([]Run, 0, len(w.line))
	}
	for _, p := range w.line {
		s := &w.spans[p.span]
		out.runs = appendRun(out.runs, Run{Text: s.text[p.from:p.to], Style: s.style, Link: s.link})
	}
	w.lines = append(w.lines, out)
	w.line, w.lineW = w.line[:0], 0
	w.gap, w.gapW = w.gap[:0], 0
}

// extend adds p to pieces and joins it with the last where they touch.
func extend(pieces []piece, p piece) []piece {
	if n := len(pieces); n > 0 && pieces[n-1].span == p.span && pieces[n-1].to == p.from {
		pieces[n-1].to = p.to
		return pieces
	}
	return append(pieces, p)
}
