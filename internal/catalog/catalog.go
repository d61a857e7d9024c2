// Package catalog loads a library of notes together with its links and its search index, from the files or from a
// snapshot in the cache. The reader and the commands ask a Catalog for everything that they show,
// as a search.Library.
//
// A Catalog never changes after it is made; when files change, callers load a new one in its place. The package joins
// others and must not repeat their decisions: package library decides what is a note, links where a link leads, and
// index what matches a query.
//
// A command about single notes does not need a Catalog: see Quick, which says what it checks and when, and SingleFile.
package catalog

import (
	"context"
	"sync/atomic"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/workers"
)

// Catalog holds the state of a library at one moment. It is safe for concurrent use. It is the search.Library at home.
type Catalog struct {
	library  *library.Library
	contents *library.Contents
	links    *links.Resolver
	index    *index.Index // nil if Options.NoIndex was set

	parseKey      string // see library.ParseKey
	partial       bool   // a preview: links are unresolved, and index does not search the body text
	unlistedCount int    // notes that a preview of only the newest notes leaves out
	loading       bool   // a partial catalog that is shown while the preview is still being loaded
	notice        string
	changedCount  int
	workers       *workers.Pool

	pages // opens the notes of the catalog itself
}

// Empty returns a catalog without notes.
func Empty() *Catalog {
	c := &Catalog{library: library.FromFS("", nil), contents: &library.Contents{}, links: links.New(nil, nil, profile.Sites{})}
	c.index, c.pages.library = index.NewBuilder().Build(nil, c.links), c
	return c
}

// newPreview returns a partial catalog of the notes in contents, whose index b builds.
func newPreview(l *library.Library, contents *library.Contents, sites profile.Sites, b *index.Builder) *Catalog {
	c := &Catalog{
		library: l, contents: contents, partial: true,
		links: links.New(contents.Notes, contents.Assets, sites), index: b.Build(contents.Notes, nil),
	}
	c.pages.library = c
	return c
}

// Options controls how a Catalog is loaded.
type Options struct {
	Site    profile.Settings // what the user states about the site; it comes before what the library declares
	NoIndex bool             // nothing will be searched; Load may still build an index if that lets it save a first snapshot
	// NoTexts says that queries will look for no words in the texts of notes; see query.Query.SearchesTexts. Then Load leaves
	// half of a snapshot unread. Should a query need that half all the same, and it turns out to be damaged, then no words
	// are found in texts, where Load would otherwise have read the library again.
	NoTexts bool
	// NewestFirst lets a preview of a large library list only the newest notes, if a snapshot has them.
	NewestFirst bool
	// OnPartial receives partial catalogs while a slow preview is being loaded. All calls come from one goroutine and end
	// before the preview is returned. It may be nil.
	OnPartial func(*Catalog)
	// OnProgress receives the number of notes read so far, every progressInterval notes and from any goroutine. It may be
	// nil.
	OnProgress func(notes int)
	// Cache may hold a snapshot of the library. Load compares the stamp of every file, so it returns the same with and
	// without a snapshot.
	Cache Cache
	// Previous is an earlier catalog of the same library: Load reads only the files that have changed since then. It takes
	// precedence over Cache and may be nil.
	Previous *Catalog
	// PauseGC turns Go's garbage collector off until resume is called. Load pauses it while it reads a snapshot: all that it
	// allocates stays in use, and scanning that each time the heap has doubled would take a tenth of the time. It may be
	// nil.
	PauseGC func() (resume func())
	// Workers computes everything that takes long. Nil uses every processor and yields to no user.
	Workers *workers.Pool
}

// progressInterval is the number of notes between two reports of progress.
const progressInterval = 250

// LoadPreview loads a preview of l, a Catalog that is Partial: the notes with their titles, dates and tags. It takes about a
// tenth of the time of Load. If there is a snapshot, the preview shows the library as it was when the snapshot was saved.
func LoadPreview(ctx context.Context, l *library.Library, o Options) (*Catalog, error) {
	l.FindSites(o.Site)
	if o.NewestFirst {
		if c, err := loadNewest(l, o); err == nil {
			return c, nil
		}
	}
	b := index.NewBuilder().UseWorkers(o.Workers)
	if notes, segments, err := o.Cache.readList(l); err == nil {
		return newPreview(l, &library.Contents{Notes: notes}, profile.Sites{}, b.ReuseSegments(segments)), nil
	}
	visit, end := o.startPartials(l, packVisited(b.Add))
	contents, err := l.LoadPreview(workers.NewContext(ctx, o.Workers), visit)
	end()
	if err != nil {
		return nil, err
	}
	return newPreview(l, contents, contents.Sites, b), nil
}

// loadNewest returns a partial catalog of only the newest notes, from a snapshot. A search finds only the names of these
// notes.
func loadNewest(l *library.Library, o Options) (*Catalog, error) {
	notes, total, err := o.Cache.readNewest(l)
	if err != nil {
		return nil, err
	}
	c := newPartial(l, notes)
	c.unlistedCount = total - len(notes)
	return c, nil
}

// Load loads l completely: all notes, their links and, unless o.NoIndex is set, the index. It fails only if ctx is done
// or nothing could be read at all; faults of single notes are in Contents.Skipped and in the notes' Problems.
func Load(ctx context.Context, l *library.Library, o Options) (*Catalog, error) {
	l.FindSites(o.Site)
	m := o.findReusable(l)
	if o.NoIndex && len(m.notes) == 0 && o.Cache.Dir != "" {
		o.NoIndex = false // everything is read anyway, and a snapshot needs an index
	}
	var b *index.Builder
	visit := func(*note.Parsed) {}
	if !o.NoIndex {
		b = index.NewBuilder().UseWorkers(o.Workers).ReuseSegments(m.segments).UseTexts(noteTexts{l})
		visit = b.Add
	}
	var read atomic.Int64
	contents, err := l.LoadChanged(workers.NewContext(ctx, o.Workers), m.lookup, countVisits(packVisited(visit), &read, o.OnProgress))
	if err != nil {
		return nil, err
	}
	c := &Catalog{library: l, contents: contents, links: links.New(contents.Notes, contents.Assets, contents.Sites)}
	c.pages.library = c
	c.parseKey = l.ParseKey()
	c.workers = o.Workers
	c.links.UseWorkers(o.Workers)
	c.changedCount = max(int(read.Load()), m.countUnused()) // max, not sum: a changed note counts in both
	if c.changedCount == 0 {
		c.links.UseGraph(m.graph)
	}
	if b != nil {
		c.index = b.Build(contents.Notes, c.links)
	}
	return c, nil
}

// reusableNotes finds the notes of an earlier catalog or snapshot whose files have not changed, so that Load need not
// read them again. Its lookup is safe for concurrent use.
type reusableNotes struct {
	baseline
	byFile  pathTable
	reindex map[string]bool // paths of notes to read again because their index segments were dropped
	reused  atomic.Int64    // successful lookups
}

// findReusable returns the notes of l from o.Previous, or else from the snapshot in o.Cache. Without either, or when they
// cannot be used, the result is empty.
func (o Options) findReusable(l *library.Library) *reusableNotes {
	m := &reusableNotes{baseline: baseline{segments: &index.Segments{}}}
	if c := o.Previous; c != nil && !c.partial && c.library == l && c.parseKey == l.ParseKey() && (c.index != nil || o.NoIndex) {
		m.notes, m.stamps = c.contents.Notes, c.contents.Stamps
		if !o.NoIndex {
			m.segments = c.index.Segments()
		}
		if m.segments.HasReadError() { // the snapshot file was changed by something else
			m.baseline = baseline{segments: &index.Segments{}}
		}
	} else if p, err := o.readBaseline(l); err == nil {
		m.baseline = *p
	}
	if !o.NoIndex {
		m.segments, m.reindex = m.segments.Compact()
	}
	m.byFile = newPathTable(m.notes)
	return m
}

// lookup returns the note of the file name in dir and its number in the baseline, or nil and -1 if the note is unknown,
// has another stamp than s or must be indexed again.
func (m *reusableNotes) lookup(dir, name string, s note.Stamp) (*note.Note, int) {
	i := m.byFile.find(m.notes, dir, name)
	if i < 0 || m.stamps[i] != s || len(m.reindex) > 0 && m.reindex[m.notes[i].Path] {
		return nil, -1
	}
	m.reused.Add(1)
	return m.notes[i], i
}

// countUnused returns how many notes of the baseline were not reused: they changed or are gone.
func (m *reusableNotes) countUnused() int { return len(m.notes) - int(m.reused.Load()) }

// countVisits wraps visit: each call is counted in seen, and every progressInterval calls are reported to progress, which
// may be nil.
func countVisits(visit func(*note.Parsed), seen *atomic.Int64, progress func(int)) func(*note.Parsed) {
	return func(p *note.Parsed) {
		visit(p)
		if n := seen.Add(1); progress != nil && n%progressInterval == 0 {
			progress(int(n))
		}
	}
}
