package cli

import (
	"bufio"
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/catalog"
	"quire/internal/check"
	"quire/internal/host"
	"quire/internal/library"
)

// newTerminalOutput returns the state of a command whose standard output is a terminal without colour, and what it prints.
func newTerminalOutput(t *testing.T, columns string) (*options, *bytes.Buffer) {
	t.Helper()
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { null.Close() })
	var out bytes.Buffer
	s := newStreams(null, null, null, host.Local(null, null, null, []string{"FZF_PREVIEW_COLUMNS=" + columns, "LANG=C.UTF-8"}))
	s.out, s.outTTY = bufio.NewWriter(&out), true
	return &options{streams: s, color: "never"}, &out
}

var sampleFindings = []check.Finding{
	{Path: "a.md", Kind: check.DuplicateSlug, Message: `the slug "a" is also that of b/a.md`},
	{Path: "a.md", Line: 12, Column: 3, Kind: check.DeadLink, Message: "no note or file helo.md", Suggestion: "hello.md"},
	{Path: "b\x1b.md", Line: 104, Column: 10, Kind: check.MissingAnchor, Message: "no heading \x9bx here, in a message that is longer than the line"},
}

func TestPrintFindingsTable_WrapsToTerminal(t *testing.T) {
	for columns, want := range map[string]string{
		"70": `a.md
          duplicate-slug  the slug "a" is also that of b/a.md
    12:3  dead-link       no note or file helo.md
                          did you mean hello.md?

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
    did you mean hello.md?

b␛.md
  104:10  missing-anchor
    no heading �x here, in a
    message that is longer
    than the line
`,
	} {
		o, out := newTerminalOutput(t, columns)
		if err := o.printFindingsTable(sampleFindings); err != nil {
			t.Fatal(err)
		}
		o.out.Flush()
		if out.String() != want {
			t.Errorf("%s columns:\n%s\nwant\n%s", columns, out, want)
		}
	}
}

// Links to the same missing target are one row with their number and the first places; what is wrong with notes is not
// grouped.
func TestPrintFindingsTable_GroupsEqualTargets(t *testing.T) {
	dead := func(path string, line int) check.Finding {
		return check.Finding{Path: path, Line: line, Column: 1, Kind: check.DeadLink, Message: "no note at /about", Suggestion: "about me.md"}
	}
	file := func(line int) check.Finding {
		return check.Finding{Path: "c.md", Line: line, Column: 7, Kind: check.MissingFile, Message: "no file x.png"}
	}
	orphan := func(path string) check.Finding {
		return check.Finding{Path: path, Kind: check.Orphan, Message: "no other note links here"}
	}
	findings := []check.Finding{orphan("a.md"), dead("a.md", 3), dead("a.md", 14), orphan("b.md"), dead("b.md", 1), file(1), file(22), file(333), dead("c.md", 400), dead("dir/a long name of a note.md", 5)}
	for columns, want := range map[string]string{
		"80": `in several files
   5×  dead-link     no note at /about
                     did you mean about me.md?
                     a.md:3:1, a.md:14:1, b.md:1:1, c.md:400:1 and 1 more

a.md
       orphan        no other note links here

b.md
       orphan        no other note links here

c.md
  1:7  missing-file  no file x.png
                     also at 22:7, 333:7
`,
		"50": `in several files
   5×  dead-link     no note at /about
                     did you mean about me.md?
                     a.md:3:1 and 4 more

a.md
       orphan        no other note links here

b.md
       orphan        no other note links here

c.md
  1:7  missing-file  no file x.png
                     also at 22:7, 333:7
`,
		"36": `in several files
   5×  dead-link   
    no note at /about
    did you mean about me.md?
    a.md:3:1, a.md:14:1 and 3 more

a.md
       orphan      
    no other note links here

b.md
       orphan      
    no other note links here

c.md
  1:7  missing-file
    no file x.png
    also at 22:7, 333:7
`,
	} {
		o, out := newTerminalOutput(t, columns)
		if err := o.printFindingsTable(findings); err != nil {
			t.Fatal(err)
		}
		o.out.Flush()
		if out.String() != want {
			t.Errorf("%s columns:\n%s\nwant\n%s", columns, out, want)
		}
	}
	o, out := newTerminalOutput(t, "80")
	if err := o.printFindingsLines(findings, false); err != nil {
		t.Fatal(err)
	}
	o.out.Flush()
	if lines := strings.Count(out.String(), "\n"); lines != len(findings) {
		t.Errorf("%d lines for %d findings", lines, len(findings))
	}
}

// Editors ignore lines without a position, so a finding without one is printed with 1:1.
func TestPrintFindingsLines_EveryLineHasPosition(t *testing.T) {
	o, out := newTerminalOutput(t, "80")
	if err := o.printFindingsLines(sampleFindings, false); err != nil {
		t.Fatal(err)
	}
	o.out.Flush()
	want := `a.md:1:1: duplicate-slug: the slug "a" is also that of b/a.md
a.md:12:3: dead-link: no note or file helo.md (did you mean hello.md?)
b␛.md:104:10: missing-anchor: no heading �x here, in a message that is longer than the line
`
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out, want)
	}
}

// SARIF counts columns in UTF-16 code units, quire in bytes.
func TestSARIF_ColumnsAreUTF16(t *testing.T) {
	l := library.FromFS("some", fstest.MapFS{"a.md": {Data: []byte("x\r\né🙂 [b](b.md)\n")}})
	c, err := catalog.Load(t.Context(), l, catalog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := columnConverter{ctx: t.Context(), c: c}
	for position, want := range map[[2]int]int{{2, 1}: 1, {2, 3}: 2, {2, 7}: 4, {2, 8}: 5, {1, 5}: 2, {9, 4}: 4} {
		if got := r.utf16Column(check.Finding{Path: "a.md", Line: position[0], Column: position[1]}); got != want {
			t.Errorf("line %d, byte %d: %d, want %d", position[0], position[1], got, want)
		}
	}
	if got := r.utf16Column(check.Finding{Path: "gone.md", Line: 1, Column: 2}); got != 2 {
		t.Errorf("a missing file: %d", got)
	}
}

func TestNearestKind_PartsAndTypos(t *testing.T) {
	for name, want := range map[string]string{
		"dead": "dead-link", "anchor": "missing-anchor", "mising-file": "missing-file", "orphans": "orphan", "error": "errors", "zzz": "",
	} {
		if got := nearestKind(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestFormatSummary_CountsErrorsAndWarnings(t *testing.T) {
	c := catalog.Empty()
	if got := formatSummary(c, sampleFindings); got != "2 errors, 1 warning in 2 files; 0 notes checked" {
		t.Error(got)
	}
	if got := formatSummary(c, nil); got != "0 notes checked, no problems" {
		t.Error(got)
	}
}
