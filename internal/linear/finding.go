package linear

import (
	"sort"
	"strings"
	"unicode"

	"quire/internal/render"
)

// findText looks for a text in the open note, from the screen on, and prints the paragraph. Without capitals both cases are
// found. Without a text it is the words of the query.
func (s *session) findText(text string) {
	if text == "" {
		if text = s.find; text == "" {
			text = strings.Join(s.words, " ")
		}
	}
	if text = strings.Join(strings.Fields(text), " "); text == "" {
		s.fail("find what?")
		return
	}
	s.find = text
	s.goToMatch(0)
}

// match goes to the next match, or the one before.
func (s *session) match(by int) {
	if s.find == "" {
		s.fail("nothing is searched for; find searches")
		return
	}
	s.goToMatch(by)
}

// goToMatch goes to the first match from the screen on, to the one after its first line, or to the last before it; and round at the ends.
func (s *session) goToMatch(by int) {
	all := s.page.matches(s.find, s.interrupted)
	if len(all) == 0 {
		s.fail("no " + s.find + " in this note")
		return
	}
	here := s.page.shown
	i := 0
	for i < len(all) && (before(all[i], here) || by > 0 && all[i] == here) {
		i++
	}
	if by < 0 {
		i--
	}
	round := ""
	switch {
	case i >= len(all):
		i, round = 0, ", round to the first"
	case i < 0:
		i, round = len(all)-1, ", round to the last"
	}
	s.trail = s.trail.on(s.here())
	s.sayf("line %s of %s%s", number(i+1), number(len(all)), round)
	s.readTo(all[i], all[i].Block+1) // no more than what was searched for; the next screen goes on from there
}

func before(a, b render.Pos) bool {
	return a.Block < b.Block || a.Block == b.Block && a.Line < b.Line
}

// matches are the lines of the page on which a match of the text begins. A phrase is found across the end of a line too.
func (p *page) matches(text string, stopped func() bool) []render.Pos {
	fold := func(s string) string { return s }
	if strings.IndexFunc(text, unicode.IsUpper) < 0 {
		fold = strings.ToLower
	}
	text = fold(text)
	var all []render.Pos
	for b := range p.Blocks() {
		if b%256 == 255 && stopped() {
			break
		}
		all = matchesIn(all, b, p.Block(b), text, fold)
	}
	return all
}

func matchesIn(all []render.Pos, block int, lines []render.Line, text string, fold func(string) string) []render.Pos {
	var joined strings.Builder
	var starts []int // of each line in the text of the block
	for _, l := range lines {
		starts = append(starts, joined.Len())
		if t := fold(strings.Join(strings.Fields(l.Text()), " ")); t != "" {
			joined.WriteString(t + " ")
		}
	}
	whole := joined.String()
	for from := 0; ; {
		i := strings.Index(whole[from:], text)
		if i < 0 {
			return all
		}
		i += from
		from = i + len(text)
		// Lines that are empty begin where the next one does.
		line := sort.Search(len(starts), func(k int) bool { return starts[k] > i }) - 1
		if at := (render.Pos{Block: block, Line: line}); len(all) == 0 || all[len(all)-1] != at {
			all = append(all, at)
		}
	}
}
