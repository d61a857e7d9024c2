package tui

import (
	"context"
	"errors"
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/search"
)

// loadingLibrary is a preview that is still being loaded.
type loadingLibrary struct{ catalog.Library }

// Status says that the preview is being loaded.
func (l loadingLibrary) Status() search.Status {
	s := l.Library.Status()
	s.Loading = true
	return s
}

// searchFor returns what a library answers to a request.
func searchFor(t *testing.T, l catalog.Library, q searchRequest) searchResult {
	t.Helper()
	found, err := runSearch(t.Context(), l, q, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// While the preview of a library arrives in parts, the shelf grows and keeps the selected row. After the last part the
// library is loaded.
func TestLoadPartial_ShelfGrowsAndKeepsSelection(t *testing.T) {
	part := func(n int) catalog.Library {
		files := map[string]string{}
		for i := range n {
			files[fmt.Sprintf("n%d.md", i)] = fmt.Sprintf("---\ntitle: Number %d\ndate: 2024-01-%02d\n---\nText %d.\n", i, i+1, i)
		}
		c, err := catalog.LoadPreview(context.Background(), notes(files), catalog.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	previews, loads, steps := 0, 0, []catalog.Library{part(3), part(6), part(9)}
	for i := range steps[:2] {
		steps[i] = loadingLibrary{steps[i]}
	}
	d := drive(t, nil, func(o *Options) {
		o.Live = &fakeLive{
			preview: func(context.Context) (catalog.Library, error) { previews++; return steps[previews-1], nil },
			load:    func(context.Context) (catalog.Library, error) { loads++; return part(9), nil },
		}
	})
	if previews != 3 || loads != 1 || d.m.library.Status().Notes != 9 {
		t.Fatalf("%d previews, %d loads, %d notes", previews, loads, d.m.library.Status().Notes)
	}

	restart := func(shown int) { // as if only so many previews had arrived
		live := d.m.opts.Live.(*fakeLive)
		previews, live.previewed, live.state.LoadCount = shown, false, 0
	}
	d.m.library.Library, d.hold = steps[0], true
	restart(1)
	d.send(partialLoadedMsg{catalog: steps[0]})
	d.release(false) // the query is answered
	d.followLibrary()
	if previews != 3 || loads != 2 {
		t.Fatalf("%d previews, %d loads", previews, loads)
	}

	// The row stays selected, and the bottom line shows the progress.
	d.m.library.Library, d.m.library.isSlow = steps[0], true
	d.send(searchDoneMsg{request: d.m.shelf.results.requested, result: searchFor(t, steps[0], d.m.shelf.results.requested)})
	d.keys("g", "j")
	was := d.m.shelf.selectedNote().Title()
	d.sees("3 notes so far")
	restart(2)
	d.send(partialLoadedMsg{catalog: steps[1]})
	if now := d.m.shelf.selectedNote().Title(); now != was || was != "Number 1" {
		t.Errorf("%q was selected, now %q is", was, now)
	}
	d.seesNot("so far")

	// A selection at the top stays at the newest note.
	d.m.library.Library = steps[0]
	d.send(searchDoneMsg{request: d.m.shelf.results.requested, result: searchFor(t, steps[0], d.m.shelf.results.requested)})
	d.keys("g")
	restart(2)
	d.send(partialLoadedMsg{catalog: steps[1]})
	if now := d.m.shelf.selectedNote().Title(); now != "Number 8" {
		t.Errorf("the top row of nine is %q", now)
	}
}

// The preview of a library fills the shelf until the library is loaded, which keeps the position. If the preview fails,
// loading goes on.
func TestLoadPartial_FillsShelfUntilLoaded(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.sees("7 notes")
	if d.m.library.Status().Partial {
		t.Error("the preview remains after the library is loaded")
	}
	d = drive(t, notes(sampleLibrary()), func(o *Options) {
		o.Live.(*fakeLive).preview = func(context.Context) (catalog.Library, error) { return nil, errors.New("no") }
	})
	d.sees("7 notes")
}

// A panic while a state is read, or in the layout of a page that a state waits for, costs that state only.
func TestLibraryState_FollowedAfterPanic(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	live := d.m.opts.Live.(*fakeLive)
	load := live.load
	live.load = func(ctx context.Context) (catalog.Library, error) {
		live.load = load
		panic("broken on purpose")
	}
	live.wanted = live.state.LoadCount + 2
	next := d.handle(d.m.awaitLibrary()())
	d.sees("cannot reload: internal error while following the library: broken on purpose")
	if d.run(next); live.hasNews() {
		t.Error("the program does not wait for the state after a panic")
	}
	d.seesNot("cannot reload")

	live.Reload()
	d.m.waiting = []tea.Msg{libraryStateMsg{state: d.m.library.state}}
	d.run(d.handle(blocksLaidOutMsg{err: errors.New("broken on purpose")}))
	if live.hasNews() {
		t.Error("the program does not wait for the state after one that was dropped")
	}
}

// A session that was busy gets what it missed in one state: a newer library, a load that failed after it, and what is wrong
// with watching the files.
func TestLibraryState_ShowsEverythingNew(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.sees("7 notes")
	now := d.m.library.state
	if msg := compareStates(t.Context(), now, now); msg.isNews {
		t.Errorf("news in the same state: %+v", msg)
	}
	now.Polling = true
	d.send(compareStates(t.Context(), d.m.library.state, now))
	d.sees("too many files to watch; checking every few seconds").keys("j").seesNot("too many files")
	now.WatchErr = errors.New("gone")
	d.send(compareStates(t.Context(), d.m.library.state, now))
	d.sees("cannot watch files: gone; r reloads").keys("k")

	other, err := catalog.Load(t.Context(), notes(map[string]string{"new.md": "# New\n"}), catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	now.Library, now.LoadCount, now.Err = other, now.LoadCount+2, errors.New("locked")
	d.send(compareStates(t.Context(), d.m.library.state, now))
	d.sees("1 note", "New", "cannot reload: locked").keys("j").seesNot("cannot reload")
	d.send(compareStates(t.Context(), d.m.library.state, now))
	d.seesNot("cannot reload", "cannot watch", "too many files")
}
