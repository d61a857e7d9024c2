package search

import (
	"context"
	"errors"
	"io/fs"
	"iter"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
)

// Library is an opened library at one moment, as readers and commands see it. It never changes, and it is safe for concurrent
// use. Paths are slash paths below the root, with extension.
type Library interface {
	Searcher
	Linker
	Store
	// Related returns the notes that are about the same as the note at a path, most similar first and at most limit of them (0:
	// no limit), with the reasons. It reads that note, and returns ErrNoNote for a path at which there is none.
	Related(ctx context.Context, path string, limit int) ([]Related, error)
	// Status says which library this is and how much of it is known. It does not wait.
	Status() Status
}

// Status describes a library.
type Status struct {
	Name     string // for display; may contain any byte
	Root     string // absolute path of the folder; empty if the library is not a folder on disk
	Notes    int    // number of notes
	Unlisted int    // number of notes that a preview leaves out
	Skipped  int    // number of files and folders that were found but left out
	Partial  bool   // a preview: links are unresolved, and a search may find only the names of notes
	Loading  bool   // the preview itself is still being loaded
	Notice   string // a message for the user, or ""
}

// ErrNoNote is returned for a path at which the library has no note.
var ErrNoNote = errors.New("no such note")

// Store gives out the notes and files of a library.
type Store interface {
	// All returns an iterator over all notes, sorted by path. It ends after the first error.
	All(ctx context.Context) iter.Seq2[Hit, error]
	// Lookup returns the note at a path. It must not wait, since screens call it for each frame: an engine keeps in memory at
	// least the notes that it has given out and those that they link to.
	Lookup(path string) (Hit, bool)
	// Headings returns the headings of the note at a path, or nil. Like Lookup it must not wait. Callers must not change the
	// slice.
	Headings(path string) []note.Heading
	// Note returns all that is known about the note at a path, or ErrNoNote. Two calls need not return the same pointer.
	Note(ctx context.Context, path string) (*note.Note, error)
	// ParseNote reads and parses the note or text file at a path, which need not be among the notes.
	ParseNote(ctx context.Context, path string) (*note.Parsed, error)
	// ReadParts reads one note and splits it into front matter and body, which starts at line, without parsing either.
	ReadParts(ctx context.Context, path string) (header, body []byte, line int, err error)
	// ReadFile returns the content of a file, of a very long one only the beginning.
	ReadFile(ctx context.Context, path string) ([]byte, error)
	// OpenFile opens a file so that all of it can be read. It refuses everything but regular files inside the library.
	OpenFile(ctx context.Context, path string) (fs.File, error)
	// AbsPath returns the absolute path of a file, for other programs; it is empty if the library is not on disk.
	AbsPath(path string) string
}

// Linker answers questions about names and links. In a library that is Partial, links between notes are unknown.
type Linker interface {
	// ResolveName resolves a name that the user typed: a path, ID, slug, title, alias or an address on the library's own site,
	// optionally followed by #heading. The status is Note, Ambiguous with the candidates, or Broken.
	ResolveName(ctx context.Context, name string) (links.Target, error)
	// NearestNotes returns the n notes whose names are most similar to name, the most similar first.
	NearestNotes(ctx context.Context, name string, n int) ([]Hit, error)
	// LikelyNotes returns those of NearestNotes that the user probably meant; often there are none.
	LikelyNotes(ctx context.Context, name string, n int) ([]Hit, error)
	// ResolveLinks resolves links that stand in the note from, which may be nil or a newer version than the library has.
	ResolveLinks(ctx context.Context, from *note.Note, found []markdown.Link) ([]links.Target, error)
	// Links returns the links of the note at a path with their targets, in order.
	Links(ctx context.Context, path string) ([]Link, error)
	// Backlinks returns the links from other notes to the note at a path, sorted by the path of the other note and then by
	// line.
	Backlinks(ctx context.Context, path string) ([]Backlink, error)
	// CountBacklinks returns the number of other notes that link to the note at a path.
	CountBacklinks(ctx context.Context, path string) (int, error)
	// NotesLinkedFrom returns the other notes that the note at a path links to, in the order of its first link to each.
	NotesLinkedFrom(ctx context.Context, path string) ([]Neighbour, error)
	// NotesLinkingTo returns the other notes that link to the note at a path, sorted by path, each once.
	NotesLinkingTo(ctx context.Context, path string) ([]Hit, error)
	// Citations returns how the note at the path from can link to the note at a path, or to an anchor in it, at most one
	// citation for each form. An empty from stands for a note at the root.
	Citations(ctx context.Context, path, anchor, from string) ([]links.Citation, error)
	// SitePaths returns the paths, without leading slash, at which the note at a path is published.
	SitePaths(ctx context.Context, path string) ([]string, error)
}

// Link is a link of a note with its target.
type Link struct {
	note.Link
	Target links.Target
}

// Backlink is a link from another note.
type Backlink struct {
	From      Hit
	LinkIndex int // index in the links of From
}

// Neighbour is a note that another note links to, with the number of these links.
type Neighbour struct {
	Hit
	LinkCount int
}
