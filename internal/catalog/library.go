package catalog

import (
	"context"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/search"
)

// Status says which library this is and how much of it is known.
func (c *Catalog) Status() search.Status {
	return search.Status{
		Name: c.library.Name, Root: c.library.Root, Notes: len(c.contents.Notes), Unlisted: c.unlistedCount,
		Skipped: len(c.contents.Skipped), Partial: c.partial, Loading: c.loading, Notice: c.notice,
	}
}

// SetNotice sets the message for the user that Status returns. It must be called before the catalog is shared.
func (c *Catalog) SetNotice(text string) { c.notice = text }

// ChangedCount returns the number of differences from the snapshot or catalog that this one was made from: the notes that
// were read, or the notes that are gone, whichever is more.
func (c *Catalog) ChangedCount() int { return c.changedCount }

// Skipped returns the files and folders that were found but left out of the library. Callers must not change the slice.
func (c *Catalog) Skipped() []library.Skipped { return c.contents.Skipped }

// UnreadableFiles returns those of Skipped that the system could not read.
func (c *Catalog) UnreadableFiles() []library.Skipped { return c.contents.UnreadableFiles() }

// All returns an iterator over all notes, sorted by path.
func (c *Catalog) All(ctx context.Context) iter.Seq2[search.Hit, error] {
	return func(yield func(search.Hit, error) bool) {
		for _, n := range c.contents.Notes {
			if err := ctx.Err(); err != nil {
				yield(search.Hit{}, err)
				return
			}
			if !yield(search.NewHit(n, 0, 0), nil) {
				return
			}
		}
	}
}

// Lookup returns the note at a path. It reads no file.
func (c *Catalog) Lookup(path string) (search.Hit, bool) {
	n := c.links.Note(path)
	return search.NewHit(n, 0, 0), n != nil
}

// Dialect returns the dialect of Markdown in which the note at a path is written.
func (c *Catalog) Dialect(path string) markdown.Dialect {
	return c.contents.Sites.Of(path).Parse.DialectOf(path)
}

// Headings returns the headings of the note at a path, or nil.
func (c *Catalog) Headings(path string) []note.Heading {
	n := c.links.Note(path)
	if n == nil {
		return nil
	}
	return c.links.Headings(n)
}

// Note returns all that is known about the note at a path, or search.ErrNoNote.
func (c *Catalog) Note(ctx context.Context, path string) (*note.Note, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	// The table of package links would be faster once it is filled, but a search needs it for nothing else.
	i, ok := slices.BinarySearchFunc(c.contents.Notes, path, func(n *note.Note, path string) int { return strings.Compare(n.Path, path) })
	if !ok {
		return nil, search.ErrNoNote
	}
	return c.contents.Notes[i], nil
}

// ParseNote reads and parses the note or text file at a path.
func (c *Catalog) ParseNote(ctx context.Context, path string) (*note.Parsed, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.library.ParseNote(path)
}

// ReadParts reads one note and splits it into front matter and body, which starts at line, without parsing either.
func (c *Catalog) ReadParts(ctx context.Context, path string) (header, body []byte, line int, err error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, 0, err
	}
	return c.library.ReadParts(path)
}

// ReadFile returns the content of a file: all of it up to 16 MB, of a longer file only the first 1 MB.
func (c *Catalog) ReadFile(ctx context.Context, path string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.library.ReadFile(path)
}

// OpenFile opens a file so that all of it can be read, however long it is.
func (c *Catalog) OpenFile(ctx context.Context, path string) (fs.File, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.library.OpenFile(path)
}

// AbsPath returns the absolute path of a file; it is empty if the library is embedded.
func (c *Catalog) AbsPath(path string) string { return c.library.AbsPath(path) }

// ResolveName resolves a name that the user typed. It searches for no suggestion for an unknown name.
func (c *Catalog) ResolveName(ctx context.Context, name string) (links.Target, error) {
	t, ok := c.links.LookUpName(name)
	if !ok {
		t = links.Target{Reason: "no note named " + name}
	}
	return t, ctx.Err()
}

// NearestNotes returns the n notes whose names are most similar to name, the most similar first.
func (c *Catalog) NearestNotes(ctx context.Context, name string, n int) ([]search.Hit, error) {
	return newHits(c.links.NearestNotes(name, n)), ctx.Err()
}

// LikelyNotes returns those of NearestNotes that the user probably meant.
func (c *Catalog) LikelyNotes(ctx context.Context, name string, n int) ([]search.Hit, error) {
	return newHits(c.links.LikelyNotes(name, n)), ctx.Err()
}

// newHits returns notes as hits without a score.
func newHits(notes []*note.Note) []search.Hit {
	hits := make([]search.Hit, len(notes))
	for i, n := range notes {
		hits[i] = search.NewHit(n, 0, 0)
	}
	return hits
}

// ResolveLinks resolves links that stand in the note from.
func (c *Catalog) ResolveLinks(ctx context.Context, from *note.Note, found []markdown.Link) ([]links.Target, error) {
	return c.links.ResolveAll(from, found), ctx.Err()
}

// Links returns the links of the note at a path with their targets, in order.
func (c *Catalog) Links(ctx context.Context, path string) ([]search.Link, error) {
	n, err := c.Note(ctx, path)
	if err != nil {
		return nil, err
	}
	all := make([]search.Link, 0, n.LinkCount)
	for l, t := range c.links.LinkTargets(n) {
		all = append(all, search.Link{Link: l, Target: t})
	}
	return all, nil
}

// Backlinks returns the links from other notes to the note at a path, sorted by the path of the other note and then by line.
func (c *Catalog) Backlinks(ctx context.Context, path string) ([]search.Backlink, error) {
	found := c.links.Backlinks(path)
	out := make([]search.Backlink, len(found))
	for i, b := range found {
		out[i] = search.Backlink{From: search.NewHit(b.From, 0, 0), LinkIndex: b.LinkIndex}
	}
	return out, ctx.Err()
}

// CountBacklinks returns how many other notes link to the note at a path.
func (c *Catalog) CountBacklinks(ctx context.Context, path string) (int, error) {
	return c.links.CountNotesLinkingTo(path), ctx.Err()
}

// NotesLinkedFrom returns the other notes that the note at a path links to, in the order of its first link to each.
func (c *Catalog) NotesLinkedFrom(ctx context.Context, path string) ([]search.Neighbour, error) {
	found := c.links.NotesLinkedFrom(path)
	out := make([]search.Neighbour, len(found))
	for i, n := range found {
		out[i] = search.Neighbour{Hit: search.NewHit(n.Note, 0, 0), LinkCount: n.LinkCount}
	}
	return out, ctx.Err()
}

// NotesLinkingTo returns the other notes that link to the note at a path, sorted by path, each once.
func (c *Catalog) NotesLinkingTo(ctx context.Context, path string) ([]search.Hit, error) {
	return newHits(c.links.NotesLinkingTo(path)), ctx.Err()
}

// Citations returns how the note at the path from can link to the note at a path, or to an anchor in it.
func (c *Catalog) Citations(ctx context.Context, path, anchor, from string) ([]links.Citation, error) {
	return c.links.Citations(c.links.Note(path), anchor, c.links.Note(from)), ctx.Err()
}

// SitePaths returns the paths, without leading slash, at which the note at a path is published.
func (c *Catalog) SitePaths(ctx context.Context, path string) ([]string, error) {
	n, err := c.Note(ctx, path)
	if err != nil {
		return nil, err
	}
	return c.links.SitePaths(n), nil
}
