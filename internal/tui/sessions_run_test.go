package tui

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/library"
	"quire/internal/state"
	"quire/internal/testcorpus"
)

// keyBytes are what a terminal sends for the keys of the stories that have no letter.
var keyBytes = map[string]string{"enter": "\r", "tab": "\t", "backspace": "\x7f"}

// press types keys, named as for driver.keys.
func (c *connection) press(keys ...string) {
	for _, k := range keys {
		if text, ok := strings.CutPrefix(k, `"`); ok {
			k = strings.TrimSuffix(text, `"`)
		} else if code, ok := keyBytes[k]; ok {
			k = code
		}
		c.change(func() { c.typed += utf8.RuneCountInString(k) })
		io.WriteString(c.keys, k)
	}
}

// play plays steps and waits after each until the screen shows it.
func (c *connection) play(steps []storyStep) error {
	for _, step := range steps {
		c.press(step.keys...)
		err := c.await(fmt.Sprintf("%q after %q", step.shows, step.keys), func() bool {
			return strings.Contains(c.shown, step.shows) && (step.opens == "" || step.opens == c.facts.open)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pressUntil presses keys again and again until a note with that title is on the shelf. It waits until each has taken effect:
// the program drops what is typed too far ahead, and what it still keeps would reach the next step.
func (c *connection) pressUntil(title string, keys ...string) error {
	for {
		for _, k := range keys {
			c.press(k)
			if err := c.await("effect of "+k, func() bool { return c.handled == c.typed && c.waiting == 0 }); err != nil {
				return fmt.Errorf("%s does not come: %w", title, err)
			}
		}
		c.mu.Lock()
		found := c.facts.showsTitle(title)
		c.mu.Unlock()
		if found {
			return nil
		}
	}
}

func (c *connection) awaitFacts(want sessionFacts) error {
	return c.await(fmt.Sprintf("%+v", want), func() bool { return reflect.DeepEqual(c.facts, want) })
}

// connectSession runs a reader on a folder.
func (s sharedFolder) connectSession(t *testing.T, h host.Host) *connection {
	return connect(t, s.live, func(o *Options, c *connection) {
		h.Terminal = o.Host.Terminal
		if h.Clipboard.Write != nil {
			h.Clipboard.Write = func(text string) error {
				c.change(func() { c.copied = append(c.copied, text) })
				return nil
			}
		}
		if h.Start != nil {
			h.Start = func(p host.Program) error {
				c.change(func() { c.started = append(c.started, p.Args) })
				return nil
			}
		}
		o.Host, o.State = h, state.Open(h.StateDir, s.library.Root)
	})
}

// keepRenaming gives the shared note a title until stop is called. It writes again and again, because the Live may not watch
// the folder yet.
func (s sharedFolder) keepRenaming(t *testing.T, title string) (stop func()) {
	stopped := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		for {
			s.rename(t, title)
			select {
			case <-stopped:
				return
			case <-time.After(2 * time.Second):
			}
		}
	})
	return func() { close(stopped); writer.Wait() }
}

// runBoth runs a and b at the same time and fails the test if one of them fails.
func runBoth(t *testing.T, a, b func() error) {
	t.Helper()
	errs := make(chan error, 2)
	for _, do := range []func() error{a, b} {
		go func() { errs <- do() }()
	}
	if err := errors.Join(<-errs, <-errs); err != nil {
		t.Fatal(err)
	}
}

// Two programs on one Live run at the same time, each on a host of its own, and use it while a file changes. Each keeps its
// query, order, history, read state, bookmarks and theme. One goes on when the other has ended.
func TestSessions_RunAtOnceOnOneLive(t *testing.T) {
	t.Parallel()
	s := openSharedFolder(t, catalog.LiveOptions{Preview: true, Watch: true, WarmUp: true})
	localHost, remoteHost := sessionHosts(t)
	a, b := s.connectSession(t, localHost), s.connectSession(t, remoteHost)
	begin := func(c *connection, story story, background string) error {
		io.WriteString(c.keys, background)
		return errors.Join(c.await("the library", func() bool { return strings.Contains(c.shown, "5 notes") }), c.play(story.before), c.awaitFacts(story.then))
	}
	runBoth(t,
		func() error { return begin(a, localStory, "\x1b]11;rgb:0000/0000/0000\x1b\\") },
		func() error { return begin(b, remoteStory, "") })

	stop := s.keepRenaming(t, "Better")
	runBoth(t,
		func() error { return a.pressUntil("Better", "]", "backspace") },
		func() error { return b.pressUntil("Better", "k", "j") })
	stop()
	goOn := func(c *connection, story story) error {
		return errors.Join(c.awaitFacts(story.afterChange()), c.play(story.after), c.awaitFacts(story.last))
	}
	runBoth(t,
		func() error { return goOn(a, localStory) },
		func() error { return goOn(b, remoteStory) })

	a.press("q")
	if err := receive(t, a.done); err != nil {
		t.Errorf("the first reader: %v", err)
	}
	defer s.keepRenaming(t, "Best")()
	if err := b.pressUntil("Best", "k", "j"); err != nil {
		t.Fatal(err)
	}
	b.press("q")
	if err := receive(t, b.done); err != nil {
		t.Errorf("the second reader: %v", err)
	}
	checkOutside(t, s, a, b)
}

// checkOutside checks what the two stories have copied and started.
func checkOutside(t *testing.T, s sharedFolder, a, b *connection) {
	t.Helper()
	alpha, echo := filepath.Join(s.library.Root, "alpha.md"), filepath.Join(s.library.Root, "echo.md")
	if want := []string{alpha}; !reflect.DeepEqual(a.copied, want) || len(b.copied) > 0 {
		t.Errorf("copied %q and %q to the clipboard", a.copied, b.copied)
	}
	if want := [][]string{{"firefox", "https://example.org/alpha"}}; !reflect.DeepEqual(a.started, want) || len(b.started) > 0 {
		t.Errorf("started %q and %q", a.started, b.started)
	}
	const osc52 = "\x1b]52;"
	if sent := b.written.String(); strings.Contains(a.written.String(), osc52) || strings.Count(sent, osc52) != 1 || !strings.Contains(sent, base64.StdEncoding.EncodeToString([]byte(echo))) {
		t.Error("not exactly the second terminal was asked to copy its path")
	}
}

// Many sessions on one Live press random keys at the same time while files change. The race detector sees whatever they
// share: the catalog and its index, the caches of parsers, lexers and styles, and a state file.
func TestSessions_RandomKeysAtOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(dir, os.DirFS(testcorpus.Path(t, testcorpus.Handbook))); err != nil {
		t.Fatal(err)
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	s := sharedFolder{dir, l, runLive(t, l, catalog.LiveOptions{Preview: true, Watch: true, WarmUp: true})}
	s.reload(t)
	localHost, remoteHost := sessionHosts(t)
	queries := []string{`"the no"`, `"a "`, `"text:an"`, `"\"of the\""`, `"is:unread t"`, `"version"`}
	seeds := newSeededRand(t)
	for i, h := range []host.Host{localHost, localHost, remoteHost} {
		r := rand.New(rand.NewPCG(seeds.Uint64(), 1))
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			d := s.driveShared(t, h)
			for range scaleForShort(*monkeyKeys) / 3 {
				d.doAnything(r)
				switch r.IntN(40) {
				case 0:
					s.write(t, fmt.Sprintf("Written %d.md", i), fmt.Sprintf("# Written %d\n\nVersion %d.\n", i, r.IntN(1000)))
				case 1:
					d.m.opts.Live.Reload()
				case 2:
					d.send(saveStateMsg{})
				case 3, 4, 5:
					d.catchUp()
				case 6, 7, 8:
					d.keys("esc", "esc", "q", "/", queries[r.IntN(len(queries))], "enter")
				}
				d.quit = false
			}
			d.saveSession()
		})
	}
}
