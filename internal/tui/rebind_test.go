package tui

import (
	"slices"
	"strings"
	"testing"
)

func TestKeySettings_ReplaceDefaults(t *testing.T) {
	d := drive(t, notes(sampleLibrary()), func(o *Options) {
		o.Keys = map[string][]string{"down": {"n"}, "next-match": {"ctrl+n"}, "quit": {"Q"}, "help": {"F1", "H"}, "backlinks": {}, "search": {"Ctrl+F"}, "page-down": {"space"}}
	})
	first := d.m.shelf.list.Selected()
	d.keys("j").sees("j does nothing here; f1 shows all keys")
	if d.keys("n"); d.m.shelf.list.Selected() != first+1 {
		t.Error("n does not move")
	}
	d.keys("ctrl+f", `"hub"`, "enter").sees("hub", "ctrl+f search", "Q quit")
	d.keys("H").sees("ctrl+f", "f1 H").seesNot("backlinks").keys("Q").seesNot("all keys")
	d.keys("enter", "B").sees("B does nothing here").keys("Q")
	if d.keys("q"); d.quit {
		t.Error("q still quits")
	}
	if d.keys("Q"); !d.quit {
		t.Error("Q does not quit")
	}
}

func TestKeySettings_InvalidAreReported(t *testing.T) {
	for name, c := range map[string]struct {
		set  map[string][]string
		want []string // ACTION: message
	}{
		"fine":             {map[string][]string{"down": {"j", "ctrl+j"}, "top": {"<"}, "left": {"{"}}, nil},
		"swapped":          {map[string][]string{"down": {"k"}, "up": {"j"}}, nil},
		"no such action":   {map[string][]string{"dwon": {"j"}}, []string{`dwon: no such action (did you mean "down"?)`}},
		"nothing like it":  {map[string][]string{"xxxxxxxxx": {"j"}}, []string{`xxxxxxxxx: no such action; run ` + "`quire config keys`" + ` to list them`}},
		"no such key":      {map[string][]string{"down": {"j", "ctrl+"}}, []string{`down: no such key: "ctrl+"`}},
		"a word":           {map[string][]string{"down": {"jk"}}, []string{`down: no such key: "jk"`}},
		"against the rest": {map[string][]string{"backlinks": {"j"}}, []string{`backlinks: j is bound to both backlinks and down on the page`}},
		"against another": {
			map[string][]string{"backlinks": {"x"}, "info": {"x"}},
			[]string{"backlinks: x is bound to both backlinks and info on the page", "info: x is bound to both info and backlinks on the page"},
		},
		"what always works": {map[string][]string{"info": {"ctrl+c"}}, []string{"info: ctrl+c is bound to both info and quit on the page"}},
		"esc":               {map[string][]string{"info": {"Escape"}}, []string{"info: esc is bound to both info and up one level on the page"}},
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
			defaults, _ := Actions(nil)
			for i, w := range c.want {
				if !strings.HasPrefix(got[i], w) {
					t.Errorf("%q, want %q", got[i], w)
				}
			}
			for i, a := range actions {
				_, set := c.set[a.Name]
				if same := slices.Equal(a.Keys, defaults[i].Keys); same == (set && len(c.want) == 0) {
					t.Errorf("%s: %q, by default %q", a.Name, a.Keys, defaults[i].Keys)
				}
			}
		})
	}
}

func TestParseKeyName_CanonicalNames(t *testing.T) {
	for text, want := range map[string]string{
		"j": "j", "J": "J", "shift+j": "J", "ctrl+A": "ctrl+a", "shift+ctrl+left": "ctrl+shift+left", "PgDn": "pgdown", "+": "+", "ctrl++": "ctrl++", "é": "é", "日": "日",
		"space": "space", " ": "space", "f12": "f12", "Return": "enter", "alt+enter": "alt+enter", "shift+tab": "shift+tab", "→": "right",
		"": "", "f0": "", "f99": "", "ctrl+": "", "hyperdrive": "", "\x1b": "", "\u202e": "", "shift+1": "", "a\x00": "",
	} {
		got, ok := parseKeyName(text)
		if ok != (want != "") || ok && got != want {
			t.Errorf("%q: %q, %v", text, got, ok)
		}
	}
}

// TestKeySettings_EveryBindingIsNamed holds that every key of the tables can be set, except those that always
// work.
func TestKeySettings_EveryBindingIsNamed(t *testing.T) {
	k := defaultKeyMap()
	names := map[string]bool{"up one level": true, "suspend": true, "close": true}
	seen := map[string]bool{}
	for _, n := range k.rebindableActions() {
		if seen[n.name] {
			t.Errorf("%s twice", n.name)
		}
		seen[n.name] = true
		for _, b := range n.bindings {
			names[b.Help().Desc] = true
		}
	}
	for _, context := range k.contexts() {
		if context.where == "" { // letters are text
			continue
		}
		for _, b := range context.keys {
			if !names[b.Help().Desc] {
				t.Errorf("%s: %s, %s, has no name", context.title, b.Help().Key, b.Help().Desc)
			}
		}
	}
	if a, b, clashing, where := k.findClash(); clashing != "" {
		t.Error(a, b, clashing, where)
	}
}

func TestShelfColumns_FollowSetting(t *testing.T) {
	files := map[string]string{"a.md": "---\ntitle: Alpha\ndate: 2020-01-02\ntags: [red]\n---\nx\n"}
	with := func(columns ...string) *driver {
		return drive(t, notes(files), func(o *Options) { o.Columns = columns }).resize(90, 20)
	}
	with("date", "title", "tags").sees("2020-01-02  Alpha", "red")
	with("title").seesNot("2020", "red").sees("▌ Alpha", "newest first")
	with("tags").seesNot("2020").sees("red")
	with("modified").seesNot("2020", "red").sees("Alpha")
}

func TestShelfColumns_ShowAnyKey(t *testing.T) {
	files := map[string]string{
		"a.md": "---\ntitle: Alpha\nStatus: draft\nowners: [Ann, Bo]\nnote: a value that is far too long for a column\n---\nx\n",
		"b.md": "---\ntitle: Beta\nstatus: in\n  review\nms: {topic: x}\n---\nx\n",
	}
	d := drive(t, notes(files), func(o *Options) {
		o.Columns = []string{"title", "status", "none", "owners", "extra.note", "ms.topic"}
	}).resize(99, 20)
	d.sees("▌ draft      Ann, Bo  a value that is…     Alpha", "  in review  ", "x  Beta")
	d.resize(64, 20).sees("▌ draft      Ann, Bo     Alpha").resize(50, 20).sees("▌ Alpha")
	d.keys("/", `"draft"`).sees("draft")
}
