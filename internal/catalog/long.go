package catalog

import (
	"bytes"
	"fmt"
	"io"
	"sync"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
)

// long is the size in bytes from which a note is not made into one tree, unless all of it is needed at once.
const long = 256 << 10

// whole is a long note as it was opened last: it is asked for again when the window changes.
type whole struct {
	path   string
	raw    []byte
	source render.Source
	parsed *note.Parsed
}

// openWhole is Open for a long note. One that has not changed since is not parsed again.
func (c *Catalog) openWhole(path string) (render.Source, *note.Parsed, error) {
	if w := c.last.Load(); w != nil && w.path == path {
		if raw, err := c.Library.Read(path); err == nil && bytes.Equal(raw, w.raw) {
			return w.source, w.parsed, nil
		}
	}
	raw, err := c.Library.Read(path)
	if err != nil {
		return render.Source{}, nil, fmt.Errorf("%s: %w", path, err)
	}
	p, err := c.Library.Parse(path)
	if err != nil {
		return render.Source{}, nil, fmt.Errorf("%s: %w", path, err)
	}
	w := &whole{path, raw, c.Source(p), p}
	c.last.Store(w)
	return w.source, p, nil
}

// Begin is the beginning of a long note, for showing something while Open is at
// work. It is false for a note that is not long, that has just been opened, or that cannot be read.
func (c *Catalog) Begin(path string) (render.Source, bool) {
	n := c.Links.Note(path)
	if n == nil || n.Size < long {
		return render.Source{}, false
	}
	if w := c.last.Load(); w != nil && w.path == path {
		return render.Source{}, false
	}
	raw, err := c.start(path)
	if err != nil {
		return render.Source{}, false
	}
	body, line := note.Body(raw)
	s := c.Source(&note.Parsed{Note: n, Doc: markdown.Head(body), BodyLine: line})
	return s, true
}

// startSize is how much of a long note is read to show its beginning: more than is shown, so that where that may end is
// mostly among it. A block that is larger is cut.
const startSize = 96 << 10

// start is the beginning of a note, up to the end of a line where it has lines.
func (c *Catalog) start(path string) ([]byte, error) {
	f, err := c.Library.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, startSize))
	if i := bytes.LastIndexByte(raw, '\n'); i > 0 && len(raw) == startSize {
		raw = raw[:i+1]
	}
	return raw, err
}

// Long is a long note that is shown part by part, from its beginning to its end.
type Long struct {
	c     *Catalog
	note  *note.Note
	all   func() *note.Details // of note
	line  int
	parts *markdown.Parts
	begun bool
}

// OpenLong opens a note as Open does, to be shown part by part. It is nil for a
// note that is not long or that the catalog does not know.
func (c *Catalog) OpenLong(path string) (*Long, error) {
	n := c.Links.Note(path)
	if n == nil || n.Size < long || c.Partial {
		return nil, nil
	}
	raw, err := c.Library.Read(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	body, line := note.Body(raw)
	return &Long{c: c, note: n, all: sync.OnceValue(n.Details), line: line, parts: markdown.NewParts(body)}, nil
}

// Next is the next part; false when there is none. Its Note is the whole note, as the catalog knows it.
func (l *Long) Next() (render.Source, bool) {
	doc := l.parts.Next()
	if doc == nil {
		return render.Source{}, false
	}
	s := render.Source{Note: l.note, Details: l.all, Doc: doc, BodyLine: l.line, Follows: l.begun}
	s.Targets = l.c.Links.ResolveAll(l.note, doc.Links())
	if !l.begun {
		s.Backlinks = l.c.Linkers(l.note.Path)
	}
	l.begun = true
	return s, true
}
