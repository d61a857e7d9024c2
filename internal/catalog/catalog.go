// Package catalog is an opened library with its links and its index: the one
// thing that the reader and the shell ask. A Catalog is made whole, never
// changed, and replaced whole when files change.
//
// It joins the rooms below and decides nothing itself: what is a note is
// library's business, where a link leads is links', what matches is index's.
package catalog

import (
	"context"
	"fmt"
	"sync/atomic"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/render"
)

// Catalog is a library as it was at one moment. It is safe for concurrent use.
type Catalog struct {
	Library *library.Library
	*library.Contents
	Links *links.Resolver
	// Index is nil when Options.NoIndex was set.
	Index *index.Index
	// Partial is set by Glance: links are not known, and the words of the text are not searched.
	Partial bool
	// Notice is something that whoever opens the library should be told, such as that it is another one than was asked for.
	Notice string
}

// Options say what to make besides what the library itself declares.
type Options struct {
	Site    links.Site // what is known of the site besides what the library declares
	NoIndex bool       // nothing will be searched
	// Progress is called now and then, from any goroutine, with the number of notes read so far. It may be nil.
	Progress func(notes int)
}

// progressStep is the number of notes from one call of Options.Progress to the next.
const progressStep = 250

// Glance is what can be shown of l at once, a tenth of the way to Load: its
// notes with their titles, dates and tags.
func Glance(ctx context.Context, l *library.Library, o Options) (*Catalog, error) {
	b := index.NewBuilder()
	contents, err := l.Glance(ctx, b.Add)
	if err != nil {
		return nil, err
	}
	c := &Catalog{Library: l, Contents: contents, Partial: true}
	c.Links = links.New(contents.Notes, contents.Assets, library.MergeSites(o.Site, contents.Site))
	c.Index = b.Build(contents.Notes, c.Links)
	return c, nil
}

// Load reads every note of l. On an error other than ctx's, nothing could be read at all; what is wrong with single
// notes is in Contents.Skipped and in their Problems.
func Load(ctx context.Context, l *library.Library, o Options) (*Catalog, error) {
	var b *index.Builder
	visit := func(*note.Parsed) {}
	if !o.NoIndex {
		b = index.NewBuilder()
		visit = b.Add
	}
	contents, err := l.Load(ctx, counted(visit, o.Progress))
	if err != nil {
		return nil, err
	}
	site := library.MergeSites(o.Site, contents.Site)
	c := &Catalog{Library: l, Contents: contents, Links: links.New(contents.Notes, contents.Assets, site)}
	if b != nil {
		c.Index = b.Build(contents.Notes, c.Links)
	}
	return c, nil
}

// counted tells progress of what visit has seen.
func counted(visit func(*note.Parsed), progress func(int)) func(*note.Parsed) {
	if progress == nil {
		return visit
	}
	var seen atomic.Int64
	return func(p *note.Parsed) {
		visit(p)
		if n := seen.Add(1); n%progressStep == 0 {
			progress(int(n))
		}
	}
}

// Open reads and parses one note, and resolves its links, for showing it. The text is
// read anew: it may have changed since the catalog was made, and then Source.Note is the note as it is now.
func (c *Catalog) Open(path string) (render.Source, *note.Parsed, error) {
	p, err := c.Library.Parse(path)
	if err != nil {
		return render.Source{}, nil, fmt.Errorf("%s: %w", path, err)
	}
	return c.Source(p), p, nil
}

// Source resolves the links of a parsed note, which need not be of the library.
func (c *Catalog) Source(p *note.Parsed) render.Source {
	s := render.Source{Note: p.Note, Doc: p.Doc, BodyLine: p.BodyLine}
	if !c.Partial { // else no link is known to be broken
		s.Backlinks, s.Targets = c.Linkers(p.Note.Path), c.Links.ResolveAll(p.Note, p.Doc.Links())
	}
	return s
}

// Linkers is the number of other notes that link to path.
func (c *Catalog) Linkers(path string) int { return c.Links.LinkerCount(path) }
