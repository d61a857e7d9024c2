// Package loader opens notes and lays out their pages in the background, for every part of the screen that shows a page.
//
//	Load(request) ─▶ command: read, lay out ─▶ LoadedMsg ─▶ Accept: still wanted? ─▶ the part shows it
//	                          ▲ one queue for heavy notes; a newer request of the same slot cancels
//
// Each slot shows one page at a time. The first part of a long note comes before the whole of it.
//
// The package must never decide what to open, nor show anything.
package loader

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/search"
	"quire/internal/theme"
	"quire/internal/tui/fault"
	"quire/internal/tui/reader"
)

// Notes is the library that pages are read from; catalog.Pages has these methods.
type Notes interface {
	// Lookup returns what is known of a note without reading it.
	Lookup(path string) (search.Hit, bool)
	// OpenNote reads one note and resolves its links.
	OpenNote(ctx context.Context, path string) (render.Source, *note.Parsed, error)
	// OpenPreview reads the first part of a long note; ok is false for a note that is not long.
	OpenPreview(ctx context.Context, path string) (s render.Source, ok bool)
	// ResolveSource resolves the links of a text that need not belong to the library.
	ResolveSource(ctx context.Context, p *note.Parsed) (render.Source, error)
	// WithEmbeds reads the notes that s embeds.
	WithEmbeds(ctx context.Context, s render.Source) render.Source
	// FindPictures returns the pictures of s by path; if measure is set it reads their dimensions.
	FindPictures(ctx context.Context, s render.Source, measure bool) map[string]render.PictureInfo
}

// Slot is a part of the screen that shows a page.
type Slot uint8

// The slots.
const (
	Page      Slot = iota // the page that is read
	Preview               // beside the shelf
	Peek                  // the target of a link, beside the page
	slotCount             // number of slots
)

// Key identifies a page by all that it depends on. Pages with equal keys are equal. The zero Key stands for no page.
type Key struct {
	Slot       Slot
	Path       string // of the note; empty for a document outside the library
	Width      int    // of the text, in cells
	TableWidth int    // of a table that is wider than the text, in cells; 0 for none
	Theme      *theme.Theme
	Generation int    // of the library
	marked     string // words to highlight in a preview, joined by wordSeparator
	Pictures   Pictures
}

// Pictures says how pictures appear on a page.
type Pictures struct {
	Draw      bool
	NamesOnly bool // show names only, without reading the files
	MaxRows   int
}

// wordSeparator joins the words to highlight, because a key must be comparable.
const wordSeparator = "\x00"

// WithWords returns the key of the same page with highlighted words.
func (k Key) WithWords(words []string) Key {
	k.marked = strings.Join(words, wordSeparator)
	return k
}

// Words returns the words to highlight.
func (k Key) Words() []string {
	if k.marked == "" {
		return nil
	}
	return strings.Split(k.marked, wordSeparator)
}

// Request asks for a page.
type Request struct {
	Key
	Document *note.Parsed // the text to show, if Path is empty
	Rows     int          // rows of the window: the page comes with at least so many laid out
	Heading  string       // anchor of the heading that the page opens at; its block comes laid out
	Line     int          // of the file that the page opens at, from 1; 0 for none. Its block comes laid out
	Passage  []string     // words for which the page opens where they match best
	Sources  render.Sources
	// HeadFirst lets the first part of a long note come before the whole of it. It suits a page that opens at its top.
	HeadFirst bool
}

// Loader tracks the latest request of each slot. It is a value: a method that changes it returns the changed copy. All
// copies share the queue.
type Loader struct {
	ctx   context.Context
	queue chan struct{} // holds one token; who has it may lay out a heavy note
	slots [slotCount]slot

	firstCountTime time.Duration // see SetFirstCountTime
}

// slot is the state of a slot.
type slot struct {
	wanted  Key
	pending bool // the answer has not arrived yet
	cancel  context.CancelFunc
	shown   LoadedMsg // the last page that was accepted; kept for the preview only
}

// New returns a loader whose commands end with ctx.
func New(ctx context.Context) Loader {
	l := Loader{ctx: ctx, queue: make(chan struct{}, 1), firstCountTime: firstCountTime}
	l.queue <- struct{}{}
	return l
}

// SetFirstCountTime bounds the time for which the lines of a page are counted, and therefore laid out, before it is shown. A
// test that needs lines which are not laid out sets 0, so that it does not depend on the speed of the machine.
func (l Loader) SetFirstCountTime(d time.Duration) Loader {
	l.firstCountTime = d
	return l
}

// Wanted returns the key of the latest request of a slot, or the zero Key.
func (l Loader) Wanted(s Slot) Key { return l.slots[s].wanted }

// IsPending reports whether the answer to the latest request of a slot is still to come.
func (l Loader) IsPending(s Slot) bool { return l.slots[s].pending }

// Cancel drops the latest request of a slot, so that its answer is not accepted.
func (l Loader) Cancel(s Slot) Loader {
	if l.slots[s].cancel != nil {
		l.slots[s].cancel()
	}
	l.slots[s] = slot{shown: l.slots[s].shown}
	return l
}

// Restore makes a page that was accepted before, and is still shown, the wanted one of its slot.
func (l Loader) Restore(k Key) Loader {
	l = l.Cancel(k.Slot)
	l.slots[k.Slot].wanted = k
	return l
}

// Load returns a command that reads and lays out a page, and answers with a LoadedMsg. It cancels the request of the
// same slot before. A preview that differs from the one shown only in the highlighted words is not laid out again.
func (l Loader) Load(n Notes, r Request) (Loader, tea.Cmd) {
	shown := l.slots[r.Slot].shown
	ctx, cancel := context.WithCancel(l.ctx)
	if l.slots[r.Slot].cancel != nil {
		l.slots[r.Slot].cancel()
	}
	l.slots[r.Slot] = slot{wanted: r.Key, pending: true, cancel: cancel, shown: shown}
	if shown.Page != nil && shown.Key.WithWords(nil) == r.Key.WithWords(nil) {
		return l, func() tea.Msg { return LoadedMsg{Key: r.Key, Page: shown.Page, Source: shown.Source}.findMarked() }
	}
	whole := job{ctx, l.queue, n, l.firstCountTime, r}
	if r.HeadFirst {
		return l, whole.catch(whole.loadHead)
	}
	return l, whole.catch(whole.load)
}

// LoadWhole returns a command that loads the whole note after msg has brought its first part, or nil if msg has brought
// the whole note.
func (l Loader) LoadWhole(msg LoadedMsg) (Loader, tea.Cmd) {
	if msg.whole == nil {
		return l, nil
	}
	l.slots[msg.Key.Slot].pending = true
	whole := *msg.whole
	return l, whole.catch(func() tea.Msg {
		answer := whole.load()
		if loaded, ok := answer.(LoadedMsg); ok {
			loaded.CompletesPage = true
			return loaded
		}
		return answer
	})
}

// Accept reports whether msg answers the latest request of its slot.
func (l Loader) Accept(msg LoadedMsg) (Loader, bool) {
	s := &l.slots[msg.Key.Slot]
	if msg.Key != s.wanted {
		return l, false
	}
	s.pending = false
	if msg.Key.Slot == Preview {
		s.shown = msg
		if msg.Err != nil {
			s.shown = LoadedMsg{}
		}
	}
	return l, true
}

// LoadedMsg is a page, or the reason why there is none.
type LoadedMsg struct {
	Key    Key
	Page   *render.Page
	Source render.Source
	Err    error
	// Heading is that of the request.
	Heading string

	LinesAbove []int // lines above each block, as far as they are counted; see CountLines
	// Passage is where the words of the request match best, if HasPassage is set.
	Passage    render.Pos
	HasPassage bool
	// CompletesPage says that this is the whole of a note whose first part came before.
	CompletesPage bool

	whole *job // set if this is only the first part of a note
}

// IsHead reports whether the page is only the first part of a note.
func (m LoadedMsg) IsHead() bool { return m.whole != nil }

// Failure returns the error of the command, if it failed.
func (m LoadedMsg) Failure() error { return m.Err }

// findMarked sets the passage that matches the highlighted words of the key best.
func (m LoadedMsg) findMarked() LoadedMsg {
	if words := m.Key.Words(); len(words) > 0 {
		m.Passage, m.HasPassage = reader.FindPassage(m.Page.Copy(), words) // a copy, since the screen may show the page
	}
	return m
}

// catch returns a command that runs work, which answers for the job even if it panics.
func (j job) catch(work func() tea.Msg) tea.Cmd {
	return fault.Catch("laying out "+j.Path, work, func(err error) tea.Msg { return LoadedMsg{Key: j.Key, Err: err} })
}
