package links

import (
	"strings"

	"quire/internal/address"
	"quire/internal/note"
)

// resolveRelative resolves a relative path: from the folder of the note that contains the link, from the root, from the
// published page of the note, and as the name of a file anywhere.
func (lk lookup) resolveRelative(dest string) Target {
	p, frag := splitAddress(dest)
	f, outside := lk.findRelativeFile(address.PercentDecode(p))
	for _, other := range []string{p, dest} { // file names that contain a %, a ? or a #
		if !f.exists() && other != address.PercentDecode(p) {
			f, _ = lk.findRelativeFile(other)
			if f.exists() && other == dest {
				frag = ""
			}
		}
	}
	if !f.exists() {
		f = lk.findBesidePage(address.PercentDecode(p))
	}
	if !f.exists() && !strings.Contains(p, "/") {
		f = lk.findByFileName(address.PercentDecode(p))
	}
	switch {
	case f.exists():
		return lk.makeTarget(f, frag)
	case outside:
		return Target{Status: Refused, Rule: ruleRelative, Reason: whyOutside}
	}
	t := Target{Rule: ruleRelative, Reason: "no note or file " + p}
	lk.explainRelative(&t, address.PercentDecode(p))
	return t
}

// findRelativeFile finds the file at p relative to the folder of the note that contains the link, or to the root.
// outside reports whether p leads outside the library from both.
func (lk lookup) findRelativeFile(p string) (f findings, outside bool) {
	outside = true
	for _, dir := range distinctPaths(lk.sourceFolder(), "") {
		full, ok := joinInRoot(dir, "./"+p)
		if !ok {
			continue
		}
		outside = false
		if f = lk.findFile(full); f.exists() {
			f.rule = ruleRelative
			return f, false
		}
	}
	return findings{}, outside
}

// findBesidePage finds the note at p relative to the published address of the note that contains the link, as a browser
// resolves a link on that page.
func (lk lookup) findBesidePage(p string) findings {
	if lk.source == nil {
		return findings{}
	}
	if !lk.sourceRoutesKnown {
		lk.sourceRoutes, lk.sourceRoutesKnown = lk.noteRoutes(lk.source), true
	}
	for _, own := range lk.sourceRoutes {
		beside, ok := joinInRoot(dirOf(own), "./"+p)
		if !ok {
			continue
		}
		if f := lk.findByRoute(trimPageSuffix(beside)); f.exists() {
			return f
		}
	}
	return findings{}
}

// findByFileName finds the files with this name in any folder, since Obsidian writes Markdown links
// this way. It is case-sensitive, as all paths are.
func (lk lookup) findByFileName(name string) findings {
	f := findings{rule: ruleWiki}
	bare := trimNoteExt(name)
	for i := range lk.fileNames.items(note.FoldName(bare)) {
		if n := lk.notes[i]; lastSegment(n.ID) == bare && (bare == name || lastSegment(n.Path) == name) {
			f.notes = append(f.notes, i)
		}
	}
	if f.exists() {
		return f
	}
	return lk.findAssets(func(path string) bool { return lastSegment(path) == name }, name, ruleWiki)
}

// explainRelative sets the reason, and if possible a suggestion, for a relative path that leads nowhere.
func (lk lookup) explainRelative(t *Target, p string) {
	clean, ok := joinInRoot("", "./"+p)
	if !ok {
		clean = strings.TrimLeft(p, "./")
	}
	if full, ok := joinInRoot(lk.sourceFolder(), "./"+p); ok && full != "" && lk.hasFolder(full) {
		t.Reason = "a folder without an index note"
		return
	}
	if f, _ := lk.findOnSite(clean, true); len(f.notes) == 1 && strings.Contains(clean, "/") {
		t.Suggestion = lk.notes[f.notes[0]].Path
		t.Reason = "no note or file " + p + " here; /" + clean + " exists"
		return
	}
	if slashed := strings.ReplaceAll(p, `\`, "/"); slashed != p {
		if f, _ := lk.findRelativeFile(slashed); len(f.notes) == 1 {
			t.Suggestion = lk.notes[f.notes[0]].Path
			t.Reason = "paths use /"
			return
		}
	}
	if looksLikeHost(clean) {
		t.Reason = "no scheme: did you mean https://" + clean + "?"
		return
	}
	lk.addSuggestion(t, clean)
}

// looksLikeHost reports whether the first segment of a path looks like a host name, so that
// the author probably forgot https://.
func looksLikeHost(p string) bool {
	host, rest, _ := strings.Cut(p, "/")
	i := strings.LastIndexByte(host, '.')
	if i <= 0 || rest == "" && !strings.HasPrefix(host, "www.") {
		return false
	}
	top := host[i+1:]
	if len(top) < 2 {
		return false
	}
	for _, c := range top {
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return !strings.ContainsAny(host, " %@:")
}
