package tui

import (
	"context"
	"image/color"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/state"
)

// polledLive is a subscription for a driver, which cannot wait: without news Next fails.
type polledLive struct{ *catalog.Subscription }

func (p polledLive) Next(context.Context) (catalog.State, error) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return p.Subscription.Next(ctx)
}

// catchUp passes the news of a polledLive to the program.
func (d *driver) catchUp() *driver {
	d.t.Helper()
	d.run(d.m.awaitLibrary())
	return d
}

// driveShared starts a driven session on a folder, whose library is loaded.
func (s sharedFolder) driveShared(t *testing.T, h host.Host) *driver {
	t.Helper()
	return drive(t, nil, func(o *Options) {
		o.Host, o.Live, o.State = h, polledLive{s.live.Subscribe()}, state.Open(h.StateDir, s.library.Root)
	})
}

// reload loads the library again and waits for that.
func (s sharedFolder) reload(t *testing.T) {
	t.Helper()
	if _, err := s.live.Subscribe().WaitForLoad(t.Context(), s.live.Reload()); err != nil {
		t.Fatal(err)
	}
}

// sessionHosts returns this machine and one at the other end of a connection. Their environments say that both terminals
// are light; localStory has a terminal that answers that it is dark.
func sessionHosts(t *testing.T) (local, remote host.Host) {
	t.Helper()
	local = host.Local(nil, nil, nil, []string{"EDITOR=vim", "BROWSER=firefox", "TERM=xterm-256color", "COLORFGBG=0;15"})
	local.Clipboard = host.Clipboard{Write: func(string) error { return nil }}
	remote = limitedHost()
	remote.Env = append(remote.Env, "COLORFGBG=0;15")
	local.StateDir, remote.StateDir = filepath.Join(t.TempDir(), "quire"), filepath.Join(t.TempDir(), "quire")
	return local, remote
}

// image returns the screen with its colours.
func (d *driver) image() string {
	lines, _ := d.m.renderLines()
	return strings.Join(lines, "\n")
}

// playTogether plays one step of each story in turn. No step, and no saving after it, reaches the other session.
func playTogether(a, b *driver, stepsOfA, stepsOfB []storyStep) {
	a.t.Helper()
	for i := range max(len(stepsOfA), len(stepsOfB)) {
		if i < len(stepsOfA) {
			a.playBeside(b, stepsOfA[i])
		}
		if i < len(stepsOfB) {
			b.playBeside(a, stepsOfB[i])
		}
	}
}

func (d *driver) playBeside(other *driver, step storyStep) {
	d.t.Helper()
	facts, image, effects := collectFacts(other.m), other.image(), []any{other.copied, other.copiedToSystem, other.ran}
	d.keys(step.keys...).sees(step.shows)
	if open := collectFacts(d.m).open; step.opens != "" && open != step.opens {
		d.t.Fatalf("%v opens %s, want %s", step.keys, open, step.opens)
	}
	d.send(saveStateMsg{})
	other.catchUp()
	if now := collectFacts(other.m); !reflect.DeepEqual(now, facts) || other.image() != image || !reflect.DeepEqual([]any{other.copied, other.copiedToSystem, other.ran}, effects) {
		d.t.Fatalf("%v in one session makes the other\n%+v, from\n%+v\n%s", step.keys, now, facts, other.text())
	}
}

func (d *driver) checkFacts(want sessionFacts) {
	d.t.Helper()
	if got := collectFacts(d.m); !reflect.DeepEqual(got, want) {
		d.t.Fatalf("the session has\n%+v, want\n%+v\n%s", got, want, d.text())
	}
}

// Two sessions on one Live, each on a host of its own, take turns. A file changes: both show that, and each keeps its
// query, order, history, read state, bookmarks and theme. One goes on when the other has ended.
func TestSessions_TakeTurnsOnOneLive(t *testing.T) {
	s := openSharedFolder(t, catalog.LiveOptions{WarmUp: true})
	s.reload(t)
	localHost, remoteHost := sessionHosts(t)
	a, b := s.driveShared(t, localHost), s.driveShared(t, remoteHost)
	a.send(tea.BackgroundColorMsg{Color: color.Black})
	playTogether(a, b, localStory.before, remoteStory.before)
	a.checkFacts(localStory.then)
	b.checkFacts(remoteStory.then)

	s.rename(t, "Better")
	a.keys("r")
	s.reload(t)
	before := b.image()
	a.catchUp().sees("The text of Better", "reloaded: 5 notes").checkFacts(localStory.afterChange())
	if b.image() != before {
		t.Fatalf("the other session has not caught up, and shows\n%s", b.text())
	}
	b.catchUp().sees("Better").seesNot("reloaded").checkFacts(remoteStory.afterChange())
	playTogether(a, b, localStory.after, remoteStory.after)
	a.checkFacts(localStory.last)
	b.checkFacts(remoteStory.last)

	if a.keys("q"); !a.quit || b.quit {
		t.Fatalf("after q in one session: %v, the other %v", a.quit, b.quit)
	}
	a.saveSession()
	a.m.opts.Live.(polledLive).Close()
	s.rename(t, "Best")
	s.reload(t)
	if b.catchUp(); !collectFacts(b.m).showsTitle("Best") {
		t.Errorf("after the other session has ended:\n%s", b.text())
	}
	b.saveSession()

	alpha, echo := filepath.Join(s.library.Root, "alpha.md"), filepath.Join(s.library.Root, "echo.md")
	if a.copied != "" || a.copiedToSystem != alpha || b.copied != echo || b.copiedToSystem != "" {
		t.Errorf("copied %q, %q and %q, %q", a.copied, a.copiedToSystem, b.copied, b.copiedToSystem)
	}
	if want := [][]string{{"firefox", "https://example.org/alpha"}}; !reflect.DeepEqual(a.ran, want) || len(b.ran) > 0 {
		t.Errorf("started %q and %q", a.ran, b.ran)
	}
	for _, c := range []struct {
		dir, query, visited string
		bookmarks           []string
	}{
		{localHost.StateDir, "#red", "https://example.org/alpha", localStory.last.bookmarks},
		{remoteHost.StateDir, "#blue", "", remoteStory.last.bookmarks},
	} {
		saved := state.Open(c.dir, s.library.Root)
		last, _ := saved.LastSession()
		if got := bookmarkPaths(saved); last.Query != c.query || !slices.Equal(got, c.bookmarks) || saved.HasVisited("https://example.org/alpha") != (c.visited != "") {
			t.Errorf("saved for %s: %+v, bookmarks %v", c.query, last, got)
		}
	}
}

// Two sessions of one user share a state file. Both save at any time: each keeps what concerns the screen for itself, and
// neither loses what the other has saved.
func TestSessions_OfOneUserKeepEachOthersState(t *testing.T) {
	s := openSharedFolder(t, catalog.LiveOptions{})
	s.reload(t)
	localHost, remoteHost := sessionHosts(t)
	remoteHost.StateDir = localHost.StateDir
	a, b := s.driveShared(t, localHost), s.driveShared(t, remoteHost)
	a.send(tea.BackgroundColorMsg{Color: color.Black})
	for i := range localStory.before {
		for d, steps := range map[*driver][]storyStep{a: localStory.before, b: remoteStory.before} {
			d.keys(steps[i].keys...).sees(steps[i].shows).saveSession()
		}
	}
	for d, want := range map[*driver]sessionFacts{a: localStory.then, b: remoteStory.then} {
		got := collectFacts(d.m)
		if got.shelf, got.bookmarks, want.shelf, want.bookmarks = nil, nil, nil, nil; !reflect.DeepEqual(got, want) {
			t.Errorf("the session has\n%+v, want\n%+v", got, want)
		}
	}
	saved := state.Open(localHost.StateDir, s.library.Root)
	marks := bookmarkPaths(saved)
	slices.Sort(marks)
	status := map[string]state.ReadStatus{}
	for _, name := range []string{"alpha", "beta", "gamma", "delta", "echo"} {
		n, _ := a.m.library.Lookup(name + ".md")
		status[name] = saved.ReadStatus(n.Path(), hitStamp(n))
	}
	want := map[string]state.ReadStatus{"alpha": state.StatusRead, "beta": state.StatusRead, "gamma": state.StatusRead, "delta": state.StatusNew, "echo": state.StatusRead}
	if !slices.Equal(marks, []string{"alpha.md", "delta.md"}) || !reflect.DeepEqual(status, want) || !saved.HasVisited("https://example.org/alpha") {
		t.Errorf("saved: bookmarks %v, read %v", marks, status)
	}
}

func bookmarkPaths(s *state.Store) (paths []string) {
	for _, b := range s.Bookmarks() {
		paths = append(paths, b.Path)
	}
	return paths
}
