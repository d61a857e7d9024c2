package links

import (
	"slices"
	"strings"

	"quire/internal/address"
	"quire/internal/note"
)

// findings holds the files that a rule found: notes, or if there are no such notes, assets. Both are empty if the rule
// found nothing. Several files make the link ambiguous.
type findings struct {
	rule   string
	notes  []int32
	assets []string
}

// exists reports whether the rule found a file.
func (f findings) exists() bool { return len(f.notes) > 0 || len(f.assets) > 0 }

// singleNote returns findings of the note with index i.
func singleNote(rule string, i int32) findings { return findings{rule: rule, notes: []int32{i}} }

// makeTarget converts findings, which must not be empty, to a Target, and resolves the fragment in a single note.
func (lk lookup) makeTarget(f findings, frag string) Target {
	switch {
	case len(f.notes) == 1:
		lk.targetNote = f.notes[0]
		return lk.noteTarget(lk.notes[lk.targetNote], f.rule, frag)
	case len(f.notes) == 0 && len(f.assets) == 1:
		return Target{Status: Asset, Path: f.assets[0], Rule: f.rule}
	case len(f.notes) == 0:
		return Target{Status: Ambiguous, Rule: f.rule, Reason: "several files have this name",
			Candidates: slices.Clone(f.assets[:min(len(f.assets), maxCandidates)])}
	}
	t := Target{Status: Ambiguous, Rule: f.rule, Reason: "several notes have this name"}
	for _, i := range f.notes[:min(len(f.notes), maxCandidates)] {
		t.Candidates = append(t.Candidates, lk.notes[i].Path)
	}
	return t
}

// maxCandidates is the maximum number of candidates that are listed for an ambiguous link.
const maxCandidates = 20

// noteTarget returns the target for the note n and a fragment in it.
func (lk lookup) noteTarget(n *note.Note, rule, frag string) Target {
	t := Target{Status: Note, Path: n.Path, Rule: rule}
	if lk.source != nil && lk.source.Path == n.Path {
		n = lk.source // the current version, which may be newer than the library's
		t.Status = Self
	}
	lk.setHeading(&t, n, frag)
	return t
}

// resolveOwnAnchor resolves #frag in the note that contains the link.
func (lk lookup) resolveOwnAnchor(frag string) Target {
	if lk.source == nil {
		return Target{Rule: ruleAnchor, Reason: "no current note to look for this heading in"}
	}
	t := Target{Status: Self, Path: lk.source.Path, Rule: ruleAnchor}
	lk.setHeading(&t, lk.source, frag)
	return t
}

// setHeading resolves a fragment in n and stores the heading, or that it is missing, in t.
func (lk lookup) setHeading(t *Target, n *note.Note, frag string) {
	if frag == "" || lk.skipHeadings {
		return
	}
	heading, ok := lk.resolveFragment(n, frag)
	if ok {
		t.Heading = heading
		return
	}
	if heading, ok := lk.findTransliterated(n, address.PercentDecode(frag)); ok {
		t.Heading = heading
		return
	}
	if _, isMade := lk.loadOutline(n).blocks()[note.UnknownAnchors]; isMade {
		t.Reason = "a part of the page is made when the site is built; it may have this heading"
		return
	}
	t.MissingHeading = address.PercentDecode(frag)
	t.Reason = "no heading " + t.MissingHeading + " in this note"
	if !lk.takeSuggestion() {
		return
	}
	if near := lk.nearestHeading(n, t.MissingHeading); near != "" {
		t.Suggestion = n.Path + "#" + near
	}
}

// The names of the rules that resolve links.
const (
	ruleAnchor    = "anchor"
	ruleHost      = "host"
	ruleScheme    = "scheme"
	ruleRoute     = "route"
	rulePermalink = "permalink"
	rulePath      = "path"
	ruleSlug      = "slug"
	ruleRelative  = "relative"
	ruleWiki      = "wiki"
	ruleTitle     = "title"
	ruleAlias     = "alias"
	ruleID        = "id"
	ruleTemplate  = "template"
)

// findFile finds the note or asset at a path relative to the root: with or without
// extension, with .html, or a folder with an index note.
func (r *Resolver) findFile(p string) findings {
	if f := r.findExactPath(p); f.exists() {
		return f
	}
	if f := r.findIndexNote(p); f.exists() {
		return f
	}
	page := trimPageSuffix(p)
	if page == p {
		return findings{}
	}
	if f := r.findExactPath(page); f.exists() {
		return f
	}
	return r.findIndexNote(page)
}

// findIndexNote finds the note that represents the folder p.
func (r *Resolver) findIndexNote(p string) findings {
	if p != "" && !r.hasNoteFolder(p) {
		return findings{}
	}
	for _, name := range r.indexNamesOf(p) {
		for i := range r.ids.items(joinPath(p, name)) {
			return singleNote(rulePath, i)
		}
	}
	if p == "" { // Obsidian's vaults start at a note called Home
		for i := range r.ids.items("Home") {
			return singleNote(rulePath, i)
		}
	}
	return findings{}
}

// indexNamesOf returns the names of notes that represent their folder in the site of a file or folder.
func (r *Resolver) indexNamesOf(path string) []string {
	if names := r.sites.Of(path).IndexNames; names != nil {
		return names
	}
	return indexNames
}

// findExactPath finds the note or asset with exactly this path, or the notes that have it as their ID.
func (r *Resolver) findExactPath(p string) findings {
	if bare := trimNoteExt(p); bare != p {
		if i, ok := r.findNoteFile(p); ok {
			return singleNote(rulePath, i)
		}
	}
	f := findings{rule: rulePath}
	if f.assets = r.assetsAt(p); len(f.assets) > 0 {
		return f
	}
	for i := range r.ids.items(p) {
		f.notes = append(f.notes, i)
	}
	return f
}

// hasFolder reports whether the library has files below the folder p.
func (r *Resolver) hasFolder(p string) bool {
	if r.hasNoteFolder(p) {
		return true
	}
	i, _ := slices.BinarySearch(r.assets, p+"/")
	return i < len(r.assets) && strings.HasPrefix(r.assets[i], p+"/")
}

func joinPath(dir, name string) string {
	if dir == "" {
		return name
	}
	return dir + "/" + name
}

// preferPublished returns the notes that are not drafts, or all if all are drafts: a site does not publish drafts.
func (r *Resolver) preferPublished(notes []int32) []int32 {
	if len(notes) < 2 {
		return notes
	}
	out := slices.DeleteFunc(slices.Clone(notes), func(i int32) bool { return r.notes[i].Draft })
	if len(out) == 0 {
		return notes
	}
	return out
}
