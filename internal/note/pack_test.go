package note

import (
	"encoding/json"
	"strings"
	"testing"
	"unsafe"
)

// Packing changes no note, and leaves each of its strings in one text.
func TestPack(t *testing.T) {
	raw := "---\ntitle: A note\ntags: [one, two/three]\naliases: [other]\nnested: {list: [x, 5, {deep: y}], empty: '', none: }\ndescription: A note about a note\n---\n" +
		"# A note\n\nText [with](dest.md) and [[wiki|label]] #four\n\n## Ünder {#id}\n\npart ^block\n\n" + strings.Repeat("[far](a/"+strings.Repeat("long", 90)+".md) ", 40)
	n := Parse("folder/a-note.md", []byte(raw)).Note
	before, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	n.pack()
	after, _ := json.Marshal(n)
	if string(before) != string(after) {
		t.Errorf("packed\n%s\nis\n%s", before, after)
	}
	for text, part := range map[string]string{"ID": n.ID, "slug": n.Slug, "title": n.Title, "tag": n.Tags[0], "field": n.Fields[0].Value.(string)} {
		at := uintptr(unsafe.Pointer(unsafe.StringData(part))) - uintptr(unsafe.Pointer(unsafe.StringData(n.Path)))
		if at > packed {
			t.Errorf("%s does not lie beside the path", text)
		}
	}
	if n.Title != "A note" || n.Links[0].Dest != "dest.md" || n.Headings[1].Text != "Ünder" || len(n.Fields) != 5 {
		t.Errorf("%+v", n)
	}
}
