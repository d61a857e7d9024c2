package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// What is longer is no text that anybody reads as Markdown, and costs what is built of it.
const (
	maxLine    = 1 << 20 // bytes of a line
	maxPassage = 1 << 20 // bytes of lines without a blank one or an item of a list between them
	plainPiece = 4 << 10 // bytes of a Plain, about
	plainLines = 40      // at most, in one
)

// stretch is a stretch of the source that is not read as Markdown.
type stretch struct{ start, stop int }

// tooLong reports whether a line is not read as Markdown: for its own length, or for that of the passage it goes on.
// Lines that may end a block of code or of HTML do so.
func (s *scanner) tooLong(start, stop int) bool {
	if stop-start > maxLine {
		s.plainly(start, stop, "a line that is too long, shown as it is written")
		return true
	}
	p := s.paragraph
	if p.size += stop - start + 1; p.size <= maxPassage || p.isTable {
		return false
	}
	line := bytes.TrimLeft(s.src[start:stop], " \t>")
	if len(line) == 0 || bytes.IndexByte([]byte("`~<{%"), line[0]) >= 0 || marker(line[:min(len(line), 12)]) > 0 || bytes.Contains(line, []byte("->")) || bytes.Contains(line, []byte("%%")) {
		return false
	}
	s.plainly(start, stop, "a paragraph that is too long, shown from there on as it is written")
	return true
}

// plainly hides lines from goldmark.
func (s *scanner) plainly(start, stop int, why string) {
	s.own()
	for i := start; i < stop; i++ {
		if s.src[i] != '\n' {
			s.masked[i] = ' '
		}
	}
	s.limited = why
	if n := len(s.plain); n > 0 && s.plain[n-1].stop+1 == start {
		s.plain[n-1].stop = stop
		return
	}
	s.plain = append(s.plain, stretch{start, stop})
}

// uncovered are the stretches that are in no block of code or HTML: those say what is in them by themselves.
func (r *rewriter) uncovered(root ast.Node) []stretch {
	var mine []stretch
	for _, s := range r.found.plain {
		if s.start >= r.from && s.start < r.to {
			mine = append(mine, s)
		}
	}
	if len(mine) == 0 {
		return nil
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeInline || holdsText(n) {
			return ast.WalkSkipChildren, nil
		}
		if l := n.Lines(); entering && n.IsRaw() && l != nil && l.Len() > 0 {
			first, last := l.At(0).Start, l.At(l.Len()-1).Stop
			for i := range mine {
				if mine[i].start >= first && mine[i].start < last {
					mine[i].stop = mine[i].start
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return mine
}

// insert puts stretches where they belong among the blocks at the top.
func (r *rewriter) insert(root ast.Node, all []stretch) {
	next := root.FirstChild()
	for _, s := range all {
		for next != nil && r.doc.Pos(next) < s.start {
			next = next.NextSibling()
		}
		for at := s.start; at < s.stop; {
			stop := pieceEnd(r.doc.Source[:s.stop], at)
			n := &Plain{Start: at, Stop: stop, Continues: at > s.start}
			n.SetPos(at)
			if next == nil {
				root.AppendChild(root, n)
			} else {
				root.InsertBefore(root, next, n)
			}
			at = stop
		}
	}
}

// pieceEnd is where a piece ends that begins at an offset: after a line, a word or at least a letter.
func pieceEnd(src []byte, at int) int {
	if len(src)-at <= plainPiece {
		return len(src)
	}
	v := src[at : at+plainPiece]
	lines := 0
	for i, c := range v {
		if c == '\n' {
			if lines++; lines == plainLines {
				return at + i + 1
			}
		}
	}
	for _, end := range []byte("\n ") {
		if i := bytes.LastIndexByte(v, end); i > 0 {
			return at + i + 1
		}
	}
	n := len(v)
	for n > 1 && !utf8.RuneStart(src[at+n]) {
		n--
	}
	return at + n
}
