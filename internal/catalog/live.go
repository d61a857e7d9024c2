package catalog

import (
	"context"
	"sync"
	"time"

	"quire/internal/library"
	"quire/internal/links/profile"
	"quire/internal/workers"
)

// Live keeps one library open for any number of sessions of a process. It loads the library, watches its files, loads
// again only what has changed, saves snapshots, and publishes each Catalog to all subscriptions:
//
//	Run:  preview ─▶ load ─▶ publish ─▶ warm up, save ─▶ wait for a change or a request ─┐
//	                  ▲                                                                  │
//	                  └──────────────────────────────────────────────────────────────────┘
//
// It knows nothing of the sessions: no query, read state or theme. Its methods may be called from several goroutines.
type Live struct {
	library *library.Library
	options LiveOptions
	warmUp  func(*Catalog) // replaced in tests

	mu        sync.Mutex
	state     State
	changed   chan struct{} // closed and replaced when state changes
	wanted    int           // the State.LoadCount that satisfies all requests
	requested chan struct{} // holds an element if wanted has grown
	done      chan struct{} // closed when Run returns

	// Only Run uses these.
	loaded         *Catalog // the latest catalog as it was loaded, before LiveOptions.Finish
	unsavedChanges int      // notes that differ from the last snapshot

	saveContext context.Context // does not end with that of Run: the notes are still valid after the user quits
	cancelSave  context.CancelFunc
}

// LiveOptions says how a Live loads a library and what it does with it.
type LiveOptions struct {
	// Site returns what settings and flags say about the site. Live calls it before each load, because the settings may
	// have changed too. It may be nil.
	Site func() profile.Settings
	// Cache stores the snapshots. The zero Cache stores none.
	Cache Cache
	// Preview publishes partial catalogs before the library is loaded for the first time.
	Preview bool
	// NewestFirst lets the preview of a large library list only the newest notes.
	NewestFirst bool
	// PreviewTime is the time between a preview and the first load. Sessions show the preview in it, before the load
	// keeps every processor busy.
	PreviewTime time.Duration
	// Watch loads the library again when its files change.
	Watch bool
	// WarmUp prepares each catalog for the first questions, in the background.
	WarmUp bool
	// PauseGC and Workers are those of Options.
	PauseGC func() (resume func())
	Workers *workers.Pool
	// Finish prepares a loaded catalog before it is published: it may set the notice, or return another library in its
	// place. An error fails the load. It may be nil.
	Finish func(context.Context, *Catalog) (Library, error)
}

// State is what a Live knows of its library at one moment.
type State struct {
	// Library is the newest catalog, or what LiveOptions.Finish has put in its place. It is nil until the first preview or
	// load, Partial after a preview, and stays when a load fails.
	Library Library
	// Loading is set while the library is being read whole; NotesRead counts the notes that this load has read so far.
	Loading   bool
	NotesRead int
	// LoadCount counts the loads that have ended. Err is the error of the last one, or nil.
	LoadCount int
	Err       error
	// Saving is set while a snapshot of Library is being saved or waits to be.
	Saving bool
	// Polling is set when the system cannot watch all files, so that changes are found only every few seconds.
	Polling bool
	// WatchErr says why changes are not found at all.
	WatchErr error

	revision int // counts the changes of the state
}

// NewLive returns a Live for l, which does nothing until Run is called.
func NewLive(l *library.Library, o LiveOptions) *Live {
	live := &Live{library: l, options: o, warmUp: (*Catalog).WarmUp, wanted: 1}
	live.changed, live.requested, live.done = make(chan struct{}), make(chan struct{}, 1), make(chan struct{})
	live.saveContext, live.cancelSave = context.WithCancel(context.Background())
	return live
}

// Run loads the library and keeps it loaded until ctx is done. Call it once. When it returns, a snapshot may still be
// being saved: see FinishSaving. Other sessions may go on reading the catalogs that were published.
func (l *Live) Run(ctx context.Context) {
	defer close(l.done)
	if l.options.Preview {
		l.preview(ctx)
	}
	if l.options.Watch {
		go l.watch(ctx)
	}
	l.waitForPreviewTime(ctx)
	for ctx.Err() == nil {
		if l.isLoadWanted() {
			l.load(ctx)
			continue
		}
		select {
		case <-l.requested:
		case <-ctx.Done():
		}
	}
}

// Reload asks for a load that begins after this call and returns at once. All requests until that load begins share it.
// When it has ended, State.LoadCount is at least the number returned.
func (l *Live) Reload() (loadCount int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	loadCount = l.state.LoadCount + 1
	if l.state.Loading { // the running load may already have passed the changed file
		loadCount++
	}
	l.wanted = max(l.wanted, loadCount)
	select {
	case l.requested <- struct{}{}:
	default:
	}
	return loadCount
}

func (l *Live) isLoadWanted() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.wanted > l.state.LoadCount
}

// publish changes the state and wakes all subscriptions that wait for a change.
func (l *Live) publish(change func(*State)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(&l.state)
	l.state.revision++
	close(l.changed)
	l.changed = make(chan struct{})
}

// site returns what settings and flags say about the site now.
func (l *Live) site() profile.Settings {
	if l.options.Site == nil {
		return profile.Settings{}
	}
	return l.options.Site()
}

// preview publishes partial catalogs of the library. If that fails, the load that follows reports the cause.
func (l *Live) preview(ctx context.Context) {
	show := func(c *Catalog) {
		if c.Status().Notes > 0 {
			l.publish(func(s *State) { s.Library = c })
		}
	}
	_ = recoverPanic("previewing the library", func() error {
		c, err := LoadPreview(ctx, l.library, Options{Site: l.site(), Cache: l.options.Cache, NewestFirst: l.options.NewestFirst, OnPartial: show, Workers: l.options.Workers})
		if err == nil {
			show(c)
		}
		return err
	})
}

// waitForPreviewTime gives the sessions PreviewTime to show a preview, if there is one.
func (l *Live) waitForPreviewTime(ctx context.Context) {
	l.mu.Lock()
	hasPreview := l.state.Library != nil
	l.mu.Unlock()
	if !hasPreview {
		return
	}
	select {
	case <-time.After(l.options.PreviewTime):
	case <-ctx.Done():
	}
}

// watch asks for a load whenever files of the library have changed, until ctx is done.
func (l *Live) watch(ctx context.Context) {
	slow := func() { l.publish(func(s *State) { s.Polling = true }) }
	err := recoverPanic("watching the library", func() error {
		return l.library.Watch(workers.NewContext(ctx, l.options.Workers), func() { l.Reload() }, slow)
	})
	if err != nil && ctx.Err() == nil {
		l.publish(func(s *State) { s.WatchErr = err })
	}
}

// load reads the library, or after the first time only the files that have changed since, and publishes the result.
func (l *Live) load(ctx context.Context) {
	l.publish(func(s *State) { s.Loading, s.NotesRead = true, 0 })
	var loaded *Catalog
	var finished Library
	err := recoverPanic("loading the library", func() (err error) {
		loaded, err = Load(ctx, l.library, Options{
			Site: l.site(), Cache: l.options.Cache, Previous: l.loaded, OnProgress: l.publishProgress,
			PauseGC: l.options.PauseGC, Workers: l.options.Workers,
		})
		if err != nil {
			return err
		}
		if l.options.WarmUp {
			loaded.WaitForIndex() // otherwise its builds would compete with the warm-up and with answers to keys
		}
		finished = loaded
		if l.options.Finish != nil {
			finished, err = l.options.Finish(ctx, loaded)
		}
		return err
	})
	if err != nil {
		l.publish(func(s *State) { s.Loading, s.Err, s.LoadCount = false, err, s.LoadCount+1 })
		return
	}
	l.loaded = loaded
	warmed := l.startWarmUp(loaded)
	saves := l.claimSave(loaded)
	l.publish(func(s *State) {
		s.Library, s.Loading, s.Err, s.LoadCount = finished, false, nil, s.LoadCount+1
		s.Saving = s.Saving || saves
	})
	if saves {
		go l.save(ctx, loaded, warmed)
	}
}

// publishProgress publishes the number of notes that the running load has read. Loads report numbers from several
// goroutines, in any order.
func (l *Live) publishProgress(notes int) {
	l.publish(func(s *State) { s.NotesRead = max(s.NotesRead, notes) })
}
