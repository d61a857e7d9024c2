package note

import (
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestVault(t *testing.T) {
	vault := corpus(t, "vault")
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
	// O15: tag, TAG and Tag are one.
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

// Titles, dates, tags and the lines of links, as measured by other parsers.
func TestTruth(t *testing.T) {
	for _, name := range []string{"blog", "vault"} {
		notes := corpus(t, name)
		raw, err := os.ReadFile(filepath.Join(corpora, name+".truth.jsonl"))
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
			// A name without a title is shown with spaces for its dashes.
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
	}
}

func TestFlatAgreesOnCorpora(t *testing.T) {
	for _, name := range []string{"blog", "vault"} {
		taken, all := 0, 0
		for file, p := range corpus(t, name) {
			text := string(p.Header)
			if text == "" {
				continue
			}
			all++
			data := strings.TrimSuffix(strings.TrimPrefix(text, "---\n"), "---\n")
			if agree(t, data) {
				taken++
			} else {
				t.Logf("%s: %q", file, data)
			}
		}
		if taken*10 < all*9 {
			t.Errorf("%s: the scanner took %d of %d headers", name, taken, all)
		}
	}
}
