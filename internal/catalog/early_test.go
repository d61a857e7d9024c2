package catalog

import (
	"context"
	"fmt"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/query"
)

// slowly is a folder whose files take their time.
type slowly struct{ fstest.MapFS }

func (s slowly) Open(name string) (fs.File, error) {
	time.Sleep(time.Millisecond)
	return s.MapFS.Open(name)
}

// A glance that takes its time shows what it has seen, more each time, where it can be searched for; the last word is
// the glance's own.
func TestEarly(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 600 {
		files[fmt.Sprintf("n%03d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Number %d\n---\n", i)}
	}
	var shown []int
	over := false
	c, err := Glance(context.Background(), library.FromFS("slow", slowly{files}), Options{Early: func(c *Catalog) {
		if over || !c.Growing || !c.Partial {
			t.Errorf("shown after the end %v, growing %v, partial %v", over, c.Growing, c.Partial)
		}
		q, _ := query.Parse("number")
		if hits := c.Index.Search(q, index.Options{}); len(hits) != len(c.Notes) {
			t.Errorf("of %d notes %d are found", len(c.Notes), len(hits))
		}
		shown = append(shown, len(c.Notes))
	}})
	over = true
	if err != nil || c.Growing || len(c.Notes) != 600 {
		t.Fatalf("%d notes, growing %v, %v", len(c.Notes), c.Growing, err)
	}
	if len(shown) == 0 || shown[0] == 0 || shown[0] == 600 {
		t.Errorf("shown were %v notes", shown)
	}
	for i := 1; i < len(shown); i++ {
		if shown[i] < shown[i-1] {
			t.Errorf("shown were %v notes", shown)
		}
	}
}

// What is glanced at has links that nobody has followed: no note is called an orphan for that.
func TestNoOrphansAtAGlance(t *testing.T) {
	t.Parallel()
	l := opened(t, settled(t))
	cache := Cache{Dir: t.TempDir()}
	saved(t, loaded(t, l, Options{}), cache)
	for name, o := range map[string]Options{"read": {}, "kept": {Cache: cache}, "newest": {Cache: cache, Newest: true}} {
		c, err := Glance(t.Context(), l, o)
		check(t, err)
		if got := hits(t, c, "is:orphan"); !c.Partial || len(got) > 0 {
			t.Errorf("%s: %d orphans", name, len(got))
		}
	}
}
