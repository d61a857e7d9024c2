package cli

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/links"
)

// namesLimit is how many bytes of names are taken from standard input.
const namesLimit = 64 << 20

// expand replaces - among the names by those that standard input holds, each ended by end.
func (o *shared) expand(names []string, end byte) ([]string, error) {
	var out []string
	read := false
	for _, name := range names {
		if name != "-" {
			out = append(out, name)
			continue
		}
		if read {
			continue // it was read to its end
		}
		read = true
		text, err := io.ReadAll(io.LimitReader(o.stdin, namesLimit))
		if err != nil {
			return nil, err
		}
		for line := range bytes.SplitSeq(text, []byte{end}) {
			if name := string(bytes.TrimSuffix(line, []byte("\r"))); strings.TrimSpace(name) != "" {
				out = append(out, name)
			}
		}
	}
	return out, nil
}

// inRecord takes the path out of a record that list, search --json, links or backlinks wrote, a line or a JSON object;
// a name that is no record is itself.
func inRecord(c *catalog.Catalog, name string) (string, error) {
	for i := len(name); i > 0; i = strings.LastIndexByte(name[:i], '\t') {
		if c.Links.Note(name[:i]) != nil {
			return name[:i], nil
		}
	}
	if text := strings.TrimLeft(name, " \t["); strings.HasPrefix(text, `{"`) {
		return inObject(text)
	}
	first, _, _ := strings.Cut(name, "\t")
	return first, nil
}

// inObject is the path in a JSON object: of the note, or of the note that a link stands in.
func inObject(text string) (string, error) {
	var record struct{ Path, From string }
	err := json.Unmarshal([]byte(text), &record)
	if path := cmp.Or(record.Path, record.From); err == nil && path != "" {
		return path, nil
	}
	return "", usage("quire list -l | quire show -", "standard input: JSON, but no record that has a path on one line")
}

// named is a file that was named on the command line, and the heading behind it.
type named struct {
	file, heading string
	info          fs.FileInfo
}

// fileOf takes a name for a file, with a heading behind # when there is no file that is called so.
func fileOf(name string) (named, error) {
	info, err := os.Stat(name)
	if err == nil {
		return named{name, "", info}, nil
	}
	if i := strings.LastIndexByte(name, '#'); i > 0 {
		if info, err := os.Stat(name[:i]); err == nil {
			return named{name[:i], name[i+1:], info}, nil
		}
	}
	return named{}, err
}

// openFor opens the library that names are looked up in. When none was asked
// for and the first name is a file, it is the library around that file, and the names are files before they are notes.
func (o *shared) openFor(names []string) (l *library.Library, around bool, err error) {
	if o.library == "" && !o.tour && len(names) > 0 {
		if f, err := fileOf(names[0]); err == nil && !f.info.IsDir() {
			root, _, err := library.Locate(f.file)
			if err != nil {
				return nil, false, err
			}
			l, err := library.Open(root)
			return l, true, err
		}
	}
	l, err = o.open()
	return l, false, err
}

// pick is a note, or another file that was named, in its library.
type pick struct {
	c *catalog.Catalog
	links.Target
}

// pick finds what a name means: a note of the library, else any file that is called so, as less would show it.
func (o *shared) pick(ctx context.Context, c *catalog.Catalog, name string, around bool) (pick, error) {
	if around {
		if f, err := fileOf(name); err == nil && !f.info.IsDir() {
			return o.pickFile(ctx, c, f)
		}
	}
	_, t, err := find(c, name)
	if err == nil || t.Status != links.Broken {
		return pick{c, t}, err
	}
	f, statErr := fileOf(name)
	switch {
	case statErr != nil:
		return pick{}, err
	case f.info.IsDir():
		return pick{}, usage("quire "+name+" browses it, quire list -L "+name+" lists it", "%s: a folder, not a note", name)
	}
	return o.pickFile(ctx, c, f)
}

// pickFile is a file by its place on the disk. It need not be a note: whoever names it wants to see it.
func (o *shared) pickFile(ctx context.Context, c *catalog.Catalog, f named) (pick, error) {
	path := inside(c.Library, f.file)
	if path == "" {
		root, below, err := library.Locate(f.file)
		if err != nil {
			return pick{}, err
		}
		l, err := library.Open(root)
		if err != nil {
			return pick{}, err
		}
		if c, err = o.load(ctx, l, true); err != nil {
			return pick{}, err
		}
		path = below
	}
	if c.Links.Note(path) == nil {
		return pick{c, links.Target{Status: links.Note, Path: path, Heading: f.heading}}, nil
	}
	name := path
	if f.heading != "" {
		name += "#" + f.heading
	}
	_, t, err := find(c, name)
	return pick{c, t}, err
}

// inside is the path of a file in a library, or "" when it is elsewhere or no regular file.
func inside(l *library.Library, file string) string {
	if l.Root == "" {
		return ""
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	root := l.Root
	if real, err := filepath.EvalSymlinks(root); err == nil {
		root = real
	}
	rel, err := filepath.Rel(root, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	if info, err := os.Stat(abs); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	return filepath.ToSlash(rel)
}
