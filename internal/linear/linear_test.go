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
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/state"
	"quire/internal/theme"
	"quire/internal/vtcheck"
)

// outside is what the program did outside of itself.
type outside struct{ edited, opened, copied string }

// library of two places that share a name, an alias, a footnote, a broken link and a heading in another note.
var written = map[string]string{
	"hub.md": "---\ntags: [one, two words]\ndate: 2024-01-02\n---\n# The hub\n\nTo [a](a.md), [[A again]], [its end](a.md#the-end), [[same]], [gone](gonee.md), [out](https://example.org/x?y=z).\n\n" +
		"A claim[^1] here.\n\n## Middle\n\nSome event driven text.\n\n## Last\n\nEvent again.\n\n[^1]: The source.\n",
	"a.md":      "---\naliases: [A again]\ntags: [one]\n---\n# A\n\n" + strings.Repeat("Filler.\n\n", 30) + "## The end\n\nBack to [hub](hub.md).\n",
	"x/same.md": "# Same in x\n", "y/same.md": "# Same in y\n",
	"gone.md": "# Gone\n",
}

func lib(files map[string]string) *library.Library {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return library.FromFS("notes", fsys)
}

func run(t *testing.T, l *library.Library, commands string, change ...func(*Options)) (string, outside) {
	t.Helper()
	var out strings.Builder
	var did outside
	o := Options{
		Load: func(ctx context.Context) (*catalog.Catalog, error) { return catalog.Load(ctx, l, catalog.Options{}) },
		In:   strings.NewReader(commands), Out: &out,
		Browse: func(url string) error { did.opened = url; return nil },
		Copy:   func(text string) error { did.copied = text; return nil },
		Edit:   func(file string, line int) error { did.edited = file; return nil },
	}
	for _, c := range change {
		c(&o)
	}
	if err := Run(t.Context(), o); err != nil && !errors.Is(err, ErrFailed) {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return out.String(), did
}

// A script is told that one of its commands failed, wherever it stood; a person has read it.
func TestFailuresAreTold(t *testing.T) {
	for commands, fails := range map[string]bool{
		"list\nopen hub\nlinks\nbacklinks\nfind event\nback\nquery #one\ntags\nsort title\nhelp\nquit\n": false,
		"open same\n1\n":                  false, // which one, was a question
		"open hub\n1\nback\npeek 6\ncopy": false,
		"xyzzy\nlist\n":                   true,
		"open zebra\n":                    true,
		"query zebra\nquit\n":             true,
		"query (\n":                       true,
		"links\n":                         true, // no note is open
		"open hub\nfollow 99\n":           true,
		"open hub\n5\n":                   true, // a dead link
		"open hub\nfind zebra\n":          true,
		"open gone\nlinks\n":              true,
		"open a#nosuch\nback\nlist\n":     true,
		"next\nprevious\n":                true,
	} {
		for _, prompt := range []bool{false, true} {
			var out strings.Builder
			l := lib(written)
			err := Run(t.Context(), Options{
				Load: func(ctx context.Context) (*catalog.Catalog, error) { return catalog.Load(ctx, l, catalog.Options{}) },
				In:   strings.NewReader(commands), Out: &out, Prompt: prompt,
			})
			if failed := errors.Is(err, ErrFailed); failed != (fails && !prompt) || err != nil && !failed {
				t.Errorf("%q, prompt %v: %v\n%s", commands, prompt, err, out.String())
			}
		}
	}
}

func sees(t *testing.T, text string, want ...string) {
	t.Helper()
	at := 0
	for _, w := range want {
		i := strings.Index(text[at:], w)
		if i < 0 {
			t.Fatalf("%q is not there, or not after what comes before it:\n%s", w, text)
		}
		at += i + len(w)
	}
}

func TestEveryKindOfLink(t *testing.T) {
	out, did := run(t, lib(written), "open hub\n1\nback\n2\nback\n3\nback\n4\n2\nback\n5\n1\nback\n6\nbrowser 6\ny\nbrowser 6\nn\nfootnote 1\npeek 3\nlinks\n")
	sees(t, out,
		"The hub", "To a[1], A again[2], its end[3]",
		"\nA\n", "The hub", "\nA\n", "The hub",
		"## The end", "The hub",
		"which one?", "1. Same in x, x/same.md", "2. Same in y, y/same.md", "\nSame in y\n", "The hub",
		"gonee.md", "Did you mean", "1. Gone, gone.md", "\nGone\n", "The hub",
		"https://example.org/x?y=z is outside the library; browser 6 opens it",
		"https://example.org/x?y=z\n", "opened\n",
		"https://example.org/x?y=z\n", "The source.\n",
		"## The end", "Back to [hub]",
		"3. its end: A, the-end", "6. out: https://example.org/x?y=z")
	if did.opened != "https://example.org/x?y=z" {
		t.Errorf("opened %q", did.opened)
	}
}

func TestFilesOpenOnceTheyWereConfirmed(t *testing.T) {
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
	out, _ := run(t, l, "open n\n1\nbrowser 1\nn\nbrowser 1\ny\n2\nbrowser 2\n", func(o *Options) {
		o.View = func(file string) error { viewed = append(viewed, file); return nil }
		o.Viewable = func(file string) bool { return strings.HasSuffix(file, ".png") }
	})
	sees(t, out, "p.png is a file, not a note; browser 1 opens it", "p.png\np.png\nopened\n",
		"p.sh is a file, not a note\n", "this leads nowhere outside the library: p.sh, a file")
	if want := []string{l.Abs("p.png")}; !slices.Equal(viewed, want) {
		t.Errorf("viewed %q, want %q", viewed, want)
	}
}

func TestTheList(t *testing.T) {
	out, _ := run(t, lib(written), "list\nsort title\nlist\ntags\n1\nnext\nnext\nnext\nprevious\nquery nothing here\nquery\ntags\n-1\n/event\n1\n/driven\ninfo\noutline\n3\n")
	sees(t, out,
		"notes: 5 notes, newest first. list shows them, help every command.\n", "1. The hub, 2024-01-02, one, two words", "5 notes, by title", "1. A,",
		"1. one, 2\n2. two words, 1\n", "1. A, one\n2. The hub",
		"\nA\n", "\nThe hub\n", "this is the last note of 2", "\nA\n",
		"no note matches nothing here", "notes: 5 notes, by title\n", "1. one, 2", "1. Gone\n2. Same in x",
		"1. The hub", "The hub\n", "line 1 of 1\nSome event driven text.\n", "number: 1 of 1", "words: ", "2. Middle, level 2, here\n3. Last, level 2\n", "## Last\n\nEvent again.")
}

func TestFinding(t *testing.T) {
	out, _ := run(t, lib(written), "open hub\nfind event\nn\nn\nN\nfind Event\nfind zebra\n\n")
	sees(t, out, "line 1 of 2\nSome event driven text.\n", "line 2 of 2\nEvent again.\n", "line 1 of 2, round to the first\nSome event",
		"line 2 of 2, round to the last\nEvent again.", "line 1 of 1\nEvent again.", "no zebra in this note\n", "[^1] The source.")
}

func TestCopyAndEdit(t *testing.T) {
	dir := t.TempDir()
	for name, text := range written {
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
	out, did := run(t, l, "open hub#last\ncopy\n2\ncopy 3\n1\nedit\n", func(o *Options) {
		o.Edit = func(file string, line int) error {
			text := strings.Replace(written["hub.md"], "## Middle", "New.\n\n## Middle", 1) + "\nAdded.\n"
			return os.WriteFile(file, []byte(text), 0o600)
		}
	})
	sees(t, out, "## Last", "1. "+filepath.Join(dir, "hub.md")+":15\n", "2. [[hub#Last]]\n", "3. [Last](hub.md#last)", "copied\n", "1. a.md#the-end\n", "copied\n", "read again: 5 notes")
	if did.copied != "a.md#the-end" {
		t.Errorf("copied %q", did.copied)
	}
	// What is read on is the same section, with what was added to it.
	out, _ = run(t, l, "open hub#last\n", func(o *Options) { o.Rows = func() int { return 5 } })
	sees(t, out, "## Last\n\nEvent again.")
}

// A screen is as high as the terminal, with the prompt on its last line; what is not read is where one left it.
func TestScreens(t *testing.T) {
	out, _ := run(t, lib(written), "open a\n\n\ninfo\n\nback\nforward\nup\n", func(o *Options) { o.Rows = func() int { return 11 }; o.Prompt = true })
	screens := strings.Split(out, "> ")
	if len(screens) < 9 {
		t.Fatalf("%d screens:\n%s", len(screens), out)
	}
	for i, s := range screens {
		if n := strings.Count(s, "\n"); n > 10 {
			t.Errorf("screen %d has %d lines:\n%s", i, n, s)
		}
	}
	sees(t, screens[1], "A\n", "Filler.", "of 5, ", " %")
	if !strings.HasPrefix(screens[2], "Filler.\n") || strings.Count(screens[1]+screens[2]+screens[3]+screens[5], "Filler.") < 15 {
		t.Errorf("screens miss lines: %q", screens[1:6])
	}
	sees(t, screens[4], "number: ")
	sees(t, screens[6], "5 notes")
	if screens[7] != screens[5] && !strings.HasPrefix(screens[7], "Filler.") {
		t.Errorf("forward is %q, it was left at %q", screens[7], screens[5])
	}
}

// Line by line nothing is missing, whatever the height.
func TestScreensMakeTheWholePage(t *testing.T) {
	whole, _ := run(t, lib(written), "open a\n")
	for _, rows := range []int{2, 3, 7, 24} {
		parts, _ := run(t, lib(written), "open a\n"+strings.Repeat("\n", 70), func(o *Options) { o.Rows = func() int { return rows } })
		parts, _, _ = strings.Cut(parts, "the end\n")
		squeeze := func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n") }
		if squeeze(parts) != squeeze(whole) {
			t.Errorf("%d rows:\n%s\nwant\n%s", rows, parts, whole)
		}
	}
}

// Bookmarks and what was read are kept from one reading to the next.
func TestWhatIsRemembered(t *testing.T) {
	dir := t.TempDir()
	memory := func(o *Options) { o.Memory = state.Open(dir, "/library") }
	out, _ := run(t, lib(written), "marks\nopen hub#last\nmark\nlist\nquery is:unread\n", memory)
	sees(t, out, "no bookmarks yet", "## Last", "bookmark set", "1. The hub", "1. A, one")
	if _, after, _ := strings.Cut(out, "5. Same in y"); strings.Contains(after, "The hub") {
		t.Errorf("what was read is unread:\n%s", after)
	}
	out, _ = run(t, lib(written), "marks\n1\nunread\nquery is:unread\nmarks\n-1\nmarks\n", memory)
	sees(t, out, "1. The hub: Last\n", "## Last\n\nEvent again.", "unread again", "The hub", "1. The hub: Last", "bookmark removed", "no bookmarks yet")
	out, _ = run(t, lib(written), "marks\nopen hub\nmark\nunread\n")
	sees(t, out, "nothing is remembered", "nothing is remembered", "nothing is remembered")
}

func TestADocument(t *testing.T) {
	doc := note.Parse("stdin.md", []byte("# From a pipe\n\n[a](a.md)\n"))
	out, _ := run(t, lib(written), "1\nback\ncopy\nedit\nlist\n", func(o *Options) { o.Document = doc })
	sees(t, out, "From a pipe", "\nA\n", "From a pipe", "this text is in no file", "there is no file to edit", "1. The hub")
}

func TestMistakes(t *testing.T) {
	out, _ := run(t, lib(written), "xyzzy\nf 1\nopen zebra\nopen hubb\nopen same\n1\nopen hub\nf 99\nf\n99\nba\nfo\nsort size\nquery date:99\nbrowser 1\nforward\nforward\nmatch\n7\n-\n")
	sees(t, out, "xyzzy: no such command; help tells all", "follow is for an open note; open N opens one", "no note is called like zebra", "no note is called just so:", "which one?", "Same in x",
		"which link? a number from 1 to 6", "which link?", "no link 99: there are 6", "ba: back, backlinks?", "fo: forward, follow, footnote?", "there is no order", "left out of the query")
}

// Every letter means one command, and every command can be typed by its word.
func TestTheTable(t *testing.T) {
	seen := map[string]string{}
	for _, c := range commands() {
		for _, name := range append(strings.Split(c.letters, ""), c.word) {
			if name != "" && seen[name] != "" {
				t.Errorf("%q is %s and %s", name, seen[name], c.word)
			}
			seen[name] = c.word
		}
		if got, like := table(commands()).named(c.word); got.word != c.word || len(like) > 0 {
			t.Errorf("%s is found as %s, %v", c.word, got.word, like)
		}
	}
	out, _ := run(t, lib(written), "help\n")
	for _, c := range commands() {
		sees(t, strings.Join(strings.Fields(out), " "), c.word)
	}
}

// What a hostile note says reaches the terminal as text alone.
func TestHostileNotes(t *testing.T) {
	bad := "\x1b]0;x\x07\x1b[2J\u009b31m\u202e\r\b"
	files := map[string]string{
		"a.md":                    "---\ntitle: \"A\\e[2J\"\ntags: [\"t\\e]52;c;x\\a\"]\nkey: \"v\\e[1m\"\n---\n# H " + bad + "\n\n[x" + bad + "](b.md#" + "&#27;[2J) &#27;[31m `" + bad + "` [y](https://e.example/&#27;]0;) [[same" + bad + "]]\n\n[^1]\n\n[^1]: " + bad + "\n",
		"b.md":                    "[back " + bad + "](a.md)\n",
		"evil\u202e\u009b2J/c.md": "# C\n",
	}
	commands := "list\nopen a\ninfo\nlinks\noutline\nbacklinks\ntags\nlist\nopen b\nbacklinks\ncopy\nfind &#27;\n" + bad + "\nopen " + bad + "\nquery " + bad + "\nopen a.md\n1\n2\n3\nbrowser 2\n\npeek 1\nfootnote 1\ncopy 1\ncopy 3\nsort " + bad + "\nopen c\nhelp\n"
	out, _ := run(t, lib(files), commands)
	if found := vtcheck.Text(out); len(found) > 0 {
		t.Errorf("%d: %v", len(found), found[:min(len(found), 5)])
	}
	styled, _ := run(t, lib(files), commands, func(o *Options) { o.Theme = theme.Dark() })
	if found := vtcheck.Styled(styled); len(found) > 0 {
		t.Errorf("with styles, %d: %v", len(found), found[:min(len(found), 5)])
	}
	if !strings.Contains(styled, "\x1b[") {
		t.Error("there are no styles though they were asked for")
	}
}

// No line is longer than was asked for, but for code and addresses.
func TestLinesAreShort(t *testing.T) {
	for _, width := range []int{20, 40, 72} {
		out, _ := run(t, lib(written), "list\nopen hub\ninfo\nlinks\noutline\nhelp\nbacklinks\n", func(o *Options) { o.Width = width })
		for line := range strings.Lines(out) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > width && !strings.Contains(line, "https://") {
				t.Errorf("%d: %d letters: %q", width, n, line)
			}
		}
	}
}

// An interrupt ends what is being printed, and a line that is not there yet; the reading goes on.
func TestAnInterrupt(t *testing.T) {
	interrupts := make(chan os.Signal, 1)
	interrupts <- os.Interrupt
	out, _ := run(t, lib(written), "open a\n\nquit\n", func(o *Options) { o.Interrupts = interrupts; o.Prompt = true })
	sees(t, out, "5 notes> ", "Filler.")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := Run(ctx, Options{In: strings.NewReader("list\n"), Out: &strings.Builder{}, Load: func(context.Context) (*catalog.Catalog, error) {
		return catalog.Load(t.Context(), lib(written), catalog.Options{})
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted in a pipe: %v", err)
	}
}

func TestALineThatIsEndless(t *testing.T) {
	out, _ := run(t, lib(written), strings.Repeat("x", 1<<20)+"\nlist\n")
	sees(t, out, "command; help tells all", "1. The hub")
}

// failing is a pipe whose reader has gone.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestTheReaderOfThePipeIsGone(t *testing.T) {
	err := Run(t.Context(), Options{In: strings.NewReader("list\nlist\n"), Out: failing{}, Load: func(ctx context.Context) (*catalog.Catalog, error) {
		return catalog.Load(ctx, lib(written), catalog.Options{})
	}})
	if !errors.Is(err, os.ErrClosed) {
		t.Errorf("%v", err)
	}
}
