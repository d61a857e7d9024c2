package tui

import (
	"context"
	"slices"

	"quire/internal/search"
	"quire/internal/text"
)

// maxKeyColumn is the width in cells of the widest column of a key of the front matter. Longer values are cut.
const maxKeyColumn = 16

// ownColumns are the names in the setting columns that are no keys of the front matter.
var ownColumns = []string{"date", "modified", "title", "tags"}

// keyColumns returns the keys of the front matter that the setting columns asks for.
func (o Options) keyColumns() []string {
	var keys []string
	for _, name := range o.Columns {
		if !slices.Contains(ownColumns, name) {
			keys = append(keys, name)
		}
	}
	return keys
}

// measureColumns returns the width that each key of the front matter takes as a column of the shelf: that of the longest value
// in the library, at most maxKeyColumn, and 0 for a key that no note has a value of.
func measureColumns(ctx context.Context, c search.Searcher, keys []string) []int {
	if len(keys) == 0 {
		return nil
	}
	widths := make([]int, len(keys))
	found, err := c.Search(ctx, search.Request{Sort: search.Path})
	if err != nil {
		return widths
	}
	for _, h := range found.Hits {
		for i, key := range keys {
			if widths[i] < maxKeyColumn {
				widths[i] = min(max(widths[i], text.Wcwidth.Width(text.Head(h.FieldText(key), maxKeyColumn))), maxKeyColumn)
			}
		}
	}
	return widths
}
