package cli

import (
	"strings"

	"quire/internal/note"
)

// extraFields returns the front matter without the keys of keysWithField, or nil if nothing is left.
func extraFields(d *note.Details) map[string]any {
	out := map[string]any{}
	for _, f := range d.Fields {
		if !keysWithField[strings.ToLower(f.Key)] {
			out[f.Key] = f.Value
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
