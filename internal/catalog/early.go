package catalog

import (
	"slices"
	"strings"
	"sync"
	"time"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
)

// A glance that takes longer than firstLook shows what it has seen by then, and again each time that it has taken
// laterLooks times as long: often enough for the eye, and a small part of the work whatever the size.
const (
	firstLook  = 60 * time.Millisecond
	laterLooks = 3
)

// early gathers the notes that a glance sees, and shows them while it is at work.
type early struct {
	library *library.Library
	site    links.Site
	show    func(*Catalog)

	mu   sync.Mutex
	seen []*note.Note
	over chan struct{}
	done sync.WaitGroup
}

// look begins to show what visit is told of. With nil nothing is shown.
func (o Options) look(l *library.Library, visit func(*note.Parsed)) (also func(*note.Parsed), end func()) {
	if o.Early == nil {
		return visit, func() {}
	}
	e := &early{library: l, site: o.Site, show: o.Early, over: make(chan struct{})}
	e.done.Go(e.run)
	also = func(p *note.Parsed) {
		visit(p)
		e.mu.Lock()
		e.seen = append(e.seen, p.Note)
		e.mu.Unlock()
	}
	return also, func() { close(e.over); e.done.Wait() }
}

func (e *early) run() {
	began := time.Now()
	for wait := firstLook; ; wait = (laterLooks - 1) * time.Since(began) {
		select {
		case <-e.over:
			return
		case <-time.After(wait):
		}
		e.mu.Lock()
		notes := slices.Clone(e.seen)
		e.mu.Unlock()
		if len(notes) > 0 {
			c := partial(e.library, notes, e.site)
			c.Growing = true
			e.show(c)
		}
	}
}

// partial is a catalog of some notes, which are found by what they are called.
func partial(l *library.Library, notes []*note.Note, site links.Site) *Catalog {
	c := &Catalog{Library: l, Contents: &library.Contents{Notes: notes}, Partial: true}
	slices.SortFunc(notes, func(a, b *note.Note) int { return strings.Compare(a.Path, b.Path) })
	b := index.NewBuilder()
	for _, n := range notes {
		b.Add(&note.Parsed{Note: n, Details: &note.Details{}})
	}
	c.Links = links.New(notes, nil, site)
	c.Index = b.Build(notes, nil)
	return c
}
