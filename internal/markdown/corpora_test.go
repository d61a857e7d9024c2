package markdown

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"testing"
)

const corpora = "../../../shared/corpora"

// needCorpora skips a test where the corpora are not beside the project.
func needCorpora(t testing.TB) {
	if _, err := os.Stat("../../../shared"); err != nil {
		t.Skip("no ../shared beside the project: the corpora are optional")
	}
}

// truthNote is a line of a truth file.
type truthNote struct {
	Path  string
	Links []struct {
		Line         int
		Syntax, Href string
	}
}

func readTruth(t testing.TB, name string) []truthNote {
	needCorpora(t)
	f, err := os.Open(filepath.Join(corpora, name+".truth.jsonl"))
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

// readBody is the body of a note and the line it begins on.
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

// formOf is the form that a truth file calls syntax.
var formOf = map[string]Form{
	"inline": Inline, "image": Image, "bare": Bare, "html-a": HTML, "html-iframe": HTML,
	"wikilink": Wiki, "wiki-embed": Embed, "autolink": Autolink,
}

func TestLinksOfCorpora(t *testing.T) {
	for _, name := range []string{"blog", "vault"} {
		t.Run(name, func(t *testing.T) {
			total := 0
			for _, note := range readTruth(t, name) {
				total += len(note.Links)
				compareLinks(t, name, note)
			}
			want := map[string]int{"blog": 973, "vault": 2264}[name]
			if total != want {
				t.Errorf("the truth file has %d links, not %d", total, want)
			}
		})
	}
}

func compareLinks(t *testing.T, name string, note truthNote) {
	body, line := readBody(t, filepath.Join(corpora, name, filepath.FromSlash(note.Path)))
	var got, want []string
	d := Parse(body)
	for _, l := range d.Links() {
		at := line + bytes.Count(d.Source[:l.Offset], []byte("\n"))
		got = append(got, fmt.Sprintf("%s:%d %s %s", note.Path, at, l.Form, l.Dest))
	}
	for _, l := range note.Links {
		want = append(want, fmt.Sprintf("%s:%d %s %s", note.Path, l.Line, formOf[l.Syntax], l.Href))
	}
	only := func(a, b []string) (out []string) {
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
	for _, s := range only(want, got) {
		t.Errorf("missing: %s", s)
	}
	for _, s := range only(got, want) {
		t.Errorf("not in the truth: %s", s)
	}
}
