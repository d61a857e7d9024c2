package cli

import (
	"context"
	"io"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"quire/internal/catalog"
	"quire/internal/library"
)

// fakeRuntime stands for the settings of Go's runtime.
type fakeRuntime struct {
	gcPercent int
	releases  atomic.Int32
}

// newFakeProcess returns a process that changes a fakeRuntime.
func newFakeProcess(gcPercent int) (*process, *fakeRuntime) {
	p, f := newProcess(), &fakeRuntime{gcPercent: gcPercent}
	p.setGCPercent = func(percent int) (old int) { old, f.gcPercent = f.gcPercent, percent; return old }
	p.freeOSMemory = func() { f.releases.Add(1) }
	return p, f
}

// In whatever order limits of several sessions begin and end, the one that collects least often counts, and the last end
// restores the percentage.
func TestLimitGC_LastReleaseRestoresPercent(t *testing.T) {
	type step struct {
		limit   int
		release int // number of the limit to release, from 1; 0: take limit
		want    int
	}
	for name, steps := range map[string][]step{
		"two sessions start at once": {{gcStarting, 0, 800}, {gcStarting, 0, 800}, {0, 1, 800}, {0, 2, 73}},
		"the later ends first":       {{gcStarting, 0, 800}, {gcStarting, 0, 800}, {0, 2, 800}, {0, 1, 73}},
		"twice released":             {{gcStarting, 0, 800}, {gcStarting, 0, 800}, {0, 1, 800}, {0, 1, 800}, {0, 2, 73}, {0, 2, 73}},
		"a snapshot meanwhile":       {{gcStarting, 0, 800}, {gcOff, 0, -1}, {0, 1, -1}, {gcStarting, 0, -1}, {0, 2, 800}, {0, 3, 73}},
		"show reads a snapshot":      {{gcShowing, 0, 50}, {gcOff, 0, -1}, {0, 2, 50}, {0, 1, 73}},
		"one after the other":        {{gcOff, 0, -1}, {0, 1, 73}, {gcOff, 0, -1}, {0, 2, 73}},
	} {
		p, f := newFakeProcess(73)
		var releases []func()
		for i, s := range steps {
			if s.release > 0 {
				releases[s.release-1]()
			} else {
				releases = append(releases, p.limitGC(s.limit))
			}
			if f.gcPercent != s.want {
				t.Errorf("%s: step %d sets %d%%, want %d%%", name, i+1, f.gcPercent, s.want)
			}
		}
	}
}

// The real process does the same to Go's runtime.
func TestProcess_ChangesGoRuntime(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(73))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	p := newProcess()
	before := runtime.GOMAXPROCS(0)
	for range 2 { // the second call does nothing
		if p.raiseGOMAXPROCS(); runtime.GOMAXPROCS(0) != before+spareProcessors || p.workers.Size() != before {
			t.Errorf("GOMAXPROCS is %d, for %d workers, and was %d", runtime.GOMAXPROCS(0), p.workers.Size(), before)
		}
	}
	p.pauseGC()()
	if percent := debug.SetGCPercent(73); percent != 73 {
		t.Errorf("GOGC is %d after a pause, want 73", percent)
	}
}

// Memory that was freed while a limit was held stays freed: the last release goes to the percentage of an idle process.
func TestFreeMemory_SetsRestingPercent(t *testing.T) {
	p, f := newFakeProcess(100)
	release := p.limitGC(gcStarting) // another session begins
	if p.freeMemory(); f.gcPercent != gcStarting || f.releases.Load() != 1 {
		t.Errorf("GOGC is %d during a start, %d releases", f.gcPercent, f.releases.Load())
	}
	if release(); f.gcPercent != gcIdle {
		t.Errorf("GOGC is %d at rest, want %d", f.gcPercent, gcIdle)
	}
}

// stateChannel delivers states of a library that a test sends.
type stateChannel chan catalog.State

func (c stateChannel) Next(ctx context.Context) (catalog.State, error) {
	select {
	case s, ok := <-c:
		if !ok {
			return s, io.EOF
		}
		return s, nil
	case <-ctx.Done():
		return catalog.State{}, ctx.Err()
	}
}

// Memory is returned once after each load of a large library, and not while users press keys or the library is read or
// saved.
func TestFollowLoads_FreesMemoryOnceWhenIdle(t *testing.T) {
	c, err := catalog.Load(t.Context(), library.FromFS("notes", fstest.MapFS{"a.md": {}, "b.md": {}}), catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		p, f := newFakeProcess(100)
		p.largeLibrary = 2
		var began atomic.Int32
		var ended atomic.Bool
		states := make(stateChannel)
		go func() {
			p.followLoads(t.Context(), states, func() { began.Add(1) })
			ended.Store(true)
		}()
		check := func(what string, want int) {
			t.Helper()
			if synctest.Wait(); int(f.releases.Load()) != want {
				t.Fatalf("%s: %d releases, want %d", what, f.releases.Load(), want)
			}
		}
		send := func(s catalog.State) {
			states <- s
			time.Sleep(10 * idleTime) // takes no time in a synctest bubble
		}
		send(catalog.State{})
		if synctest.Wait(); began.Load() > 0 {
			t.Error("a load is reported before it begins")
		}
		send(catalog.State{Loading: true})
		check("loading", 0)
		if began.Load() == 0 {
			t.Error("the load is not reported")
		}
		send(catalog.State{Library: c, LoadCount: 1, Saving: true})
		check("saving", 0)
		p.recordInput()
		states <- catalog.State{Library: c, LoadCount: 1}
		for range 20 {
			time.Sleep(idleTime / 2) // takes no time in a synctest bubble
			p.recordInput()
			check("while keys are pressed", 0)
		}
		time.Sleep(3 * idleTime) // takes no time in a synctest bubble
		check("idle", 1)
		send(catalog.State{Library: c, LoadCount: 1, Polling: true})
		check("nothing loaded since", 1)
		send(catalog.State{Library: c, LoadCount: 1, Loading: true})
		send(catalog.State{Library: c, LoadCount: 2, Err: io.EOF})
		check("a failed load", 1)
		send(catalog.State{Library: c, LoadCount: 3})
		check("loaded again", 2)
		p.largeLibrary = 3
		send(catalog.State{Library: c, LoadCount: 4})
		check("a small library", 2)
		close(states)
		if synctest.Wait(); !ended.Load() {
			t.Error("goes on after the library is closed")
		}
	})
}
