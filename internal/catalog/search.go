package catalog

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"quire/internal/note"
	"quire/internal/search"
)

// Search returns the notes that match a request, from the index. Without one it returns search.ErrNoSearch.
func (c *Catalog) Search(ctx context.Context, r search.Request) (search.Result, error) {
	if c.index == nil {
		return search.Result{}, search.ErrNoSearch
	}
	return c.index.Search(ctx, r)
}

// GoTo returns the notes whose title, alias, slug or path matches text best, at most limit of them (0: all).
func (c *Catalog) GoTo(ctx context.Context, text string, limit int) ([]search.NameHit, error) {
	if c.index == nil {
		return nil, search.ErrNoSearch
	}
	return c.index.GoTo(ctx, text, limit)
}

// GoToHeading returns the headings that contain all words of text, at most limit of them (0: all).
func (c *Catalog) GoToHeading(ctx context.Context, text string, limit int) ([]search.HeadingHit, error) {
	if c.index == nil {
		return nil, search.ErrNoSearch
	}
	return c.index.GoToHeading(ctx, text, limit)
}

// CountTags returns all tags with the number of notes that have each, most common first. It needs no index.
func (c *Catalog) CountTags(ctx context.Context) ([]search.ValueCount, error) {
	if c.index == nil {
		return countTags(c.contents.Notes), ctx.Err()
	}
	return c.index.CountTags(ctx)
}

// CountKeys returns all keys of the front matter with the number of notes that have each, most common first.
func (c *Catalog) CountKeys(ctx context.Context) ([]search.ValueCount, error) {
	if c.index == nil {
		return nil, search.ErrNoSearch
	}
	return c.index.CountKeys(ctx)
}

// CountNotesWithTag returns the number of notes with a tag, ignoring case.
func (c *Catalog) CountNotesWithTag(ctx context.Context, tag string) (int, error) {
	if c.index == nil {
		return 0, search.ErrNoSearch
	}
	return c.index.CountNotesWithTag(ctx, tag)
}

// Related returns the notes that are about the same as the note at a path; see search.Library.
func (c *Catalog) Related(ctx context.Context, path string, limit int) ([]search.Related, error) {
	if c.index == nil {
		return nil, search.ErrNoSearch
	}
	if _, err := c.Note(ctx, path); err != nil {
		return nil, err
	}
	p, err := c.ParseNote(ctx, path)
	if err != nil {
		return nil, err
	}
	return c.index.Related(ctx, p, limit)
}

// WarmUp computes in advance what the first searches and links would otherwise wait for.
func (c *Catalog) WarmUp() {
	if c.index != nil {
		c.index.WarmUp()
	}
	c.links.WarmUp()
}

// WaitForIndex waits until the index is built in full, for callers that need the processors for something else.
func (c *Catalog) WaitForIndex() {
	if c.index != nil {
		c.index.WaitForBodies()
	}
}

// HasIndex reports whether the catalog was loaded with its search index.
func (c *Catalog) HasIndex() bool { return c.index != nil }

// countTags counts the tags of notes, the most common first, each in its most common spelling.
func countTags(notes []*note.Note) []search.ValueCount {
	type tag struct {
		notes, best int
		spelling    string
		spellings   map[string]int
	}
	tags := map[string]*tag{}
	for _, n := range notes {
		for _, spelling := range n.Tags {
			t := tags[note.FoldName(spelling)]
			if t == nil {
				t = &tag{spellings: map[string]int{}}
				tags[note.FoldName(spelling)] = t
			}
			t.notes++
			t.spellings[spelling]++
			if t.spellings[spelling] > t.best {
				t.best, t.spelling = t.spellings[spelling], spelling
			}
		}
	}
	all := slices.SortedFunc(maps.Values(tags), func(a, b *tag) int {
		return cmp.Or(-cmp.Compare(a.notes, b.notes), strings.Compare(a.spelling, b.spelling))
	})
	out := make([]search.ValueCount, len(all))
	for i, t := range all {
		out[i] = search.ValueCount{Value: t.spelling, Notes: t.notes}
	}
	return out
}
