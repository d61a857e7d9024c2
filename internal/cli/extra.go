package cli

import (
	"strings"
	"time"

	"quire/internal/note"
)

// known are the front matter keys that have a field of their own in the JSON form of a note.
var known = map[string]bool{
	"title": true, "date": true, "tags": true, "author": true, "description": true, "draft": true, "series": true,
}

// extra is the rest of the front matter, in JSON's types.
func extra(n *note.Note) map[string]any {
	out := map[string]any{}
	for _, f := range n.Fields {
		if !known[strings.ToLower(f.Key)] {
			out[f.Key] = plain(f.Value)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func plain(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.Format(time.RFC3339)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = plain(v[i])
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for k := range v {
			out[k] = plain(v[k])
		}
		return out
	case []note.Field:
		out := make(map[string]any, len(v))
		for _, f := range v {
			out[f.Key] = plain(f.Value)
		}
		return out
	}
	return v
}
