package catalog

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"sync"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/search"
)

// longNoteSize is the size in bytes from which a note is long. The parse of the last long note is cached, and a long note
// can be shown before all of it is parsed.
const longNoteSize = 256 << 10

// openedNote caches the long note that was opened last, since the reader opens it again when the window changes.
type openedNote struct {
	path   string
	raw    []byte
	source render.Source
	parsed *note.Parsed
}

// openLongNote opens a long note. It does not parse the note again if the file is the same as last time.
func (p *pages) openLongNote(ctx context.Context, path string) (render.Source, *note.Parsed, error) {
	raw, err := p.library.ReadFile(ctx, path)
	if err != nil {
		return render.Source{}, nil, fmt.Errorf("%s: %w", path, err)
	}
	if w := p.lastLong.Load(); w != nil && w.path == path && bytes.Equal(raw, w.raw) {
		return w.source, w.parsed, nil
	}
	parsed, err := p.library.ParseNote(ctx, path)
	if err != nil {
		return render.Source{}, nil, fmt.Errorf("%s: %w", path, err)
	}
	s, err := p.ResolveSource(ctx, parsed)
	if err != nil {
		return render.Source{}, nil, err
	}
	p.lastLong.Store(&openedNote{path, raw, s, parsed})
	return s, parsed, nil
}

// OpenPreview returns the first part of a long note; see Library.
func (p *pages) OpenPreview(ctx context.Context, path string) (render.Source, bool) {
	if h, ok := p.library.Lookup(path); !ok || h.Size() < longNoteSize {
		return render.Source{}, false
	}
	if w := p.lastLong.Load(); w != nil && w.path == path {
		return render.Source{}, false
	}
	raw, err := p.readPreview(ctx, path)
	if err != nil {
		return render.Source{}, false
	}
	n, err := p.library.Note(ctx, path)
	if err != nil {
		return render.Source{}, false
	}
	body, line := note.SplitBody(raw, n.Details())
	s, err := p.ResolveSource(ctx, &note.Parsed{Note: n, Doc: p.dialect(path, raw, n).ParsePreview(body), BodyLine: line})
	return s, err == nil
}

// previewSize is how many bytes of a long note are read for its preview. It is more than the preview shows, so that a
// block mostly ends within it; a larger block is cut.
const previewSize = 96 << 10

// readPreview reads the first previewSize bytes of a note, up to the end of a line if there is a line break.
func (p *pages) readPreview(ctx context.Context, path string) ([]byte, error) {
	f, err := p.library.OpenFile(ctx, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, previewSize))
	if i := bytes.LastIndexByte(raw, '\n'); i > 0 && len(raw) == previewSize {
		raw = raw[:i+1]
	}
	return raw, err
}

// LongNote iterates over the parts of a long note, so that each part can be shown before the next is parsed.
type LongNote struct {
	library  search.Library
	note     *note.Note
	details  func() *note.Details
	bodyLine int
	parts    *markdown.PartParser
	started  bool
	// isPartlyRead says that note and details know only the beginning of the note, so that links to other headings in it may
	// lead somewhere.
	isPartlyRead bool
}

// dialectLibrary is a library that knows the dialects of its notes. Other engines leave it to the
// names of the notes.
type dialectLibrary interface {
	Dialect(path string) markdown.Dialect
}

// dialect returns the dialect in which the note at a path, with these bytes, was parsed when the library was read. Parts of a
// long note need the same, since its links are known by their numbers.
func (p *pages) dialect(path string, raw []byte, n *note.Note) markdown.Dialect {
	d := note.Options{}.DialectOf(path)
	if l, ok := p.library.(dialectLibrary); ok {
		d = l.Dialect(path)
	}
	if n.ProblemCount > 0 {
		d.HeaderLen = note.BrokenHeaderLen(raw, n.Details())
	}
	return d
}

// OpenLong opens a note to be shown part by part; see Library.
func (p *pages) OpenLong(ctx context.Context, path string) (*LongNote, error) {
	if h, ok := p.library.Lookup(path); !ok || h.Size() < longNoteSize || p.library.Status().Partial {
		return nil, nil
	}
	n, err := p.library.Note(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	raw, err := p.library.ReadFile(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	body, line := note.SplitBody(raw, n.Details())
	return &LongNote{library: p.library, note: n, details: sync.OnceValue(n.Details), bodyLine: line, parts: p.dialect(path, raw, n).NewPartParser(body)}, nil
}

// Next returns the next part, or io.EOF after the last. The Note of each part describes the whole note, as in the library.
func (l *LongNote) Next(ctx context.Context) (render.Source, error) {
	doc := l.parts.Next()
	if doc == nil {
		return render.Source{}, io.EOF
	}
	s := render.Source{Note: l.note, Details: l.details, Doc: doc, BodyLine: l.bodyLine, IsContinuation: l.started}
	var err error
	if s.Targets, err = l.library.ResolveLinks(ctx, l.note, doc.Links()); err != nil {
		return s, err
	}
	for i := range s.Targets {
		if t := &s.Targets[i]; l.isPartlyRead && t.Status == links.Self && t.MissingHeading != "" {
			t.Heading, t.MissingHeading, t.Suggestion, t.Reason = t.MissingHeading, "", "", ""
		}
	}
	if !l.started {
		s.Backlinks, err = l.library.CountBacklinks(ctx, l.note.Path)
	}
	l.started = true
	return s, err
}

// Path returns the path of the note.
func (l *LongNote) Path() string { return l.note.Path }
