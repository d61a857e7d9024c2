package state

import (
	"errors"
	"path/filepath"
	"sync"
	"time"

	"quire/internal/private"
)

// Store is what is remembered of one library. It is safe for concurrent use, and nothing but Flush waits for
// the disk, apart from the first call after Open. A nil Store remembers nothing.
type Store struct {
	ready chan struct{} // closed when the file was read
	now   func() time.Time

	flushing sync.Mutex // guards file, and orders what is written
	file     file
	frozen   error // why nothing is written

	mu    sync.RWMutex // guards all below
	all   content
	dirty bool
	last  Shelf // of the time before
	had   bool  // there was one
}

// Open begins to read what is remembered of the library at root, which is nothing when it cannot be read. It is nil
// where nothing can be remembered: without a folder to keep it in, and for what is on no disk, whose root is empty.
func Open(dir, root string) *Store { return open(dir, root, time.Now) }

func open(dir, root string, now func() time.Time) *Store {
	if dir == "" || root == "" {
		return nil
	}
	s := &Store{ready: make(chan struct{}), now: now, all: empty(root, now())}
	s.file = file{path: filepath.Join(dir, private.PathKeyOf(root).Name()+".json"), root: root}
	go s.load()
	return s
}

func (s *Store) load() {
	defer close(s.ready)
	c, err := s.file.read(s.now())
	switch {
	case err == nil:
		s.all = c
		s.last, s.had = c.Shelf.get("")
		s.last.Note = pathOf(s.last.Note)
	case errors.Is(err, errLater):
		s.frozen = err
	default:
		s.dirty = true // from now on the library is known
	}
}

// lockName is that of the lock of all libraries: it is never held for long.
const lockName = "lock"

// Flush writes what has changed since it was written last, together with what others have written meanwhile. It
// waits no longer than patience for another one who writes; what could not be written is still there for the next time.
func (s *Store) Flush(patience time.Duration) error {
	if s == nil {
		return nil
	}
	<-s.ready
	s.flushing.Lock()
	defer s.flushing.Unlock()
	if s.frozen != nil {
		return nil
	}
	s.mu.Lock()
	changed := s.dirty
	s.dirty = false
	s.mu.Unlock()
	if !changed {
		return nil
	}
	err := s.write(patience)
	if err != nil {
		s.mu.Lock()
		s.dirty = true
		s.mu.Unlock()
	}
	return err
}

func (s *Store) write(patience time.Duration) error {
	dir := s.file.dir()
	if err := private.MakeFolder(dir); err != nil {
		return err
	}
	unlock, err := private.Lock(filepath.Join(dir, lockName), patience)
	if err != nil {
		return err
	}
	defer unlock()
	now := s.now()
	if !s.file.untouched() {
		private.RemoveLeftovers(dir)
		if err := s.join(now); err != nil {
			return err
		}
	}
	s.mu.Lock()
	s.all.trim(now, 1)
	c := s.all.clone()
	s.mu.Unlock()
	return s.file.write(c, now)
}

// join takes in what another reader has written.
func (s *Store) join(now time.Time) error {
	c, err := s.file.read(now)
	switch {
	case err == nil:
		s.mu.Lock()
		s.all.merge(c)
		s.mu.Unlock()
		return nil
	case missing(err):
		return nil
	case errors.Is(err, errOdd):
		return s.file.putAside()
	case errors.Is(err, errLater):
		s.frozen = err
	}
	return err
}

// change changes what is remembered.
func (s *Store) change(do func(c *content, now time.Time)) {
	if s == nil {
		return
	}
	<-s.ready
	s.mu.Lock()
	defer s.mu.Unlock()
	do(&s.all, s.now())
	s.dirty = true
}

// look looks into what is remembered.
func (s *Store) look(do func(c *content)) {
	if s == nil {
		return
	}
	<-s.ready
	s.mu.RLock()
	defer s.mu.RUnlock()
	do(&s.all)
}

// Dirty says whether there is something to be written.
func (s *Store) Dirty() bool {
	if s == nil {
		return false
	}
	<-s.ready
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.dirty && s.frozen == nil
}
