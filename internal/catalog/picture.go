package catalog

import (
	"context"
	"io/fs"
	"time"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/picture"
	"quire/internal/render"
)

// A page waits for the sizes of its pictures no longer than this, and for no more of them.
const (
	maxMeasured = 400
	measureTime = 300 * time.Millisecond
)

// Pictures are the files of the library that a source shows as pictures, the notes that it embeds included. Of each
// no more is read than says how large it is, and nothing unless measure is set.
func (c *Catalog) Pictures(s render.Source, measure bool) map[string]render.Pictured {
	m := measurer{c: c, look: measure, known: map[string]render.Pictured{}, until: time.Now().Add(measureTime)}
	m.source(s)
	return m.known
}

type measurer struct {
	c     *Catalog
	look  bool
	known map[string]render.Pictured
	until time.Time
}

func (m *measurer) source(s render.Source) {
	if s.Doc == nil {
		return
	}
	for i, l := range s.Doc.Links() {
		if i >= len(s.Targets) || l.Form != markdown.Image && l.Form != markdown.Embed {
			continue
		}
		if e := s.Embeds[i]; e != nil {
			m.source(e.Source)
		}
		t := s.Targets[i]
		if _, have := m.known[t.Path]; have || t.Status != links.Asset || len(m.known) >= maxMeasured || time.Now().After(m.until) {
			continue
		}
		m.known[t.Path] = m.measure(t.Path)
	}
}

func (m *measurer) measure(path string) render.Pictured {
	f, size, err := m.c.picture(path)
	if err != nil {
		return render.Pictured{Why: err.Error(), Size: size}
	}
	defer f.Close()
	p := render.Pictured{Size: size}
	if !m.look {
		return p
	}
	if p.Info, err = picture.Measure(f); err != nil {
		p.Why, p.Spoiled = picture.Explain(path, size, err)
	}
	return p
}

// picture opens a file that may be a picture, if it is not too large for one.
func (c *Catalog) picture(path string) (fs.File, int64, error) {
	f, err := c.Library.Open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	switch {
	case err == nil && info.Size() > picture.MaxBytes:
		err = picture.ErrBytes
		fallthrough
	case err != nil:
		f.Close()
		size := int64(0)
		if info != nil {
			size = info.Size()
		}
		return nil, size, err
	}
	return f, info.Size(), nil
}

// Draw reads a picture of the library and draws it with half blocks.
func (c *Catalog) Draw(ctx context.Context, path string, l picture.Look) (*picture.Drawing, error) {
	f, _, err := c.picture(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return picture.Draw(ctx, f, l)
}

// Place reads a picture of the library for a terminal that shows pictures itself; see picture.Place.
func (c *Catalog) Place(ctx context.Context, path string, frame picture.Frame, id int) (transmit string, d *picture.Drawing, err error) {
	f, _, err := c.picture(path)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	return picture.Place(ctx, f, frame, id)
}
