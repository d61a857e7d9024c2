package catalog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/library"
	"quire/internal/links/profile"
	"quire/internal/testclock"
)

// patience bounds every wait of these tests. It is far longer than anything takes on a busy machine.
const patience = testclock.Patience

// writeNote writes a note into a folder.
func writeNote(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// openFolder opens a folder with n short notes.
func openFolder(t *testing.T, n int) *library.Library {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		writeNote(t, dir, fmt.Sprintf("n%04d.md", i), "# Note\n")
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// runLive runs a Live until the test ends or stop is called, which returns when Run has returned.
func runLive(t *testing.T, live *Live) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	go live.Run(ctx)
	stop = func() { cancel(); <-live.done }
	t.Cleanup(stop)
	return stop
}

// awaitState reads states until one satisfies a condition. It may be called from any goroutine.
func awaitState(t *testing.T, s *Subscription, satisfied func(State) bool) State {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	for {
		state, err := s.Next(ctx)
		if err != nil {
			t.Errorf("waiting for a state: %v", err)
			return State{}
		}
		if satisfied(state) {
			return state
		}
	}
}

// keepWriting writes a note until stop is called. It writes again and again, because a Live that has just been started may
// not watch the folder yet.
func keepWriting(t *testing.T, dir, name, text string) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	var writer sync.WaitGroup
	writer.Go(func() {
		for ctx.Err() == nil {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Error(err)
			}
			select {
			case <-ctx.Done():
			case <-time.After(2 * time.Second):
			}
		}
	})
	return func() { cancel(); writer.Wait() }
}

// hasTitle returns a condition: the whole library is loaded, and a note has that title.
func hasTitle(path, title string) func(State) bool {
	return func(s State) bool {
		if s.Library == nil || s.Library.Status().Partial {
			return false
		}
		n, ok := s.Library.Lookup(path)
		return ok && n.Title() == title
	}
}

// Two sessions and a slow one share a library. A file changes: all get the new catalog, the same one. A session that ends
// and one that does not read hold up nobody, and the slow one misses only states that were replaced.
func TestLive_EverySessionGetsChangedFiles(t *testing.T) {
	l := openFolder(t, 3)
	live := NewLive(l, LiveOptions{Preview: true, Watch: true, WarmUp: true})
	first, second, slow, leaving := live.Subscribe(), live.Subscribe(), live.Subscribe(), live.Subscribe()
	runLive(t, live)
	for _, s := range []*Subscription{first, second, leaving} {
		awaitState(t, s, hasTitle("n0000.md", "Note"))
	}
	left := make(chan error, 1)
	go func() {
		for {
			if _, err := leaving.Next(t.Context()); err != nil {
				left <- err
				return
			}
		}
	}()
	leaving.Close()
	select {
	case err := <-left:
		if !errors.Is(err, ErrSubscriptionClosed) {
			t.Errorf("the closed subscription fails with %v", err)
		}
	case <-time.After(patience):
		t.Fatal("a closed subscription still waits")
	}

	for i := range 3 { // slow reads nothing meanwhile
		title := fmt.Sprintf("Changed %d", i)
		stop := keepWriting(t, l.Root, "n0000.md", "# "+title+"\n")
		var sessions sync.WaitGroup
		for _, s := range []*Subscription{first, second} {
			sessions.Go(func() { awaitState(t, s, hasTitle("n0000.md", title)) })
		}
		sessions.Wait()
		stop()
	}
	state, err := slow.Next(t.Context())
	if err != nil || !hasTitle("n0000.md", "Changed 2")(state) {
		t.Errorf("the slow session gets %+v, %v", state, err)
	}
	late, err := live.Subscribe().Next(t.Context())
	if err != nil || !hasTitle("n0000.md", "Changed 2")(late) {
		t.Errorf("a session that comes late gets %+v, %v", late, err)
	}
}

// A subscription that comes late gets the latest state at once, and waits then.
func TestLive_LateSubscriptionGetsLatestState(t *testing.T) {
	live := NewLive(openFolder(t, 3), LiveOptions{})
	stop := runLive(t, live)
	c, err := live.Subscribe().WaitForLoad(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	late := live.Subscribe()
	state, err := late.Next(t.Context())
	if err != nil || state.Library != c || state.LoadCount != 1 || state.Loading {
		t.Errorf("state %+v, %v", state, err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if state, err := late.Next(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("the same state again: %+v, %v", state, err)
	}
	late.Close() // the library stays open for others
	if c2, err := live.Subscribe().WaitForLoad(t.Context(), live.Reload()); err != nil || c2 == c {
		t.Errorf("after a session has left: %v", err)
	}
	stop()
	last := live.Subscribe()
	if _, err := last.Next(t.Context()); err != nil {
		t.Errorf("the last state: %v", err)
	}
	if _, err := last.Next(t.Context()); !errors.Is(err, ErrLiveEnded) {
		t.Errorf("after the end: %v", err)
	}
	if _, err := last.WaitForLoad(t.Context(), live.Reload()); !errors.Is(err, ErrLiveEnded) {
		t.Errorf("a load after the end: %v", err)
	}
}

// Requests that arrive during a load share one further load, which begins after them.
func TestLive_ReloadRequestsCoalesce(t *testing.T) {
	entered, leave := make(chan struct{}), make(chan struct{})
	loads := 0
	live := NewLive(openFolder(t, 3), LiveOptions{Finish: func(_ context.Context, c *Catalog) (Library, error) {
		loads++
		entered <- struct{}{}
		<-leave
		return c, nil
	}})
	early := live.Reload() // satisfied by the first load
	stop := runLive(t, live)
	<-entered
	var requests []int
	var mu sync.Mutex
	var sessions sync.WaitGroup
	for range 20 {
		sessions.Go(func() {
			n := live.Subscribe().Reload()
			mu.Lock()
			defer mu.Unlock()
			requests = append(requests, n)
		})
	}
	sessions.Wait()
	if early != 1 || slices.Min(requests) != 2 || slices.Max(requests) != 2 {
		t.Errorf("requests %d and %v, want 1 and 2", early, requests)
	}
	leave <- struct{}{}
	<-entered
	leave <- struct{}{}
	if _, err := live.Subscribe().WaitForLoad(t.Context(), 2); err != nil {
		t.Error(err)
	}
	stop()
	if loads != 2 {
		t.Errorf("%d loads for 21 requests, want 2", loads)
	}
}

// A failed load keeps the catalog, says why, and a later one clears the error. A panic is an error too.
func TestLive_FailedLoadKeepsCatalog(t *testing.T) {
	fail := errors.New("no")
	var result error
	panics := false
	live := NewLive(openFolder(t, 3), LiveOptions{
		Site: func() profile.Settings {
			if panics {
				panic("broken on purpose")
			}
			return profile.Settings{}
		},
		Finish: func(_ context.Context, c *Catalog) (Library, error) { return c, result },
	})
	runLive(t, live)
	s := live.Subscribe()
	good, err := s.WaitForLoad(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	result = fail // the request orders this before the load
	if c, err := s.WaitForLoad(t.Context(), s.Reload()); c != good || !errors.Is(err, fail) {
		t.Errorf("a failed load gives the library %p, %v", c, err)
	}
	result, panics = nil, true
	_, err = s.WaitForLoad(t.Context(), s.Reload())
	if p, ok := errors.AsType[*PanicError](err); !ok || len(p.Stack) == 0 || !strings.Contains(err.Error(), "internal error while loading the library: broken on purpose") {
		t.Errorf("a panic gives %v", err)
	}
	panics = false
	if c, err := s.WaitForLoad(t.Context(), s.Reload()); c == good || err != nil {
		t.Errorf("a good load gives the library %p, %v", c, err)
	}
}

// A preview comes before the library, and none comes after it.
func TestLive_PreviewComesFirst(t *testing.T) {
	began := make(chan struct{})
	live := NewLive(openFolder(t, 3), LiveOptions{Preview: true, Finish: func(_ context.Context, c *Catalog) (Library, error) {
		<-began
		return c, nil
	}})
	runLive(t, live)
	s := live.Subscribe()
	state := awaitState(t, s, func(s State) bool { return s.Library != nil })
	if status := state.Library.Status(); !status.Partial || status.Notes != 3 || state.LoadCount != 0 {
		t.Errorf("the first state is %+v", state)
	}
	close(began)
	if state = awaitState(t, s, func(s State) bool { return s.LoadCount == 1 }); state.Library.Status().Partial {
		t.Error("the library is partial")
	}
}
