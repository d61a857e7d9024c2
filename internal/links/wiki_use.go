package links

import (
	"strings"

	"quire/internal/markdown"
)

// writesWikiLinks reports whether [[x]] is a link on the site of the note that contains it. The programs for wikis and those that
// edit notes know wiki links. To a site generator [[x]] is a text in brackets, unless a plugin makes links of it: then most of them
// lead somewhere.
func (lk lookup) writesWikiLinks() bool {
	site := lk.sites.At(lk.sourceSite())
	return !site.PlainBrackets || lk.wikis()
}

// minWikiShare is the share of the wiki links of a library that lead to a note or file if they are meant as links.
const minWikiShare = 0.1

// hasWikiLinks reports whether the library's links in double brackets are meant as links.
func (r *Resolver) hasWikiLinks() bool {
	all, found := 0, 0
	for _, n := range r.notes {
		lk := lookup{Resolver: r, batch: &batch{source: n}}
		for _, l := range n.Details().Links {
			dest := strings.TrimSpace(l.Dest)
			if l.Form != markdown.Wiki && l.Form != markdown.Embed || dest == "" || dest[0] == '#' {
				continue
			}
			all++
			if f, _, _ := splitWikiName(dest, lk.findWikiName); f.exists() {
				found++
			}
		}
	}
	return found > 0 && float64(found) >= minWikiShare*float64(all)
}
