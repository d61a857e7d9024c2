package searchtest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/note"
	"quire/internal/search"
)

// GoTo returns the notes one of whose names has all words of text, those whose name is the text first.
func (l *Library) GoTo(ctx context.Context, text string, limit int) ([]search.NameHit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	typed := foldText(strings.Join(strings.Fields(text), " "))
	var found []search.NameHit
	rank := map[string]int{} // by path
	notes := map[string]*note.Note{}
	for _, p := range l.Notes {
		if h, points := bestName(p.Note, typed); points > 0 {
			h.Hit = newHit(p)
			rank[h.Path()], notes[h.Path()] = points, p.Note
			found = append(found, h)
		}
	}
	slices.SortStableFunc(found, func(a, b search.NameHit) int {
		return cmp.Or(cmp.Compare(rank[b.Path()], rank[a.Path()]), compareNotes(notes[a.Path()], notes[b.Path()], search.Date))
	})
	found = found[:capHits(len(found), limit)]
	for i := range found {
		found[i].Spans = spansOf(found[i].Name, strings.Fields(typed))
	}
	return found, nil
}

// capHits returns how many of n hits to return; a limit of 0 is none.
func capHits(n, limit int) int {
	if limit > 0 {
		return min(n, limit)
	}
	return n
}

// bestName returns the name of a note that matches best what was typed, which is folded, and how well: 0 if none does.
func bestName(n *note.Note, typed string) (search.NameHit, int) {
	names := []search.NameHit{{Kind: search.NameTitle, Name: n.Title}}
	for _, alias := range n.Aliases {
		names = append(names, search.NameHit{Kind: search.NameAlias, Name: alias})
	}
	names = append(names, search.NameHit{Kind: search.NameSlug, Name: n.Slug}, search.NameHit{Kind: search.NamePath, Name: n.Path})
	var best search.NameHit
	most := 0
	for _, h := range names {
		if points := rankName(foldText(h.Name), typed, h.Kind != search.NamePath); points > most {
			best, most = h, points
		}
	}
	if rankName(foldText(n.Title), typed, false) > 0 || most == 1 && rankName(foldText(n.Title), typed, true) > 0 {
		best = names[0] // what is seen anyway explains the match
	}
	if best.Kind == search.NameSlug && strings.Contains(n.Path, n.Slug) {
		best.Kind, best.Name = search.NamePath, n.Path
	}
	return best, most
}

// rankName rates how well a name matches what was typed; both are folded. The letters may be scattered if mayScatter is set.
func rankName(name, typed string, mayScatter bool) int {
	parts := strings.Fields(typed)
	switch {
	case name == typed:
		return 5
	case strings.HasPrefix(name, typed):
		return 4
	case strings.Contains(name, typed):
		return 3
	case !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(name, part) }):
		return 2
	case mayScatter && !slices.ContainsFunc(parts, func(part string) bool { return !hasLetters(name, part) }):
		return 1
	}
	return 0
}

// hasLetters reports whether name has the letters of part in their order.
func hasLetters(name, part string) bool {
	for _, letter := range part {
		i := strings.IndexRune(name, letter)
		if i < 0 {
			return false
		}
		name = name[i+len(string(letter)):]
	}
	return true
}

// spansOf returns what the parts match in a name: the first place that has the part as a whole at the start of a word, or else
// the first that has it, or else its letters.
func spansOf(name string, parts []string) []search.Span {
	marked := make([]bool, len(name))
	for _, part := range parts {
		from, to := wherePartIs(name, part)
		if to > 0 {
			for i := from; i < to; i++ {
				marked[i] = true
			}
			continue
		}
		for i, letter := range name {
			if part != "" && foldText(string(letter)) != "" && strings.HasPrefix(part, foldText(string(letter))) {
				part = part[len(foldText(string(letter))):]
				for j := range utf8.RuneLen(letter) {
					marked[i+j] = true
				}
			}
		}
	}
	var spans []search.Span
	for i, is := range marked {
		switch {
		case is && (i == 0 || !marked[i-1]):
			spans = append(spans, search.Span{Start: i, End: i + 1})
		case is:
			spans[len(spans)-1].End = i + 1
		}
	}
	return spans
}

// wherePartIs returns where a name has a part as a whole, preferably at the start of a word; to is 0 if it has not.
func wherePartIs(name, part string) (from, to int) {
	best := 0
	for i := range name {
		for j := range name[i:] {
			_, size := utf8.DecodeRuneInString(name[i+j:])
			end := i + j + size
			if folded := foldText(name[i:end]); len(folded) > len(part) {
				break
			} else if folded != part {
				continue
			}
			points := 1
			if last, _ := utf8.DecodeLastRuneInString(name[:i]); i == 0 || last < utf8.RuneSelf && !unicode.IsLetter(last) && !unicode.IsDigit(last) {
				points = 2
			}
			if points > best || points == best && i == from {
				best, from, to = points, i, end
			}
		}
	}
	return from, to
}

// GoToHeading returns the headings that contain all words of text, those that are the text first.
func (l *Library) GoToHeading(ctx context.Context, text string, limit int) ([]search.HeadingHit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	typed := foldText(strings.Join(strings.Fields(text), " "))
	notes := slices.Clone(l.Notes)
	slices.SortStableFunc(notes, func(a, b *note.Parsed) int {
		return cmp.Or(compareUndated(a, b, search.Date), compareNotes(a.Note, b.Note, search.Date),
			compareNatural(foldText(a.Note.Title), foldText(b.Note.Title)), strings.Compare(a.Note.Path, b.Note.Path))
	})
	var found []search.HeadingHit
	for _, p := range notes {
		for _, h := range p.Note.Details().Headings {
			if h.Text != "" && rankName(foldText(h.Text), typed, false) > 0 {
				found = append(found, search.HeadingHit{Hit: newHit(p), Heading: h})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b search.HeadingHit) int {
		return rankName(foldText(b.Heading.Text), typed, false) - rankName(foldText(a.Heading.Text), typed, false)
	})
	found = found[:capHits(len(found), limit)]
	for i := range found {
		found[i].Spans = spansOf(found[i].Heading.Text, strings.Fields(typed))
	}
	return found, nil
}
