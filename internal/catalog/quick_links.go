package catalog

import (
	"context"
	"strings"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/snapshot"
)

// ResolveName resolves a name that the user typed.
func (q *Quick) ResolveName(ctx context.Context, name string) (links.Target, error) {
	if t, ok := q.findName(name); ok {
		return t, ctx.Err()
	}
	l, err := q.load()
	if err != nil {
		return links.Target{}, err
	}
	return l.ResolveName(ctx, name)
}

// findName resolves a name that the directory knows, with a #heading if there is any.
func (q *Quick) findName(name string) (links.Target, bool) {
	n, err := q.directory.Find(name)
	before, heading, hasHeading := strings.Cut(name, "#")
	if err == nil && n < 0 && hasHeading && !strings.Contains(heading, "#") && !q.directory.Library().HasHash {
		n, err = q.directory.Find(strings.TrimSpace(before))
	} else {
		heading = ""
	}
	if err != nil || n < 0 {
		return links.Target{}, false
	}
	card, err := q.directory.Card(n)
	if err != nil || !q.isKnown(card) {
		return links.Target{}, false
	}
	if heading == "" {
		return links.Target{Status: links.Note, Path: card.Path}, true
	}
	p, err := q.library.ParseNote(card.Path)
	if err != nil {
		return links.Target{}, false
	}
	return links.New([]*note.Note{p.Note}, nil, q.sites).LookUpName(card.Path + "#" + heading)
}

// ResolveLinks resolves links that stand in the note from.
func (q *Quick) ResolveLinks(ctx context.Context, from *note.Note, found []markdown.Link) ([]links.Target, error) {
	if len(found) == 0 {
		return nil, ctx.Err()
	}
	if from != nil {
		if targets, ok := q.knownTargets(from); ok && areFirstLinks(from, found) {
			return targets[:len(found)], ctx.Err()
		}
	}
	l, err := q.load()
	if err != nil {
		return nil, err
	}
	return l.ResolveLinks(ctx, from, found)
}

// areFirstLinks reports whether found are the first links of n, as in a document that is parsed as a whole.
func areFirstLinks(n *note.Note, found []markdown.Link) bool {
	all := n.Details().Links
	if len(found) > len(all) {
		return false
	}
	for i, l := range found {
		if all[i].Link != l {
			return false
		}
	}
	return true
}

// Links returns the links of the note at a path with their targets, in order. Those of a note with broken links come from the
// loaded library, which looks for similar names.
func (q *Quick) Links(ctx context.Context, path string) ([]search.Link, error) {
	n, err := q.Note(ctx, path)
	if err == nil {
		targets, ok := q.knownTargets(n)
		out := make([]search.Link, 0, len(targets))
		for i, l := range n.Details().Links {
			if !ok || targets[i].Status == links.Broken {
				ok = false
				break
			}
			out = append(out, search.Link{Link: l, Target: targets[i]})
		}
		if ok {
			return out, ctx.Err()
		}
	}
	l, err := q.load()
	if err != nil {
		return nil, err
	}
	return l.Links(ctx, path)
}

// CountBacklinks returns the number of other notes that link to the note at a path.
func (q *Quick) CountBacklinks(ctx context.Context, path string) (int, error) {
	if card, ok := q.card(path); ok {
		if from, ok := q.knownSources(card); ok {
			return len(from), ctx.Err()
		}
	}
	l, err := q.load()
	if err != nil {
		return 0, err
	}
	return l.CountBacklinks(ctx, path)
}

// knownSources returns the cards of the notes that link to a note, if each is known.
func (q *Quick) knownSources(card *snapshot.Card) (from []*snapshot.Card, ok bool) {
	last := -1
	for _, b := range card.Backlinks {
		if b.From == last {
			continue
		}
		last = b.From
		c, err := q.directory.Card(b.From)
		if err != nil || !q.isKnown(c) {
			return nil, false
		}
		from = append(from, c)
	}
	return from, true
}

// Backlinks returns the links from other notes to the note at a path; see search.Linker.
func (q *Quick) Backlinks(ctx context.Context, path string) ([]search.Backlink, error) {
	if card, ok := q.card(path); ok && q.areAllKnown() {
		if out, ok := q.listBacklinks(ctx, card); ok {
			return out, ctx.Err()
		}
	}
	l, err := q.load()
	if err != nil {
		return nil, err
	}
	return l.Backlinks(ctx, path)
}

func (q *Quick) listBacklinks(ctx context.Context, card *snapshot.Card) ([]search.Backlink, bool) {
	out := make([]search.Backlink, 0, len(card.Backlinks))
	last, from := -1, search.Hit{}
	for _, b := range card.Backlinks {
		if b.From != last {
			c, err := q.directory.Card(b.From)
			if err != nil {
				return nil, false
			}
			n, err := q.Note(ctx, c.Path)
			if err != nil || snapshot.HashFacts(n, n.Details()) != c.Facts {
				return nil, false
			}
			last, from = b.From, search.NewHit(n, 0, 0)
		}
		out = append(out, search.Backlink{From: from, LinkIndex: b.Link})
	}
	return out, true
}
