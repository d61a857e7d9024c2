package links

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/note"
	"quire/internal/text"
)

// ResolveName resolves a name that the user typed for a note: a path, ID, slug, title, alias or an address on the
// library's own site, optionally followed by #heading. Case is ignored, except in addresses. The
// status of the result is Note, Ambiguous with the candidates, or Broken with the most similar note as
// suggestion.
func (r *Resolver) ResolveName(name string) Target {
	if strings.TrimSpace(name) == "" {
		return Target{Reason: "no name given"}
	}
	if t, ok := r.LookUpName(name); ok {
		return t
	}
	name = strings.TrimSpace(name)
	t := Target{Reason: "no note named " + name}
	if near := r.NearestNotes(name, 1); len(near) > 0 {
		t.Suggestion = near[0].Path
	}
	return t
}

// LookUpName resolves a name like ResolveName, but returns false for an unknown name instead of searching for
// a similar name, which takes far longer. Use it for names that are still being typed.
func (r *Resolver) LookUpName(name string) (Target, bool) {
	if i, ok := r.findNoteFile(name); ok { // before trimming: a file's name may begin or end with spaces
		return Target{Status: Note, Path: r.notes[i].Path, Rule: rulePath}, true
	}
	lk := lookup{Resolver: r, batch: &batch{suggestionsLeft: 1}}
	name = strings.TrimSpace(name)
	for end := len(name); end > 0; end = strings.LastIndexByte(name[:end], '#') {
		f := lk.findByName(strings.TrimSpace(name[:end]))
		if !f.exists() {
			continue
		}
		return lk.makeTarget(f, strings.TrimPrefix(name[end:], "#")), true
	}
	return Target{}, false
}

// findByName finds the notes that a name typed by the user may mean. It tries the rules from the strictest to the
// loosest.
func (lk lookup) findByName(name string) findings {
	if scheme, rest, ok := splitScheme(name); ok && strings.HasPrefix(rest, "//") {
		return lk.findByAddress(scheme, rest[2:])
	}
	clean, inside := joinInRoot("", "./"+strings.Trim(name, "/"))
	if inside {
		if f := requireNotes(lk.findFile(clean)); f.exists() {
			return f
		}
	}
	if name[0] == '/' {
		f, _ := lk.findOnSite(0, name)
		return requireNotes(f)
	}
	rules := []func(string) findings{
		lk.findBySlug, lk.findByTitle, lk.findByAlias, lk.findByFoldedSlug, lk.findWikiNote, lk.findByPageName, lk.findByNoteID,
	}
	for _, rule := range rules {
		if f := rule(name); f.exists() {
			return f
		}
	}
	if inside {
		f, _ := lk.findOnSite(0, clean)
		return requireNotes(f)
	}
	return findings{}
}

// findByAddress finds the note at an http or https address, if its host belongs to the library. rest is the address
// after the slashes.
func (lk lookup) findByAddress(scheme, rest string) findings {
	if scheme != "http" && scheme != "https" || strings.Contains(rest, "#") { // LookUpName has already split off the heading
		return findings{}
	}
	authority, p := splitAuthority(rest)
	own, ok := lk.hosts()[hostKey(scheme, authority)]
	if !ok {
		return findings{}
	}
	p, _ = splitAddress(p)
	f, _ := lk.findOnSite(own.site, p)
	f.rule = ruleHost
	return requireNotes(f)
}

// requireNotes returns f if it contains notes, else empty findings.
func requireNotes(f findings) findings {
	if len(f.notes) == 0 {
		return findings{}
	}
	return f
}

// maxCompared is the number of candidates for which rankBySimilarity computes an edit distance.
const maxCompared = 300

// NearestNotes returns the n notes whose names are most similar to name, the most similar first.
// It returns fewer notes only if the library has fewer.
func (r *Resolver) NearestNotes(name string, n int) []*note.Note {
	return r.rankBySimilarity(name, n, 0)
}

// LikelyNotes returns those notes of NearestNotes that the user probably meant; often there are no such notes.
func (r *Resolver) LikelyNotes(name string, n int) []*note.Note {
	return r.rankBySimilarity(name, n, minLikelyScore)
}

// minLikelyScore is the lowest score, in terms of rankBySimilarity, of a misspelled name or a part of a name.
const minLikelyScore = 1.0

// rankBySimilarity returns at most n notes with a score of at least minScore, the best first. The score of a name is the
// Dice coefficient of the bigram sets plus the nameSimilarity; a note has the score of its best name.
func (r *Resolver) rankBySimilarity(name string, n int, minScore float64) []*note.Note {
	name, _, _ = strings.Cut(name, "#")
	key := note.FoldName(trimNoteExt(lastSegment(strings.Trim(strings.TrimSpace(name), "/"))))
	type scored struct {
		name  fuzzyName
		score float64
	}
	byScore := func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.name.item, b.name.item))
	}
	want := bigramSet(key)
	var candidates []scored
	for _, c := range r.fuzzyNames().names {
		if c.item >= 0 {
			both := bits.OnesCount64(c.bigrams) + bits.OnesCount64(want)
			candidates = append(candidates, scored{c, 2 * float64(bits.OnesCount64(c.bigrams&want)) / float64(max(both, 1))})
		}
	}
	slices.SortFunc(candidates, byScore)
	// Only the names with the best bigram scores are compared exactly. The bigram score alone is unfair to short names,
	// which have few bigrams.
	top := candidates[:min(len(candidates), max(maxCompared, 8*n))]
	for i := range top {
		top[i].score += nameSimilarity(key, top[i].name.name)
	}
	slices.SortFunc(top, byScore)
	var out []*note.Note
	for _, s := range top {
		if m := r.notes[s.name.item]; s.score >= minScore && len(out) < n && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	return out
}

// nameSimilarity returns 1 minus the edit distance relative to the longer name, plus 1 if name
// contains key. It is 0 for very long names.
func nameSimilarity(key, name string) float64 {
	if len(key) > 200*utf8.UTFMax || len(name) > 200*utf8.UTFMax { // longer than 200 letters in any case
		return 0
	}
	longest := max(utf8.RuneCountInString(key), utf8.RuneCountInString(name), 1)
	if longest > 200 {
		return 0
	}
	score := 1 - float64(text.EditDistance(key, name, longest))/float64(longest)
	if key != "" && strings.Contains(name, key) {
		score++
	}
	return score
}
