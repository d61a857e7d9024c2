package links

import (
	"net/url"
	"slices"
	"strings"

	"quire/internal/links/profile"
	"quire/internal/markdown"
)

// explainCase sets t.Corrected, and says so in t.Reason, if a broken link leads to its suggestion as soon as its upper and
// lower case is right.
func (r *Resolver) explainCase(t *Target, b *batch, l markdown.Link) {
	if t.Status != Broken || t.Suggestion == "" {
		return
	}
	path, tail := l.Dest, ""
	if i := strings.IndexAny(path, "#?"); i >= 0 {
		path, tail = path[:i], path[i:]
	}
	for _, spelling := range r.spellings(t.Suggestion) {
		corrected := applyCase(path, spelling)
		if corrected == path {
			continue
		}
		l.Dest = corrected + tail
		// The resolver has the last word: the folders before the corrected segments may be wrong too.
		found := r.resolveByForm(&batch{source: b.source, skipHeadings: true}, l)
		if found.Path == t.Suggestion || slices.Contains(found.Candidates, t.Suggestion) {
			t.Corrected = l.Dest
			t.Reason += ": only the case differs"
			return
		}
	}
}

// spellings returns the paths by which links refer to a file: its own, and for a note the one without extension, those
// that its slug and its routes give it, and each with .html.
func (r *Resolver) spellings(file string) []string {
	n := r.Note(file)
	if n == nil {
		return []string{file}
	}
	pages := append([]string{n.ID, joinPath(dirOf(n.ID), slugOf(n))}, r.SitePaths(n)...)
	if profile.IsIndexName(lastSegment(n.ID)) {
		pages = append(pages, dirOf(n.ID))
	}
	all := []string{file}
	for _, p := range pages {
		all = append(all, p, p+".html")
	}
	return all
}

// applyCase gives the segments of an address, from the last on, the case of those of a path. It stops at the first
// segment that differs by more than case. What was percent-encoded stays so.
func applyCase(address, path string) string {
	have, want := strings.Split(address, "/"), strings.Split(path, "/")
	i := len(have) - 1
	if have[i] == "" { // a trailing slash
		i--
	}
	for k := len(want) - 1; i >= 0 && k >= 0; i, k = i-1, k-1 {
		plain, err := url.PathUnescape(have[i])
		if err != nil || !strings.EqualFold(plain, want[k]) {
			break
		}
		switch {
		case plain == want[k]:
		case plain == have[i]:
			have[i] = want[k]
		default:
			have[i] = url.PathEscape(want[k])
		}
	}
	return strings.Join(have, "/")
}
