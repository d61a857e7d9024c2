package cli

import (
	"bufio"
	"bytes"
	"os"
	"testing"
	"testing/fstest"

	"quire/internal/catalog"
	"quire/internal/check"
	"quire/internal/library"
)

// onTerminal are streams as on a terminal of that many columns, without colour.
func onTerminal(t *testing.T, columns string) (*shared, *bytes.Buffer) {
	t.Helper()
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { null.Close() })
	var out bytes.Buffer
	env := map[string]string{"FZF_PREVIEW_COLUMNS": columns, "LANG": "C.UTF-8"}
	s := newStreams(null, null, null, func(key string) string { return env[key] })
	s.out, s.outTTY = bufio.NewWriter(&out), true
	return &shared{streams: s, color: "never"}, &out
}

var someFindings = []check.Finding{
	{Path: "a.md", Kind: check.DuplicateSlug, Message: `the slug "a" is also that of b/a.md`},
	{Path: "a.md", Line: 12, Column: 3, Kind: check.DeadLink, Message: "no note or file helo.md", Suggestion: "hello.md"},
	{Path: "b\x1b.md", Line: 104, Column: 10, Kind: check.MissingAnchor, Message: "no heading \x9bx here, in a message that is longer than the line"},
}

func TestFindingsTable(t *testing.T) {
	for columns, want := range map[string]string{
		"70": `a.md
          duplicate-slug  the slug "a" is also that of b/a.md
    12:3  dead-link       no note or file helo.md
                          did you mean hello.md

b␛.md
  104:10  missing-anchor  no heading �x here, in a message that is
                          longer than the line
`,
		"30": `a.md
          duplicate-slug
    the slug "a" is also that
    of b/a.md
    12:3  dead-link     
    no note or file helo.md
    did you mean hello.md

b␛.md
  104:10  missing-anchor
    no heading �x here, in a
    message that is longer
    than the line
`,
	} {
		o, out := onTerminal(t, columns)
		if err := o.findingsTable(someFindings); err != nil {
			t.Fatal(err)
		}
		o.out.Flush()
		if out.String() != want {
			t.Errorf("%s columns:\n%s\nwant\n%s", columns, out, want)
		}
	}
}

// In a pipe every line has a place, also where a finding has none, or an editor would not read it.
func TestFindingsLines(t *testing.T) {
	o, out := onTerminal(t, "80")
	if err := o.findingsLines(someFindings, false); err != nil {
		t.Fatal(err)
	}
	o.out.Flush()
	want := `a.md:1:1: duplicate-slug: the slug "a" is also that of b/a.md
a.md:12:3: dead-link: no note or file helo.md (did you mean hello.md)
b␛.md:104:10: missing-anchor: no heading �x here, in a message that is longer than the line
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out, want)
	}
}

// SARIF counts columns in UTF-16 code units, quire in bytes.
func TestSARIFColumns(t *testing.T) {
	l := library.FromFS("some", fstest.MapFS{"a.md": {Data: []byte("x\r\né🙂 [b](b.md)\n")}})
	r := lineReader{c: &catalog.Catalog{Library: l}}
	for at, want := range map[[2]int]int{{2, 1}: 1, {2, 3}: 2, {2, 7}: 4, {2, 8}: 5, {1, 5}: 2, {9, 4}: 4} {
		if got := r.units(check.Finding{Path: "a.md", Line: at[0], Column: at[1]}); got != want {
			t.Errorf("line %d, byte %d: %d, want %d", at[0], at[1], got, want)
		}
	}
	if got := r.units(check.Finding{Path: "gone.md", Line: 1, Column: 2}); got != 2 {
		t.Errorf("a file that is gone: %d", got)
	}
}

func TestNearestKind(t *testing.T) {
	for name, want := range map[string]string{
		"dead": "dead-link", "anchor": "missing-anchor", "mising-file": "missing-file", "orphans": "orphan", "error": "errors", "zzz": "",
	} {
		if got := nearestKind(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSummary(t *testing.T) {
	c := &catalog.Catalog{Contents: &library.Contents{}}
	if got := summary(c, someFindings); got != "2 errors, 1 warning in 2 files; 0 notes in all" {
		t.Error(got)
	}
	if got := summary(c, nil); got != "0 notes, nothing wrong" {
		t.Error(got)
	}
}
