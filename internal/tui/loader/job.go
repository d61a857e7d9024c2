package loader

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/render"
	"quire/internal/tui/reader"
)

// heavyNoteSize is the size in bytes from which a note takes long to lay out.
const heavyNoteSize = 64 << 10

// job is the work for one request.
type job struct {
	ctx   context.Context
	queue chan struct{}
	notes Notes

	firstCountTime time.Duration
	Request
}

// acquire waits for the turn of a heavy note: a parser cannot be stopped, and several at once would take each other's and
// the keys' share of the processors. ok is false if the job is canceled by then; otherwise the caller must call release.
func (j job) acquire() (release func(), ok bool) {
	select {
	case <-j.queue:
	case <-j.ctx.Done():
		return nil, false
	}
	release = func() { j.queue <- struct{}{} }
	if j.ctx.Err() != nil {
		release()
		return nil, false
	}
	return release, true
}

// load reads the note and lays out its first rows, its heading and its passage. It returns nil if the job is canceled.
func (j job) load() tea.Msg {
	if j.ctx.Err() != nil {
		return nil
	}
	src, isHead := j.openHead()
	if n, ok := j.notes.Lookup(j.Path); ok && !isHead && n.Size() >= heavyNoteSize {
		release, ok := j.acquire()
		if !ok {
			return nil
		}
		defer release()
	}
	if !isHead {
		var err error
		if src, err = j.open(); err != nil {
			return j.answer(LoadedMsg{Key: j.Key, Err: err})
		}
	}
	src = j.notes.WithEmbeds(j.ctx, src)
	p := j.layOut(src)
	if j.Heading != "" {
		p.HeadingPos(j.Heading) // lays out the block that the page opens at, which may hold a megabyte
	}
	if j.Line > 0 {
		p.PosOfSourceLine(j.Line)
	}
	made := LoadedMsg{Key: j.Key, Page: p, Source: src, Heading: j.Heading}.findMarked()
	if j.Slot == Page {
		if len(j.Passage) > 0 {
			made.Passage, made.HasPassage = reader.FindPassage(p, j.Passage)
		}
		made.LinesAbove = CountLines(p, nil, j.firstCountTime)
	}
	return j.answer(made)
}

// answer returns msg, or nil if the job is canceled: what it brings may be incomplete then.
func (j job) answer(msg LoadedMsg) tea.Msg {
	if j.ctx.Err() != nil {
		return nil
	}
	return msg
}

// open reads the note, or takes the document.
func (j job) open() (render.Source, error) {
	if j.Path == "" {
		return j.notes.ResolveSource(j.ctx, j.Document)
	}
	src, _, err := j.notes.OpenNote(j.ctx, j.Path)
	return src, err
}

// openHead reads the first part of a long note where that is enough: for a preview that starts at the top.
func (j job) openHead() (s render.Source, ok bool) {
	if j.Path == "" || j.Slot != Preview || len(j.Words()) > 0 {
		return render.Source{}, false
	}
	return j.notes.OpenPreview(j.ctx, j.Path)
}

// loadHead lays out the first part of a long note, and leaves the rest to LoadWhole. Another note it loads whole.
func (j job) loadHead() tea.Msg {
	src, ok := j.notes.OpenPreview(j.ctx, j.Path)
	if !ok {
		return j.load()
	}
	return j.answer(LoadedMsg{Key: j.Key, Page: j.layOut(src), Source: src, whole: &j})
}

// layOut makes the page and lays out its blocks until they fill the rows of the window, and the one below, whose lines say
// whether the page ends there.
func (j job) layOut(src render.Source) *render.Page {
	o := render.Options{Theme: j.Theme, Width: j.Width, Header: true, Now: time.Now(), Sources: j.Sources}
	if words := j.Words(); len(words) > 0 {
		o.Sources = o.Sources.WithWords(words)
	}
	if j.Slot == Page {
		o.Foldable, o.OpensTables, o.TableWidth = true, true, j.TableWidth
		o.Pictures = &render.Pictures{Known: j.notes.FindPictures(j.ctx, src, !j.Pictures.NamesOnly), Rows: j.Pictures.MaxRows, Draw: j.Pictures.Draw}
	}
	p := render.New(src, o)
	p.HasDrawings() // known from now on, so that no key waits for it
	if p.HasWideTables() {
		p.FocusOrder() // the same
	}
	rows := j.Rows
	for i := 0; i < p.BlockCount() && rows >= 0; i++ {
		rows -= len(p.Block(i))
	}
	return p
}
