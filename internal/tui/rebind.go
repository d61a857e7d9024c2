package tui

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"

	"quire/internal/config"
)

// rebindableAction is an action whose keys the user can set under [keys], by its name there. It has a binding
// in each context where it works.
type rebindableAction struct {
	name     string
	bindings []*key.Binding
}

// rebindableActions lists the actions whose keys the user can set, with the bindings of k itself. Not among
// them are esc, ctrl+c and ctrl+z, which always work, and the keys of text input and filter lists.
func (k *keyMap) rebindableActions() []rebindableAction {
	s, r, t, a, x, w := &k.list, &k.page, &k.text, &k.linkMap, &k.tasks, &k.table
	of := func(name string, keys ...*key.Binding) rebindableAction { return rebindableAction{name, keys} }
	return []rebindableAction{
		of("open", &k.Open, &k.Follow, &k.OpenPeeked, &k.OpenTask),
		of("open-around", &k.OpenInMap),
		of("open-cell", &k.OpenCell),
		of("first-column", &w.FirstColumn),
		of("last-column", &w.LastColumn),
		of("copy-table", &k.CopyTable),
		of("search", &k.Query, &k.Find, &k.Narrow),
		of("tags", &k.Tags, &k.NoteTags),
		of("sort", &k.Sort, &w.Sort),
		of("unread", &k.ToggleRead),
		of("continue", &k.Resume),
		of("go-to", &k.GoTo),
		of("back", &k.Back, &k.BackFromShelf),
		of("forward", &k.Forward, &k.ForwardFromShelf),
		of("next-note", &k.NextNote),
		of("previous-note", &k.PrevNote),
		of("next-link", &r.NextLink, &w.NextLink),
		of("previous-link", &r.PrevLink, &w.PrevLink),
		of("hints", &k.Hints),
		of("peek", &k.Peek),
		of("browser", &k.OpenOutside),
		of("outline", &k.Outline),
		of("backlinks", &k.Backlinks),
		of("related", &k.Related),
		of("info", &k.Details, &k.ShowRow),
		of("around", &k.LinkMap, &k.CentreSelected),
		of("around-back", &k.CentrePrevious),
		of("fold", &k.Fold),
		of("table", &k.Table),
		of("bookmark", &k.Bookmark),
		of("bookmarks", &k.Bookmarks),
		of("tasks", &k.Tasks),
		of("next-match", &r.NextMatch, &w.NextMatch),
		of("previous-match", &r.PrevMatch, &w.PrevMatch),
		of("copy", &k.Copy),
		of("edit", &k.Edit),
		of("reload", &k.Reload),
		of("help", &k.Help),
		of("quit", &k.Quit, &k.Shelf, &k.CloseTable),
		of("down", &s.Down, &r.Down, &t.Down, &a.Down, &x.Down, &w.Down),
		of("up", &s.Up, &r.Up, &t.Up, &a.Up, &x.Up, &w.Up),
		of("page-down", &s.PageDown, &r.PageDown, &t.PageDown, &a.PageDown, &x.PageDown, &w.PageDown),
		of("page-up", &s.PageUp, &r.PageUp, &t.PageUp, &a.PageUp, &x.PageUp, &w.PageUp),
		of("half-down", &s.HalfDown, &r.HalfDown, &w.HalfDown),
		of("half-up", &s.HalfUp, &r.HalfUp, &w.HalfUp),
		of("top", &s.First, &r.Top, &t.Top, &a.First, &x.First, &w.First),
		of("bottom", &s.Last, &r.Bottom, &t.Bottom, &a.Last, &x.Last, &w.Last),
		of("right", &r.ShiftRight, &a.Right, &w.Right),
		of("left", &r.ShiftLeft, &a.Left, &w.Left),
	}
}

// KeyProblem reports an invalid setting under [keys]: the action that it names, and what is wrong.
type KeyProblem struct{ Action, Message string }

// Action describes an action whose keys can be set.
type Action struct {
	Name        string   // its name in the settings
	Description string   // a short description
	Keys        []string // names of keys, as in the settings
}

// Actions lists the actions whose keys can be set, with the keys in force under the settings in set. Invalid
// settings have no effect and are reported as problems.
func Actions(set map[string][]string) ([]Action, []KeyProblem) {
	k, problems := defaultKeyMap().applySettings(set)
	var actions []Action
	for _, a := range k.rebindableActions() {
		actions = append(actions, Action{a.name, a.bindings[0].Help().Desc, append([]string{}, a.bindings[0].Keys()...)})
	}
	return actions, problems
}

// applySettings returns the keys with those of set. Invalid settings are left out and reported as problems.
func (k keyMap) applySettings(set map[string][]string) (keyMap, []KeyProblem) {
	if len(set) == 0 {
		return k, nil
	}
	valid, problems := k.checkSettings(set)
	for {
		next := k.bindKeys(valid)
		a, b, key, where := next.findClash()
		if key == "" {
			return next, problems
		}
		// When both actions are set, both settings are dropped: nothing says which of them the user prefers.
		for _, pair := range [2][2]string{{a, b}, {b, a}} {
			if _, ok := valid[pair[0]]; ok {
				problems = append(problems, KeyProblem{pair[0], fmt.Sprintf("%s is bound to both %s and %s %s; the default keys are kept", key, pair[0], pair[1], where)})
			}
		}
		before := len(valid)
		delete(valid, a)
		delete(valid, b)
		if len(valid) == before { // ends the loop; the default keys do not clash
			return k, problems
		}
	}
}

// checkSettings returns the settings whose action and keys exist, with the keys in Bubble Tea's names, and
// reports the others.
func (k *keyMap) checkSettings(set map[string][]string) (map[string][]string, []KeyProblem) {
	var names []string
	for _, n := range k.rebindableActions() {
		names = append(names, n.name)
	}
	valid := map[string][]string{}
	var problems []KeyProblem
	for _, action := range slices.Sorted(maps.Keys(set)) {
		if !slices.Contains(names, action) {
			message := "no such action"
			if near := config.NearestMatch(action, names); near != "" {
				message += fmt.Sprintf(" (did you mean %q?)", near)
			} else {
				message += "; run `quire config keys` to list them"
			}
			problems = append(problems, KeyProblem{action, message})
			continue
		}
		var keys []string
		unknown := ""
		for _, written := range set[action] {
			name, ok := parseKeyName(written)
			if !ok {
				unknown = written
				break
			}
			if !slices.Contains(keys, name) {
				keys = append(keys, name)
			}
		}
		if unknown != "" {
			problems = append(problems, KeyProblem{action, fmt.Sprintf("no such key: %q; keys are written x, X, ctrl+x, alt+x, enter, space, f1", unknown)})
			continue
		}
		valid[action] = keys
	}
	return valid, problems
}

// bindKeys replaces the keys of the actions in set, and the keys that help shows for them. The copies of these
// keys in Close follow.
func (k keyMap) bindKeys(set map[string][]string) keyMap {
	for _, n := range k.rebindableActions() {
		keys, ok := set[n.name]
		if !ok {
			continue
		}
		var shown []string
		for _, name := range keys {
			shown = append(shown, keyLabel(name))
		}
		for _, b := range n.bindings {
			b.SetKeys(keys...)
			b.SetHelp(strings.Join(shown, " "), b.Help().Desc)
			b.SetEnabled(len(keys) > 0)
		}
	}
	closes := slices.Concat(k.Quit.Keys(), k.Help.Keys())
	k.Close.SetKeys(closes...)
	k.Close.SetHelp(firstKey(k.Quit.Help().Key+" "+k.Help.Help().Key), k.Close.Help().Desc)
	return k
}

// findClash finds the first key that is bound to two actions in the same context. It returns both actions,
// the key, and the context's name; the key is empty when there is no clash.
func (k *keyMap) findClash() (a, b, clashing, where string) {
	names := map[string]string{}
	for _, n := range k.rebindableActions() {
		for _, b := range n.bindings {
			names[b.Help().Desc] = n.name
		}
	}
	actionName := func(b key.Binding) string {
		if name, ok := names[b.Help().Desc]; ok {
			return name
		}
		return b.Help().Desc
	}
	for _, context := range k.contexts() {
		if context.where == "" {
			continue
		}
		seen := map[string]key.Binding{}
		for _, binding := range slices.Concat(context.keys, context.also, actionBindings(k.globalActions())) {
			for _, name := range binding.Keys() {
				if other, ok := seen[name]; ok && other.Help().Desc != binding.Help().Desc {
					return actionName(other), actionName(binding), name, context.where
				}
				seen[name] = binding
			}
		}
	}
	return "", "", "", ""
}

// keyModifiers lists the modifiers in the order in which Bubble Tea writes them.
var keyModifiers = []string{"ctrl", "alt", "shift", "meta", "hyper", "super"}

// keyAliases maps other names of keys to Bubble Tea's.
var keyAliases = map[string]string{
	"return": "enter", "escape": "esc", "del": "delete", "bs": "backspace", "pgdn": "pgdown", "pagedown": "pgdown", "pageup": "pgup", "ins": "insert",
	"→": "right", "←": "left", "↑": "up", "↓": "down", "⌫": "backspace", " ": "space", "plus": "+", "comma": ",",
}

var keyNames = []string{"enter", "tab", "backspace", "esc", "space", "up", "down", "left", "right", "home", "end", "pgup", "pgdown", "delete", "insert"}

// parseKeyName translates a key's name as a user writes it, in any case and with modifiers in any order, into
// Bubble Tea's name. The result is false when there is no such key.
func parseKeyName(text string) (string, bool) {
	var mods []string
	base := text
	for {
		mod, rest, ok := strings.Cut(base, "+")
		if !ok || rest == "" || !slices.Contains(keyModifiers, strings.ToLower(mod)) {
			break
		}
		mods, base = append(mods, strings.ToLower(mod)), rest
	}
	if utf8.RuneCountInString(base) > 1 {
		base = strings.ToLower(base)
	}
	if other, ok := keyAliases[base]; ok {
		base = other
	}
	r, size := utf8.DecodeRuneInString(base)
	switch {
	case size == len(base) && unicode.IsGraphic(r) && r != utf8.RuneError && !unicode.IsSpace(r):
		if slices.Equal(mods, []string{"shift"}) {
			return strings.ToUpper(base), unicode.IsLetter(r) // terminals report the letter, but no other key, with shift applied
		}
		if len(mods) > 0 {
			base = strings.ToLower(base)
		}
	case !slices.Contains(keyNames, base) && !isFunctionKey(base):
		return "", false
	}
	var b strings.Builder
	for _, mod := range keyModifiers {
		if slices.Contains(mods, mod) {
			b.WriteString(mod + "+")
		}
	}
	return b.String() + base, true
}

func isFunctionKey(name string) bool {
	var n int
	_, err := fmt.Sscanf(name, "f%d", &n)
	return err == nil && n >= 1 && n <= 24 && name == fmt.Sprintf("f%d", n)
}

// keyLabel returns the short form or sign of a key that help shows.
func keyLabel(name string) string {
	if sign, ok := map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→", "backspace": "⌫", "pgdown": "pgdn"}[name]; ok {
		return sign
	}
	return name
}
