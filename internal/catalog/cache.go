package catalog

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/snapshot"
	"quire/internal/userfile"
)

// Cache locates the folder of snapshots, from which libraries load without being read again. Nothing that is wrong with
// it, from a full disk to a folder of another user in its place, keeps a library from loading. The zero Cache saves
// nothing.
type Cache struct {
	Dir     string // created when the first snapshot is saved
	Program string // identifies the build of the program: another build might parse the same files differently
}

// Bounds below which a snapshot is not worth its writing. A library of fewer than 100 notes and 1 MB loads in a few
// hundredths of a second, which nobody notices; and reading a few changed notes again is as fast as writing a snapshot.
const (
	minNotes    = 100
	minBytes    = 1 << 20
	manyChanges = 64 // a large library is saved after this many changes, a smaller one after 1% of its notes changed
)

// IsWorthSaving reports whether c should be saved as a new snapshot; changed is the number of notes that differ from the
// last snapshot. A catalog with unreadable notes should not be saved: the next preview would show the readable part as the
// whole library.
func (c *Catalog) IsWorthSaving(changed int) bool {
	if len(c.UnreadableFiles()) > 0 {
		return false
	}
	if len(c.contents.Notes) >= minNotes {
		return changed >= min(manyChanges, len(c.contents.Notes)/100)
	}
	size := int64(0)
	for _, n := range c.contents.Notes {
		size += n.Size
	}
	return changed > 0 && size >= minBytes
}

// snapshotFile returns the path and the key of the snapshot of l. It is not ok if c saves nothing or l has no folder.
func (c Cache) snapshotFile(l *library.Library) (path string, key snapshot.Key, ok bool) {
	if c.Dir == "" || l.Root == "" {
		return "", key, false
	}
	root := userfile.FolderKey(l.Root)
	id := append(root[:], c.Program...)
	id = append(id, l.ParseKey()...)
	key = sha256.Sum256(id)
	return filepath.Join(c.Dir, root.FileName()+".snapshot"), key, true
}

// openSnapshot opens the snapshot of l. The caller must close the file.
func (c Cache) openSnapshot(l *library.Library) (*snapshot.Snapshot, *os.File, error) {
	path, key, ok := c.snapshotFile(l)
	if !ok {
		return nil, nil, snapshot.ErrInvalid
	}
	return openCached(c, path, key, snapshot.Open)
}

// openCached opens a file of the cache with open, which gets its size and its key. The caller must close the file.
func openCached[T any](c Cache, path string, key snapshot.Key, open func(io.ReaderAt, int64, snapshot.Key) (*T, error)) (*T, *os.File, error) {
	if !userfile.IsPrivateDir(c.Dir) {
		return nil, nil, snapshot.ErrInvalid
	}
	f, err := userfile.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var opened *T
		if opened, err = open(f, info.Size(), key); err == nil {
			return opened, f, nil
		}
	}
	f.Close()
	return nil, nil, err
}

// readList reads from the snapshot of l the list of notes, without what only Load needs, and their index segments.
func (c Cache) readList(l *library.Library) ([]*note.Note, *index.Segments, error) {
	s, f, err := c.openSnapshot(l)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return s.ReadList()
}

// readNewest reads from the snapshot of l the newest notes and the number of all notes.
func (c Cache) readNewest(l *library.Library) ([]*note.Note, int, error) {
	s, f, err := c.openSnapshot(l)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	return s.ReadNewest()
}

// baseline holds an earlier state of a library, with which Load compares the files.
type baseline struct {
	notes    []*note.Note
	stamps   []note.Stamp                // of the files of notes, in the same order
	segments *index.Segments             // of the search index; nil if nothing will be searched
	graph    func() (links.Graph, error) // decodes where the links lead
}

// readBaseline reads the snapshot of l, with the index segments unless o.NoIndex is set. Segments read their postings from
// the snapshot file later, where the system allows it to stay open.
func (o Options) readBaseline(l *library.Library) (*baseline, error) {
	s, f, err := o.Cache.openSnapshot(l)
	if err != nil {
		return nil, err
	}
	if o.PauseGC != nil {
		defer o.PauseGC()()
	}
	withIndex := !o.NoIndex
	var p baseline
	keepsOpen := withIndex && canKeepSnapshotOpen()
	if withIndex {
		if !keepsOpen {
			if s, err = loadIntoMemory(f, s); err != nil {
				f.Close()
				return nil, err
			}
		}
		read := s.ReadAll
		if o.NoTexts {
			read = s.ReadForNames
		}
		p.notes, p.stamps, p.segments, err = read()
	} else {
		p.notes, p.stamps, err = s.ReadNotes()
	}
	if err == nil {
		p.graph, err = s.ReadGraph()
	}
	if !keepsOpen || err != nil {
		f.Close()
	} // else the segments read from the file later, and its finalizer closes it
	return &p, err
}

// packVisited wraps visit: afterwards the details of the note are bytes, and keep nothing of its file in memory.
func packVisited(visit func(*note.Parsed)) func(*note.Parsed) {
	return func(p *note.Parsed) {
		visit(p)
		snapshot.PackDetails(p.Note)
	}
}

// loadIntoMemory reads f, the file of s, into memory and returns a snapshot that reads that copy.
func loadIntoMemory(f *os.File, s *snapshot.Snapshot) (*snapshot.Snapshot, error) {
	all, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return s.WithReader(bytes.NewReader(all)), nil
}

// SaveSnapshot writes a snapshot of c to the cache in place of the previous one, which is kept on an error. A catalog that is
// partial, has no index or has unreadable notes is refused. Afterwards the index of c reads its postings from the
// snapshot file instead of memory, where the system allows it.
func (c *Catalog) SaveSnapshot(ctx context.Context, to Cache) error {
	path, key, ok := to.snapshotFile(c.library)
	if !ok || c.partial || c.index == nil || len(c.UnreadableFiles()) > 0 {
		return errors.New("nothing to save")
	}
	if err := userfile.MakePrivateDir(to.Dir); err != nil {
		return err
	}
	userfile.RemoveStaleTempFiles(to.Dir)
	f, err := userfile.CreateReplacement(path)
	if err != nil {
		return err
	}
	segments := c.index.Segments()
	out := bufio.NewWriterSize(&contextWriter{ctx, f}, 1<<20)
	err = snapshot.Write(out, key, c.contents.Notes, c.contents.Stamps, segments, c.links.Graph())
	err = errors.Join(err, out.Flush())
	var written *os.File
	if canKeepSnapshotOpen() {
		written, _ = userfile.Open(f.Name())
	}
	// No fsync: a file that a power failure has cut short fails its checksum and is ignored.
	err = f.Commit(err)
	if err == nil {
		err = c.saveDirectory(ctx, to)
	}
	if written != nil && (err != nil || readFromSnapshot(segments, written, key) != nil) {
		written.Close()
	}
	return err
}

// readFromSnapshot makes segments read their postings from file, a snapshot of them, instead of keeping them in memory.
func readFromSnapshot(segments *index.Segments, file *os.File, key snapshot.Key) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	s, err := snapshot.Open(file, info.Size(), key)
	if err != nil {
		return err
	}
	bodies, err := s.OpenBodies()
	if err == nil {
		segments.ReadFrom(bodies)
	}
	return err
}

// contextWriter passes writes on to another writer and fails once ctx is done.
type contextWriter struct {
	ctx context.Context
	to  io.Writer
}

func (w *contextWriter) Write(b []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.to.Write(b)
}
