// Package library turns a folder into notes, and is the one room that opens
// files of it.
//
//	folder ──walk──▶ names ──ignore rules──▶ files ──read──▶ note.Parse ──▶ visit, Contents
//	  │ os.Root        │ workers share a stack of folders and of handfuls of files
//	  └─ links leaving the root, pipes, devices: Skipped, never opened
//
// Everything is opened below one root and nothing outside it, but for the few
// files above it that say what is ignored and where the site is published, and
// for these only up to the folder of a git repository. It must never write,
// never wait on what is not a regular file, and never lose a note silently:
// each is in Contents.Notes or in Contents.Skipped. What a note means is not
// its business.
package library

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"quire/internal/links"
	"quire/internal/note"
)

// Limits in bytes. Of a note longer than maxNote only a beginning of headSize
// is parsed, and the note says so: a table of 20 MB takes more than 1 GB and
// several seconds as a tree.
const (
	maxNote  = 16 << 20
	headSize = 1 << 20
)

// Library is a folder of notes, or an embedded tree of them. It is safe for
// concurrent use.
type Library struct {
	Name string // the folder's name, for showing; may hold any byte
	Root string // absolute path of the folder; empty when embedded
	// NoHashtags is set before the first note is read when a # in prose makes no tag.
	NoHashtags bool

	embedded fs.FS // nil on disk
	mu       sync.Mutex
	root     *os.Root
}

// Contents is what a library held at one moment, sorted by path.
type Contents struct {
	Notes   []*note.Note
	Stamps  []note.Stamp // of the notes, in their order
	Assets  []string     // slash paths of the regular files that are no notes
	Skipped []Skipped
	Site    links.Site
}

// Skipped is something that is in the folder but not in the library. Both
// texts may hold any byte that a file name can.
type Skipped struct {
	Path string // slash path below the root; ../ for a settings file above it
	Why  string // a few words, without the path
}

// extensions are those of notes, in lower case.
var extensions = []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}

// IsNote tells whether a file of this name is a note.
func IsNote(name string) bool {
	ext := path.Ext(name)
	return ext != "" && slices.ContainsFunc(extensions, func(e string) bool { return strings.EqualFold(e, ext) })
}

// isText tells whether a file that somebody wants to read says by its name that it is not Markdown.
func isText(name string) bool { return path.Ext(name) != "" && !IsNote(name) }

// OpenError says why a folder or file could not be opened, and what to do.
type OpenError struct {
	Path string // as the user wrote it
	Why  string
	Hint string // may be empty
	Err  error  // what the system said; may be nil
}

func (e *OpenError) Error() string { return fmt.Sprintf("cannot open %s: %s", e.Path, e.Why) }

func (e *OpenError) Unwrap() error { return e.Err }

// Open opens a folder as a library. The error is an *OpenError.
func Open(dir string) (*Library, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, openError(dir, err)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return nil, openError(dir, err)
	}
	if !info.IsDir() {
		return nil, &OpenError{Path: dir, Why: "not a folder", Hint: "a library is a folder of notes; to read one file, name it alone: quire FILE"}
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, openError(dir, err)
	}
	l := &Library{Name: filepath.Base(abs), Root: abs, root: root}
	if err := l.readable(); err != nil {
		root.Close()
		return nil, openError(dir, err)
	}
	return l, nil
}

// readable finds out early whether the folder can be listed at all.
func (l *Library) readable() error {
	f, err := l.root.Open(".")
	if err != nil {
		return err
	}
	return f.Close()
}

func openError(path string, err error) *OpenError {
	e := &OpenError{Path: path, Why: why(err), Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Why = "no such file or folder"
		e.Hint = "check the spelling; without a path, quire opens $QUIRE_LIBRARY or the current folder"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "it belongs to someone else; see who with: ls -ld"
	}
	return e
}

// FromFS makes a library of an embedded tree. It has no Root, Abs is empty for
// all of its files, and Watch has nothing to watch.
//
// A nil fsys is an empty library.
func FromFS(name string, fsys fs.FS) *Library {
	if fsys == nil {
		fsys = embed.FS{}
	}
	return &Library{Name: name, embedded: fsys}
}

// Close lets go of the folder. The library cannot be used afterwards.
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.root == nil {
		return nil
	}
	return l.root.Close()
}

// tree returns the files of the library as they are now. A folder that was
// replaced by another one of the same path is opened anew.
func (l *Library) tree() tree {
	if l.embedded != nil {
		return embeddedTree{l.embedded}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	was, errWas := l.root.Stat(".")
	now, errNow := os.Stat(l.Root)
	if errNow == nil && (errWas != nil || !os.SameFile(was, now)) {
		// The old root is left to the garbage collector: others may be reading through it.
		if root, err := os.OpenRoot(l.Root); err == nil {
			l.root = root
		}
	}
	return diskTree{root: l.root, path: l.Root}
}

// Read returns the text of one file: all of it up to 16 MB, and of a longer one
// the beginning that Load parses. For every byte of it there is Open. It never
// waits, and refuses what is not a regular file below the root.
func (l *Library) Read(path string) ([]byte, error) {
	f, err := l.file(path)
	if err != nil {
		return nil, err
	}
	return f.data, nil
}

// Parts reads one note and takes it apart, without asking what it means: see note.Parts.
func (l *Library) Parts(path string) (header, body []byte, line int, err error) {
	f, err := l.file(path)
	if err != nil {
		return nil, nil, 0, err
	}
	header, body, line = note.Parts(f.data)
	return header, body, line, nil
}

// Parse reads and parses one note, just as Load does. A file that is named otherwise than notes are is a text and no
// Markdown; one without an extension, such as a README, is.
func (l *Library) Parse(path string) (*note.Parsed, error) {
	f, err := l.file(path)
	if err != nil {
		return nil, err
	}
	if isText(path) {
		return parse(path, f, note.ParseText), nil
	}
	return parse(path, f, l.parser()), nil
}

func (l *Library) parser() func(string, []byte) *note.Parsed {
	if l.NoHashtags {
		return note.ParseWithoutHashtags
	}
	return note.Parse
}

// surveyor is parser for many notes, of which nobody wants the trees.
func (l *Library) surveyor() func(string, []byte) *note.Parsed {
	return func(path string, raw []byte) *note.Parsed { return note.Survey(path, raw, !l.NoHashtags) }
}

func (l *Library) file(path string) (file, error) {
	t := l.tree()
	r, err := t.open(path)
	if err != nil {
		return file{}, err
	}
	defer r.Close()
	return readFile(r)
}

// Open opens one file for reading all of it, however long. It refuses what Read refuses.
func (l *Library) Open(path string) (fs.File, error) { return l.tree().open(path) }

// Abs returns the path of a file for other programs; empty when embedded.
func (l *Library) Abs(path string) string {
	if l.Root == "" {
		return ""
	}
	return filepath.Join(l.Root, filepath.FromSlash(path))
}
