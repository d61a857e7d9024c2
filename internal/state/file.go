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

	"quire/internal/private"
)

const version = 1

// maxFile is how long a file of this kind is at most, in bytes.
const maxFile = 8 << 20

var (
	errOdd   = errors.New("not a file that quire wrote")
	errLater = errors.New("written by a later quire, which is left as it is")
)

// file is where the content of one library is.
type file struct {
	path string
	root string
	last os.FileInfo // as it was when it was read or written last
}

func (f *file) dir() string { return filepath.Dir(f.path) }

// read reads what is there. Without a file it is fs.ErrNotExist; when the file is odd errOdd or errLater.
func (f *file) read(now time.Time) (content, error) {
	if _, err := os.Lstat(f.path); err != nil {
		return content{}, err
	}
	if !private.Folder(f.dir()) {
		return content{}, fmt.Errorf("%s is not a folder of one's own", f.dir())
	}
	open, err := private.Open(f.path)
	if err != nil {
		return content{}, errOdd
	}
	defer open.Close()
	info, err := open.Stat()
	if err != nil {
		return content{}, err
	}
	text, err := io.ReadAll(io.LimitReader(open, maxFile+1))
	if err != nil {
		return content{}, err
	}
	c, err := f.decode(text, now)
	if err == nil {
		f.last = info
	}
	return c, err
}

// decode checks what was read.
func (f *file) decode(text []byte, now time.Time) (content, error) {
	if len(text) > maxFile {
		return content{}, errOdd
	}
	var head struct{ Version int }
	if err := json.Unmarshal(text, &head); err != nil || head.Version < 1 {
		return content{}, errOdd
	}
	if head.Version > version {
		return content{}, errLater
	}
	c := empty(f.root, now)
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil || c.Root != keyOf(f.root) || c.Since <= 0 {
		return content{}, errOdd
	}
	c.Root = f.root
	c.fill()
	return c, nil
}

// fill makes tables of what was null, and places and texts sound.
func (c *content) fill() {
	fresh := empty(c.Root, time.Now())
	fresh.merge(*c) // also drops nothing: every entry is newer than none
	fresh.Since = c.Since
	*c = fresh
	for key, e := range c.Places {
		e.Value = e.Value.sound()
		c.Places[key] = e
	}
	for key, e := range c.Marks {
		b := &e.Value
		b.Place, b.Title, b.Text = b.Place.sound(), shown(b.Title), shown(b.Text)
		c.Marks[key] = e
	}
	for key, e := range c.Shelf {
		e.Value.Query, e.Value.Title = shown(e.Value.Query), shown(e.Value.Title)
		c.Shelf[key] = e
	}
}

// untouched says whether the file is the one that was read or written last.
func (f *file) untouched() bool {
	now, err := os.Lstat(f.path)
	return err == nil && f.last != nil && os.SameFile(now, f.last) && now.Size() == f.last.Size() && now.ModTime().Equal(f.last.ModTime())
}

// putAside keeps an odd file from being written over. One is kept, the last.
func (f *file) putAside() error { return os.Rename(f.path, f.path+".odd") }

// write puts c in the file's place.
func (f *file) write(c content, now time.Time) error {
	text, err := encode(c, now)
	if err != nil {
		return err
	}
	out, err := private.Create(f.path)
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	if err == nil {
		err = out.Sync() // a bookmark cannot be made again
	}
	info, errStat := out.Stat()
	if err = errors.Join(err, errStat, out.Close()); err == nil {
		err = os.Rename(out.Name(), f.path)
	}
	if err != nil {
		_ = os.Remove(out.Name()) // else the next one who writes does
		return err
	}
	f.last = info
	return nil
}

// encode is c as a file; of what does not fit the oldest is left out.
func encode(c content, now time.Time) ([]byte, error) {
	c.Root = keyOf(c.Root)
	for share := 1; ; share *= 2 {
		c.trim(now, share)
		text, err := json.Marshal(c)
		if err != nil || len(text) <= maxFile {
			return text, err
		}
	}
}

// missing says whether there is simply nothing yet.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
