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
	"runtime"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/private"
	"quire/internal/snapshot"
)

// Cache is where snapshots of libraries are kept, so that they open without being read again. All that can be wrong
// with it, from no room on the disk to another user's folder in its place, has the same effect: none. The zero Cache
// keeps nothing.
type Cache struct {
	Dir   string // made when there is something to keep
	Maker string // tells the program from others, that would have made something else of the same files
}

// A library of a hundred short notes is read in a few hundredths of a second, which nobody notices; and few changes are
// read again as fast as a snapshot is written.
const (
	fewNotes   = 100
	fewBytes   = 1 << 20
	fewChanges = 64
)

// Worth reports whether c is worth a new snapshot, when so many notes differ from the last one.
func (c *Catalog) Worth(changed int) bool {
	if len(c.Notes) >= fewNotes {
		return changed >= min(fewChanges, len(c.Notes)/100)
	}
	size := int64(0)
	for _, n := range c.Notes {
		size += n.Size
	}
	return changed > 0 && size >= fewBytes
}

// place is where the snapshot of a library is kept, and its key.
func (c Cache) place(l *library.Library) (path string, key snapshot.Key, ok bool) {
	if c.Dir == "" || l.Root == "" {
		return "", key, false
	}
	root := private.KeyOf(l.Root)
	told := append(root[:], c.Maker...)
	if l.NoHashtags { // other tags are found
		told = append(told, "\x00no hashtags"...)
	}
	key = sha256.Sum256(told)
	return filepath.Join(c.Dir, root.Name()+".snapshot"), key, true
}

// open opens the snapshot of l. Without an error the file has to be closed.
func (c Cache) open(l *library.Library) (*snapshot.Snapshot, *os.File, error) {
	path, key, ok := c.place(l)
	if !ok || !private.Folder(c.Dir) {
		return nil, nil, snapshot.ErrOdd
	}
	f, err := private.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil {
		var s *snapshot.Snapshot
		if s, err = snapshot.Open(f, info.Size(), key); err == nil {
			return s, f, nil
		}
	}
	f.Close()
	return nil, nil, err
}

// glance is the shelf as a snapshot has it.
func (c Cache) glance(l *library.Library) ([]*note.Note, *index.Words, error) {
	s, f, err := c.open(l)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return s.Shelf()
}

// newest is the top of the shelf as a snapshot has it, and how many notes are on it in all.
func (c Cache) newest(l *library.Library) ([]*note.Note, int, error) {
	s, f, err := c.open(l)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	return s.Top()
}

// past is what was known of a library.
type past struct {
	notes  []*note.Note
	stamps []note.Stamp
	words  *index.Words // nil when nothing will be searched
	graph  []byte       // where the links led
}

func (c Cache) past(l *library.Library, words bool) (*past, error) {
	s, f, err := c.open(l)
	if err != nil {
		return nil, err
	}
	defer garbage.putOff()()
	var p past
	if words {
		if !staysOpen {
			if s, err = inMemory(f, s); err != nil {
				f.Close()
				return nil, err
			}
		}
		p.notes, p.stamps, p.words, err = s.All()
	} else {
		p.notes, p.stamps, err = s.Notes()
	}
	if err == nil {
		p.graph, err = s.Graph()
	}
	if !words || err != nil || !staysOpen {
		f.Close()
	} // else the words go on reading it, and the garbage collector closes it after them
	return &p, err
}

// staysOpen says that a file may be read on while another one is put in its place.
const staysOpen = runtime.GOOS != "windows"

// inMemory is a snapshot with all that is in its file.
func inMemory(f *os.File, s *snapshot.Snapshot) (*snapshot.Snapshot, error) {
	all, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	return s.In(bytes.NewReader(all)), nil
}

// Save keeps a snapshot of c, which has an index, in place of the one before. When it fails, that one is still there.
// Afterwards what c holds of the words of texts is the snapshot's, and no longer in memory.
func (c *Catalog) Save(ctx context.Context, to Cache) error {
	path, key, ok := to.place(c.Library)
	if !ok || c.Partial || c.Index == nil {
		return errors.New("nothing to keep")
	}
	if err := private.MakeFolder(to.Dir); err != nil {
		return err
	}
	private.RemoveLeftovers(to.Dir)
	f, err := private.Create(path)
	if err != nil {
		return err
	}
	words := c.Index.Words()
	out := bufio.NewWriterSize(&patient{ctx, f}, 1<<20)
	err = snapshot.Write(out, key, c.Notes, c.Stamps, words, c.Links.Kept())
	err = errors.Join(err, out.Flush())
	var written *os.File
	if staysOpen {
		written, _ = private.Open(f.Name())
	}
	// It is not waited for the disk: what a loss of power leaves of the file has another checksum.
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // else the next one who saves does
	}
	if written != nil && (err != nil || move(words, written, key) != nil) {
		written.Close()
	}
	return err
}

// move has words read in the file of their snapshot what they had in memory.
func move(words *index.Words, written *os.File, key snapshot.Key) error {
	info, err := written.Stat()
	if err != nil {
		return err
	}
	s, err := snapshot.Open(written, info.Size(), key)
	if err != nil {
		return err
	}
	bodies, err := s.Bodies()
	if err == nil {
		words.Move(bodies)
	}
	return err
}

// patient writes until ctx is done.
type patient struct {
	ctx context.Context
	to  io.Writer
}

func (p *patient) Write(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.to.Write(b)
}
