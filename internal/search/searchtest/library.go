package searchtest

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync"

	"quire/internal/links"
	"quire/internal/links/profile"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/search"
)

// Library is a library in memory that answers by looking at every note, as simply as possible. It keeps no table, so that its
// answers can be compared with those of an engine that does. It ranks roughly: by where and how often a note has the words.
// It is safe for concurrent use once it is made.
type Library struct {
	Notes    []*note.Parsed // sorted by path, with their syntax trees
	Resolver *links.Resolver
	Info     search.Status // what Status returns, but for the number of notes
	Files    Files         // nil: the library has no files but its notes, which cannot be read

	passages sync.Map // of each note, *note.Parsed -> []passage
	targets  sync.Map // of the links of each note, *note.Note -> []links.Target
}

// Files reads the files of a library.
type Files interface {
	ParseNote(path string) (*note.Parsed, error)
	ReadParts(path string) (header, body []byte, line int, err error)
	ReadFile(path string) ([]byte, error)
	OpenFile(path string) (fs.File, error)
	AbsPath(path string) string
}

var _ search.Library = (*Library)(nil)

// NewLibrary returns the library of parsed notes and of files that are not notes.
func NewLibrary(notes []*note.Parsed, assets []string, sites profile.Sites) *Library {
	l := &Library{Notes: slices.Clone(notes)}
	slices.SortFunc(l.Notes, func(a, b *note.Parsed) int { return strings.Compare(a.Note.Path, b.Note.Path) })
	known := make([]*note.Note, len(l.Notes))
	for i, p := range l.Notes {
		known[i] = p.Note
	}
	l.Resolver = links.New(known, assets, sites)
	return l
}

// Status says which library this is.
func (l *Library) Status() search.Status {
	s := l.Info
	s.Notes = len(l.Notes)
	return s
}

// newHit returns a hit of p without a score.
func newHit(p *note.Parsed) search.Hit { return search.NewHit(p.Note, 0, 0) }

// find returns the note at a path, or nil.
func (l *Library) find(path string) *note.Parsed {
	for _, p := range l.Notes {
		if p.Note.Path == path {
			return p
		}
	}
	return nil
}

// All returns an iterator over all notes, sorted by path.
func (l *Library) All(context.Context) iter.Seq2[search.Hit, error] {
	return func(yield func(search.Hit, error) bool) {
		for _, p := range l.Notes {
			if !yield(newHit(p), nil) {
				return
			}
		}
	}
}

// Lookup returns the note at a path.
func (l *Library) Lookup(path string) (search.Hit, bool) {
	if p := l.find(path); p != nil {
		return newHit(p), true
	}
	return search.Hit{}, false
}

// Headings returns the headings of the note at a path.
func (l *Library) Headings(path string) []note.Heading {
	if p := l.find(path); p != nil {
		return p.Note.Details().Headings
	}
	return nil
}

// Note returns the note at a path, or search.ErrNoNote.
func (l *Library) Note(_ context.Context, path string) (*note.Note, error) {
	if p := l.find(path); p != nil {
		return p.Note, nil
	}
	return nil, search.ErrNoNote
}

// ParseNote reads and parses the note at a path, or returns it as it is if the library has no files.
func (l *Library) ParseNote(_ context.Context, path string) (*note.Parsed, error) {
	if l.Files != nil {
		return l.Files.ParseNote(path)
	}
	if p := l.find(path); p != nil {
		return p, nil
	}
	return nil, fs.ErrNotExist
}

// ReadParts reads one note and splits it into front matter and body.
func (l *Library) ReadParts(_ context.Context, path string) (header, body []byte, line int, err error) {
	if l.Files == nil {
		return nil, nil, 0, fs.ErrNotExist
	}
	return l.Files.ReadParts(path)
}

// ReadFile returns the content of a file.
func (l *Library) ReadFile(_ context.Context, path string) ([]byte, error) {
	if l.Files == nil {
		return nil, fs.ErrNotExist
	}
	return l.Files.ReadFile(path)
}

// OpenFile opens a file.
func (l *Library) OpenFile(_ context.Context, path string) (fs.File, error) {
	if l.Files == nil {
		return nil, fs.ErrNotExist
	}
	return l.Files.OpenFile(path)
}

// AbsPath returns the absolute path of a file, or "".
func (l *Library) AbsPath(path string) string {
	if l.Files == nil {
		return ""
	}
	return l.Files.AbsPath(path)
}

// ResolveName resolves a name that the user typed.
func (l *Library) ResolveName(_ context.Context, name string) (links.Target, error) {
	t, _ := l.Resolver.LookUpName(name)
	return t, nil
}

// NearestNotes returns the n notes whose names are most similar to name.
func (l *Library) NearestNotes(_ context.Context, name string, n int) ([]search.Hit, error) {
	return NewHits(l.Resolver.NearestNotes(name, n)), nil
}

// LikelyNotes returns those of NearestNotes that the user probably meant.
func (l *Library) LikelyNotes(_ context.Context, name string, n int) ([]search.Hit, error) {
	return NewHits(l.Resolver.LikelyNotes(name, n)), nil
}

// ResolveLinks resolves links that stand in the note from.
func (l *Library) ResolveLinks(_ context.Context, from *note.Note, found []markdown.Link) ([]links.Target, error) {
	return l.Resolver.ResolveAll(from, found), nil
}

// Links returns the links of the note at a path with their targets.
func (l *Library) Links(_ context.Context, path string) ([]search.Link, error) {
	p := l.find(path)
	if p == nil {
		return nil, search.ErrNoNote
	}
	var out []search.Link
	for i, t := range l.Resolver.Targets(p.Note) {
		out = append(out, search.Link{Link: p.Note.Details().Links[i], Target: t})
	}
	return out, nil
}

// Backlinks returns the links from other notes to the note at a path, by resolving the links of all notes.
func (l *Library) Backlinks(_ context.Context, path string) ([]search.Backlink, error) {
	var out []search.Backlink
	for _, p := range l.Notes {
		for i, t := range l.Resolver.Targets(p.Note) {
			if t.Status == links.Note && t.Path == path && p.Note.Path != path {
				out = append(out, search.Backlink{From: newHit(p), LinkIndex: i})
			}
		}
	}
	return out, nil
}

// CountBacklinks returns the number of other notes that link to the note at a path.
func (l *Library) CountBacklinks(ctx context.Context, path string) (int, error) {
	from, err := l.NotesLinkingTo(ctx, path)
	return len(from), err
}

// NotesLinkedFrom returns the other notes that the note at a path links to.
func (l *Library) NotesLinkedFrom(ctx context.Context, path string) ([]search.Neighbour, error) {
	all, err := l.Links(ctx, path)
	if errors.Is(err, search.ErrNoNote) {
		return nil, nil
	}
	var out []search.Neighbour
	for _, link := range all {
		if link.Target.Status != links.Note || link.Target.Path == path {
			continue
		}
		i := slices.IndexFunc(out, func(n search.Neighbour) bool { return n.Path() == link.Target.Path })
		if i < 0 {
			h, _ := l.Lookup(link.Target.Path)
			i, out = len(out), append(out, search.Neighbour{Hit: h})
		}
		out[i].LinkCount++
	}
	return out, err
}

// NotesLinkingTo returns the other notes that link to the note at a path.
func (l *Library) NotesLinkingTo(ctx context.Context, path string) ([]search.Hit, error) {
	back, err := l.Backlinks(ctx, path)
	var out []search.Hit
	for _, b := range back {
		if len(out) == 0 || out[len(out)-1].Path() != b.From.Path() {
			out = append(out, b.From)
		}
	}
	return out, err
}

// Citations returns how the note at the path from can link to the note at a path.
func (l *Library) Citations(_ context.Context, path, anchor, from string) ([]links.Citation, error) {
	return l.Resolver.Citations(l.Resolver.Note(path), anchor, l.Resolver.Note(from)), nil
}

// SitePaths returns the paths at which the note at a path is published.
func (l *Library) SitePaths(ctx context.Context, path string) ([]string, error) {
	n, err := l.Note(ctx, path)
	if err != nil {
		return nil, err
	}
	return l.Resolver.SitePaths(n), nil
}
