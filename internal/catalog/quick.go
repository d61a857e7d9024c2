package catalog

import (
	"context"
	"io/fs"
	"iter"
	"sync"
	"sync/atomic"

	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/search"
	"quire/internal/snapshot"
)

// Quick is a library that is not loaded. It answers questions about single notes from their files and from the directory beside
// the snapshot, and loads the library only for other questions, or when it cannot be sure of an answer.
//
// What is checked, and when:
//
//	opening      the settings of the site, read anew; the stamps of all folders, ignore files and symbolic links: no note
//	             was made, renamed or removed since. A folder with another stamp is listed, since editors leave one behind when
//	             they replace a file. In a library of up to maxCheckedNotes, each note as below
//	any text     comes from the file, never from the cache
//	a name       the file of the note that the directory gives for it
//	links        the parsed text of the note, and the file of each note to which a link leads
//	backlinks    the files of the notes that link here, for their number; all files of the library, for their list
//
// A file is checked by its stamp. If that is another, the file is parsed: all is well as long as the names, headings, fields and
// links of the note are the same. Whatever fails a check makes Quick load the library, and that compares all files.
//
// So one thing may be missed, in a library of more than maxCheckedNotes: that a note which is no part of the answer was written
// in place, and now has the name that was asked for, or is one more that links here.
type Quick struct {
	library   *library.Library
	directory *snapshot.Directory
	sites     profile.Sites
	load      func() (Library, error)
	parsed    atomic.Int64 // notes that were parsed because their stamp was another
	pages
}

var _ Library = (*Quick)(nil)

// Bounds of what Quick checks.
const (
	maxCheckedNotes = 10_000 // asking for so many stamps takes 10 ms
	maxParsedNotes  = 50     // beyond, loading the library is as fast
)

// OpenQuick opens l without loading it, if the cache in o has a directory of it and no file was added, renamed or removed since
// that was saved. Otherwise it is not ok. load loads the library; Quick calls it once, when it has to.
func OpenQuick(l *library.Library, o Options, load func() (Library, error)) (q *Quick, ok bool) {
	return openQuick(l, o, load, maxCheckedNotes)
}

// openQuick opens l like OpenQuick, and checks all notes if there are no more than checked.
func openQuick(l *library.Library, o Options, load func() (Library, error), checked int) (q *Quick, ok bool) {
	d, f, err := o.Cache.openDirectory(l)
	if err != nil {
		return nil, false
	}
	about := d.Library()
	q = &Quick{library: l, directory: d, load: sync.OnceValues(load)}
	q.pages.library = q
	if l.IsUnchanged(&about.Tree) {
		q.sites = l.FindSites(o.Site)
		ok = !l.HasSiteFaults() && l.SiteKey() == about.Site && (about.Notes > checked || q.areAllKnown())
	}
	if !ok {
		f.Close()
		return nil, false
	}
	return q, true // its finalizer closes the file
}

// card returns the number and the card of the note at a path. It is not ok if there is no such note, or if the directory cannot
// be read.
func (q *Quick) card(path string) (*snapshot.Card, bool) {
	n, err := q.directory.Find(path)
	if err != nil || n < 0 {
		return nil, false
	}
	card, err := q.directory.Card(n)
	return card, err == nil && card.Path == path
}

// isKnown reports whether what a card says of its own note still holds. It asks for the stamp of the file, and may parse it.
func (q *Quick) isKnown(card *snapshot.Card) bool {
	stamp := q.library.StampOf(card.Path)
	if stamp == (note.Stamp{}) {
		return false
	}
	if stamp == card.Stamp {
		return true
	}
	if q.parsed.Add(1) > maxParsedNotes {
		return false
	}
	p, err := q.library.ParseNote(card.Path)
	return err == nil && snapshot.HashFacts(p.Note, p.Note.Details()) == card.Facts
}

// areAllKnown reports whether isKnown holds for all notes.
func (q *Quick) areAllKnown() bool {
	var unknown atomic.Bool
	blocks := (q.directory.Library().Notes + snapshot.CardsPerBlock - 1) / snapshot.CardsPerBlock
	forEachBlock(blocks, func(block int) {
		if unknown.Load() {
			return
		}
		cards, err := q.directory.ReadBlock(block)
		for i := range cards {
			if !q.isKnown(&cards[i]) {
				unknown.Store(true)
				return
			}
		}
		if err != nil {
			unknown.Store(true)
		}
	})
	return !unknown.Load()
}

// knownTargets returns the targets of the links of n, if they are known for certain.
func (q *Quick) knownTargets(n *note.Note) ([]links.Target, bool) {
	card, ok := q.card(n.Path)
	if !ok || card.IsVague || snapshot.HashFacts(n, n.Details()) != card.Facts || len(card.Targets) != n.LinkCount {
		return nil, false
	}
	targets := make([]links.Target, len(card.Targets))
	checked := map[int]string{} // paths of the notes that are known
	for i, t := range card.Targets {
		targets[i] = t.Target
		if t.Status != links.Note {
			continue
		}
		path, ok := checked[t.To]
		if !ok {
			to, err := q.directory.Card(t.To)
			if err != nil || !q.isKnown(to) {
				return nil, false
			}
			path = to.Path
			checked[t.To] = path
		}
		targets[i].Path = path
	}
	return targets, true
}

// Status says which library this is.
func (q *Quick) Status() search.Status {
	return search.Status{Name: q.library.Name, Root: q.library.Root, Notes: q.directory.Library().Notes}
}

// Lookup returns a note by its path. Of its contents it knows only the size and the time of the file.
func (q *Quick) Lookup(path string) (search.Hit, bool) {
	if _, ok := q.card(path); !ok {
		return search.Hit{}, false
	}
	kind, info := q.library.Stat(path)
	if kind != library.NoteFile {
		return search.Hit{}, false
	}
	return search.NewHit(q.library.Describe(path, info), 0, 0), true
}

// Note returns all that is known about the note at a path, from its file.
func (q *Quick) Note(ctx context.Context, path string) (*note.Note, error) {
	if _, ok := q.card(path); !ok {
		return nil, search.ErrNoNote
	}
	p, err := q.ParseNote(ctx, path)
	if err != nil {
		return nil, err
	}
	return p.Note, nil
}

// Headings returns the headings of the note at a path, or nil.
func (q *Quick) Headings(path string) []note.Heading {
	n, err := q.Note(context.Background(), path)
	if err != nil {
		return nil
	}
	return n.Details().Headings
}

// ParseNote reads and parses the note or text file at a path.
func (q *Quick) ParseNote(ctx context.Context, path string) (*note.Parsed, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return q.library.ParseNote(path)
}

// Dialect returns the dialect of Markdown in which the note at a path is written.
func (q *Quick) Dialect(path string) markdown.Dialect { return q.sites.Of(path).Parse.DialectOf(path) }

// ReadParts reads one note and splits it into front matter and body; see search.Store.
func (q *Quick) ReadParts(ctx context.Context, path string) (header, body []byte, line int, err error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, 0, err
	}
	return q.library.ReadParts(path)
}

// ReadFile returns the content of a file, of a very long one only the beginning.
func (q *Quick) ReadFile(ctx context.Context, path string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return q.library.ReadFile(path)
}

// OpenFile opens a file so that all of it can be read.
func (q *Quick) OpenFile(ctx context.Context, path string) (fs.File, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return q.library.OpenFile(path)
}

// AbsPath returns the absolute path of a file.
func (q *Quick) AbsPath(path string) string { return q.library.AbsPath(path) }

// OpenLong opens a note to be shown part by part; see Library. Its parts number their links anew, so the loaded library opens it.
func (q *Quick) OpenLong(ctx context.Context, path string) (*LongNote, error) {
	if h, ok := q.Lookup(path); !ok || h.Size() < longNoteSize {
		return nil, nil
	}
	l, err := q.load()
	if err != nil {
		return nil, err
	}
	return l.OpenLong(ctx, path)
}

// OpenPreview returns false: what is not loaded has no preview.
func (q *Quick) OpenPreview(context.Context, string) (render.Source, bool) {
	return render.Source{}, false
}

// SitePaths returns the paths at which the note at a path is published; see search.Linker.
func (q *Quick) SitePaths(ctx context.Context, path string) ([]string, error) {
	n, err := q.Note(ctx, path)
	if err != nil {
		return nil, err
	}
	return links.New([]*note.Note{n}, nil, q.sites).SitePaths(n), nil
}

// All returns an iterator over all notes, sorted by path.
func (q *Quick) All(ctx context.Context) iter.Seq2[search.Hit, error] {
	l, err := q.load()
	if err != nil {
		return func(yield func(search.Hit, error) bool) { yield(search.Hit{}, err) }
	}
	return l.All(ctx)
}
