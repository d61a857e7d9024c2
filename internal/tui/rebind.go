package tui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"

	"quire/internal/config"
)

// nameable is an action that can be given other keys, by the name that the settings have for it. It may have a
// binding in each place.
type nameable struct {
	name string
	keys []*key.Binding
}

// rebindable are all actions whose keys are the user's to choose. What always works, esc, ctrl+c and ctrl+z, is not
// among them, nor is what is typed into a line or a list.
func (m *Model) rebindable() []nameable {
	k, s, r, t, a := &m.keys, &m.shelf.Keys, &m.reader.Keys, &m.sheet.Keys, &m.around.Keys
	of := func(name string, keys ...*key.Binding) nameable { return nameable{name, keys} }
	return []nameable{
		of("open", &k.Open, &k.Follow, &k.OpenPeeked),
		of("open-around", &k.OpenAround),
		of("search", &k.Query, &k.Find),
		of("tags", &k.Tags, &k.NoteTags),
		of("sort", &k.Sort),
		of("unread", &k.Unread),
		of("continue", &k.Continue),
		of("go-to", &k.GoTo),
		of("back", &k.Back),
		of("forward", &k.Forward, &k.Ahead),
		of("next-note", &k.NextNote),
		of("previous-note", &k.PrevNote),
		of("next-link", &r.NextLink),
		of("previous-link", &r.PrevLink),
		of("hints", &k.Hints),
		of("peek", &k.Peek),
		of("browser", &k.Browser),
		of("outline", &k.Outline),
		of("backlinks", &k.Backlinks),
		of("info", &k.Info),
		of("around", &k.Around, &k.Centre),
		of("around-back", &k.Uncentre),
		of("fold", &k.Fold),
		of("bookmark", &k.Bookmark),
		of("bookmarks", &k.Bookmarks),
		of("next-match", &r.NextMatch),
		of("previous-match", &r.PrevMatch),
		of("copy", &k.Copy),
		of("edit", &k.Edit),
		of("reload", &k.Reload),
		of("help", &k.Help),
		of("quit", &k.Quit, &k.Shelf),
		of("down", &s.Down, &r.Down, &t.Down, &a.Down),
		of("up", &s.Up, &r.Up, &t.Up, &a.Up),
		of("page-down", &s.PageDown, &r.PageDown, &t.PageDown, &a.PageDown),
		of("page-up", &s.PageUp, &r.PageUp, &t.PageUp, &a.PageUp),
		of("half-down", &s.HalfDown, &r.HalfDown),
		of("half-up", &s.HalfUp, &r.HalfUp),
		of("top", &s.First, &r.Top, &t.Top, &a.First),
		of("bottom", &s.Last, &r.Bottom, &t.Bottom, &a.Last),
		of("right", &r.ShiftRight, &a.Right),
		of("left", &r.ShiftLeft, &a.Left),
	}
}

// KeyProblem is a setting of keys that cannot be.
type KeyProblem struct{ Action, Message string }

// Action is something that keys do.
type Action struct {
	Name string   // as the settings call it
	Does string   // in a few words
	Keys []string // as the settings call them
}

// Actions are the actions whose keys can be set, with the keys that are in force when some are set, and what of
// these settings cannot be: it has no effect.
func Actions(set map[string][]string) ([]Action, []KeyProblem) {
	m, problems := newModel(context.Background(), Options{}).rebound(set)
	var all []Action
	for _, n := range m.rebindable() {
		all = append(all, Action{n.name, n.keys[0].Help().Desc, append([]string{}, n.keys[0].Keys()...)})
	}
	return all, problems
}

// rebound is the program with keys as they are set. A setting that cannot be is told and left out.
func (m Model) rebound(set map[string][]string) (Model, []KeyProblem) {
	if len(set) == 0 {
		return m, nil
	}
	good, problems := m.understood(set)
	for {
		next := m.withKeys(good)
		a, b, both, where := next.clash()
		if both == "" {
			return next, problems
		}
		// Both of two that are set are left out: which of them is meant cannot be known.
		for _, one := range [2][2]string{{a, b}, {b, a}} {
			if _, ok := good[one[0]]; ok {
				problems = append(problems, KeyProblem{one[0], fmt.Sprintf("%s is %s as well as %s %s; its usual keys stay", both, one[0], one[1], where)})
			}
		}
		before := len(good)
		delete(good, a)
		delete(good, b)
		if len(good) == before { // the keys that come with the program do not clash
			return m, problems
		}
	}
}

// understood are those settings whose action and keys there are.
func (m *Model) understood(set map[string][]string) (map[string][]string, []KeyProblem) {
	var names []string
	for _, n := range m.rebindable() {
		names = append(names, n.name)
	}
	good := map[string][]string{}
	var problems []KeyProblem
	for _, action := range slices.Sorted(maps.Keys(set)) {
		if !slices.Contains(names, action) {
			message := "there is no such action"
			if near := config.Nearest(action, names); near != "" {
				message += fmt.Sprintf(" (did you mean %q?)", near)
			} else {
				message += "; quire config keys names them all"
			}
			problems = append(problems, KeyProblem{action, message})
			continue
		}
		var keys []string
		odd := ""
		for _, k := range set[action] {
			name, ok := keyCalled(k)
			if !ok {
				odd = k
				break
			}
			if !slices.Contains(keys, name) {
				keys = append(keys, name)
			}
		}
		if odd != "" {
			problems = append(problems, KeyProblem{action, fmt.Sprintf("no key is called %q: x, X, ctrl+x, alt+x, enter, space, f1 are some", odd)})
			continue
		}
		good[action] = keys
	}
	return good, problems
}

// withKeys gives actions their keys.
func (m Model) withKeys(set map[string][]string) Model {
	for _, n := range m.rebindable() {
		keys, ok := set[n.name]
		if !ok {
			continue
		}
		var shown []string
		for _, k := range keys {
			shown = append(shown, shownKey(k))
		}
		for _, b := range n.keys {
			b.SetKeys(keys...)
			b.SetHelp(strings.Join(shown, " "), b.Help().Desc)
			b.SetEnabled(len(keys) > 0)
		}
	}
	k := &m.keys
	closes := slices.Concat(k.Quit.Keys(), k.Help.Keys())
	k.Close.SetKeys(closes...)
	k.Close.SetHelp(firstKey(k.Quit.Help().Key+" "+k.Help.Help().Key), k.Close.Help().Desc)
	m.preview.Keys, m.peek.Keys = m.reader.Keys, m.reader.Keys
	return m
}

// clash is the first key that does two things in one place: what they are, and where that is.
func (m *Model) clash() (a, b, both, where string) {
	names := map[string]string{}
	for _, n := range m.rebindable() {
		for _, k := range n.keys {
			names[k.Help().Desc] = n.name
		}
	}
	called := func(b key.Binding) string {
		if name, ok := names[b.Help().Desc]; ok {
			return name
		}
		return b.Help().Desc
	}
	for _, place := range m.untyped() {
		seen := map[string]key.Binding{}
		for _, one := range place.keys {
			for _, k := range one.Keys() {
				if other, ok := seen[k]; ok && other.Help().Desc != one.Help().Desc {
					return called(other), called(one), k, place.name
				}
				seen[k] = one
			}
		}
	}
	return "", "", "", ""
}

// untyped are the places where letters are keys, with all that are live there.
func (m *Model) untyped() []section {
	k := m.keys
	all := []section{
		{"on the shelf", slices.Concat(bindings(k.onShelf()), m.shelf.Keys.Bindings())},
		{"on the page", slices.Concat(bindings(k.onPage()), m.reader.Keys.Bindings())},
		{"in text that floats", slices.Concat(bindings(k.inSheet()), m.sheet.Keys.Bindings())},
		{"among the notes around one", slices.Concat(bindings(k.inAround()), m.around.Keys.Bindings())},
		{"while peeking", slices.Concat(bindings(k.inPeek()), m.peek.Keys.Bindings())},
	}
	for i := range all {
		all[i].keys = append(all[i].keys, bindings(k.always())...)
	}
	return all
}

// modifiers, in the order in which Bubble Tea names them.
var modifiers = []string{"ctrl", "alt", "shift", "meta", "hyper", "super"}

// aliases are other names of keys.
var aliases = map[string]string{
	"return": "enter", "escape": "esc", "del": "delete", "bs": "backspace", "pgdn": "pgdown", "pagedown": "pgdown", "pageup": "pgup", "ins": "insert",
	"→": "right", "←": "left", "↑": "up", "↓": "down", "⌫": "backspace", " ": "space", "plus": "+", "comma": ",",
}

var keyNames = []string{"enter", "tab", "backspace", "esc", "space", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "delete", "insert"}

// keyCalled is the key that a user calls so, as Bubble Tea calls it.
func keyCalled(text string) (string, bool) {
	var mods []string
	base := text
	for {
		mod, rest, ok := strings.Cut(base, "+")
		if !ok || rest == "" || !slices.Contains(modifiers, strings.ToLower(mod)) {
			break
		}
		mods, base = append(mods, strings.ToLower(mod)), rest
	}
	if utf8.RuneCountInString(base) > 1 {
		base = strings.ToLower(base)
	}
	if other, ok := aliases[base]; ok {
		base = other
	}
	r, size := utf8.DecodeRuneInString(base)
	switch {
	case size == len(base) && unicode.IsGraphic(r) && r != utf8.RuneError && !unicode.IsSpace(r):
		if slices.Equal(mods, []string{"shift"}) {
			return strings.ToUpper(base), unicode.IsLetter(r) // terminals tell the letter
		}
		if len(mods) > 0 {
			base = strings.ToLower(base)
		}
	case !slices.Contains(keyNames, base) && !functionKey(base):
		return "", false
	}
	var b strings.Builder
	for _, mod := range modifiers {
		if slices.Contains(mods, mod) {
			b.WriteString(mod + "+")
		}
	}
	return b.String() + base, true
}

func functionKey(name string) bool {
	var n int
	_, err := fmt.Sscanf(name, "f%d", &n)
	return err == nil && n >= 1 && n <= 24 && name == fmt.Sprintf("f%d", n)
}

// shownKey is a key as help shows it.
func shownKey(name string) string {
	if sign, ok := map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→", "backspace": "⌫", "pgdown": "pgdn"}[name]; ok {
		return sign
	}
	return name
}
