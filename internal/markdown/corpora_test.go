package markdown

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"testing"

	"quire/internal/testcorpus"
)

const corpora = "../../../shared/corpora"

// needCorpora skips a test when the optional corpora are not beside the project.
func needCorpora(t testing.TB) {
	if _, err := os.Stat("../../../shared"); err != nil {
		t.Skip("no ../shared beside the project: the corpora are optional")
	}
}

// truthNote is a line of a truth file: the links of a note as other parsers found them.
type truthNote struct {
	Path  string
	Links []struct {
		Line         int
		Syntax, Href string
	}
}

// readTruth reads the truth file of a corpus.
func readTruth(t testing.TB, name string) []truthNote {
	f, err := os.Open(testcorpus.TruthPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var notes []truthNote
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var n truthNote
		if err := json.Unmarshal(lines.Bytes(), &n); err != nil {
			t.Fatal(err)
		}
		notes = append(notes, n)
	}
	return notes
}

// readBody returns the body of a note and the line on which it begins.
func readBody(t testing.TB, path string) ([]byte, int) {
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	if bytes.HasPrefix(raw, []byte("---\n")) {
		if i := bytes.Index(raw[3:], []byte("\n---\n")); i >= 0 {
			head := raw[:3+i+5]
			return raw[len(head):], 1 + bytes.Count(head, []byte("\n"))
		}
	}
	return raw, 1
}

// formNamed maps the syntax names of truth files to forms.
var formNamed = map[string]Form{
	"inline": Inline, "reference": Reference, "image": Image, "bare": Bare, "html-a": HTML, "html-iframe": HTML,
	"wikilink": Wiki, "wiki-embed": Embed, "autolink": Autolink,
}

func TestLinks_MatchTruthFilesOfCorpora(t *testing.T) {
	counts := map[string]int{"blog": 973, "vault": 2264, testcorpus.Journal: 42, testcorpus.Handbook: 37}
	testcorpus.Each(t, slices.Collect(maps.Keys(counts)), func(t *testing.T, name string) {
		total := 0
		for _, note := range readTruth(t, name) {
			total += len(note.Links)
			compareLinks(t, name, note)
		}
		if total != counts[name] {
			t.Errorf("the truth file has %d links, not %d", total, counts[name])
		}
	})
}

// compareLinks compares the links of a note with its truth, by line, form and address.
func compareLinks(t *testing.T, name string, note truthNote) {
	body, line := readBody(t, filepath.Join(testcorpus.Path(t, name), filepath.FromSlash(note.Path)))
	var got, want []string
	d := Parse(body)
	for _, l := range d.Links() {
		at := line + bytes.Count(d.Source[:l.Offset], []byte("\n"))
		got = append(got, fmt.Sprintf("%s:%d %s %s", note.Path, at, l.Form, l.Dest))
	}
	for _, l := range note.Links {
		want = append(want, fmt.Sprintf("%s:%d %s %s", note.Path, l.Line, formNamed[l.Syntax], l.Href))
	}
	onlyIn := func(a, b []string) (out []string) {
		left := map[string]int{}
		for _, s := range b {
			left[s]++
		}
		for _, s := range a {
			if left[s]--; left[s] < 0 {
				out = append(out, s)
			}
		}
		sort.Strings(out)
		return out
	}
	for _, s := range onlyIn(want, got) {
		t.Errorf("missing: %s", s)
	}
	for _, s := range onlyIn(got, want) {
		t.Errorf("not in the truth: %s", s)
	}
}
