package catalog

import (
	"testing"

	"quire/internal/library"
)

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
