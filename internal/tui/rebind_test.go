package tui

import (
	"slices"
	"strings"
	"testing"
)

func TestKeysCanBeOthers(t *testing.T) {
	d := drive(t, notes(small()), func(o *Options) {
		o.Keys = map[string][]string{"down": {"n"}, "next-match": {"ctrl+n"}, "quit": {"Q"}, "help": {"F1", "H"}, "backlinks": {}, "search": {"Ctrl+F"}, "page-down": {"space"}}
	})
	first := d.m.shelf.Selected()
	d.keys("j").sees("j does nothing here; f1 shows every key")
	if d.keys("n"); d.m.shelf.Selected() != first+1 {
		t.Error("n does not move")
	}
	d.keys("ctrl+f", `"hub"`, "enter").sees("hub", "ctrl+f search", "Q quit")
	d.keys("H").sees("ctrl+f", "f1 H").seesNot("notes that link here").keys("Q").seesNot("every key in")
	d.keys("enter", "B").sees("B does nothing here").keys("Q")
	if d.keys("q"); d.quit {
		t.Error("q still quits")
	}
	if d.keys("Q"); !d.quit {
		t.Error("Q does not quit")
	}
}

func TestSettingsOfKeysThatCannotBe(t *testing.T) {
	for name, c := range map[string]struct {
		set  map[string][]string
		want []string // ACTION: message
	}{
		"fine":             {map[string][]string{"down": {"j", "ctrl+j"}, "top": {"<"}, "left": {"{"}}, nil},
		"swapped":          {map[string][]string{"down": {"k"}, "up": {"j"}}, nil},
		"no such action":   {map[string][]string{"dwon": {"j"}}, []string{`dwon: there is no such action (did you mean "down"?)`}},
		"nothing like it":  {map[string][]string{"xxxxxxxxx": {"j"}}, []string{`xxxxxxxxx: there is no such action; quire config keys names them all`}},
		"no such key":      {map[string][]string{"down": {"j", "ctrl+"}}, []string{`down: no key is called "ctrl+"`}},
		"a word":           {map[string][]string{"down": {"jk"}}, []string{`down: no key is called "jk"`}},
		"against the rest": {map[string][]string{"backlinks": {"j"}}, []string{`backlinks: j is backlinks as well as down on the page`}},
		"against another": {
			map[string][]string{"backlinks": {"x"}, "info": {"x"}},
			[]string{"backlinks: x is backlinks as well as info on the page", "info: x is info as well as backlinks on the page"},
		},
		"what always works": {map[string][]string{"info": {"ctrl+c"}}, []string{"info: ctrl+c is info as well as quit on the page"}},
		"esc":               {map[string][]string{"info": {"Escape"}}, []string{"info: esc is info as well as up one level on the page"}},
	} {
		t.Run(name, func(t *testing.T) {
			actions, problems := Actions(c.set)
			var got []string
			for _, p := range problems {
				got = append(got, p.Action+": "+p.Message)
			}
			slices.Sort(got)
			if len(got) != len(c.want) {
				t.Fatalf("%q", got)
			}
			usual, _ := Actions(nil)
			for i, w := range c.want {
				if !strings.HasPrefix(got[i], w) {
					t.Errorf("%q, want %q", got[i], w)
				}
			}
			for i, a := range actions {
				_, set := c.set[a.Name]
				if same := slices.Equal(a.Keys, usual[i].Keys); same == (set && len(c.want) == 0) {
					t.Errorf("%s: %q, usually %q", a.Name, a.Keys, usual[i].Keys)
				}
			}
		})
	}
}

func TestNamesOfKeys(t *testing.T) {
	for text, want := range map[string]string{
		"j": "j", "J": "J", "shift+j": "J", "ctrl+A": "ctrl+a", "shift+ctrl+left": "ctrl+shift+left", "PgDn": "pgdown", "+": "+", "ctrl++": "ctrl++", "é": "é", "日": "日",
		"space": "space", " ": "space", "f12": "f12", "Return": "enter", "alt+enter": "alt+enter", "shift+tab": "shift+tab", "→": "right",
		"": "", "f0": "", "f99": "", "ctrl+": "", "hyperdrive": "", "\x1b": "", "\u202e": "", "shift+1": "", "a\x00": "",
	} {
		got, ok := keyCalled(text)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
}

// Each key of the tables can be set, but for those that always work.
func TestEveryActionHasAName(t *testing.T) {
	m := newModel(t.Context(), Options{})
	names := map[string]bool{"up one level": true, "suspend": true, "close": true}
	seen := map[string]bool{}
	for _, n := range m.rebindable() {
		if seen[n.name] {
			t.Errorf("%s twice", n.name)
		}
		seen[n.name] = true
		for _, k := range n.keys {
			names[k.Help().Desc] = true
		}
	}
	for _, place := range m.untyped() {
		for _, k := range place.keys {
			if !names[k.Help().Desc] {
				t.Errorf("%s: %s, %s, has no name", place.name, k.Help().Key, k.Help().Desc)
			}
		}
	}
	if a, b, both, where := m.clash(); both != "" {
		t.Error(a, b, both, where)
	}
}

func TestColumnsOfTheShelf(t *testing.T) {
	files := map[string]string{"a.md": "---\ntitle: Alpha\ndate: 2020-01-02\ntags: [red]\n---\nx\n"}
	with := func(columns ...string) *driver {
		return drive(t, notes(files), func(o *Options) { o.Columns = columns }).resize(90, 20)
	}
	with("date", "title", "tags").sees("2020-01-02  Alpha", "red")
	with("title").seesNot("2020", "red").sees("▌ Alpha", "newest first")
	with("tags").seesNot("2020").sees("red")
	with("modified").seesNot("2020", "red").sees("Alpha")
}
