package index

import (
	"context"
	"slices"
	"strings"

	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/text"
	"quire/internal/workers"
)

// headingTable holds the headings of all notes, folded, those of the newest notes first. It is made when a heading is first
// looked for, since it takes as much memory as the paths of the notes and needs the details of each.
type headingTable struct {
	text string   // of all headings, each followed by a line end
	ends []uint32 // by position in the date order: the offset after the headings of each note
}

// newHeadingTable collects the headings. The details of notes that are beside each other by path are stored together, so
// they are read in that order.
func (x *Index) newHeadingTable() *headingTable {
	texts := make([]string, len(x.notes)) // by number
	size := 0
	const chunk = 1024
	var pool *workers.Pool
	pool.ForEach((len(x.byPath)+chunk-1)/chunk, func(k int) {
		for _, i := range x.byPath[k*chunk : min((k+1)*chunk, len(x.byPath))] {
			texts[i] = foldHeadings(x.notes[i].Details().Headings)
		}
	})
	for _, t := range texts {
		size += len(t)
	}
	var b strings.Builder
	b.Grow(size)
	g := &headingTable{}
	for _, i := range x.order(search.Date, false) {
		b.WriteString(texts[i])
		g.ends = append(g.ends, uint32(b.Len()))
	}
	g.text = b.String()
	return g
}

// foldHeadings returns the texts of headings, folded, each followed by a line end.
func foldHeadings(headings []note.Heading) string {
	var b strings.Builder
	for _, h := range headings {
		b.WriteString(strings.ReplaceAll(text.Fold(h.Text), "\n", " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// maxHeadingCandidates bounds the headings that are ranked, so that a letter that all of them contain is answered at once.
const maxHeadingCandidates = 10_000

// GoToHeading returns the headings that contain each typed word as a whole, best first and the newest notes first among
// equals, at most limit of them (0: all). Words that begin a word of the heading, or make up all of it, score higher.
func (x *Index) GoToHeading(ctx context.Context, typed string, limit int) ([]search.HeadingHit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	parts := strings.Fields(text.Fold(typed))
	found := x.headings().find(parts, limit)
	hits := make([]search.HeadingHit, 0, len(found))
	var details *note.Details // of the note of the hit before
	last := -1
	for _, f := range found {
		i := x.order(search.Date, false)[f.position]
		if f.position != last {
			details, last = x.notes[i].Details(), f.position
		}
		if f.index >= len(details.Headings) { // the store gave out no details
			continue
		}
		h := search.HeadingHit{Hit: x.newHit(i, f.score), Heading: details.Headings[f.index]}
		if len(parts) > 0 {
			h.Spans = matchedSpans(h.Heading.Text, parts)
		}
		hits = append(hits, h)
	}
	return hits, nil
}

// foundHeading is a heading that matches: the index-th of the note at a position in the date order.
type foundHeading struct {
	position, index int
	score           float32
}

// find returns the headings that contain all parts, best first, at most limit of them.
func (g *headingTable) find(parts []string, limit int) []foundHeading {
	longest := "\n" // every heading
	if len(parts) > 0 {
		longest = slices.MaxFunc(parts, func(a, b string) int { return len(a) - len(b) })
	}
	var found []foundHeading
	position, index, counted := 0, 0, 0 // of the heading that begins at counted
	enough := maxHeadingCandidates
	if len(parts) == 0 && limit > 0 {
		enough = min(limit, enough)
	}
	for at := 0; len(found) < enough; {
		i := strings.Index(g.text[at:], longest)
		if i < 0 {
			break
		}
		start := at + strings.LastIndexByte(g.text[at:at+i], '\n') + 1
		end := at + i + strings.IndexByte(g.text[at+i:], '\n')
		at = end + 1
		for ; g.ends[position] <= uint32(start); position++ {
			counted, index = int(g.ends[position]), 0
		}
		index += strings.Count(g.text[counted:start], "\n")
		counted = start
		score := float32(1)
		if len(parts) > 0 {
			score = containedScore(g.text[start:end], parts)
		}
		if score > 0 && start < end {
			found = append(found, foundHeading{position, index, score})
		}
	}
	best := make([]scoredNote, len(found)) // with indexes into found as numbers
	for i, f := range found {
		best[i] = scoredNote{f.score, uint32(i)}
	}
	best = topScores(best, limit)
	if limit > 0 {
		best = best[:min(limit, len(best))]
	}
	sorted := make([]foundHeading, len(best))
	for i, b := range best {
		sorted[i] = found[b.number]
	}
	return sorted
}
