package tui

import (
	"context"
	"io"

	"quire/internal/catalog"
	"quire/internal/library"
)

// fakeLive stands for a catalog.Live in tests. It previews and loads in Next, so that a driver that asks for the next state
// never waits: if nothing is left to do, Next fails.
type fakeLive struct {
	preview func(context.Context) (catalog.Library, error) // called again as long as its catalog is Loading; may be nil
	load    func(context.Context) (catalog.Library, error)

	state     catalog.State
	previewed bool
	wanted    int // the LoadCount that satisfies all requests, besides the first load
}

func newFakeLive(l *library.Library) *fakeLive { return &fakeLive{load: loadFunc(l)} }

func loadFunc(l *library.Library) func(context.Context) (catalog.Library, error) {
	return func(ctx context.Context) (catalog.Library, error) {
		if usesScan() {
			return loadScan(ctx, l, false)
		}
		return catalog.Load(ctx, l, catalog.Options{})
	}
}

func previewFunc(l *library.Library) func(context.Context) (catalog.Library, error) {
	return func(ctx context.Context) (catalog.Library, error) {
		if usesScan() {
			return loadScan(ctx, l, true)
		}
		return catalog.LoadPreview(ctx, l, catalog.Options{})
	}
}

func (f *fakeLive) hasNews() bool {
	return f.preview != nil && !f.previewed || f.state.LoadCount < max(1, f.wanted)
}

func (f *fakeLive) Next(ctx context.Context) (catalog.State, error) {
	for f.preview != nil && !f.previewed {
		c, err := f.preview(ctx)
		f.previewed = err != nil || !c.Status().Loading
		if err == nil && c.Status().Notes > 0 {
			f.state.Library = c
			return f.state, nil
		}
	}
	if !f.hasNews() {
		return catalog.State{}, io.EOF
	}
	f.state.LoadCount++
	c, err := f.load(ctx)
	if f.state.Err = err; err == nil {
		f.state.Library = c
	}
	return f.state, nil
}

func (f *fakeLive) Reload() (loadCount int) {
	f.wanted = f.state.LoadCount + 1
	return f.wanted
}

// changeFiles makes the program load its library again, as it does when a file has changed.
func (d *driver) changeFiles() {
	d.t.Helper()
	d.m.opts.Live.Reload()
	d.followLibrary()
}

// followLibrary passes the next states of a fakeLive to the program, which has stopped to wait for them.
func (d *driver) followLibrary() {
	d.t.Helper()
	if f, ok := d.m.opts.Live.(*fakeLive); ok && !d.hold && f.hasNews() {
		d.run(d.m.awaitLibrary())
	}
}

// follow runs live as long as the process, and subscribes to it.
func follow(live *catalog.Live) *catalog.Subscription {
	go live.Run(context.Background())
	return live.Subscribe()
}

// subscribe opens l as long as the process runs.
func subscribe(l *library.Library) *catalog.Subscription {
	return follow(catalog.NewLive(l, catalog.LiveOptions{}))
}
