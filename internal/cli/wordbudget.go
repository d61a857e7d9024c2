package cli

import (
	"fmt"

	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/render"
	"quire/internal/safe"
)

// wordBudget counts the words that --max-words leaves for the rest of a note. A nil budget has no limit.
type wordBudget struct {
	limit, shown, hidden int
	blocks               int  // hidden
	beforeHeader         bool // the next block is the header of the note, which does not count
}

// newWordBudget returns a budget, or nil for limit 0. hasHeader says that the first block is the header of a note.
func newWordBudget(limit int, hasHeader bool) *wordBudget {
	if limit == 0 {
		return nil
	}
	return &wordBudget{limit: limit, beforeHeader: hasHeader}
}

// allows reports whether a block is shown, and counts its words. The first block with words is always shown, and none is shown after
// one that is not.
func (b *wordBudget) allows(lines []render.Line) bool {
	if b == nil {
		return true
	}
	if b.beforeHeader {
		b.beforeHeader = false
		return true
	}
	words := 0
	for _, l := range lines {
		words += note.CountWords(l.Text())
	}
	if b.blocks > 0 || b.shown > 0 && words > 0 && b.shown+words > b.limit {
		b.blocks++
		b.hidden += words
		return false
	}
	b.shown += words
	return true
}

// reportCut says on standard error how much of a note is missing, if anything is.
func (p *printer) reportCut(path string, b *wordBudget) {
	if b == nil || b.hidden == 0 {
		return
	}
	fmt.Fprintf(p.options.stderr, "quire: %s: cut after %s; %s more\n", safe.Text(path), numbers.Pluralize(b.shown, "word"), numbers.Pluralize(b.hidden, "word"))
}

// limitSource returns the Markdown of a note or of a section, cut at the end of a block for --max-words.
func (p *printer) limitSource(parsed *note.Parsed, anchor string) []byte {
	if p.flags.maxWords == 0 {
		return extractSection(parsed, anchor)
	}
	section := sectionOf(parsed, anchor)
	end, shown := section.CutAfterWords(p.flags.maxWords)
	if end < len(section.Body) {
		p.reportCut(parsed.Note.Path, &wordBudget{shown: shown, hidden: max(section.CountBodyWords()-shown, 0)})
	}
	if anchor == "" && p.flags.raw {
		return append(append([]byte(nil), parsed.Header...), section.Body[:end]...)
	}
	return section.Body[:end]
}
