package notes_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/search"
	"quire/notes"
)

const (
	hub     = "2021-11-19-lanternfish-2021.md"
	events  = "2021-11-16-lanternfish-events-first.md"
	welcome = "2026-11-20-welcome.md"
)

func load(t *testing.T) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Load(context.Background(), library.FromFS("tour", notes.FS), catalog.Options{NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := c.Status().Notes; n < 16 {
		t.Fatalf("%d notes in the tour", n)
	}
	return c
}

// all returns all notes of the tour.
func all(t *testing.T, c *catalog.Catalog) []*note.Note {
	t.Helper()
	var out []*note.Note
	for h, err := range c.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		n, err := c.Note(t.Context(), h.Path())
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// linksOf returns the links of a note with their targets.
func linksOf(t *testing.T, c *catalog.Catalog, path string) []search.Link {
	t.Helper()
	out, err := c.Links(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryNoteIsInOrder(t *testing.T) {
	for _, n := range all(t, load(t)) {
		for _, p := range n.Details().Problems {
			t.Errorf("%s:%d: %s", n.Path, p.Line, p.Message)
		}
		if n.TitleFrom != note.FromFrontMatter || n.Title == "" {
			t.Errorf("%s: no title of its own", n.Path)
		}
		if n.Description == "" || n.Author == "" || len(n.Tags) == 0 {
			t.Errorf("%s: description %q, author %q, tags %q", n.Path, n.Description, n.Author, n.Tags)
		}
		if got := n.Date.Format("2006-01-02"); !strings.HasPrefix(n.Path, got) {
			t.Errorf("%s: dated %s", n.Path, got)
		}
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	c := load(t)
	for _, n := range all(t, c) {
		for _, l := range linksOf(t, c, n.Path) {
			to := l.Target
			switch to.Status {
			case links.Note, links.Self:
				if to.MissingHeading != "" {
					t.Errorf("%s:%d: %s: there is no heading %q", n.Path, l.Line, l.Dest, to.MissingHeading)
				}
			case links.Asset: // it is there
			case links.External:
				// The library's own host must have been recognised, though nothing declares it.
				if strings.Contains(l.Dest, "notes.example.org") {
					t.Errorf("%s:%d: %s leads out of the library", n.Path, l.Line, l.Dest)
				}
			default:
				t.Errorf("%s:%d: %s is %v: %s", n.Path, l.Line, l.Dest, to.Status, to.Reason)
			}
		}
	}
}

func TestTheDiaryIsTiedTogether(t *testing.T) {
	c := load(t)
	var to []string
	for _, l := range linksOf(t, c, hub) {
		if l.Target.Status == links.Note {
			to = append(to, l.Target.Path)
		}
	}
	if len(to) != 9 || to[0] != events {
		t.Errorf("the hub links to %d notes, %q first", len(to), to)
	}
	slices.Sort(to)
	sessions := slices.Compact(to)
	if len(sessions) != 8 {
		t.Errorf("the hub links to %d sessions: %q", len(sessions), sessions)
	}
	var from []string
	backlinks, err := c.Backlinks(t.Context(), hub)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range backlinks {
		from = append(from, b.From.Path())
	}
	for _, s := range sessions {
		if !slices.Contains(from, s) {
			t.Errorf("%s does not link back to the hub", s)
		}
	}
}

// Whoever starts at the first page can reach all others by following links.
func TestNothingIsOutOfReach(t *testing.T) {
	c := load(t)
	reached := map[string]bool{welcome: true}
	for todo := []string{welcome}; len(todo) > 0; todo = todo[1:] {
		for _, l := range linksOf(t, c, todo[0]) {
			to := l.Target
			if to.Status == links.Note && !reached[to.Path] {
				reached[to.Path] = true
				todo = append(todo, to.Path)
			}
		}
	}
	for _, n := range all(t, c) {
		if !reached[n.Path] {
			t.Errorf("no way leads from the first page to %s", n.Path)
		}
	}
}

// The manual and the README show the same table of keys.
func TestKeysAreThoseOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	manual, err := notes.FS.ReadFile("2026-11-19-keys.md")
	if err != nil {
		t.Fatal(err)
	}
	want, got := keyTable(string(manual)), keyTable(string(readme))
	if len(want) < 20 || !slices.Equal(want, got) {
		t.Errorf("the README has\n%s\nthe manual has\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func keyTable(text string) []string {
	var rows []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "| key | shelf | page |"), rows != nil && strings.HasPrefix(line, "|"):
			rows = append(rows, line)
		case rows != nil:
			return rows
		}
	}
	return rows
}
