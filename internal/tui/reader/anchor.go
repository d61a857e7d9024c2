package reader

import (
	"hash/fnv"
	"strings"

	"quire/internal/markdown"
	"quire/internal/render"
)

// SectionAnchor is a scroll position that survives edits of the note, changes of the page's width and the end of the program: a number
// of blocks below a heading. The zero SectionAnchor is the top of a note.
type SectionAnchor struct {
	Heading     string // anchor of the last heading at or above; "" above the first
	Blocks      int    // blocks below the heading's block, or below the first block of the page
	Fingerprint uint32 // fingerprint of the block's first words, to find it after blocks were inserted before it; 0 means unknown
	Offset      int    // as in Anchor
	BlankLines  int    // as in Anchor
}

// headingPage is a page that knows its headings. *render.Page implements it.
type headingPage interface {
	HeadingAbove(at render.Pos) string
	HeadingPos(anchor string) (render.Pos, bool)
}

// maxBlockShift limits how many blocks before and after the expected block nearestBlock compares.
const maxBlockShift = 40

// SectionAnchor converts the anchor to a SectionAnchor.
func (m Model) SectionAnchor() SectionAnchor { return ToSectionAnchor(m.page, m.Anchor()) }

// TopPos returns the position of the first line on the screen.
func (m Model) TopPos() render.Pos { return m.top }

// ToSectionAnchor converts an anchor on a page to a SectionAnchor. FindAnchor is the inverse.
func ToSectionAnchor(p Page, at Anchor) SectionAnchor {
	s := SectionAnchor{Blocks: at.Block, Offset: at.Offset, BlankLines: at.BlankLines}
	if p == nil || at.Block < 0 || at.Block >= p.BlockCount() {
		return s
	}
	s.Fingerprint = textFingerprint(p.Block(at.Block))
	headings, ok := p.(headingPage)
	if !ok {
		return s
	}
	anchor := headings.HeadingAbove(render.Pos{Block: at.Block, Line: anchorLine(p, at)})
	if pos, ok := headings.HeadingPos(anchor); ok && anchor != "" {
		s.Heading, s.Blocks = anchor, at.Block-pos.Block
	}
	return s
}

// FindAnchor finds the anchor of a SectionAnchor on a page, which may show a later version of the note. If the heading is gone, it
// returns StartAnchor and false.
func FindAnchor(p Page, s SectionAnchor) (at Anchor, ok bool) {
	if p == nil || p.BlockCount() == 0 {
		return StartAnchor, false
	}
	block := s.Blocks
	if s.Heading != "" {
		headings, isHeadingPage := p.(headingPage)
		if !isHeadingPage {
			return StartAnchor, false
		}
		pos, found := headings.HeadingPos(s.Heading)
		if !found {
			return StartAnchor, false
		}
		block += pos.Block
	}
	at = Anchor{Block: min(max(block, 0), p.BlockCount()-1), Offset: s.Offset, BlankLines: s.BlankLines, Link: render.NoLink}
	at.Block = nearestBlock(p, at.Block, s.Fingerprint)
	return at, true
}

// TextMatches reports whether the block at an anchor still has the text that the SectionAnchor was made from. It returns true where it cannot
// know: at the top of a note, whose header changes, and for a SectionAnchor without a fingerprint.
func TextMatches(p Page, s SectionAnchor, at Anchor) bool {
	return s.Fingerprint == 0 || s.Heading == "" && s.Blocks == 0 || p == nil || textFingerprint(p.Block(at.Block)) == s.Fingerprint
}

// nearestBlock returns the block nearest to i that has the fingerprint, or i if none within maxBlockShift has it.
func nearestBlock(p Page, i int, fingerprint uint32) int {
	if fingerprint == 0 {
		return i
	}
	for distance := range maxBlockShift {
		for _, b := range [2]int{i + distance, i - distance} {
			if b >= 0 && b < p.BlockCount() && textFingerprint(p.Block(b)) == fingerprint {
				return b
			}
		}
	}
	return i
}

// textFingerprint hashes the first words of a block, independent of line breaks. It never returns 0.
func textFingerprint(lines []render.Line) uint32 {
	const limit = 200 // bytes hashed
	h := fnv.New32a()
	n := 0
	for _, l := range lines {
		if n >= limit {
			break
		}
		text := l.Text()
		for _, word := range strings.Fields(text[:min(len(text), 4*limit)]) {
			if n >= limit {
				break
			}
			word = word[:min(len(word), limit-n)]
			n += len(word)
			h.Write([]byte(word))
		}
	}
	return max(h.Sum32(), 1)
}

// moveAnchor converts an anchor on a page to one on another version or layout of the page, with the focus on the same link.
func moveAnchor(from, to Page, at Anchor) Anchor {
	if from == nil || to == nil || from.BlockCount() == to.BlockCount() && len(from.Links()) == len(to.Links()) { // another layout, or an edit that moved nothing
		return at
	}
	anchor, ok := FindAnchor(to, ToSectionAnchor(from, at))
	if !ok {
		anchor = at
	}
	anchor.Link = matchLink(from, to, at.Link)
	return anchor
}

// footnotePage is a page that knows the jumps between its footnotes and their numbers. *render.Page implements it.
type footnotePage interface {
	FootnoteJump(link int) (markdown.FootnoteJump, bool)
}

// matchFootnote finds the jump back from a footnote to the text on another version of a page, by the footnote's number.
// Jumps back come after all jumps to footnotes, so their numbers change with every footnote added. For other jumps it
// returns false.
func matchFootnote(from, to Page, i int) (int, bool) {
	fromPage, ok := from.(footnotePage)
	toPage, isFootnotePage := to.(footnotePage)
	if !ok || !isFootnotePage {
		return 0, false
	}
	old, ok := fromPage.FootnoteJump(i)
	if !ok || !old.Back {
		return 0, false
	}
	for k := len(to.Links()); ; k++ {
		jump, ok := toPage.FootnoteJump(k)
		if !ok {
			return 0, false
		}
		if jump.Back && jump.Footnote == old.Footnote {
			return k, true
		}
	}
}

// matchLink finds the focused link i on another version of a page: the link nearest in number with the same address and text,
// or the corresponding footnote jump. It returns render.NoLink if there is none.
func matchLink(from, to Page, i int) int {
	oldLinks, newLinks := from.Links(), to.Links()
	if i >= len(oldLinks) {
		if jump, ok := matchFootnote(from, to, i); ok {
			return jump
		}
		if i += len(newLinks) - len(oldLinks); i < len(to.FocusOrder()) {
			return i
		}
		return render.NoLink
	}
	isSame := func(j int) bool {
		return j >= 0 && j < len(newLinks) && newLinks[j].Dest == oldLinks[i].Dest && newLinks[j].Text == oldLinks[i].Text
	}
	for distance := range max(len(newLinks), len(oldLinks)) {
		switch {
		case i < 0:
			return i
		case isSame(i + distance):
			return i + distance
		case isSame(i - distance):
			return i - distance
		}
	}
	return render.NoLink
}
