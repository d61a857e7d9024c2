package links

import (
	"strings"

	"quire/internal/note"
)

// wiki resolves what stands in [[ ]]. The rules are Obsidian's, see
// https://help.obsidian.md/links: case does not count, a name is enough, a path
// may be given from its end.
func (a ask) wiki(dest string) Target {
	if dest[0] == '#' {
		return a.anchor(dest[1:])
	}
	// A name may hold a # itself: [[C#]], [[C##history]].
	f := a.wikiName(dest)
	name, frag := dest, ""
	for i, tries := 0, 0; !f.ok() && tries < 8; tries++ {
		next := strings.IndexByte(dest[i:], '#')
		if next < 0 {
			break
		}
		i += next + 1
		f = a.wikiName(strings.TrimSpace(dest[:i-1]))
		if frag = dest[i:]; tries == 0 || f.ok() {
			name = strings.TrimSpace(dest[:i-1])
		}
	}
	if f.ok() {
		return a.target(f, frag)
	}
	if scheme, rest, ok := splitScheme(dest); ok && (strings.HasPrefix(rest, "//") || scheme == "mailto") {
		return a.scheme(dest, scheme, rest)
	}
	if strings.HasPrefix(name, "../") {
		if _, ok := join(a.folder(), name); !ok {
			return Target{Status: Refused, Via: viaWiki, Why: whyOutside}
		}
	}
	t := Target{Via: viaWiki, Why: "no note named " + name}
	a.suggest(&t, name)
	return t
}

func (a ask) wikiName(name string) found {
	if f := a.wikiAs(name); f.ok() {
		return f
	}
	if plain := decode(name); plain != name {
		return a.wikiAs(plain)
	}
	return found{}
}

// wikiAs tries one spelling of a name in the order of the rules.
func (a ask) wikiAs(name string) found {
	if strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") {
		full, ok := join(a.folder(), name)
		if !ok {
			return found{}
		}
		name = full
	}
	name = strings.Trim(name, "/")
	if name == "" {
		return found{}
	}
	rules := []func(string) found{a.wikiPath, a.wikiAsset, a.byTitle, a.byAlias, a.byAnySlug}
	if a.image && trimNoteExt(name) == name && strings.Contains(name, ".") {
		rules[0], rules[1] = rules[1], rules[0]
	}
	for _, rule := range rules {
		if f := rule(name); f.ok() {
			return f
		}
	}
	return found{}
}

// wikiPath finds notes whose path ends in name, with or without extension.
func (a ask) wikiPath(name string) found {
	for _, bare := range distinct(trimNoteExt(name), name) {
		if f := a.beside(bare); f.ok() {
			return f
		}
		key := note.Fold(bare)
		f := found{via: viaWiki}
		for i := range a.names.all(lastSegment(key)) {
			if !strings.Contains(key, "/") || endsWith(note.Fold(a.notes[i].ID), key) {
				f.notes = append(f.notes, i)
			}
		}
		if f.ok() {
			f.notes = a.best(f.notes, bare)
			return f
		}
	}
	return found{}
}

// beside finds the note that is called exactly so in the folder of the note that asks, or by its whole path. It
// is what nearest would keep, but also found among very many of that name.
func (a ask) beside(bare string) found {
	f := found{via: viaWiki}
	if !strings.Contains(bare, "/") {
		if a.from == nil {
			return f
		}
		bare = joined(a.folder(), bare)
	}
	for i := range a.ids.all(bare) {
		f.notes = append(f.notes, i)
	}
	return f
}

// wikiAsset finds files that are no notes by the end of their path.
func (a ask) wikiAsset(name string) found {
	key := note.Fold(name)
	f := found{via: viaWiki}
	for i := range a.files.all(lastSegment(key)) {
		if !strings.Contains(key, "/") || endsWith(note.Fold(a.assets[i]), key) {
			f.assets = append(f.assets, a.assets[i])
		}
	}
	f.assets = nearest(f.assets, func(p string) string { return p }, a.home(), name)
	return f
}

func (a ask) byTitle(name string) found {
	return a.named(viaTitle, &a.titles, name)
}

func (a ask) byAlias(name string) found {
	return a.named(viaAlias, &a.aliases, name)
}

func (a ask) byAnySlug(name string) found {
	if strings.Contains(name, "/") {
		return found{}
	}
	return a.named(viaSlug, &a.slugs, name)
}

func (a ask) named(via string, t *table, name string) found {
	f := found{via: via}
	for i := range t.all(note.Fold(name)) {
		f.notes = append(f.notes, i)
	}
	f.notes = a.best(f.notes, "")
	return f
}

// best keeps the notes that a name means most. spelled is "" for names that are no paths.
func (a ask) best(all []int32, spelled string) []int32 {
	return nearest(all, func(i int32) string { return a.notes[i].Path }, a.home(), spelled)
}

// home is the folder of the note that asks, or "?", which is none, when none does.
func (a ask) home() string {
	if a.from == nil {
		return "?"
	}
	return a.folder()
}

// nearest keeps those files that a name means most: those in the folder home; else, when the name is a path, those
// spelled exactly so, and of these those with the shortest path. Those that are equal in all this are all kept.
func nearest[T any](all []T, path func(T) string, home, spelled string) []T {
	if len(all) < 2 {
		return all
	}
	all = prefer(all, func(x T) bool { return dirOf(path(x)) == home })
	if spelled == "" {
		return all
	}
	all = prefer(all, func(x T) bool { return endsWith(path(x), spelled) || endsWith(trimNoteExt(path(x)), spelled) })
	least := depth(path(all[0]))
	for _, x := range all {
		least = min(least, depth(path(x)))
	}
	return prefer(all, func(x T) bool { return depth(path(x)) == least })
}

// prefer is those of all that keep accepts, or all when there are none.
func prefer[T any](all []T, keep func(T) bool) []T {
	var out []T
	for _, x := range all {
		if keep(x) {
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		return all
	}
	return out
}

func depth(p string) int { return strings.Count(p, "/") }
