package note

import (
	"slices"
	"strings"
	"testing"
	"testing/quick"
)

// valuesOf returns the keys of a note with their values, as key=value|value.
func valuesOf(n *Note) string {
	var all []string
	for key, values := range n.FieldValues() {
		list := slices.Collect(values.All())
		if len(list) != values.Len() {
			return "a wrong number of values of " + key
		}
		all = append(all, key+"="+strings.Join(list, "|"))
	}
	return strings.Join(all, "; ")
}

func TestNote_FieldValues(t *testing.T) {
	for header, want := range map[string]string{
		"status: In Review\nrating: 3.50\ndone: true":              "status=In Review; rating=3.50; done=true",
		"title: T\ntags: [a, b, T]\nslug: s":                       "title=T; tags=a|b|T; slug=s",
		"list: [[1, 2], [], 3]\nempty: []\nnull: ~":                "list=1|2|3; empty=; null=",
		"a: {b: {c: 1, d: [x, y]}, e: {}}\na.e: z":                 "a.b.c=1; a.b.d=x|y; a.e=z",
		"people:\n  - {name: Ann, age: 3}\n  - {name: Bo}\n  - Cy": "people.name=Ann|Bo; people.age=3; people=Cy",
		"\" spaced key \": ' spaced value '":                       "spaced key=spaced value",
		"when: 2021-12-07T10:00:00Z\nn: 007":                       "when=2021-12-07T10:00:00Z; n=007",
		"":                                                         "",
	} {
		if got := valuesOf(parseHeader(header)); got != want {
			t.Errorf("%q has %q, want %q", header, got, want)
		}
	}
}

// What a note keeps of its front matter is bounded, and ends at whole characters and whole keys.
func TestNote_FieldValuesAreBounded(t *testing.T) {
	n := parseHeader("long: " + strings.Repeat("ü", 1000) + "\nshort: x")
	if got := valuesOf(n); got != "long="+strings.Repeat("ü", MaxFieldValueBytes/2)+"; short=x" {
		t.Errorf("a long value is %q", got)
	}
	n = parseHeader("many: [" + strings.Repeat("abcdefgh, ", 5000) + "end]\nbefore: x")
	if got := len(n.FieldData); got > maxFieldDataBytes || !strings.HasSuffix(valuesOf(n), "|abcdefgh; before=x") {
		t.Errorf("%d bytes are kept: …%.40s", got, valuesOf(n)[max(len(valuesOf(n))-40, 0):])
	}
	var header strings.Builder
	for i := range 2000 {
		header.WriteString("key" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26) + ": value\n")
	}
	n = parseHeader(header.String())
	if got := len(n.FieldData); got > maxFieldDataBytes || got < maxFieldDataBytes/2 || !strings.HasSuffix(valuesOf(n), "=value") {
		t.Errorf("%d bytes are kept: …%.40s", got, valuesOf(n)[max(len(valuesOf(n))-40, 0):])
	}
}

// Bytes from a damaged snapshot give other values, and never a panic.
func TestNote_FieldValuesOfAnyBytes(t *testing.T) {
	check := func(data []byte) bool {
		n := &Note{Title: "T", Tags: []string{"a"}, FieldData: string(data)}
		_ = valuesOf(n)
		return true
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 20000}); err != nil {
		t.Error(err)
	}
	whole := parseHeader("title: T\nstatus: x\ntags: [a, b]\nother: [yes, no]").FieldData
	for i := range len(whole) {
		check([]byte(whole[:i]))
		check([]byte(whole[i:]))
	}
}
