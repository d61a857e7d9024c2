// Package library finds, reads and watches the notes of a folder. It is the only package that opens files of a library.
//
//	folder ──walk──▶ names ──ignore rules──▶ files ──read──▶ note.Parse ──▶ visit, Contents
//	  │ os.Root        │ workers share a stack of folders and batches of files
//	  └─ links leaving the root, pipes, devices: Skipped, never opened
//
// It must open nothing outside the root of the library, except ignore files and site settings in parent folders, and
// these only up to the root of the enclosing git repository. It must never write, never block on a file that is not
// regular, and never lose a note silently: each is in Contents.Notes or in Contents.Skipped. Package note decides what
// the text of a note means.
package library

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"sync/atomic"

	"quire/internal/links/profile"
	"quire/internal/note"
)

// Limits in bytes. Of a note longer than maxNote only the first headSize bytes are parsed, and the note gets a problem
// that says so: the syntax tree of a 20 MB table takes more than 1 GB and several seconds.
const (
	maxNote  = 16 << 20
	headSize = 1 << 20
)

// Library is an open folder of notes, or an fs.FS of them. It is safe for concurrent use.
type Library struct {
	Name string // name of the folder, for display; may contain any byte
	Root string // absolute path of the folder; empty if embedded

	embedded    fs.FS  // nil if the library is a folder on disk
	single      string // name of the only file that is listed; see OpenSingle
	mu          sync.Mutex
	sites       atomic.Pointer[foundSites] // see FindSites
	root        *os.Root                   // guarded by mu
	knownLists  map[string][]string        // see IsUnchanged; guarded by mu
	descriptors sync.RWMutex               // read-locked while a single file is read; locked to read a file while no other is open
}

// Contents lists what a library contained at one moment, sorted by path.
type Contents struct {
	Notes   []*note.Note
	Stamps  []note.Stamp // of the files of Notes, in the same order
	Assets  []string     // slash paths of the regular files that are not notes
	Skipped []Skipped
	Sites   profile.Sites
	Tree    *note.Tree // nil if it is not known
}

// Skipped describes a file or folder that was found but left out of the library, or of which only part was used. Both
// strings may contain any byte that a file name can.
type Skipped struct {
	Path   string // slash path below the root; starts with ../ for a file in a parent folder
	Reason string // a few words, without the path
	// Unreadable is true if the system could not read the file: no permission, no free descriptor or a disk error. It is
	// false if a rule leaves the file out, such as a link out of the library.
	Unreadable bool
}

// IsNote reports whether a file called name is a note, by its extension.
func IsNote(name string) bool { return note.ExtensionOf(name) != "" }

// isText reports whether a file called name is read as plain text: it has an extension that is not a note's.
func isText(name string) bool { return path.Ext(name) != "" && !IsNote(name) }

// OpenError says why a folder or file could not be opened, and what the user can do.
type OpenError struct {
	Path   string // as the user wrote it
	Reason string
	Hint   string // may be empty
	Err    error  // the cause; may be nil
}

func (e *OpenError) Error() string { return fmt.Sprintf("cannot open %s: %s", e.Path, e.Reason) }

func (e *OpenError) Unwrap() error { return e.Err }

// Open opens a folder as a library. The error is an *OpenError.
func Open(dir string) (*Library, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, newOpenError(dir, err)
	}
	info, err := os.Stat(abs)
	if err != nil {
		return nil, newOpenError(dir, err)
	}
	if !info.IsDir() {
		return nil, &OpenError{Path: dir, Reason: "not a folder", Hint: "a library is a folder of notes; to read one file, name it alone: quire FILE"}
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, newOpenError(dir, err)
	}
	l := &Library{Name: filepath.Base(abs), Root: abs, root: root}
	if err := l.checkReadable(); err != nil {
		root.Close()
		return nil, newOpenError(dir, err)
	}
	return l, nil
}

// checkReadable returns an error if the root folder cannot be opened, so that Open reports it rather than Load.
func (l *Library) checkReadable() error {
	f, err := l.root.Open(".")
	if err != nil {
		return err
	}
	return f.Close()
}

// newOpenError explains err and adds a hint for the most common causes.
func newOpenError(path string, err error) *OpenError {
	e := &OpenError{Path: path, Reason: explainError(err), Err: err}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.Reason = "no such file or folder"
		e.Hint = "check the spelling; without a path, quire opens $QUIRE_LIBRARY or the current folder"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "see its owner and permissions with: ls -ld"
	}
	return e
}

// FromFS returns a library of the files of fsys; nil is an empty library. It has no Root, its files have no absolute path,
// and it never changes, so that Watch does nothing.
func FromFS(name string, fsys fs.FS) *Library {
	if fsys == nil {
		fsys = embed.FS{}
	}
	return &Library{Name: name, embedded: fsys}
}

// Close closes the folder. The library must not be used afterwards.
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.root == nil {
		return nil
	}
	return l.root.Close()
}

// currentTree returns the files of the library. If another folder has replaced the open one at the same path, it opens
// that folder first.
func (l *Library) currentTree() tree {
	if l.embedded != nil {
		return fsTree{l.embedded}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	opened, errOpened := l.root.Stat(".")
	now, errNow := os.Stat(l.Root)
	if errNow == nil && (errOpened != nil || !os.SameFile(opened, now)) {
		// The old root is not closed here, since other goroutines may still read through it; its finalizer closes it.
		if root, err := os.OpenRoot(l.Root); err == nil {
			l.root = root
		}
	}
	return diskTree{root: l.root, path: l.Root}
}

// ReadFile returns the content of a file: all of it up to 16 MB, of a longer file only the first 1 MB, as Load parses it. It
// never blocks, and it refuses everything but regular files inside the library.
func (l *Library) ReadFile(path string) ([]byte, error) {
	f, err := l.readFile(path)
	if err != nil {
		return nil, err
	}
	return f.data, nil
}

// ReadParts reads one note and splits it into front matter and body, which starts at line, without parsing either.
func (l *Library) ReadParts(path string) (header, body []byte, line int, err error) {
	f, err := l.readFile(path)
	if err != nil {
		return nil, nil, 0, err
	}
	header, body, line = l.currentSites().Of(path).Parse.SplitFrontMatter(f.data)
	return header, body, line, nil
}

// ParseNote reads and parses one note, as Load does. A file with an extension that is not a note's becomes plain text; a file
// without an extension, such as README, is parsed as Markdown.
func (l *Library) ParseNote(path string) (*note.Parsed, error) {
	f, err := l.readFile(path)
	if err != nil {
		return nil, err
	}
	if isText(path) {
		return parseFile(path, f, note.ParseText), nil
	}
	return parseFile(path, f, l.noteParser(func(o note.Options) func(string, []byte) *note.Parsed { return o.Parse })), nil
}

// ParseBeginning reads one note and parses the beginning of it; see note.Options.ParseBeginning.
func (l *Library) ParseBeginning(path string) (*note.Parsed, error) {
	f, err := l.readFile(path)
	if err != nil {
		return nil, err
	}
	return parseFile(path, f, l.noteParser(func(o note.Options) func(string, []byte) *note.Parsed { return o.ParseBeginning })), nil
}

// bulkParser returns the parser for loading many notes, which keeps no syntax trees of whole notes.
func (l *Library) bulkParser() func(string, []byte) *note.Parsed {
	return l.noteParser(func(o note.Options) func(string, []byte) *note.Parsed { return o.ParseInParts })
}

// OpenFile opens a file so that all of it can be read, however long it is. It never blocks, and it refuses everything but
// regular files inside the library.
func (l *Library) OpenFile(path string) (fs.File, error) { return l.currentTree().openFile(path) }

// AbsPath returns the absolute path of a file, for other programs; it is empty if the library is embedded.
func (l *Library) AbsPath(path string) string {
	if l.Root == "" {
		return ""
	}
	return filepath.Join(l.Root, filepath.FromSlash(path))
}
