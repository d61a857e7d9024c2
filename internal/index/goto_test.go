package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/testcorpus"
)

// namedPaths returns the paths of hits in their order.
func namedPaths(hits []search.NameHit) []string {
	var paths []string
	for _, h := range hits {
		paths = append(paths, h.Path())
	}
	return paths
}

// markSpans returns a text with what matches in brackets.
func markSpans(s string, spans []search.Span) string {
	var b strings.Builder
	at := 0
	for _, span := range spans {
		b.WriteString(s[at:span.Start] + "[" + s[span.Start:span.End] + "]")
		at = span.End
	}
	return b.String() + s[at:]
}

func TestGoTo_SaysWhichNameMatchesAndWhere(t *testing.T) {
	c := corpusOf(
		"lang/go/intro.md\n---\ntitle: Introduction\naliases: [Golang, The Gópher]\n---\n",
		"lang/2021-05-01-rust-notes.md\n---\ntitle: Œuvre of Rust, rusty\nslug: ferris\n---\n",
		"work/plan.md\n---\ntitle: The Plan\n---\n",
		"日記/古い.md\n---\ntitle: 日本語の本\n---\n",
	)
	kinds := map[search.NameKind]string{search.NameTitle: "title", search.NameAlias: "alias", search.NameSlug: "slug", search.NamePath: "path"}
	for typed, want := range map[string]string{
		"intro":    "title [Intro]duction",
		"golang":   "alias [Golang]",
		"GOPHER":   "alias The [Gópher]",
		"goph the": "alias [The] [Góph]er",
		"go/int":   "path lang/[go/int]ro.md",
		"rust":     "title Œuvre of [Rust], rusty",
		"notes":    "path lang/2021-05-01-rust-[notes].md",
		"ferr":     "slug [ferr]is",
		"oeuv":     "title [Œuv]re of Rust, rusty",
		"pln":      "title The [Pl]a[n]",
		"work md":  "path [work]/plan.[md]",
		"本語":       "title 日[本語]の本",
		"日記":       "path [日記]/古い.md",
	} {
		hits := c.goTo(typed, 1)
		if len(hits) == 0 {
			t.Errorf("%s finds nothing", typed)
		} else if got := kinds[hits[0].Kind] + " " + markSpans(hits[0].Name, hits[0].Spans); got != want {
			t.Errorf("%s matches %s, want %s", typed, got, want)
		}
	}
	if hits := c.goTo("", 2); len(hits) != 2 || hits[0].Name != hits[0].Title() || hits[0].Spans != nil {
		t.Errorf("%+v", hits)
	}
}

// The scan finds every note that the index finds, and where both name the same name, and it has the words as a whole, they mark
// the same letters.
func TestGoTo_EqualsSlowScan(t *testing.T) {
	typed := []string{"a", "the", "start", "rye", "in 2021", "posts", ".md", "chapter 9", "e s", "ovn", "sync", "plug", "brot", "größe", "2021-06", "zzz", "formatting/", "パン"}
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		c := loadCorpus(t, name)
		for _, text := range typed {
			scanned, err := c.scan.GoTo(t.Context(), text, 0)
			if err != nil {
				t.Fatal(err)
			}
			byPath := map[string]search.NameHit{}
			for _, h := range scanned {
				byPath[h.Path()] = h
			}
			for _, h := range c.goTo(text, 0) {
				want, ok := byPath[h.Path()]
				if !ok {
					t.Errorf("%s: the scan does not find %s by %q", text, h.Path(), h.Name)
				}
				delete(byPath, h.Path())
				if h.Kind != want.Kind || h.Name != want.Name {
					continue
				}
				if got, want := markSpans(h.Name, h.Spans), markSpans(want.Name, want.Spans); got != want && isWhole(h) {
					t.Errorf("%s: %s, the scan marks %s", text, got, want)
				}
			}
			for path, h := range byPath { // the index drops only letters that are scattered by chance
				if isWhole(h) {
					t.Errorf("%s: the index does not find %s by %q", text, path, markSpans(h.Name, h.Spans))
				}
			}
		}
	})
}

// isWhole reports whether a hit has nothing but whole words marked.
func isWhole(h search.NameHit) bool { return len(h.Spans) == 1 }

func TestGoToHeading_EqualsSlowScan(t *testing.T) {
	typed := []string{"", "a", "the", "start", "rye", "e t", "sync plugin", "setting", "größe", "zzz", "ü", "1", "and", "."}
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		c := loadCorpus(t, name)
		found := 0
		for _, text := range typed {
			got, err := c.GoToHeading(t.Context(), text, 0)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := c.scan.GoToHeading(t.Context(), text, 0)
			if a, b := headingSet(got), headingSet(want); !slices.Equal(a, b) {
				t.Errorf("%q: %d headings, the scan has %d: %q %q", text, len(a), len(b), a, b)
			}
			found += len(got)
			for _, limit := range []int{1, 7} {
				first, _ := c.GoToHeading(t.Context(), text, limit)
				if want := got[:min(limit, len(got))]; len(first) != len(want) || len(want) > 0 && fmt.Sprint(first[0].Heading) != fmt.Sprint(want[0].Heading) {
					t.Errorf("%q: the first %d are not the first of all", text, limit)
				}
			}
		}
		if found < 40 {
			t.Errorf("only %d headings were found", found)
		}
	})
}

// headingSet returns where headings are and what is marked in them, sorted.
func headingSet(hits []search.HeadingHit) []string {
	var all []string
	for _, h := range hits {
		all = append(all, fmt.Sprintf("%s:%d %s", h.Path(), h.Heading.Line, markSpans(h.Heading.Text, h.Spans)))
	}
	slices.Sort(all)
	return all
}

func TestGoToHeading_BestFirstThenNewest(t *testing.T) {
	c := corpusOf(
		"old.md\n---\ndate: 2020-01-01\n---\n# Setup\n\n## Presetup\n\n## The setup of it\n",
		"new.md\n---\ndate: 2024-01-01\n---\n# New\n\n## Setup\n\n##\n\n## Setup of two\n",
		"none.md\nno heading\n",
	)
	hits, err := c.GoToHeading(t.Context(), "SETUP", 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, h := range hits {
		got = append(got, h.ID()+" "+markSpans(h.Heading.Text, h.Spans)+fmt.Sprintf(" %s", h.Heading.Anchor))
	}
	want := []string{"new [Setup] setup", "old [Setup] setup", "new [Setup] of two setup-of-two", "old The [setup] of it the-setup-of-it", "old Pre[setup] presetup"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if all, _ := c.GoToHeading(t.Context(), " ", 3); len(all) != 3 || all[0].Heading.Text != "New" || all[2].Heading.Text != "Setup of two" {
		t.Errorf("nothing typed gives %+v", all)
	}
}

// A note whose details are gone gives no heading, instead of a panic.
func TestGoToHeading_WithoutDetails(t *testing.T) {
	c := corpusOf("a.md\n# One\n\n## Two\n")
	if hits, _ := c.GoToHeading(t.Context(), "two", 0); len(hits) != 1 {
		t.Fatal(hits)
	}
	c.notes[c.byPath[0]].SetDetails(&note.Details{})
	if hits, _ := c.GoToHeading(t.Context(), "two", 0); len(hits) != 0 {
		t.Errorf("%+v", hits)
	}
}
