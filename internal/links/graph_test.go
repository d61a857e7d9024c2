package links

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/markdown"
	"quire/internal/note"
)

// Goroutines may use a resolver at once, also while it computes its tables and the graph.
func TestResolver_AllowsConcurrentUse(t *testing.T) {
	lib := libraryFiles{"many.md": strings.Repeat("## Filler\n\n", 200) + "## Last\n"}
	for _, n := range []string{"a", "b", "c", "d", "e", "f"} {
		lib[n+".md"] = "[x](many.md#last) [y](mnay.md) [[" + n + "]]"
	}
	r := lib.resolver(testSite{})
	var wg sync.WaitGroup
	for _, n := range r.notes {
		wg.Go(func() {
			r.Targets(n)
			r.Backlinks(n.Path)
			r.ResolveName(n.Title + "x")
			if got := r.HasBrokenLinks(n.Path); got != (n.Path != "many.md") {
				t.Errorf("%s: HasBroken is %v", n.Path, got)
			}
		})
	}
	wg.Wait()
	if got := r.CountNotesLinkingTo("many.md"); got != 6 {
		t.Errorf("%d notes link to many.md, want 6", got)
	}
}

// A link to a name that all notes share must not take time linear in the library.
func TestBacklinks_CommonNamesTakeBoundedTime(t *testing.T) {
	const n = 4000
	notes := make([]*note.Note, n)
	for i := range notes {
		id := fmt.Sprintf("d%05d/README", i)
		notes[i] = &note.Note{Path: id + ".md", ID: id, Slug: "README", Title: "Untitled", Aliases: []string{"It"}}
		d := &note.Details{}
		for k, dest := range []string{"README", "Untitled", "It", "x/README"} {
			d.Links = append(d.Links, note.Link{Link: markdown.Link{Form: markdown.Wiki, Dest: dest}, Line: k + 1})
		}
		for _, dest := range []string{"/README", "/x/README", "README.md", "x/README.md", "/untitled"} {
			d.Links = append(d.Links, note.Link{Link: markdown.Link{Dest: dest}})
		}
		notes[i].SetDetails(d)
	}
	r := newResolver(notes, nil, testSite{})
	start := time.Now()
	r.Backlinks(notes[0].Path)
	t.Logf("%d links in %v", n*9, time.Since(start))
	got := r.Targets(notes[n-1])
	for i, want := range []Status{Self, Ambiguous, Ambiguous, Broken, Broken, Broken, Self, Broken, Broken} {
		if got[i].Status != want {
			t.Errorf("%s: %+v, want %s", notes[n-1].Details().Links[i].Dest, got[i], want)
		}
	}
}

func TestNeighbours_BothDirectionsOnce(t *testing.T) {
	r := libraryFiles{
		"a.md": "[b](b.md) [b](b.md) [a](a.md) [gone](gone.md)",
		"b.md": "[a](a.md)", "c.md": "[a](a.md) [a](a.md)", "d.md": "alone",
	}.resolver(testSite{})
	s := r.Neighbours(0)
	if got := slices.Collect(s.All()); !slices.Equal(got, []int32{1, 2}) || s.Len() != 2 {
		t.Errorf("neighbours %v, %d of them", got, s.Len())
	}
	if !s.LinksTo(1) || !s.IsLinkedFrom(1) || s.LinksTo(2) || !s.IsLinkedFrom(2) || s.Has(0) || s.Has(3) {
		t.Errorf("%+v", s)
	}
	if links, backlinks := r.LinkCounts(0); links != 4 || backlinks != 3 {
		t.Errorf("%d links, %d backlinks", links, backlinks)
	}
	if s := r.Neighbours(3); s.Len() != 0 {
		t.Errorf("%+v", s)
	}
}
