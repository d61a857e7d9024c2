package cli

import (
	"strings"

	"quire/internal/note"
)

// known are the front matter keys that have a field of their own in the JSON form of a note.
var known = map[string]bool{
	"title": true, "date": true, "tags": true, "author": true, "description": true, "draft": true, "series": true,
}

// extra is the rest of the front matter, in JSON's types.
func extra(d *note.Details) map[string]any {
	out := map[string]any{}
	for _, f := range d.Fields {
		if !known[strings.ToLower(f.Key)] {
			out[f.Key] = f.Value
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
