package profile

import (
	"fmt"
	"path"
	"strings"
)

// jekyllDefault is an entry of defaults; see https://jekyllrb.com/docs/configuration/front-matter-defaults/.
type jekyllDefault struct{ folder, kind, permalink string }

// readDefaults reads the defaults of the front matter as far as they say where pages are published.
func (j *jekyll) readDefaults(s settings) (dropped error) {
	count := 0
	for _, d := range s.tableList("defaults") {
		scope, permalink := d.tableValue("scope"), d.tableValue("values").stringValue("permalink")
		if permalink != "" {
			count++
		}
		if count > maxPatterns || len(permalink) > maxPatternBytes {
			permalink, dropped = "", fmt.Errorf("more than %d permalinks, or one longer than %d bytes", maxPatterns, maxPatternBytes)
		}
		j.defaults = append(j.defaults, jekyllDefault{strings.Trim(scope.stringValue("path"), "/"), scope.stringValue("type"), permalink})
	}
	return dropped
}

// defaultPermalinks returns the permalinks that the defaults give to a file, the one that counts first. A longer path beats a
// shorter one; of two that are as long, a later one with a type or one after an entry without type.
func (j *jekyll) defaultPermalinks(file, kind string, isDraft bool) []string {
	var out []string
	var last *jekyllDefault
	for i := range j.defaults {
		d := &j.defaults[i]
		if !d.matches(file, kind, isDraft) {
			continue
		}
		wins := last == nil || len(d.folder) > len(last.folder) || len(d.folder) == len(last.folder) && (d.kind != "" || last.kind == "")
		if wins {
			last = d
		}
		switch {
		case d.permalink == "":
		case wins:
			out = append([]string{d.permalink}, out...)
		default:
			out = append(out, d.permalink)
		}
	}
	return out
}

// matches reports whether the scope of a default holds a file.
func (d *jekyllDefault) matches(file, kind string, isDraft bool) bool {
	isKind := d.kind == "" || d.kind == kind || d.kind == "pages" && kind == "" || d.kind == "drafts" && kind == "posts" && isDraft
	return isKind && (HasPathPrefix(file, d.folder) || matchesScope(d.folder, file))
}

// matchesScope reports whether the path of a scope with asterisks matches a file or a folder above it.
func matchesScope(pattern, file string) bool {
	for p := file; p != "" && strings.Contains(pattern, "*"); p = dirOf(p) {
		if ok, err := path.Match(pattern, p); err == nil && ok {
			return true
		}
	}
	return false
}
