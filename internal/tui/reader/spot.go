package reader

import (
	"hash/fnv"
	"strings"

	"quire/internal/markdown"
	"quire/internal/render"
)

// Spot is where in a note one is, in terms that outlive an edit of the note, a
// window of another size and the program itself: so many blocks below a heading.
// The zero Spot is the beginning of a note.
type Spot struct {
	Heading string // anchor of the last heading at or above; "" above the first
	Blocks  int    // from the heading's block on, or from the first one
	Print   uint32 // of the beginning of that block's text, by which it is found when blocks were put before it; 0 is not looked for
	Offset  int    // see Place
	Blank   int    // see Place
}

// sectioned is a page that knows its headings. *render.Page is one.
type sectioned interface {
	HeadingAbove(at render.Pos) string
	HeadingPos(anchor string) (render.Pos, bool)
}

// spotReach is how many blocks before and after the one that is expected are looked at for the text that stood there.
const spotReach = 40

// Spot is the first line on the screen as a spot. SpotOf and PlaceOf are the one conversion there is.
func (m Model) Spot() Spot { return SpotOf(m.page, m.Place()) }

// Top is the first line on the screen.
func (m Model) Top() render.Pos { return m.top }

// SpotOf is a place of a page as a spot.
func SpotOf(p Page, at Place) Spot {
	s := Spot{Blocks: at.Block, Offset: at.Offset, Blank: at.Blank}
	if p == nil || at.Block < 0 || at.Block >= p.Blocks() {
		return s
	}
	s.Print = printOf(p.Block(at.Block))
	heads, ok := p.(sectioned)
	if !ok {
		return s
	}
	anchor := heads.HeadingAbove(render.Pos{Block: at.Block, Line: lineOf(p, at)})
	if pos, ok := heads.HeadingPos(anchor); ok && anchor != "" {
		s.Heading, s.Blocks = anchor, at.Block-pos.Block
	}
	return s
}

// PlaceOf is the place of a spot on a page, which may be of a later version of the note. When the
// heading is gone it is not ok, and the place is the beginning.
func PlaceOf(p Page, s Spot) (at Place, ok bool) {
	if p == nil || p.Blocks() == 0 {
		return Start, false
	}
	block := s.Blocks
	if s.Heading != "" {
		heads, has := p.(sectioned)
		if !has {
			return Start, false
		}
		pos, there := heads.HeadingPos(s.Heading)
		if !there {
			return Start, false
		}
		block += pos.Block
	}
	at = Place{Block: min(max(block, 0), p.Blocks()-1), Offset: s.Offset, Blank: s.Blank, Link: render.NoLink}
	at.Block = like(p, at.Block, s.Print)
	return at, true
}

// Stands says whether what stood at a spot stands at a place of a page. It is true where that cannot be told: of the beginning of a
// note, whose header changes, and of a spot without a print.
func Stands(p Page, s Spot, at Place) bool {
	return s.Print == 0 || s.Heading == "" && s.Blocks == 0 || p == nil || printOf(p.Block(at.Block)) == s.Print
}

// like is the block nearest to i whose text begins like the one with the print, or i.
func like(p Page, i int, print uint32) int {
	if print == 0 {
		return i
	}
	for away := range spotReach {
		for _, b := range [2]int{i + away, i - away} {
			if b >= 0 && b < p.Blocks() && printOf(p.Block(b)) == print {
				return b
			}
		}
	}
	return i
}

// printOf tells one beginning of a text from another; it is never 0.
func printOf(lines []render.Line) uint32 {
	const enough = 200 // bytes, whatever the width of the page
	h := fnv.New32a()
	n := 0
	for _, l := range lines {
		if n >= enough {
			break
		}
		text := l.Text()
		for _, word := range strings.Fields(text[:min(len(text), 4*enough)]) {
			if n >= enough {
				break
			}
			word = word[:min(len(word), enough-n)]
			n += len(word)
			h.Write([]byte(word))
		}
	}
	return max(h.Sum32(), 1)
}

// moved is a place on a page as a place on another version of it, with the focus on the link that had it.
func moved(from, to Page, at Place) Place {
	if from == nil || to == nil || from.Blocks() == to.Blocks() && len(from.Links()) == len(to.Links()) { // but for a word, the same
		return at
	}
	there, ok := PlaceOf(to, SpotOf(from, at))
	if !ok {
		there = at
	}
	there.Link = sameLink(from, to, at.Link)
	return there
}

// annotated is a page that knows the ends of its footnotes. *render.Page is one.
type annotated interface {
	Jump(link int) (markdown.Jump, bool)
}

// sameJump is the end of a footnote on another version of a page, of which there may be more of them: the
// way back stands after all numbers.
func sameJump(from, to Page, i int) (int, bool) {
	was, ok := from.(annotated)
	is, also := to.(annotated)
	if !ok || !also {
		return 0, false
	}
	old, ok := was.Jump(i)
	if !ok || !old.Back { // the numbers in the text come first, in its order
		return 0, false
	}
	for k := len(to.Links()); ; k++ {
		now, ok := is.Jump(k)
		if !ok {
			return 0, false
		}
		if now.Back && now.Footnote == old.Footnote {
			return k, true
		}
	}
}

// sameLink is what has the focus on another version of a page: the nearest link with that address and text,
// or the jump with that number.
func sameLink(from, to Page, i int) int {
	old, now := from.Links(), to.Links()
	if i >= len(old) {
		if jump, ok := sameJump(from, to, i); ok {
			return jump
		}
		if i += len(now) - len(old); i < len(to.Stops()) {
			return i
		}
		return render.NoLink
	}
	is := func(j int) bool {
		return j >= 0 && j < len(now) && now[j].Dest == old[i].Dest && now[j].Text == old[i].Text
	}
	for away := range max(len(now), len(old)) {
		switch {
		case i < 0:
			return i
		case is(i + away):
			return i + away
		case is(i - away):
			return i - away
		}
	}
	return render.NoLink
}
