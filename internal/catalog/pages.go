package catalog

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"quire/internal/note"
	"quire/internal/picture"
	"quire/internal/render"
	"quire/internal/search"
)

// Library is a search.Library that also opens its notes for display. The readers and the commands hold one, and know of no
// other part of a Catalog.
type Library interface {
	search.Library
	// OpenNote reads and parses one note and resolves its links, for display. It reads the file again: if the file has changed
	// since the library was loaded, Source.Note describes the current file.
	OpenNote(ctx context.Context, path string) (render.Source, *note.Parsed, error)
	// OpenPreview returns the first part of a long note, to be shown while the whole note is being opened. It returns false for
	// a note that is not long, that is still cached from last time, or that cannot be read.
	OpenPreview(ctx context.Context, path string) (render.Source, bool)
	// OpenLong opens a note to be shown part by part. It returns nil without an error for a note that is not long or unknown,
	// and for every note of a partial library.
	OpenLong(ctx context.Context, path string) (*LongNote, error)
	// ResolveSource returns p with its links resolved and its backlinks counted, for display. The note need not belong to the
	// library. In a partial library the links stay unresolved.
	ResolveSource(ctx context.Context, p *note.Parsed) (render.Source, error)
	// WithEmbeds returns s with the notes that it embeds, and recursively those that they embed, within bounds.
	WithEmbeds(ctx context.Context, s render.Source) render.Source
	// FindPictures returns, by path, the files of the library that s and its embedded notes show as pictures. If measure is
	// set, it reads the header of each file for the picture's dimensions; otherwise it reads no file.
	FindPictures(ctx context.Context, s render.Source, measure bool) map[string]render.PictureInfo
	// DrawPicture reads a picture of the library and draws it with half-block characters.
	DrawPicture(ctx context.Context, path string, options picture.DrawOptions) (*picture.Drawing, error)
	// EncodePicture reads a picture of the library and encodes it for a terminal that draws images itself.
	EncodePicture(ctx context.Context, path string, protocol *picture.Protocol, at picture.Placement) (picture.Encoded, error)
}

var _ Library = (*Catalog)(nil)

// WithPages returns l with its notes opened as those of a Catalog are, for engines that only find notes and files.
func WithPages(l search.Library) Library {
	p := &pagedLibrary{Library: l}
	p.pages.library = l
	return p
}

// pagedLibrary is a library of another engine.
type pagedLibrary struct {
	search.Library
	pages
}

// pages opens the notes of a library for display. It must not be copied.
type pages struct {
	library  search.Library
	lastLong atomic.Pointer[openedNote] // caches the long note that was opened last
}

// OpenNote reads and parses one note and resolves its links; see Library.
func (p *pages) OpenNote(ctx context.Context, path string) (render.Source, *note.Parsed, error) {
	if h, ok := p.library.Lookup(path); ok && h.Size() >= longNoteSize {
		return p.openLongNote(ctx, path)
	}
	parsed, err := p.library.ParseNote(ctx, path)
	if err != nil {
		return render.Source{}, nil, fmt.Errorf("%s: %w", path, err)
	}
	s, err := p.ResolveSource(ctx, parsed)
	return s, parsed, err
}

// ResolveSource returns parsed with its links resolved and its backlinks counted; see Library.
func (p *pages) ResolveSource(ctx context.Context, parsed *note.Parsed) (render.Source, error) {
	n := parsed.Note
	s := render.Source{Note: n, Details: detailsFunc(parsed), Doc: parsed.Doc, BodyLine: parsed.BodyLine, Verbatim: parsed.IsVerbatim}
	if p.library.Status().Partial { // a preview would call most links broken
		return s, nil
	}
	var err error
	if s.Backlinks, err = p.library.CountBacklinks(ctx, n.Path); err == nil {
		s.Targets, err = p.library.ResolveLinks(ctx, n, parsed.Doc.Links())
	}
	return s, err
}

// detailsFunc returns a function for the details of p, which decodes them in its first call unless p has them already.
func detailsFunc(p *note.Parsed) func() *note.Details {
	if p.Details != nil {
		return func() *note.Details { return p.Details }
	}
	return sync.OnceValue(p.Note.Details)
}
