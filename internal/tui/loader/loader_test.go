package loader

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/search"
)

// fakeNotes answers every path with a note of that title. It counts the notes that are open at the same time.
type fakeNotes struct {
	size   int64
	opened chan string   // receives each path that is opened
	goOn   chan struct{} // an open note is returned when this is closed or receives
}

func (f fakeNotes) Lookup(path string) (search.Hit, bool) {
	return search.NewHit(&note.Note{Path: path, Size: f.size}, 0, 0), true
}

func (f fakeNotes) OpenNote(_ context.Context, path string) (render.Source, *note.Parsed, error) {
	if f.opened != nil {
		f.opened <- path
		<-f.goOn
	}
	return source(path), nil, nil
}

func (f fakeNotes) OpenPreview(_ context.Context, path string) (render.Source, bool) {
	return source(path), strings.HasPrefix(path, "long")
}
func (f fakeNotes) ResolveSource(_ context.Context, p *note.Parsed) (render.Source, error) {
	return render.Source{Note: p.Note, Doc: p.Doc}, nil
}
func (f fakeNotes) WithEmbeds(_ context.Context, s render.Source) render.Source { return s }
func (f fakeNotes) FindPictures(context.Context, render.Source, bool) map[string]render.PictureInfo {
	return nil
}

func source(path string) render.Source {
	return render.Source{Note: &note.Note{Path: path, Title: path}, Doc: markdown.Parse([]byte("some words\n\nof a note\n"))}
}

func request(s Slot, path string) Request {
	return Request{Key: Key{Slot: s, Path: path, Width: 40}, Rows: 10}
}

// Heavy notes are laid out one at a time, and a note that is no longer wanted when its turn comes is not read at all.
func TestLoader_HeavyNotesWaitTheirTurnAndCanBeCanceled(t *testing.T) {
	notes := fakeNotes{size: heavyNoteSize, opened: make(chan string), goOn: make(chan struct{})}
	l := New(t.Context())
	answers := make(chan tea.Msg, 3)
	start := func(r Request) {
		var cmd tea.Cmd
		l, cmd = l.Load(notes, r)
		go func() { answers <- cmd() }()
	}
	start(request(Page, "a.md"))
	if got := <-notes.opened; got != "a.md" {
		t.Fatalf("%s is read first", got)
	}
	start(request(Peek, "b.md")) // has to wait for a.md
	start(request(Peek, "c.md")) // cancels b.md
	select {
	case path := <-notes.opened:
		t.Fatalf("%s is read beside a.md", path)
	case msg := <-answers:
		if msg != nil {
			t.Fatalf("b.md, which was canceled, is answered with %v", msg)
		}
	}
	notes.goOn <- struct{}{}
	if got := <-notes.opened; got != "c.md" {
		t.Fatalf("%s is read after a.md", got)
	}
	notes.goOn <- struct{}{}
	loaded := map[string]bool{}
	for range 2 {
		msg := (<-answers).(LoadedMsg)
		var ok bool
		l, ok = l.Accept(msg)
		loaded[msg.Key.Path] = ok
	}
	if !loaded["a.md"] || !loaded["c.md"] || l.IsPending(Page) || l.IsPending(Peek) {
		t.Errorf("accepted: %v; pending: %v %v", loaded, l.IsPending(Page), l.IsPending(Peek))
	}
}

// The answer to an older request, or to a request that was dropped, is not accepted.
func TestLoader_AcceptsOnlyTheLatestAnswer(t *testing.T) {
	l := New(t.Context())
	l, first := l.Load(fakeNotes{}, request(Page, "a.md"))
	answer := first()
	l, second := l.Load(fakeNotes{}, request(Page, "b.md"))
	if _, ok := l.Accept(answer.(LoadedMsg)); ok {
		t.Error("an outdated answer is accepted")
	}
	if !l.IsPending(Page) {
		t.Error("the latest request is not pending")
	}
	answer = second()
	if _, ok := l.Cancel(Page).Accept(answer.(LoadedMsg)); ok {
		t.Error("the answer to a dropped request is accepted")
	}
	if l, ok := l.Accept(answer.(LoadedMsg)); !ok || l.IsPending(Page) {
		t.Error("the latest answer is not accepted")
	}
}

// A long note comes twice: its first part, and then all of it. A short one comes once.
func TestLoader_LongNotesComeInTwoParts(t *testing.T) {
	for path, wantHead := range map[string]bool{"long.md": true, "short.md": false} {
		r := request(Page, path)
		r.HeadFirst = true
		l, cmd := New(t.Context()).Load(fakeNotes{}, r)
		msg := cmd().(LoadedMsg)
		l, ok := l.Accept(msg)
		if !ok || msg.IsHead() != wantHead {
			t.Fatalf("%s: accepted %v, first part only %v", path, ok, msg.IsHead())
		}
		l, cmd = l.LoadWhole(msg)
		if (cmd != nil) != wantHead || l.IsPending(Page) != wantHead {
			t.Fatalf("%s: goes on %v, pending %v", path, cmd != nil, l.IsPending(Page))
		}
		if cmd == nil {
			continue
		}
		whole := cmd().(LoadedMsg)
		if l, ok := l.Accept(whole); !ok || !whole.CompletesPage || whole.IsHead() || l.IsPending(Page) {
			t.Errorf("%s: the whole note: accepted %v, %+v", path, ok, whole)
		}
	}
}

// A preview whose highlighted words alone have changed is not laid out again.
func TestLoader_KeepsPreviewForOtherWords(t *testing.T) {
	r := request(Preview, "a.md")
	r.Key = r.Key.WithWords([]string{"some"})
	l, cmd := New(t.Context()).Load(fakeNotes{}, r)
	first := cmd().(LoadedMsg)
	l, _ = l.Accept(first)
	r.Key = r.Key.WithWords([]string{"note"})
	_, cmd = l.Load(fakeNotes{}, r)
	second := cmd().(LoadedMsg)
	if second.Page != first.Page {
		t.Error("the page was laid out again")
	}
	if !first.HasPassage || !second.HasPassage || first.Passage == second.Passage {
		t.Errorf("passages: %v and %v", first.Passage, second.Passage)
	}
}
