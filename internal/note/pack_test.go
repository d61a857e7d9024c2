package note

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unsafe"
)

// Packing changes nothing that a note says, and puts the strings of a list into a single text.
func TestPackNote_ChangesNothingAndSharesOneText(t *testing.T) {
	raw := "---\ntitle: A note\ntags: [one, two/three]\naliases: [other]\nnested: {list: [x, 5, {deep: y}], empty: '', none: }\ndescription: A note about a note\n---\n" +
		"# A note\n\nText [with](dest.md) and [[wiki|label]] #four\n\n## Ünder {#id}\n\npart ^block\n\n" + strings.Repeat("[far](a/"+strings.Repeat("long", 90)+".md) ", 40)
	n := Parse("folder/a-note.md", []byte(raw)).Note
	before, err := json.Marshal([]any{n, n.Details()})
	if err != nil {
		t.Fatal(err)
	}
	n.packNote()
	after, _ := json.Marshal([]any{n, n.Details()})
	if string(before) != string(after) {
		t.Errorf("packed\n%s\nis\n%s", before, after)
	}
	for text, part := range map[string]string{"ID": n.ID, "slug": n.Slug, "title": n.Title, "tag": n.Tags[0]} {
		at := uintptr(unsafe.Pointer(unsafe.StringData(part))) - uintptr(unsafe.Pointer(unsafe.StringData(n.Path)))
		if at > maxSearched {
			t.Errorf("%s is not in the same text as the path", text)
		}
	}
	if n.Title != "A note" || n.Details().Links[0].Dest != "dest.md" || n.Details().Headings[1].Text != "Ünder" || len(n.Details().Fields) != 5 {
		t.Errorf("%+v", n)
	}
}

// A field with a text that packing does not know would keep the whole file of each note in memory.
func TestPackNote_KnowsEveryText(t *testing.T) {
	n := &Note{}
	var texts []*string
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		name := v.Type().Field(i).Name
		switch p := v.Field(i).Addr().Interface().(type) {
		case *string:
			*p = fmt.Sprint("the text of ", name)
			texts = append(texts, p)
		case *[]string:
			*p = []string{fmt.Sprint("the first of ", name), fmt.Sprint("the second of ", name)}
			texts = append(texts, &(*p)[0], &(*p)[1])
		}
	}
	if len(texts) < 10 {
		t.Fatalf("a note has %d texts", len(texts))
	}
	n.packNote()
	for _, s := range texts {
		at := uintptr(unsafe.Pointer(unsafe.StringData(*s))) - uintptr(unsafe.Pointer(unsafe.StringData(n.Path)))
		if at > maxSearched {
			t.Errorf("%q is not in the same text as the path", *s)
		}
	}
}
