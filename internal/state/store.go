package state

import (
	"errors"
	"path/filepath"
	"sync"
	"time"

	"quire/internal/userfile"
)

// Store holds what is stored about one library. It is safe for concurrent use. Only Flush waits for the disk, apart
// from the first call after Open, which waits until the file is read. A nil Store stores nothing.
type Store struct {
	ready chan struct{} // closed when the file has been read
	now   func() time.Time

	flushMu sync.Mutex // guards file; held during a write
	file    stateFile

	mu             sync.RWMutex // guards readOnlyErr, content and dirty
	readOnlyErr    error        // why nothing is written; nil: files are written
	content        content
	dirty          bool    // content has changed since it was last written
	lastSession    Session // of the time before; constant once ready is closed
	hasLastSession bool
}

// Open starts to read what is stored about the library at root. A file that cannot be read counts as empty. Open
// returns nil when dir is "", or when root is "", which means that the library is not on a disk.
func Open(dir, root string) *Store { return openWithClock(dir, root, time.Now) }

func openWithClock(dir, root string, now func() time.Time) *Store {
	if dir == "" || root == "" {
		return nil
	}
	s := &Store{ready: make(chan struct{}), now: now, content: newContent(root, now())}
	s.file = stateFile{path: filepath.Join(dir, userfile.PathKey(root).FileName()+".json"), root: root}
	go s.loadFile()
	return s
}

// loadFile reads the file and closes ready.
func (s *Store) loadFile() {
	defer close(s.ready)
	c, err := s.file.read(s.now())
	switch {
	case err == nil:
		s.content = c
		s.lastSession, s.hasLastSession = c.Session.get("")
		s.lastSession.Note = decodeKey(s.lastSession.Note)
	case errors.Is(err, errNewerVersion):
		s.readOnlyErr = err
	default:
		s.dirty = true // so that the first file records when the library was first opened
	}
}

// lockName is the name of the lock file. All libraries share it, since it is never held for long.
const lockName = "lock"

// Flush merges the changes since the last write with those of other processes, and writes them. It waits at most
// patience for another process that writes. After an error the changes are kept for the next Flush.
func (s *Store) Flush(patience time.Duration) error {
	if s == nil {
		return nil
	}
	<-s.ready
	s.flushMu.Lock()
	defer s.flushMu.Unlock()
	s.mu.Lock()
	changed := s.dirty && s.readOnlyErr == nil
	if changed {
		s.dirty = false
	}
	s.mu.Unlock()
	if !changed {
		return nil
	}
	err := s.writeFile(patience)
	if err != nil {
		s.mu.Lock()
		s.dirty = true
		s.mu.Unlock()
	}
	return err
}

// writeFile merges and writes the file under the lock.
func (s *Store) writeFile(patience time.Duration) error {
	dir := s.file.dir()
	if err := userfile.MakePrivateDir(dir); err != nil {
		return err
	}
	unlock, err := userfile.Lock(filepath.Join(dir, lockName), patience)
	if err != nil {
		return err
	}
	defer unlock()
	now := s.now()
	if !s.file.isUnchanged() {
		userfile.RemoveStaleTempFiles(dir)
		if err := s.mergeFile(now); err != nil {
			return err
		}
	}
	s.mu.Lock()
	s.content.trim(now, 1)
	c := s.content.clone()
	s.mu.Unlock()
	return s.file.write(c, now)
}

// mergeFile reads the file that another process has written and merges it into the content.
func (s *Store) mergeFile(now time.Time) error {
	c, err := s.file.read(now)
	switch {
	case err == nil:
		s.mu.Lock()
		s.content.merge(c)
		s.mu.Unlock()
		return nil
	case isMissing(err):
		return nil
	case errors.Is(err, errInvalid):
		return s.file.moveAside()
	case errors.Is(err, errNewerVersion):
		s.mu.Lock()
		s.readOnlyErr = err
		s.mu.Unlock()
	}
	return err
}

// update calls do to change the content, and marks it dirty.
func (s *Store) update(do func(c *content, now time.Time)) {
	if s == nil {
		return
	}
	<-s.ready
	s.mu.Lock()
	defer s.mu.Unlock()
	do(&s.content, s.now())
	s.dirty = true
}

// view calls do to read the content. The function must not change it.
func (s *Store) view(do func(c *content)) {
	if s == nil {
		return
	}
	<-s.ready
	s.mu.RLock()
	defer s.mu.RUnlock()
	do(&s.content)
}

// IsDirty reports whether there are changes that Flush would write.
func (s *Store) IsDirty() bool {
	if s == nil {
		return false
	}
	<-s.ready
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.dirty && s.readOnlyErr == nil
}
