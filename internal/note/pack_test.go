package note

import (
	"encoding/json"
	"strings"
	"testing"
	"unsafe"
)

// Packing changes no note, and leaves each string of a list in one text.
func TestPack(t *testing.T) {
	raw := "---\ntitle: A note\ntags: [one, two/three]\naliases: [other]\nnested: {list: [x, 5, {deep: y}], empty: '', none: }\ndescription: A note about a note\n---\n" +
		"# A note\n\nText [with](dest.md) and [[wiki|label]] #four\n\n## Ünder {#id}\n\npart ^block\n\n" + strings.Repeat("[far](a/"+strings.Repeat("long", 90)+".md) ", 40)
	n := Parse("folder/a-note.md", []byte(raw)).Note
	before, err := json.Marshal([]any{n, n.Details()})
	if err != nil {
		t.Fatal(err)
	}
	n.pack(n.Details())
	after, _ := json.Marshal([]any{n, n.Details()})
	if string(before) != string(after) {
		t.Errorf("packed\n%s\nis\n%s", before, after)
	}
	for text, part := range map[string]string{"ID": n.ID, "slug": n.Slug, "title": n.Title, "tag": n.Tags[0]} {
		at := uintptr(unsafe.Pointer(unsafe.StringData(part))) - uintptr(unsafe.Pointer(unsafe.StringData(n.Path)))
		if at > searched {
			t.Errorf("%s does not lie beside the path", text)
		}
	}
	if n.Title != "A note" || n.Details().Links[0].Dest != "dest.md" || n.Details().Headings[1].Text != "Ünder" || len(n.Details().Fields) != 5 {
		t.Errorf("%+v", n)
	}
}
