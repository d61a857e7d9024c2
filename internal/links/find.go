package links

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/note"
)

// Find resolves what a person typed to name a note: a path, an id, a slug, a title, an alias or an address on
// the library's own site, with #heading behind it if one is meant. Case does not count. The
// answer is Note, Ambiguous with the candidates, or Broken with the nearest as suggestion.
func (r *Resolver) Find(name string) Target {
	if strings.TrimSpace(name) == "" {
		return Target{Why: "no name was given"}
	}
	if t, ok := r.Named(name); ok {
		return t
	}
	name = strings.TrimSpace(name)
	t := Target{Why: "no note named " + name}
	if near := r.Nearest(name, 1); len(near) > 0 {
		t.Suggestion = near[0].Path
	}
	return t
}

// Named is what Find finds when it is not Broken. It spares the search for a
// near name, which takes far longer: it is for names that are still being typed.
func (r *Resolver) Named(name string) (Target, bool) {
	if r.Note(name) != nil { // a file's name may begin or end with any space
		return Target{Status: Note, Path: name}, true
	}
	a := ask{Resolver: r, round: &round{guesses: 1}}
	name = strings.TrimSpace(name)
	for end := len(name); end > 0; end = strings.LastIndexByte(name[:end], '#') {
		f := a.find(strings.TrimSpace(name[:end]))
		if !f.ok() {
			continue
		}
		return a.target(f, strings.TrimPrefix(name[end:], "#")), true
	}
	return Target{}, false
}

// find tries what a name may be, the strictest first.
func (a ask) find(name string) found {
	if scheme, rest, ok := splitScheme(name); ok && strings.HasPrefix(rest, "//") {
		return a.findAddress(scheme, rest[2:])
	}
	clean, inside := join("", "./"+strings.Trim(name, "/"))
	if inside {
		if f := onlyNotes(a.file(clean)); f.ok() {
			return f
		}
	}
	if name[0] == '/' {
		f, _ := a.onSite(name, true)
		return onlyNotes(f)
	}
	rules := []func(string) found{a.bySlug, a.byTitle, a.byAlias, a.byAnySlug, a.wikiPath}
	for _, rule := range rules {
		if f := rule(name); f.ok() {
			return f
		}
	}
	if inside {
		f, _ := a.onSite(clean, false)
		return onlyNotes(f)
	}
	return found{}
}

// findAddress finds the note at an address, if its host is the library's own.
func (a ask) findAddress(scheme, rest string) found {
	if scheme != "http" && scheme != "https" || strings.Contains(rest, "#") { // Find parts the heading
		return found{}
	}
	authority, p := splitAuthority(rest)
	if _, own := a.hosts()[hostKey(scheme, authority)]; !own {
		return found{}
	}
	p, _ = splitAddress(p)
	f, _ := a.onSite(p, true)
	f.via = viaHost
	return onlyNotes(f)
}

func onlyNotes(f found) found {
	if len(f.notes) == 0 {
		return found{}
	}
	return f
}

// refined is how many candidates Nearest compares letter by letter.
const refined = 300

// Nearest are the n notes whose names are most like name, the most alike first;
// fewer only when the library has fewer.
func (r *Resolver) Nearest(name string, n int) []*note.Note { return r.nearest(name, n, 0) }

// Likely are those of Nearest that may well have been meant; often there is none.
func (r *Resolver) Likely(name string, n int) []*note.Note { return r.nearest(name, n, likely) }

// likely is the least score of a name that is a slip of the pen away from another, or a part of it.
const likely = 1.0

// nearest are at most n notes, of which each has a name that scores at least so much.
func (r *Resolver) nearest(name string, n int, least float64) []*note.Note {
	name, _, _ = strings.Cut(name, "#")
	key := note.Fold(trimNoteExt(lastSegment(strings.Trim(strings.TrimSpace(name), "/"))))
	type scored struct {
		name  nearName
		score float64
	}
	best := func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.name.item, b.name.item))
	}
	want := pairs(key)
	var all []scored
	for _, c := range r.nearNames().names {
		if c.item >= 0 {
			both := bits.OnesCount64(c.pairs) + bits.OnesCount64(want)
			all = append(all, scored{c, 2 * float64(bits.OnesCount64(c.pairs&want)) / float64(max(both, 1))})
		}
	}
	slices.SortFunc(all, best)
	// What shares the most pairs comes first, but a short name holds few by nature.
	top := all[:min(len(all), max(refined, 8*n))]
	for i := range top {
		top[i].score += likeness(key, top[i].name.name)
	}
	slices.SortFunc(top, best)
	var out []*note.Note
	for _, s := range top {
		if m := r.notes[s.name.item]; s.score >= least && len(out) < n && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// likeness is 1 for equal names and less the more they differ, with a reward
// where one holds the other.
func likeness(key, name string) float64 {
	longest := max(utf8.RuneCountInString(key), utf8.RuneCountInString(name), 1)
	if longest > 200 {
		return 0
	}
	score := 1 - float64(distance(key, name, longest))/float64(longest)
	if key != "" && strings.Contains(name, key) {
		score++
	}
	return score
}
