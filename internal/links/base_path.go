package links

import (
	"strings"

	"quire/internal/links/profile"
)

// belowBase returns a path without the base path of a site, if it begins with it.
func (r *Resolver) belowBase(site int, plain string) (below string, ok bool) {
	s := r.sites.At(site)
	base := strings.Trim(s.BasePath, "/")
	if base == "" {
		return "", false
	}
	at := plain
	if s.FoldAddress != nil { // cut off as many segments as the base path has
		if i := segmentsEnd(plain, strings.Count(base, "/")+1); s.FoldAddress(plain[:i]) == s.FoldAddress(base) {
			at = base + plain[i:]
		}
	}
	if !profile.HasPathPrefix(at, base) {
		return "", false
	}
	return strings.TrimPrefix(at[len(base):], "/"), true
}

// segmentsEnd returns the length of the first n segments of a path.
func segmentsEnd(p string, n int) int {
	for i := range len(p) {
		if p[i] != '/' {
			continue
		}
		if n--; n == 0 {
			return i
		}
	}
	return len(p)
}
