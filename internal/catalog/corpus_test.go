package catalog

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// The links of every note of the corpora lead where they do without a snapshot, also when nothing will be searched, and
// as many lead back.
func TestLinksFromSnapshot(t *testing.T) {
	t.Parallel()
	shared := filepath.Join("..", "..", "..", "shared")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the corpora are not here")
	}
	for _, name := range []string{"blog", "vault"} {
		l := opened(t, filepath.Join(shared, "corpora", name))
		cache := Cache{Dir: filepath.Join(t.TempDir(), "cache")}
		want := loaded(t, l, Options{NoIndex: true})
		first := loaded(t, l, Options{NoIndex: true, Cache: cache})
		if first.Index == nil {
			t.Fatal("what was read whole cannot be kept")
		}
		saved(t, first, cache)
		got := loaded(t, l, Options{NoIndex: true, Cache: cache})
		if got.Changed != 0 || got.Index != nil || len(got.Notes) != len(want.Notes) {
			t.Fatalf("%s: %d of %d notes were read", name, got.Changed, len(got.Notes))
		}
		for _, n := range want.Notes {
			source, _, err := got.Open(n.Path)
			check(t, err)
			wanted, _, err := want.Open(n.Path)
			check(t, err)
			if !reflect.DeepEqual(source.Targets, wanted.Targets) || source.Backlinks != wanted.Backlinks {
				t.Errorf("%s/%s: %d links here and\n%+v\nwithout a snapshot %d and\n%+v", name, n.Path, source.Backlinks, source.Targets, wanted.Backlinks, wanted.Targets)
			}
		}
	}
}
