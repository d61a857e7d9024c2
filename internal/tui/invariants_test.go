package tui

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"quire/internal/state"
	"quire/internal/theme"
	"quire/internal/tui/loader"
)

// sampleLibrary returns a library that has every kind of link, title and problem.
func sampleLibrary() map[string]string {
	return map[string]string{
		"hub.md": "---\ntitle: The hub\ndate: 2024-05-01\ntags: [aws, front end]\n---\n# Start\n\nTo [the spoke](spoke.md#deep), to [[Twin]], " +
			"[out](https://example.org/a?b=c), [gone](spok.md), [file](pic.png), [bad](javascript:alert), [self](#end).\n\n" +
			strings.Repeat("Words of a paragraph that is long enough to be wrapped at any width of the page.\n\n", 30) +
			"## End\n\n```go\n" + strings.Repeat("a long line of code ", 20) + "\n```\n\n[last](spoke.md)\n",
		"spoke.md":       "---\ntitle: 輻の記事 The spoke\ndate: 2024-04-01\ntags: aws\ndraft: true\n---\nBack to [the hub](hub.md).\n\n## Deep\n\n" + strings.Repeat("Deep text. ", 200),
		"a/Twin.md":      "---\ntags: [\"日本語\"]\n---\nOne of two.\n",
		"b/Twin.md":      "The other of two.\n",
		"ill.md":         "---\ntitle: [unclosed\n---\nStill shown.\n",
		"pic.png":        "not a picture",
		"empty.md":       "",
		"emoji 👩‍👩‍👧.md": "# A family 👩‍👩‍👧 of emoji\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
	}
}

var allKeys = []string{
	"a", "b", "d", "e", "f", "g", "h", "i", "j", "k", "l", "n", "o", "p", "r", "s", "t", "u", "v", "w", "x", "y", "z",
	"A", "B", "G", "J", "K", "N", "O", "c", "m", "m", "'", "'", "/", "?", "#", "[", "]", "<", ">", "1", "é", "日",
	"enter", "esc", "tab", "shift+tab", "space", "backspace", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "delete",
	"ctrl+p", "ctrl+n", "ctrl+o", "ctrl+d", "ctrl+u", "ctrl+f", "ctrl+b", "ctrl+w", "ctrl+x", "ctrl+k", "alt+b", "alt+f", "ctrl+z",
}

// Random keys, clicks and sizes never panic, and every screen fits its window; the driver checks that after each message.
func TestRandomInput_FitsWindow(t *testing.T) {
	sizes := [][2]int{{120, 36}, {80, 24}, {40, 12}, {20, 5}, {19, 5}, {1, 1}, {100, 10}, {200, 60}, {59, 9}}
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 7))
			l := notes(sampleLibrary())
			store := state.Open(filepath.Join(t.TempDir(), "q"), t.TempDir())
			d := drive(t, l, func(o *Options) { o.ASCII, o.State = seed == 1, store })
			for range scaleForShort(5000) {
				switch n := r.IntN(100); {
				case n < 1:
					size := sizes[r.IntN(len(sizes))]
					d.resize(size[0], size[1])
				case n < 4:
					d.click(r.IntN(130), r.IntN(40))
				case n < 6:
					d.send(wheel(1-2*r.IntN(2), r.IntN(130), r.IntN(40)))
				case n < 7:
					d.send(tea.PasteMsg{Content: "#aws\x1b[31m 日本"})
				case n < 8:
					d.send(tea.BackgroundColorMsg{})
				case n < 9:
					d.send(saveStateMsg{})
				default:
					d.keys(allKeys[r.IntN(len(allKeys))])
				}
				if !d.m.isBare() && r.IntN(12) == 0 {
					d.keys("esc")
				}
			}
		})
	}
}

// Every screen and overlay fits windows from one cell to a large one, and is unchanged after resizing.
func TestResize_EveryScreenFits(t *testing.T) {
	states := map[string][]string{
		"shelf": nil, "typing": {"/", `"aws "`}, "nothing": {"/", `"zzz qqq"`, "enter"}, "picker": {"t"}, "order": {"o"}, "go to": {"ctrl+p", `"hub"`}, "help": {"?"},
		"page": {"G", "enter"}, "link": {"j", "j", "j", "enter", "tab"},
	}
	onHub := map[string][]string{
		"hub": nil, "focus": {"tab"}, "find": {"/", `"para"`}, "found": {"/", `"para"`, "enter"}, "hints": {"f"}, "outline": {"o"}, "backlinks": {"B"}, "peek": {"tab", "p"},
		"info": {"i"}, "around": {"v", "l", "j"}, "tags": {"t"}, "ambiguous": {"tab", "tab", "enter"}, "confirm": {"tab", "tab", "tab", "O"}, "broken": {"tab", "tab", "tab", "tab", "enter"},
	}
	for name, keys := range onHub {
		states["hub "+name] = append([]string{"ctrl+p", `"the hub"`, "enter"}, keys...)
	}
	heights, widths := []int{1, 2, 4, 5, 6, 9, 10, 12, 24, 36, 60}, []int{1, 2, 10, 19, 20, 21, 30, 39, 40, 41, 59, 60, 80, 99, 100, 120, 200}
	if testing.Short() {
		heights, widths = []int{4, 12, 36}, []int{10, 40, 80, 200}
	}
	for name, keys := range states {
		t.Run(name, func(t *testing.T) {
			d := drive(t, notes(sampleLibrary()))
			d.keys(keys...)
			before := d.text()
			for i, h := range heights {
				for j, w := range widths {
					if (i+j)%2 > 0 { // each height and each width comes with half of the others
						continue
					}
					d.resize(w, h)
					if small := w < 20 || h < 5; small && !strings.Contains("the window is too small", strings.Fields(d.text() + " the")[0][:1]) {
						t.Fatalf("%dx%d: %q", w, h, d.text())
					}
				}
			}
			if d.resize(120, 36); d.text() != before && name != "hub hints" {
				t.Errorf("after resizing the screen has changed:\n%s\nwas\n%s", d.text(), before)
			}
		})
	}
}

func TestTooSmallWindow_SaysSo(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	d.resize(19, 10).sees("small")
	d.resize(30, 4).sees("small")
	d.resize(20, 5).seesNot("small")
}

// Keys that work at the same time differ from each other.
func TestKeys_DoNotClash(t *testing.T) {
	m := New(t.Context(), Options{})
	of := func(a []action) []key.Binding {
		var out []key.Binding
		for _, x := range a {
			out = append(out, x.Binding)
		}
		return out
	}
	for name, live := range map[string][]key.Binding{
		"shelf":       slices.Concat(of(m.keys.shelfActions()), m.shelf.list.Keys.Bindings()),
		"page":        slices.Concat(of(m.keys.pageActions()), m.page.reader.Keys.Bindings()),
		"query":       of(m.keys.queryActions()),
		"find":        of(m.keys.findActions()),
		"text view":   slices.Concat(of(m.keys.textViewActions()), m.keys.text.Bindings()),
		"peek":        slices.Concat(of(m.keys.peekActions()), m.keys.page.Bindings()),
		"ask":         of(m.keys.confirmActions()),
		"link map":    slices.Concat(of(m.keys.linkMapActions()), m.keys.linkMap.Bindings()),
		"picker":      append(m.keys.tags.Bindings(), m.keys.Leave),
		"filter list": append(m.keys.filter.Bindings(), m.keys.Leave),
	} {
		seen := map[string]string{}
		for _, b := range append(live, of(m.keys.globalActions())...) {
			if b.Help().Desc == "" || b.Help().Key == "" {
				t.Errorf("%s: key without help: %v", name, b.Keys())
			}
			for _, k := range b.Keys() {
				if other, ok := seen[k]; ok {
					t.Errorf("%s: %s is both %q and %q", name, k, other, b.Help().Desc)
				}
				seen[k] = b.Help().Desc
			}
		}
	}
}

// The help lists every key of the dispatch table and what it does.
func TestHelp_ListsEveryKey(t *testing.T) {
	d := drive(t, notes(sampleLibrary()))
	help := strings.Join(d.m.layOutHelp(d.m.screen == screenPage, 120), "\n")
	for _, s := range d.m.keys.contexts() {
		for _, b := range s.keys {
			if !strings.Contains(help, b.Help().Desc) || !strings.Contains(help, b.Help().Key) {
				t.Errorf("the help does not list %s: %s", b.Help().Key, b.Help().Desc)
			}
		}
	}
	d.keys("?").sees("keys", "the shelf", "open").keys("esc").seesNot("the shelf")
}

// Responses to anything but the latest request are dropped, in whatever order they arrive.
func TestStaleMessages_AreDropped(t *testing.T) {
	for _, reversed := range []bool{false, true} {
		d := drive(t, notes(sampleLibrary()))
		d.keys("/")
		d.hold = true
		d.keys(`"the hub"`) // seven requests without a response yet
		d.release(reversed)
		if got := d.m.shelf.results.current.text; got != "the hub" || len(d.m.shelf.results.found.Hits) != 2 {
			t.Errorf("reversed %v: the shelf shows %q with %d notes", reversed, got, len(d.m.shelf.results.found.Hits))
		}
		d.keys("enter", "enter")
		d.hold = true
		d.resize(60, 20).resize(90, 30).resize(70, 25)
		d.release(reversed)
		if got := d.m.page.loader.Wanted(loader.Page).Width; got != 68 || d.m.page.open.page == nil {
			t.Errorf("reversed %v: the page is %d wide", reversed, got)
		}
		late := loader.LoadedMsg{Key: loader.Key{Slot: loader.Page, Path: "ill.md", Width: 1}}
		was := d.text()
		if d.send(late); d.text() != was {
			t.Error("a late page replaced the open page")
		}
		d.send(libraryLoadedMsg{seq: -1, err: fmt.Errorf("late")})
		d.send(searchDoneMsg{request: searchRequest{text: "late"}})
		if d.text() != was {
			t.Error("a late response was not dropped")
		}
	}
}

// Keys typed ahead of a response have the same effect as keys typed after it.
func TestKeyQueue_ReplaysKeys(t *testing.T) {
	slow := drive(t, notes(sampleLibrary()))
	slow.hold = true
	slow.keys("/", `"spoke"`, "enter", "enter", "tab", "enter") // opens the spoke, selects its link and follows it
	for len(slow.held) > 0 {
		slow.release(false)
	}
	quick := drive(t, notes(sampleLibrary()))
	quick.keys("/", `"spoke"`, "enter", "enter", "tab", "enter")
	if slow.m.page.open.path != "hub.md" || slow.text() != quick.text() {
		t.Errorf("typed ahead:\n%s\none by one:\n%s", slow.text(), quick.text())
	}
}

// Themes differ in style only: each shows the same text.
func TestThemes_ShowSameText(t *testing.T) {
	texts := []string{}
	for _, look := range []*theme.Theme{theme.Dark(), theme.Light(), theme.ANSI()} {
		d := drive(t, notes(sampleLibrary()), func(o *Options) { o.Theme = look })
		d.keys("ctrl+p", `"the hub"`, "enter", "tab")
		texts = append(texts, d.text())
	}
	for i, text := range texts {
		if text != texts[0] {
			t.Errorf("theme %d:\n%s\nwant\n%s", i, text, texts[0])
		}
	}
}

// Without colours the selected link still stands out.
func TestPlainTheme_ShowsSelectedLink(t *testing.T) {
	d := drive(t, notes(sampleLibrary()), func(o *Options) { o.Theme = theme.Plain() })
	d.keys("ctrl+p", `"the hub"`, "enter")
	before, _ := d.m.renderLines()
	after, _ := d.keys("tab").m.renderLines()
	same := 0
	for i := range before[:len(before)-1] {
		if before[i] == after[i] {
			same++
		}
	}
	if same == len(before)-1 {
		t.Error("no line of the page shows the selected link")
	}
}

func TestASCII_ShowsOnlyASCII(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n[b](b.md) [x](https://x.org) [?](c.md)\n", "b.md": "# B"}), func(o *Options) { o.ASCII = true })
	for _, keys := range [][]string{nil, {"t"}, {"esc", "?"}, {"esc", "enter"}, {"tab"}, {"tab"}, {"tab"}, {"f"}, {"esc", "o"}} {
		for _, r := range d.keys(keys...).text() {
			if r > '~' {
				t.Fatalf("%q is not ASCII after %v:\n%s", r, keys, d.text())
			}
		}
	}
}
