package linear

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/state"
)

// effects records the last call of each function in Options that reaches another program.
type effects struct{ edited, opened, copied string }

// sampleFiles is a library with an ambiguous name, an alias, a footnote, a broken link and a link to a heading.
var sampleFiles = map[string]string{
	"hub.md": "---\ntags: [one, two words]\ndate: 2024-01-02\n---\n# The hub\n\nTo [a](a.md), [[A again]], [its end](a.md#the-end), [[same]], [gone](gonee.md), [out](https://example.org/x?y=z).\n\n" +
		"A claim[^1] here.\n\n## Middle\n\nSome event driven text.\n\n## Last\n\nEvent again.\n\n[^1]: The source.\n",
	"a.md":      "---\naliases: [A again]\ntags: [one]\n---\n# A\n\n" + strings.Repeat("Filler.\n\n", 30) + "## The end\n\nBack to [hub](hub.md).\n",
	"x/same.md": "# Same in x\n", "y/same.md": "# Same in y\n",
	"gone.md": "# Gone\n",
}

// newLibrary returns a library in memory.
func newLibrary(files map[string]string) *library.Library {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return library.FromFS("notes", fsys)
}

// recordingHost returns a host that starts nothing, and records in did what it was asked to do.
func recordingHost(did *effects) host.Host {
	return host.Host{
		Browser: func(url string) (host.Program, error) { return host.Program{Args: []string{url}}, nil },
		Viewer:  func(file string) host.Program { return host.Program{Args: []string{file}} },
		Start:   func(p host.Program) error { did.opened = p.Args[0]; return nil },
		Editor: func(file string, _ int) (host.Program, error) {
			return host.Program{Args: []string{file}, OnTerminal: true}, nil
		},
		Run:       func(p host.Program) error { did.edited = p.Args[0]; return nil },
		Clipboard: host.Clipboard{Write: func(text string) error { did.copied = text; return nil }},
	}
}

// subscribe opens l until the test ends.
func subscribe(t *testing.T, l *library.Library) *catalog.Subscription {
	live := catalog.NewLive(l, catalog.LiveOptions{})
	go live.Run(t.Context())
	return live.Subscribe()
}

// runCommands runs the commands, one per line, and returns the output and what reached other programs. It ignores ErrFailed.
func runCommands(t *testing.T, l *library.Library, commands string, change ...func(*Options)) (string, effects) {
	t.Helper()
	var out strings.Builder
	var did effects
	o := Options{
		Live: subscribe(t, l),
		In:   strings.NewReader(commands), Out: &out,
		Host: recordingHost(&did),
	}
	for _, c := range change {
		c(&o)
	}
	if err := Run(t.Context(), o); err != nil && !errors.Is(err, ErrFailed) {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return out.String(), did
}

// A failed command gives a script ErrFailed, even if later commands succeed; a person at a prompt has read the message.
func TestRun_FailedCommandsGiveErrFailedWithoutPrompt(t *testing.T) {
	for commands, fails := range map[string]bool{
		"list\nopen hub\nlinks\nbacklinks\nfind event\nback\nquery #one\ntags\nsort title\nhelp\nquit\n": false,
		"open same\n1\n":                  false, // "which note?" is a question, not a failure
		"open hub\n1\nback\npeek 6\ncopy": false,
		"xyzzy\nlist\n":                   true,
		"open zebra\n":                    true,
		"query zebra\nquit\n":             true,
		"query (\n":                       true,
		"links\n":                         true, // no note is open
		"open hub\nfollow 99\n":           true,
		"open hub\n5\n":                   true, // a broken link
		"open hub\nfind zebra\n":          true,
		"open gone\nlinks\n":              true,
		"open a#nosuch\nback\nlist\n":     true,
		"next\nprevious\n":                true,
	} {
		for _, prompt := range []bool{false, true} {
			var out strings.Builder
			l := newLibrary(sampleFiles)
			err := Run(t.Context(), Options{
				Live: subscribe(t, l),
				In:   strings.NewReader(commands), Out: &out, Prompt: prompt,
			})
			if failed := errors.Is(err, ErrFailed); failed != (fails && !prompt) || err != nil && !failed {
				t.Errorf("%q, prompt %v: %v\n%s", commands, prompt, err, out.String())
			}
		}
	}
}

// requireInOrder fails the test unless text contains all of want, in this order.
func requireInOrder(t *testing.T, text string, want ...string) {
	t.Helper()
	at := 0
	for _, w := range want {
		i := strings.Index(text[at:], w)
		if i < 0 {
			t.Fatalf("%q is missing, or is not after the texts before it:\n%s", w, text)
		}
		at += i + len(w)
	}
}

func TestFollow_EveryKindOfLink(t *testing.T) {
	out, did := runCommands(t, newLibrary(sampleFiles), "open hub\n1\nback\n2\nback\n3\nback\n4\n2\nback\n5\n1\nback\n6\nbrowser 6\ny\nbrowser 6\nn\nfootnote 1\npeek 3\nlinks\n")
	requireInOrder(t, out,
		"The hub", "To a[1], A again[2], its end[3]",
		"\nA\n", "The hub", "\nA\n", "The hub",
		"## The end", "The hub",
		"which note?", "1. Same in x, x/same.md", "2. Same in y, y/same.md", "\nSame in y\n", "The hub",
		"gonee.md", "Did you mean:", "1. Gone, gone.md", "\nGone\n", "The hub",
		"https://example.org/x?y=z is outside the library; browser 6 opens it",
		"https://example.org/x?y=z\n", "opened\n",
		"https://example.org/x?y=z\n", "The source.\n",
		"## The end", "Back to [hub]",
		"3. its end: A, the-end", "6. out: https://example.org/x?y=z")
	if did.opened != "https://example.org/x?y=z" {
		t.Errorf("wrong URL opened: %q", did.opened)
	}
}

func TestBrowser_OpensViewableFilesAfterConfirmation(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"n.md": "A [picture](p.png), a [program](p.sh).\n", "p.png": "x", "p.sh": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var viewed []string
	out, _ := runCommands(t, l, "open n\n1\nbrowser 1\nn\nbrowser 1\ny\n2\nbrowser 2\n", func(o *Options) {
		o.Host.Start = func(p host.Program) error { viewed = append(viewed, p.Args...); return nil }
	})
	requireInOrder(t, out, "p.png is a file, not a note; browser 1 opens it", "p.png\np.png\nopened\n",
		"p.sh is a file, not a note\n", "this link does not lead outside the library: p.sh, a file")
	if want := []string{l.AbsPath("p.png")}; !slices.Equal(viewed, want) {
		t.Errorf("viewed %q, want %q", viewed, want)
	}
}

func TestList_SortTagsQueryAndNeighbors(t *testing.T) {
	out, _ := runCommands(t, newLibrary(sampleFiles), "list\nsort title\nlist\ntags\n1\nnext\nnext\nnext\nprevious\nquery nothing here\nquery\ntags\n-1\n/event\n1\n/driven\ninfo\noutline\n3\n")
	requireInOrder(t, out,
		"notes: 5 notes, newest first. Type list or help.\n", "1. The hub, 2024-01-02, one, two words", "5 notes, by title", "1. A,",
		"1. one, 2\n2. two words, 1\n", "1. A, one\n2. The hub",
		"\nA\n", "\nThe hub\n", "this is the last of 2 notes", "\nA\n",
		"no notes match nothing here", "without nothing: ", "query alone resets", "notes: 5 notes, by title\n", "1. one, 2", "1. Gone\n2. Same in x",
		"1. The hub", "The hub\n", "matching line 1 of 1\nSome event driven text.\n", "number: 1 of 1", "words: ", "2. Middle, level 2, here\n3. Last, level 2\n", "## Last\n\nEvent again.")
}

func TestFind_WrapsAndMatchesCase(t *testing.T) {
	out, _ := runCommands(t, newLibrary(sampleFiles), "open hub\nfind event\nn\nn\nN\nfind Event\nfind zebra\n\n")
	requireInOrder(t, out, "matching line 1 of 2\nSome event driven text.\n", "matching line 2 of 2\nEvent again.\n", "matching line 1 of 2, wrapped to the first\nSome event",
		"matching line 2 of 2, wrapped to the last\nEvent again.", "matching line 1 of 1\nEvent again.", "no matches for zebra in this note\n", "[^1] The source.")
}

// After a query with a regular expression only, find looks for what it matches.
func TestFind_RegularExpressionOfQuery(t *testing.T) {
	out, _ := runCommands(t, newLibrary(sampleFiles), "/ /ev(e)nt dr/\n1\nfind\nfind /ag.in/\nfind /(/\n")
	requireInOrder(t, out, "1. The hub", "matching line 1 of 1\nSome event driven text.\n", "matching line 2 of 2\nEvent again.\n", "no matches for /(/ in this note\n")
}

func TestCopyAndEdit_KeepTheSection(t *testing.T) {
	dir := t.TempDir()
	for name, text := range sampleFiles {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	out, did := runCommands(t, l, "open hub#last\ncopy\n2\ncopy 3\n1\nedit\n", func(o *Options) {
		o.Host.Run = func(p host.Program) error {
			text := strings.Replace(sampleFiles["hub.md"], "## Middle", "New.\n\n## Middle", 1) + "\nAdded.\n"
			return os.WriteFile(p.Args[0], []byte(text), 0o600)
		}
	})
	requireInOrder(t, out, "## Last", "1. "+filepath.Join(dir, "hub.md")+":15\n", "2. [[hub#Last]]\n", "3. [Last](hub.md#last)", "copied\n", "1. a.md#the-end\n", "copied\n", "reloaded: 5 notes")
	if did.copied != "a.md#the-end" {
		t.Errorf("wrong text copied: %q", did.copied)
	}
	// The edit has added a line above the section; opening the section again still finds it.
	out, _ = runCommands(t, l, "open hub#last\n", func(o *Options) { o.Rows = func() int { return 5 } })
	requireInOrder(t, out, "## Last\n\nEvent again.")
}

// Bookmarks and read notes persist across sessions.
func TestMemory_BookmarksAndReadNotesPersist(t *testing.T) {
	dir := t.TempDir()
	memory := func(o *Options) { o.Memory = state.Open(dir, "/library") }
	out, _ := runCommands(t, newLibrary(sampleFiles), "marks\nopen hub#last\nmark\nlist\nquery is:unread\n", memory)
	requireInOrder(t, out, "no bookmarks yet", "## Last", "bookmark set", "1. The hub", "1. A, one")
	if _, after, _ := strings.Cut(out, "5. Same in y"); strings.Contains(after, "The hub") {
		t.Errorf("a read note is listed as unread:\n%s", after)
	}
	out, _ = runCommands(t, newLibrary(sampleFiles), "marks\n1\nunread\nquery is:unread\nmarks\n-1\nmarks\n", memory)
	requireInOrder(t, out, "1. The hub: Last\n", "## Last\n\nEvent again.", "marked unread", "The hub", "1. The hub: Last", "bookmark removed", "no bookmarks yet")
	out, _ = runCommands(t, newLibrary(sampleFiles), "marks\nopen hub\nmark\nunread\n")
	requireInOrder(t, out, "are not saved for this library", "are not saved for this library", "are not saved for this library")
}

func TestDocument_IsReadWithoutAFile(t *testing.T) {
	doc := note.Parse("stdin.md", []byte("# From a pipe\n\n[a](a.md)\n"))
	out, _ := runCommands(t, newLibrary(sampleFiles), "1\nback\ncopy\nedit\nlist\n", func(o *Options) { o.Document = doc })
	requireInOrder(t, out, "From a pipe", "\nA\n", "From a pipe", "this text is not in a file", "no file to edit", "1. The hub")
}

func TestExecuteLine_ExplainsMistakes(t *testing.T) {
	out, _ := runCommands(t, newLibrary(sampleFiles), "xyzzy\nf 1\nopen zebra\nopen hubb\nopen same\n1\nopen hub\nf 99\nf\n99\nba\nfo\nsort size\nquery date:99\nbrowser 1\nforward\nforward\nmatch\n7\n-\n")
	requireInOrder(t, out, "xyzzy: no such command; help lists all commands", "follow: no note is open; open N opens note N", "zebra: no such note", "no note has exactly this name. Did you mean:", "which note?", "Same in x",
		"which link? Give a number from 1 to 6.", "which link?", "no link 99; the last is 6", "ba: back, backlinks?", "fo: forward, follow, footnote?", "no such sort order: \"size\"; use date, title, path, modified or", "a key of the front matter", "ignored: ")
}

// No name or alias belongs to two commands, and lookup finds every command by its name.
func TestCommandTable_NamesAreUniqueAndFound(t *testing.T) {
	seen := map[string]string{}
	for _, c := range allCommands() {
		for _, name := range append(strings.Split(c.aliases, ""), c.name) {
			if name != "" && seen[name] != "" {
				t.Errorf("%q names both %s and %s", name, seen[name], c.name)
			}
			seen[name] = c.name
		}
		if got, candidates := newCommandTable(allCommands()).lookup(c.name); got.name != c.name || len(candidates) > 0 {
			t.Errorf("lookup(%q) = %s, candidates %v", c.name, got.name, candidates)
		}
	}
	out, _ := runCommands(t, newLibrary(sampleFiles), "help\n")
	for _, c := range allCommands() {
		requireInOrder(t, strings.Join(strings.Fields(out), " "), c.name)
	}
}

// An interrupt stops the output or the wait for a line, and the session continues. A context that is done ends it.
func TestRun_InterruptStopsOutputAndPendingRead(t *testing.T) {
	interrupts := make(chan os.Signal, 1)
	interrupts <- os.Interrupt
	out, _ := runCommands(t, newLibrary(sampleFiles), "open a\n\nquit\n", func(o *Options) { o.Interrupts = interrupts; o.Prompt = true })
	requireInOrder(t, out, "5 notes> ", "Filler.")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := Run(ctx, Options{In: strings.NewReader("list\n"), Out: &strings.Builder{}, Live: subscribe(t, newLibrary(sampleFiles))})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error after the context is done: %v", err)
	}
}

func TestExecuteLine_EndlessLineIsCut(t *testing.T) {
	out, _ := runCommands(t, newLibrary(sampleFiles), strings.Repeat("x", 1<<20)+"\nlist\n")
	requireInOrder(t, out, "command; help lists all commands", "1. The hub")
}

// closedPipe fails every write, like a pipe whose reader has exited.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestRun_ClosedPipeEndsTheSession(t *testing.T) {
	err := Run(t.Context(), Options{In: strings.NewReader("list\nlist\n"), Out: closedPipe{}, Live: subscribe(t, newLibrary(sampleFiles))})
	if !errors.Is(err, os.ErrClosed) {
		t.Errorf("error %v, want os.ErrClosed", err)
	}
}
