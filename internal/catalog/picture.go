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

// Bounds of finding the pictures of a page, which delays the page. FindPictures leaves further pictures out.
const (
	maxMeasured    = 400
	maxMeasureTime = 300 * time.Millisecond
)

// FindPictures returns, by path, the files of the library that s and its embedded notes show as pictures. If measure is set,
// it reads the header of each file for the picture's dimensions; otherwise it reads no file.
func (p *pages) FindPictures(ctx context.Context, s render.Source, measure bool) map[string]render.PictureInfo {
	m := pictureFinder{ctx: ctx, pages: p, readSizes: measure, found: map[string]render.PictureInfo{}, deadline: time.Now().Add(maxMeasureTime)}
	m.addPictures(s)
	return m.found
}

// pictureFinder finds the pictures of one page, at most maxMeasured and until the deadline.
type pictureFinder struct {
	ctx       context.Context
	pages     *pages
	readSizes bool
	found     map[string]render.PictureInfo // by path
	deadline  time.Time
}

// addPictures adds the pictures of s and of its embedded notes to m.found.
func (m *pictureFinder) addPictures(s render.Source) {
	if s.Doc == nil {
		return
	}
	for i, l := range s.Doc.Links() {
		if i >= len(s.Targets) || l.Form != markdown.Image && l.Form != markdown.Embed {
			continue
		}
		if e := s.Embeds[i]; e != nil {
			m.addPictures(e.Source)
		}
		t := s.Targets[i]
		if _, ok := m.found[t.Path]; ok || t.Status != links.Asset || len(m.found) >= maxMeasured || time.Now().After(m.deadline) {
			continue
		}
		m.found[t.Path] = m.inspectPicture(t.Path)
	}
}

// inspectPicture returns the size of one file and, if m.readSizes is set, the dimensions of its picture.
func (m *pictureFinder) inspectPicture(path string) render.PictureInfo {
	f, size, err := m.pages.openPicture(m.ctx, path)
	if err != nil {
		return render.PictureInfo{Reason: err.Error(), Size: size}
	}
	defer f.Close()
	p := render.PictureInfo{Size: size}
	if !m.readSizes {
		return p
	}
	if p.Info, err = picture.Measure(f); err != nil {
		p.Reason, p.Damaged = picture.ExplainError(path, size, err)
	}
	return p
}

// openPicture opens a file of at most picture.MaxBytes and returns its size in bytes, also with the error of a larger
// file.
func (p *pages) openPicture(ctx context.Context, path string) (fs.File, int64, error) {
	f, err := p.library.OpenFile(ctx, path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	switch {
	case err == nil && info.Size() > picture.MaxBytes:
		err = picture.ErrTooLarge
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

// DrawPicture reads a picture of the library and draws it with half-block characters.
func (p *pages) DrawPicture(ctx context.Context, path string, options picture.DrawOptions) (*picture.Drawing, error) {
	f, _, err := p.openPicture(ctx, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return picture.Draw(ctx, f, options)
}

// EncodePicture reads a picture of the library and encodes it for a terminal that draws images itself.
func (p *pages) EncodePicture(ctx context.Context, path string, protocol *picture.Protocol, at picture.Placement) (picture.Encoded, error) {
	f, _, err := p.openPicture(ctx, path)
	if err != nil {
		return picture.Encoded{}, err
	}
	defer f.Close()
	return protocol.Encode(ctx, f, at)
}
