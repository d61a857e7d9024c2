package links

import (
	"strings"

	"quire/internal/note"
)

// relative resolves a path from the folder of the note that asks, then from the root.
func (a ask) relative(dest string) Target {
	p, frag := splitAddress(dest)
	f, outside := a.fileFrom(decode(p))
	for _, other := range []string{p, dest} { // names that hold a %, a ? or a #
		if !f.ok() && other != decode(p) {
			f, _ = a.fileFrom(other)
			if f.ok() && other == dest {
				frag = ""
			}
		}
	}
	if !f.ok() {
		f = a.besidePage(decode(p))
	}
	if !f.ok() && !strings.Contains(p, "/") {
		f = a.byFileName(decode(p))
	}
	switch {
	case f.ok():
		return a.target(f, frag)
	case outside:
		return Target{Status: Refused, Via: viaRelative, Why: whyOutside}
	}
	t := Target{Via: viaRelative, Why: "no note or file " + p}
	a.explainRelative(&t, decode(p))
	return t
}

// fileFrom finds p from the folder of the note that asks, then from the root.
// It reports whether every way led outside.
func (a ask) fileFrom(p string) (f found, outside bool) {
	outside = true
	for _, dir := range distinct(a.folder(), "") {
		full, ok := join(dir, "./"+p)
		if !ok {
			continue
		}
		outside = false
		if f = a.file(full); f.ok() {
			f.via = viaRelative
			return f, false
		}
	}
	return found{}, outside
}

// besidePage resolves p as a browser does on the published page of the note
// that asks: beside the page's own address.
func (a ask) besidePage(p string) found {
	if a.from == nil {
		return found{}
	}
	if !a.ownOnce {
		a.own, a.ownOnce = a.addresses(a.from), true
	}
	for _, own := range a.own {
		beside, ok := join(dirOf(own), "./"+p)
		if !ok {
			continue
		}
		if f := a.route(trimPage(beside)); f.ok() {
			return f
		}
	}
	return found{}
}

// byFileName finds the one file with this name, in whatever folder: Obsidian writes
// Markdown links so. Case counts, as for every path.
func (a ask) byFileName(name string) found {
	f := found{via: viaWiki}
	bare := trimNoteExt(name)
	for i := range a.names.all(note.Fold(bare)) {
		if n := a.notes[i]; lastSegment(n.ID) == bare && (bare == name || lastSegment(n.Path) == name) {
			f.notes = append(f.notes, i)
		}
	}
	if f.ok() {
		return f
	}
	return a.assetBy(func(path string) bool { return lastSegment(path) == name }, name, viaWiki)
}

// explainRelative says what may be wrong with a path that leads nowhere.
func (a ask) explainRelative(t *Target, p string) {
	clean, ok := join("", "./"+p)
	if !ok {
		clean = strings.TrimLeft(p, "./")
	}
	if full, ok := join(a.folder(), "./"+p); ok && full != "" && a.hasFolder(full) {
		t.Why = "a folder without an index note"
		return
	}
	if f, _ := a.onSite(clean, true); len(f.notes) == 1 && strings.Contains(clean, "/") {
		t.Suggestion = a.notes[f.notes[0]].Path
		t.Why = "no note or file " + p + " here; /" + clean + " is one"
		return
	}
	if slashed := strings.ReplaceAll(p, `\`, "/"); slashed != p {
		if f, _ := a.fileFrom(slashed); len(f.notes) == 1 {
			t.Suggestion = a.notes[f.notes[0]].Path
			t.Why = "paths are written with /"
			return
		}
	}
	if looksLikeHost(clean) {
		t.Why = "no scheme: did you mean https://" + clean + "?"
		return
	}
	a.suggest(t, clean)
}

// looksLikeHost reports whether the first segment of a path reads as a host name,
// which it does when the author forgot https://.
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
