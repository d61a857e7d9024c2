package note

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"quire/internal/testcorpus"
)

func TestParse_VaultCorpus(t *testing.T) {
	vault := parseCorpus(t, "vault")
	keys := map[string]int{}
	aliases, nulls, texts := 0, 0, 0
	for file, p := range vault {
		n := p.Note
		if n.Details().Problems != nil || len(p.Header) == 0 || !n.Date.IsZero() {
			t.Errorf("%s: problems %v, header %q, date %v", file, n.Details().Problems, p.Header, n.Date)
		}
		want := strings.TrimSuffix(path.Base(file), ".md")
		if file == "Home.md" {
			want = "Obsidian Help"
		}
		if n.Title != want {
			t.Errorf("%s: title %q", file, n.Title)
		}
		for _, f := range n.Details().Fields {
			keys[f.Key]++
			if f.Key != "aliases" {
				continue
			}
			switch v := f.Value.(type) {
			case []any:
				aliases++
				if len(n.Aliases) != len(v) {
					t.Errorf("%s: aliases %v of %v", file, n.Aliases, v)
				}
			case nil:
				nulls++
			case string:
				texts++
				if !slices.Equal(n.Aliases, []string{v}) {
					t.Errorf("%s: aliases %v of %q", file, n.Aliases, v)
				}
			}
		}
	}
	// O1, O2
	if want := map[string]int{"permalink": 173, "aliases": 104, "description": 71, "mobile": 56, "publish": 54, "cssclasses": 34}; len(vault) != 173 || !maps.Equal(keys, want) {
		t.Errorf("%d notes with %v, want %v", len(vault), keys, want)
	}
	if aliases != 90 || nulls != 12 || texts != 2 {
		t.Errorf("aliases: %d lists, %d empty, %d texts", aliases, nulls, texts)
	}
	if got := vault["Editing and formatting/Folding.md"].Note.Aliases; !slices.Equal(got, []string{"Fold"}) {
		t.Errorf("aliases of Folding: %v", got)
	}
	// O15: tag, TAG and Tag are the same tag.
	for file, p := range vault {
		want := ""
		if file == "Editing and formatting/Tags.md" {
			want = "y1984 tag camelCase PascalCase snake_case kebab-case"
		}
		if got := strings.Join(p.Note.Tags, " "); got != want {
			t.Errorf("%s: tags %q, want %q", file, got, want)
		}
	}
}

// Titles and the lines of links must be as other parsers measured them.
func TestParse_MatchesTruthFiles(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		notes := parseCorpus(t, name)
		raw, err := os.ReadFile(testcorpus.TruthPath(t, name))
		if err != nil {
			t.Fatal(err)
		}
		for text := range strings.Lines(string(raw)) {
			var truth struct {
				Path, Title string
				Links       []struct{ Line int }
			}
			if err := json.Unmarshal([]byte(text), &truth); err != nil {
				t.Fatal(err)
			}
			p := notes[truth.Path]
			if p == nil {
				t.Errorf("%s: no such note", truth.Path)
				continue
			}
			// A note without a title shows its file name with spaces for dashes.
			if got := p.Note.Title; got != truth.Title && got != strings.ReplaceAll(truth.Title, "-", " ") {
				t.Errorf("%s: title %q, want %q", truth.Path, got, truth.Title)
			}
			var got, want []int
			for _, l := range p.Details.Links {
				got = append(got, l.Line)
			}
			for _, l := range truth.Links {
				want = append(want, l.Line)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s: links on lines\n%v, want\n%v", truth.Path, got, want)
			}
		}
	})
}

// Tags and headings must be as a person has read them.
func TestParse_TagsAndHeadingsOfTruthFiles(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook}, func(t *testing.T, name string) {
		all := testcorpus.ReadTruth(t, name)
		for path, p := range parseCorpus(t, name) {
			truth, ok := all[path]
			if !ok {
				t.Errorf("%s: not in the truth file", path)
				continue
			}
			var headings []string
			for _, h := range p.Details.Headings {
				headings = append(headings, h.Text)
			}
			if !slices.Equal(p.Note.Tags, truth.Tags) || !slices.Equal(headings, truth.Headings) {
				t.Errorf("%s: tags %q, headings %q; want %q, %q", path, p.Note.Tags, headings, truth.Tags, truth.Headings)
			}
			if p.Details.Problems != nil {
				t.Errorf("%s: %v", path, p.Details.Problems)
			}
			delete(all, path)
		}
		for path := range all {
			t.Errorf("%s: no such note", path)
		}
	})
}

// What is wrong with a hostile note is a problem of that note, and its text is not lost.
func TestParse_RoughCorpus(t *testing.T) {
	faulty := map[string]bool{"front-matter/broken.md": true, "encoding/binary.md": true, "encoding/latin1.md": true}
	titles := map[string]string{"encoding/utf16.md": "Sixteen", "encoding/cr-only.md": "Old Mac", "empty.md": "empty", "shape/deep.md": "Deep"}
	notes := parseCorpus(t, testcorpus.Rough)
	if len(notes) != 18 {
		t.Errorf("%d notes, want 18", len(notes))
	}
	for file, p := range notes {
		if faulty[file] && len(p.Details.Problems) == 0 {
			t.Errorf("%s: no problem", file)
		}
		if want, ok := titles[file]; ok && p.Note.Title != want {
			t.Errorf("%s: title %q, want %q", file, p.Note.Title, want)
		}
		if body := string(p.Body); file != "empty.md" && file != "encoding/binary.md" && (!strings.Contains(body, "before") || !strings.Contains(body, "marker")) {
			t.Errorf("%s: text lost: %.80q", file, body)
		}
	}
}

func TestParseFlatYAML_AgreesWithYAMLOnCorpora(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		accepted, all := 0, 0
		for file, p := range parseCorpus(t, name) {
			text := string(p.Header)
			if text == "" {
				continue
			}
			all++
			data := strings.TrimSuffix(strings.TrimPrefix(text, "---\n"), "---\n")
			if checkFlatAgrees(t, data) {
				accepted++
			} else {
				t.Logf("%s: %q", file, data)
			}
		}
		if accepted*10 < all*9 {
			t.Errorf("%s: the flat parser accepted %d of %d headers", name, accepted, all)
		}
	})
}
