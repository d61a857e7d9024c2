package links

import (
	"slices"
	"strings"

	"quire/internal/note"
)

// found is what one rule found: notes, or else other files, or nothing. Several
// are several meanings.
type found struct {
	via    string
	notes  []int32
	assets []string
}

func (f found) ok() bool { return len(f.notes) > 0 || len(f.assets) > 0 }

// one is a found of a single note.
func one(via string, i int32) found { return found{via: via, notes: []int32{i}} }

// target makes the answer of what was found, and looks for the heading in it.
func (a ask) target(f found, frag string) Target {
	switch {
	case len(f.notes) == 1:
		a.to = f.notes[0]
		return a.note(a.notes[a.to], f.via, frag)
	case len(f.notes) == 0 && len(f.assets) == 1:
		return Target{Status: Asset, Path: f.assets[0], Via: f.via}
	case len(f.notes) == 0:
		return Target{Status: Ambiguous, Via: f.via, Why: "several files have this name",
			Candidates: slices.Clone(f.assets[:min(len(f.assets), maxCandidates)])}
	}
	t := Target{Status: Ambiguous, Via: f.via, Why: "several notes answer to this name"}
	for _, i := range f.notes[:min(len(f.notes), maxCandidates)] {
		t.Candidates = append(t.Candidates, a.notes[i].Path)
	}
	return t
}

// maxCandidates bounds how many meanings of an ambiguous link are named.
const maxCandidates = 20

// note is the answer that n was meant.
func (a ask) note(n *note.Note, via, frag string) Target {
	t := Target{Status: Note, Path: n.Path, Via: via}
	if a.from != nil && a.from.Path == n.Path {
		n = a.from // as it is now, which need not be as the library last saw it
		t.Status = Self
	}
	a.setHeading(&t, n, frag)
	return t
}

// anchor resolves #frag in the note that asks.
func (a ask) anchor(frag string) Target {
	if a.from == nil {
		return Target{Via: viaAnchor, Why: "there is no note that this heading could be in"}
	}
	t := Target{Status: Self, Path: a.from.Path, Via: viaAnchor}
	a.setHeading(&t, a.from, frag)
	return t
}

func (a ask) setHeading(t *Target, n *note.Note, frag string) {
	if frag == "" || a.coarse {
		return
	}
	heading, ok := a.heading(n, frag)
	if ok {
		t.Heading = heading
		return
	}
	t.MissingHeading = decode(frag)
	t.Why = "no heading " + t.MissingHeading + " in this note"
	if !a.mayGuess() {
		return
	}
	if near := a.nearHeading(n, t.MissingHeading); near != "" {
		t.Suggestion = n.Path + "#" + near
	}
}

// The rules that decide; see Target.Via.
const (
	viaAnchor    = "anchor"
	viaHost      = "host"
	viaScheme    = "scheme"
	viaRoute     = "route"
	viaPermalink = "permalink"
	viaPath      = "path"
	viaSlug      = "slug"
	viaRelative  = "relative"
	viaWiki      = "wiki"
	viaTitle     = "title"
	viaAlias     = "alias"
	viaTemplate  = "template"
)

// file finds the note or asset at a path below the root: with or without
// extension, as .html, or as a folder with an index.
func (r *Resolver) file(p string) found {
	if f := r.exact(p); f.ok() {
		return f
	}
	if f := r.index(p); f.ok() {
		return f
	}
	page := trimPage(p)
	if page == p {
		return found{}
	}
	if f := r.exact(page); f.ok() {
		return f
	}
	return r.index(page)
}

// index finds the note that stands for a folder.
func (r *Resolver) index(p string) found {
	if _, ok := r.folders()[p]; !ok && p != "" {
		return found{}
	}
	for _, name := range indexNames {
		for i := range r.ids.all(joined(p, name)) {
			return one(viaPath, i)
		}
	}
	if p == "" { // where Obsidian's vaults begin
		for i := range r.ids.all("Home") {
			return one(viaPath, i)
		}
	}
	return found{}
}

// exact finds the note or asset with exactly this path, or the notes with this path as their ID.
func (r *Resolver) exact(p string) found {
	if bare := trimNoteExt(p); bare != p {
		if i, ok := r.at(p); ok {
			return one(viaPath, int32(i))
		}
	}
	f := found{via: viaPath}
	if _, ok := slices.BinarySearch(r.assets, p); ok && p != "" {
		f.assets = []string{p}
		return f
	}
	for i := range r.ids.all(p) {
		f.notes = append(f.notes, i)
	}
	return f
}

// hasFolder reports whether any file of the library lies below p.
func (r *Resolver) hasFolder(p string) bool {
	if _, ok := r.folders()[p]; ok {
		return true
	}
	i, _ := slices.BinarySearch(r.assets, p+"/")
	return i < len(r.assets) && strings.HasPrefix(r.assets[i], p+"/")
}

func joined(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}

// published drops the drafts when there is anything else: a site does not publish them.
func (r *Resolver) published(all []int32) []int32 {
	if len(all) < 2 {
		return all
	}
	out := slices.DeleteFunc(slices.Clone(all), func(i int32) bool { return r.notes[i].Draft })
	if len(out) == 0 {
		return all
	}
	return out
}
