package catalog

import (
	"context"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"quire/internal/library"
	"quire/internal/query"
	"quire/internal/search"
)

// slowFS is a file system that takes 1 ms to open a file.
type slowFS struct{ fstest.MapFS }

func (s slowFS) Open(name string) (fs.File, error) {
	time.Sleep(time.Millisecond) // the slowness that the test is about
	return s.MapFS.Open(name)
}

// A slow preview reports partial catalogs with more notes each time, which can be searched, and reports nothing after it
// has returned.
func TestPreview_ReportsGrowingPartialCatalogs(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 600 {
		files[fmt.Sprintf("n%03d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Number %d\n---\n", i)}
	}
	var shown []int
	over := false
	c, err := LoadPreview(context.Background(), library.FromFS("slow", slowFS{files}), Options{OnPartial: func(c *Catalog) {
		if over || !c.loading || !c.partial {
			t.Errorf("reported after the end %v, loading %v, partial %v", over, c.loading, c.partial)
		}
		q, _ := query.Parse("number")
		if found, err := c.Search(t.Context(), search.Request{Query: q}); found.Total != len(c.contents.Notes) {
			t.Errorf("%d of %d notes are found, %v", found.Total, len(c.contents.Notes), err)
		}
		shown = append(shown, len(c.contents.Notes))
	}})
	over = true
	if err != nil || c.loading || len(c.contents.Notes) != 600 {
		t.Fatalf("%d notes, loading %v, %v", len(c.contents.Notes), c.loading, err)
	}
	if len(shown) == 0 || shown[0] == 0 || shown[0] == 600 {
		t.Errorf("partial catalogs of %v notes", shown)
	}
	for i := 1; i < len(shown); i++ {
		if shown[i] < shown[i-1] {
			t.Errorf("partial catalogs of %v notes, want more each time", shown)
		}
	}
}

// The links of a preview are unresolved, but that makes no note an orphan.
func TestPreview_FindsNoOrphans(t *testing.T) {
	t.Parallel()
	l := openLibrary(t, makeLibrary(t))
	cache := Cache{Dir: t.TempDir()}
	saveSnapshot(t, loadCatalog(t, l, Options{}), cache)
	for name, o := range map[string]Options{"read": {}, "kept": {Cache: cache}, "newest": {Cache: cache, NewestFirst: true}} {
		c, err := LoadPreview(t.Context(), l, o)
		mustSucceed(t, err)
		if got := searchHits(t, c, "is:orphan"); !c.partial || len(got) > 0 {
			t.Errorf("%s: %d orphans", name, len(got))
		}
	}
}
