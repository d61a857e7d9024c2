package catalog

import (
	"fmt"

	"quire/internal/library"
	"quire/internal/links"
)

// Each permalink pattern gives every note an address of about 100 bytes. maxRoutes bounds the addresses of all notes, but
// minPermalinks patterns are always used.
const (
	maxRoutes     = 1 << 20
	minPermalinks = 8
)

// limitPermalinks removes the permalink patterns that are too many for the number of notes, and reports that in
// contents.Skipped.
func limitPermalinks(site links.Site, contents *library.Contents) links.Site {
	limit := max(minPermalinks, maxRoutes/max(len(contents.Notes), 1))
	if n := len(site.Permalinks); n > limit {
		site.Permalinks = site.Permalinks[:limit]
		contents.Skipped = append(contents.Skipped, library.Skipped{
			Path: ".", Reason: fmt.Sprintf("too many permalinks for %d notes: only the first %d of %d are used", len(contents.Notes), limit, n),
		})
	}
	return site
}
