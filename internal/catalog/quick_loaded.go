package catalog

import (
	"context"

	"quire/internal/links"
	"quire/internal/search"
	"quire/internal/workers"
)

// The questions that Quick passes on to the loaded library.

// NearestNotes returns the n notes whose names are most similar to name; see search.Linker.
func (q *Quick) NearestNotes(ctx context.Context, name string, n int) ([]search.Hit, error) {
	return ask(q, func(l Library) ([]search.Hit, error) { return l.NearestNotes(ctx, name, n) })
}

// LikelyNotes returns those of NearestNotes that the user probably meant.
func (q *Quick) LikelyNotes(ctx context.Context, name string, n int) ([]search.Hit, error) {
	return ask(q, func(l Library) ([]search.Hit, error) { return l.LikelyNotes(ctx, name, n) })
}

// NotesLinkedFrom returns the other notes that the note at a path links to; see search.Linker.
func (q *Quick) NotesLinkedFrom(ctx context.Context, path string) ([]search.Neighbour, error) {
	return ask(q, func(l Library) ([]search.Neighbour, error) { return l.NotesLinkedFrom(ctx, path) })
}

// NotesLinkingTo returns the other notes that link to the note at a path; see search.Linker.
func (q *Quick) NotesLinkingTo(ctx context.Context, path string) ([]search.Hit, error) {
	return ask(q, func(l Library) ([]search.Hit, error) { return l.NotesLinkingTo(ctx, path) })
}

// Citations returns how the note at the path from can link to the note at a path; see search.Linker.
func (q *Quick) Citations(ctx context.Context, path, anchor, from string) ([]links.Citation, error) {
	return ask(q, func(l Library) ([]links.Citation, error) { return l.Citations(ctx, path, anchor, from) })
}

// Related returns the notes that are about the same as the note at a path; see search.Library.
func (q *Quick) Related(ctx context.Context, path string, limit int) ([]search.Related, error) {
	return ask(q, func(l Library) ([]search.Related, error) { return l.Related(ctx, path, limit) })
}

// Search returns the notes that match a request; see search.Searcher.
func (q *Quick) Search(ctx context.Context, r search.Request) (search.Result, error) {
	return ask(q, func(l Library) (search.Result, error) { return l.Search(ctx, r) })
}

// GoTo returns the notes whose title, slug or alias matches text best; see search.Searcher.
func (q *Quick) GoTo(ctx context.Context, text string, limit int) ([]search.NameHit, error) {
	return ask(q, func(l Library) ([]search.NameHit, error) { return l.GoTo(ctx, text, limit) })
}

// GoToHeading returns the headings of all notes that match text best; see search.Searcher.
func (q *Quick) GoToHeading(ctx context.Context, text string, limit int) ([]search.HeadingHit, error) {
	return ask(q, func(l Library) ([]search.HeadingHit, error) { return l.GoToHeading(ctx, text, limit) })
}

// CountTags returns all tags with the number of notes that have each; see search.Searcher.
func (q *Quick) CountTags(ctx context.Context) ([]search.ValueCount, error) {
	return ask(q, func(l Library) ([]search.ValueCount, error) { return l.CountTags(ctx) })
}

// CountKeys returns all keys of the front matter with the number of notes that have each; see search.Searcher.
func (q *Quick) CountKeys(ctx context.Context) ([]search.ValueCount, error) {
	return ask(q, func(l Library) ([]search.ValueCount, error) { return l.CountKeys(ctx) })
}

// CountNotesWithTag returns the number of notes with a tag, ignoring case.
func (q *Quick) CountNotesWithTag(ctx context.Context, tag string) (int, error) {
	return ask(q, func(l Library) (int, error) { return l.CountNotesWithTag(ctx, tag) })
}

// ask loads the library and asks it.
func ask[T any](q *Quick, question func(Library) (T, error)) (T, error) {
	l, err := q.load()
	if err != nil {
		var none T
		return none, err
	}
	return question(l)
}

// forEachBlock calls do for each number below n, on all processors.
func forEachBlock(n int, do func(int)) {
	var pool *workers.Pool
	pool.ForEach(n, do)
}
