package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/note"
)

func TestLimitPermalinks_DependsOnNoteCount(t *testing.T) {
	var site links.Site
	for i := range 64 {
		site.Permalinks = append(site.Permalinks, fmt.Sprintf("/%d/:title", i))
	}
	for notes, want := range map[int]int{0: 64, 1000: 64, maxRoutes / 64: 64, maxRoutes / 32: 32, 10 * maxRoutes: minPermalinks} {
		contents := &library.Contents{Notes: make([]*note.Note, notes)}
		got := limitPermalinks(site, contents)
		if len(got.Permalinks) != want || !slices.Equal(got.Permalinks, site.Permalinks[:want]) {
			t.Errorf("%d notes: %d permalinks", notes, len(got.Permalinks))
		}
		reported := len(contents.Skipped) == 1 && strings.Contains(contents.Skipped[0].Reason, "too many permalinks")
		if reported != (want < 64) {
			t.Errorf("%d notes: %v", notes, contents.Skipped)
		}
	}
}

// A catalog with unreadable notes is not saved, since it would pass for the whole library; notes that a rule leaves out do
// not matter.
func TestSave_RefusesPartOfLibrary(t *testing.T) {
	l := openLibrary(t, makeLibrary(t))
	c := loadCatalog(t, l, Options{})
	cache := Cache{Dir: t.TempDir()}
	c.contents.Skipped = append(c.contents.Skipped, library.Skipped{Path: "a", Reason: "a link out of the library"})
	if !c.IsWorthSaving(len(c.contents.Notes)) {
		t.Fatal("a note that a rule leaves out prevents saving")
	}
	c.contents.Skipped = append(c.contents.Skipped, library.Skipped{Path: "locked", Reason: "no permission to read it", Unreadable: true})
	if c.IsWorthSaving(len(c.contents.Notes)) || c.SaveSnapshot(t.Context(), cache) == nil {
		t.Error("part of a library was saved")
	}
}
