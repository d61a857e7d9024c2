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
	"sync"
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
	// Index may be nil when Options.NoIndex was set.
	Index *index.Index
	// Partial is set by Glance: links are not known, nor to the Index, and the words of the text are not searched.
	Partial bool
	// More is how many notes there are besides; Glance sets it where it shows the newest alone.
	More int
	// Growing says that it was shown while more notes were being seen; see Options.Early.
	Growing bool
	// Notice is something that whoever opens the library should be told, such as that it is another one than was asked for.
	Notice string
	// Read tells whether the user has read a note as it is now, for is:unread. Whoever opens the library may set it; nil says never.
	Read func(*note.Note) bool
	last atomic.Pointer[whole]
	// Changed is how many notes were read, or are gone if these are more, since the snapshot or catalog that this one was made from.
	Changed int
}

// Options say what to make besides what the library itself declares.
type Options struct {
	Site    links.Site // what is known of the site besides what the library declares
	NoIndex bool       // nothing will be searched; an index is made nevertheless when that makes the next time fast
	// Newest says that the newest notes are what is seen first: of a large library that was kept Glance shows these alone.
	Newest bool
	// Early is shown, from one goroutine and before Glance returns, what a glance that takes its time has seen so far. It may be nil.
	Early func(*Catalog)
	// Progress is called now and then, from any goroutine, with the number of notes read so far. It may be nil.
	Progress func(notes int)
	// Cache may hold a snapshot of the library. Every file is asked for whether it has changed, so that what is made
	// from a snapshot is what is made without.
	Cache Cache
	// Since is a catalog of the same library: only what has changed since is read. It is preferred to the Cache, and may be nil.
	Since *Catalog
}

// progressStep is the number of notes from one call of Options.Progress to the next.
const progressStep = 250

// Glance is what can be shown of l at once, a tenth of the way to Load: its
// notes with their titles, dates and tags.
//
// What a snapshot shows is the library as it was when the snapshot was made.
func Glance(ctx context.Context, l *library.Library, o Options) (*Catalog, error) {
	if o.Newest {
		if c, err := newest(l, o); err == nil {
			return c, nil
		}
	}
	b := index.NewBuilder()
	if notes, words, err := o.Cache.glance(l); err == nil {
		c := &Catalog{Library: l, Contents: &library.Contents{Notes: notes}, Partial: true}
		c.Links = links.New(notes, nil, o.Site)
		c.Index = b.FromWords(words).Build(notes, nil)
		return c, nil
	}
	visit, end := o.look(l, b.Add)
	contents, err := l.Glance(ctx, visit)
	end()
	if err != nil {
		return nil, err
	}
	c := &Catalog{Library: l, Contents: contents, Partial: true}
	c.Links = links.New(contents.Notes, contents.Assets, library.MergeSites(o.Site, contents.Site))
	c.Index = b.Build(contents.Notes, nil)
	return c, nil
}

// newest is the top of the shelf of a library that was kept. What these notes are called is found in it, nothing else.
func newest(l *library.Library, o Options) (*Catalog, error) {
	notes, total, err := o.Cache.newest(l)
	if err != nil {
		return nil, err
	}
	c := partial(l, notes, o.Site)
	c.More = total - len(notes)
	return c, nil
}

// Load reads every note of l. On an error other than ctx's, nothing could be read at all; what is wrong with single
// notes is in Contents.Skipped and in their Problems.
func Load(ctx context.Context, l *library.Library, o Options) (*Catalog, error) {
	m := o.memory(l)
	if o.NoIndex && len(m.notes) == 0 && o.Cache.Dir != "" {
		o.NoIndex = false // all is read this once: with an index it can be kept
	}
	var b *index.Builder
	visit := func(*note.Parsed) {}
	if !o.NoIndex {
		b = index.NewBuilder().FromWords(m.words)
		visit = b.Add
	}
	var read atomic.Int64
	contents, err := l.LoadChanged(ctx, m.known, counted(visit, &read, o.Progress))
	if err != nil {
		return nil, err
	}
	site := library.MergeSites(o.Site, contents.Site)
	c := &Catalog{Library: l, Contents: contents, Links: links.New(contents.Notes, contents.Assets, site)}
	c.Changed = max(int(read.Load()), m.gone()) // a note that has changed is read, and was known
	if c.Changed == 0 {
		c.Links.Recall(m.graph)
	}
	if b != nil {
		c.Index = b.Build(contents.Notes, c.Links)
	}
	return c, nil
}

// memory is what of a library need not be read again.
type memory struct {
	past
	places places
	lost   map[string]bool // notes whose words are not worth keeping
	used   atomic.Int64
}

// memory looks for what is known of l.
func (o Options) memory(l *library.Library) *memory {
	m := &memory{past: past{words: &index.Words{}}}
	if c := o.Since; c != nil && !c.Partial && c.Library == l && (c.Index != nil || o.NoIndex) {
		m.notes, m.stamps = c.Notes, c.Stamps
		if !o.NoIndex {
			m.words = c.Index.Words()
		}
		if m.words.Damaged() { // its file is not what it was
			m.past = past{words: &index.Words{}}
		}
	} else if p, err := o.Cache.past(l, !o.NoIndex); err == nil {
		m.past = *p
	}
	if !o.NoIndex {
		m.words, m.lost = m.words.Worth()
	}
	m.places = newPlaces(m.notes)
	return m
}

// known is the note of a file, when it has the stamp that it had.
func (m *memory) known(dir, name string, s note.Stamp) (*note.Note, int) {
	i := m.places.find(m.notes, dir, name)
	if i < 0 || m.stamps[i] != s || len(m.lost) > 0 && m.lost[m.notes[i].Path] {
		return nil, -1
	}
	m.used.Add(1)
	return m.notes[i], i
}

// gone is how many notes were known and are there no more; those that have changed are among them.
func (m *memory) gone() int { return len(m.notes) - int(m.used.Load()) }

// counted tells progress of what visit has seen, and counts it.
func counted(visit func(*note.Parsed), seen *atomic.Int64, progress func(int)) func(*note.Parsed) {
	return func(p *note.Parsed) {
		visit(p)
		if n := seen.Add(1); progress != nil && n%progressStep == 0 {
			progress(int(n))
		}
	}
}

// Open reads and parses one note, and resolves its links, for showing it. The text is
// read anew: it may have changed since the catalog was made, and then Source.Note is the note as it is now.
func (c *Catalog) Open(path string) (render.Source, *note.Parsed, error) {
	if n := c.Links.Note(path); n != nil && n.Size >= long {
		return c.openWhole(path)
	}
	p, err := c.Library.Parse(path)
	if err != nil {
		return render.Source{}, nil, fmt.Errorf("%s: %w", path, err)
	}
	return c.Source(p), p, nil
}

// Source resolves the links of a parsed note, which need not be of the library.
func (c *Catalog) Source(p *note.Parsed) render.Source {
	s := render.Source{Note: p.Note, Details: details(p), Doc: p.Doc, BodyLine: p.BodyLine, Verbatim: p.Verbatim}
	if !c.Partial { // else no link is known to be broken
		s.Backlinks, s.Targets = c.Linkers(p.Note.Path), c.Links.ResolveAll(p.Note, p.Doc.Links())
	}
	return s
}

// details gives those of a note, which are unpacked at the first call unless p has them.
func details(p *note.Parsed) func() *note.Details {
	if p.Details != nil {
		return func() *note.Details { return p.Details }
	}
	return sync.OnceValue(p.Note.Details)
}

// Linkers is the number of other notes that link to path.
func (c *Catalog) Linkers(path string) int { return c.Links.LinkerCount(path) }
