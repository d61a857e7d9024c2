package catalog

import (
	"slices"
	"strings"
	"sync"
	"time"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/links/profile"
	"quire/internal/note"
)

// A preview that takes longer than firstPartialDelay is shown in part, and again each time that the time since the start
// has grown by partialDelayFactor. So partial catalogs come often enough for the eye and cost a small share of the work
// at any size of library.
const (
	firstPartialDelay  = 60 * time.Millisecond
	partialDelayFactor = 3
)

// partialReporter collects the notes that a preview has seen so far and passes partial catalogs of them to show.
type partialReporter struct {
	library *library.Library
	show    func(*Catalog)

	mu   sync.Mutex
	seen []*note.Note
	stop chan struct{}
	done sync.WaitGroup
}

// startPartials starts to report partial catalogs of the notes visited, if the caller wants them. It returns a wrapper of
// visit to use in its place, and end, which stops reporting and waits until no report is running.
func (o Options) startPartials(l *library.Library, visit func(*note.Parsed)) (wrapped func(*note.Parsed), end func()) {
	if o.OnPartial == nil {
		return visit, func() {}
	}
	e := &partialReporter{library: l, show: o.OnPartial, stop: make(chan struct{})}
	e.done.Go(e.run)
	wrapped = func(p *note.Parsed) {
		visit(p)
		e.mu.Lock()
		e.seen = append(e.seen, p.Note)
		e.mu.Unlock()
	}
	return wrapped, func() { close(e.stop); e.done.Wait() }
}

// run reports partial catalogs until stop is closed.
func (e *partialReporter) run() {
	start := time.Now()
	for wait := firstPartialDelay; ; wait = (partialDelayFactor - 1) * time.Since(start) {
		select {
		case <-e.stop:
			return
		case <-time.After(wait):
		}
		e.mu.Lock()
		notes := slices.Clone(e.seen)
		e.mu.Unlock()
		if len(notes) > 0 {
			c := newPartial(e.library, notes)
			c.loading = true
			e.show(c)
		}
	}
}

// newPartial returns a partial catalog of notes, which it sorts by path. A search in it finds only the names of notes.
func newPartial(l *library.Library, notes []*note.Note) *Catalog {
	slices.SortFunc(notes, func(a, b *note.Note) int { return strings.Compare(a.Path, b.Path) })
	b := index.NewBuilder()
	for _, n := range notes {
		b.Add(&note.Parsed{Note: n, Details: &note.Details{}})
	}
	return newPreview(l, &library.Contents{Notes: notes}, profile.Sites{}, b)
}
