package catalog

import (
	"context"
	"errors"
	"fmt"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/render"
)

// Bounds of the embedded notes on a page, since notes can embed each other in circles.
const (
	maxEmbeds     = 64      // embedded notes on a page
	maxEmbedDepth = 5       // levels of notes within notes
	maxEmbedBytes = 2 << 20 // total size of the files read for a page
)

// WithEmbeds returns s with the notes that it embeds, and recursively those that they embed, within the bounds above.
func (p *pages) WithEmbeds(ctx context.Context, s render.Source) render.Source {
	if p.library.Status().Partial || s.Doc == nil || s.Note == nil {
		return s
	}
	e := embedder{ctx: ctx, pages: p, opened: map[string]render.Source{s.Note.Path: s}}
	s.Embeds = e.findEmbeds(s, []notePart{{path: s.Note.Path}})
	return s
}

// notePart identifies what an embed shows: a whole note, or the part below an anchor.
type notePart struct{ path, anchor string }

// embedder reads the notes that a page embeds, each file once.
type embedder struct {
	ctx    context.Context
	pages  *pages
	opened map[string]render.Source // by path
	notes  int                      // embedded so far
	bytes  int64                    // total size of the files read
}

// findEmbeds returns the embeds of s by the number of the link; it is never nil. ancestors holds the parts that contain
// s, from the page itself down to s.
func (e *embedder) findEmbeds(s render.Source, ancestors []notePart) map[int]*render.Embed {
	found := map[int]*render.Embed{}
	for i, l := range s.Doc.Links() {
		if l.Form != markdown.Embed || i >= len(s.Targets) {
			continue
		}
		switch t := s.Targets[i]; t.Status {
		case links.Note, links.Self:
			found[i] = e.embedNote(s, i, t, ancestors)
		}
	}
	return found
}

// embedNote returns the embed for target t of a link of s, or the reason why it is not shown.
func (e *embedder) embedNote(s render.Source, link int, t links.Target, ancestors []notePart) *render.Embed {
	to := notePart{t.Path, t.Heading}
	if why := e.refusalReason(s, link, t, ancestors); why != "" {
		return &render.Embed{Reason: why}
	}
	embedded, err := e.readNote(t.Path)
	if err != nil {
		return &render.Embed{Reason: err.Error()}
	}
	e.notes++
	embedded.Embeds = e.findEmbeds(embedded, append(ancestors[:len(ancestors):len(ancestors)], to))
	return &render.Embed{Source: embedded, Anchor: t.Heading}
}

// refusalReason returns why target t must not be embedded, for the user, or "" if it may be.
func (e *embedder) refusalReason(s render.Source, link int, t links.Target, ancestors []notePart) string {
	switch {
	case t.MissingHeading != "":
		why := fmt.Sprintf("the note has no heading or block %q", t.MissingHeading)
		if t.Suggestion != "" {
			why += "; did you mean " + t.Suggestion + "?"
		}
		return why
	case t.Path == s.Note.Path && (t.Heading == "" || s.AnchorContainsLink(t.Heading, link)):
		return embedsItself
	case len(ancestors) > maxEmbedDepth:
		return fmt.Sprintf("not shown: notes are embedded at most %d levels deep", maxEmbedDepth)
	case e.notes >= maxEmbeds:
		return fmt.Sprintf("not shown: a page shows at most %d embedded notes", maxEmbeds)
	}
	for _, part := range ancestors {
		if part == (notePart{t.Path, t.Heading}) || part == (notePart{path: t.Path}) && t.Path != s.Note.Path {
			return embedsItself
		}
	}
	return ""
}

// embedsItself is the reason for refusing an embed that contains the link to it.
const embedsItself = "not shown: a note cannot embed itself"

// readNote opens a note, unless it has been opened for this page already.
func (e *embedder) readNote(path string) (render.Source, error) {
	if s, ok := e.opened[path]; ok {
		return s, nil
	}
	var size int64
	if h, ok := e.pages.library.Lookup(path); ok {
		size = h.Size()
	}
	if e.bytes+size > maxEmbedBytes {
		return render.Source{}, errors.New("not shown: the embedded notes on this page are too long")
	}
	s, _, err := e.pages.OpenNote(e.ctx, path)
	if err != nil {
		return render.Source{}, err
	}
	e.bytes += size
	e.opened[path] = s
	return s, nil
}
