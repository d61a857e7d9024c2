package state

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"quire/internal/userfile"
)

// formatVersion is the version of the file format that this package writes.
const formatVersion = 2

// maxFileBytes is the largest file that is read or written.
const maxFileBytes = 8 << 20

var (
	errInvalid      = errors.New("not a valid state file")
	errNewerVersion = errors.New("written by a newer version of quire; left unchanged")
)

// stateFile reads and writes the file of one library. The callers synchronize.
type stateFile struct {
	path     string
	root     string      // of the library
	lastInfo os.FileInfo // when it was last read or written; nil before
}

func (f *stateFile) dir() string { return filepath.Dir(f.path) }

// read reads and checks the file. It returns fs.ErrNotExist without a file, errInvalid for an invalid file and
// errNewerVersion for a later format. Any other error says nothing about the file.
func (f *stateFile) read(now time.Time) (content, error) {
	found, err := os.Lstat(f.path)
	if err != nil {
		return content{}, err
	}
	if !userfile.IsPrivateDir(f.dir()) {
		return content{}, fmt.Errorf("%s: not a folder that you own", f.dir())
	}
	in, err := userfile.Open(f.path)
	if err != nil {
		return content{}, classifyOpenError(found, err)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return content{}, err
	}
	text, err := io.ReadAll(io.LimitReader(in, maxFileBytes+1))
	if err != nil {
		return content{}, err
	}
	c, err := f.decode(text, now)
	if err == nil {
		f.lastInfo = info
	}
	return c, err
}

// classifyOpenError returns errInvalid if a file can never be opened as a state file: it is not a regular file, not the
// user's or not readable. It returns err if that may pass, as when the process has too many open files: then what other
// sessions have written must stay in its place.
func classifyOpenError(found os.FileInfo, err error) error {
	var system *fs.PathError
	if errors.As(err, &system) && found.Mode().IsRegular() && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return errInvalid
}

// decode parses and checks a file's text.
func (f *stateFile) decode(text []byte, now time.Time) (content, error) {
	if len(text) > maxFileBytes {
		return content{}, errInvalid
	}
	var head struct{ Version int }
	if err := json.Unmarshal(text, &head); err != nil || head.Version < 1 {
		return content{}, errInvalid
	}
	if head.Version > formatVersion {
		return content{}, errNewerVersion
	}
	c := newContent(f.root, now)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil || c.Root != encodeKey(f.root) || c.Since <= 0 {
		return content{}, errInvalid
	}
	c.Root = f.root
	c.normalize()
	return c, nil
}

// normalize turns null tables into empty ones and makes positions and texts that come from a file valid.
func (c *content) normalize() {
	fresh := newContent(c.Root, time.Now())
	fresh.merge(*c) // copies every entry: fresh has no newer ones
	fresh.Since = c.Since
	*c = fresh
	for key, e := range c.Positions {
		e.Value = e.Value.clamp()
		c.Positions[key] = e
	}
	for key, e := range c.Bookmarks {
		b := &e.Value
		b.Position, b.Title, b.Text = b.Position.clamp(), sanitizeText(b.Title), sanitizeText(b.Text)
		c.Bookmarks[key] = e
	}
	for key := range c.Queries {
		if sanitizeText(key) != key {
			delete(c.Queries, key)
		}
	}
	for key, e := range c.Session {
		e.Value.Query, e.Value.Title = sanitizeText(e.Value.Query), sanitizeText(e.Value.Title)
		c.Session[key] = e
	}
}

// isUnchanged reports whether the file is still the one that was last read or written.
func (f *stateFile) isUnchanged() bool {
	now, err := os.Lstat(f.path)
	return err == nil && f.lastInfo != nil && os.SameFile(now, f.lastInfo) && now.Size() == f.lastInfo.Size() && now.ModTime().Equal(f.lastInfo.ModTime())
}

// moveAside renames an invalid file so that it is not overwritten. It replaces a file that was moved aside before.
func (f *stateFile) moveAside() error { return os.Rename(f.path, f.path+".odd") }

// write replaces the file with c, atomically.
func (f *stateFile) write(c content, now time.Time) error {
	text, err := encodeContent(c, now)
	if err != nil {
		return err
	}
	out, err := userfile.CreateReplacement(f.path)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	if err == nil {
		err = out.Sync() // a lost bookmark could not be restored
	}
	info, errStat := out.Stat()
	if err := out.Commit(errors.Join(err, errStat)); err != nil {
		return err
	}
	f.lastInfo = info
	return nil
}

// encodeContent returns c as the text of a file, without the oldest entries when they would not fit into maxFileBytes.
func encodeContent(c content, now time.Time) ([]byte, error) {
	c.Root = encodeKey(c.Root)
	for divisor := 1; ; divisor *= 2 {
		c.trim(now, divisor)
		text, err := json.Marshal(c)
		if err != nil || len(text) <= maxFileBytes {
			return text, err
		}
	}
}

// isMissing reports whether err says that there is no file yet.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
