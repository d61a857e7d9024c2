package catalog

import (
	"path/filepath"
	"reflect"
	"testing"

	"quire/internal/testcorpus"
)

// With a snapshot, the links and the number of backlinks of every note of the corpora are the same as without it, also
// when no index is loaded.
func TestOpen_LinksFromSnapshotAreSame(t *testing.T) {
	t.Parallel()
	testcorpus.Each(t, []string{testcorpus.Journal, testcorpus.Handbook, "blog", "vault"}, func(t *testing.T, name string) {
		l := openLibrary(t, testcorpus.Path(t, name))
		cache := Cache{Dir: filepath.Join(t.TempDir(), "cache")}
		want := loadCatalog(t, l, Options{NoIndex: true})
		first := loadCatalog(t, l, Options{NoIndex: true, Cache: cache})
		if first.index == nil {
			t.Fatal("no index although the library was read completely: it cannot be saved")
		}
		saveSnapshot(t, first, cache)
		got := loadCatalog(t, l, Options{NoIndex: true, Cache: cache})
		if got.changedCount != 0 || got.index != nil || len(got.contents.Notes) != len(want.contents.Notes) {
			t.Fatalf("%s: %d of %d notes were read", name, got.changedCount, len(got.contents.Notes))
		}
		for _, n := range want.contents.Notes {
			source, _, err := got.OpenNote(t.Context(), n.Path)
			mustSucceed(t, err)
			expected, _, err := want.OpenNote(t.Context(), n.Path)
			mustSucceed(t, err)
			if !reflect.DeepEqual(source.Targets, expected.Targets) || source.Backlinks != expected.Backlinks {
				t.Errorf("%s/%s: %d backlinks and\n%+v\nwithout a snapshot %d and\n%+v", name, n.Path, source.Backlinks, source.Targets, expected.Backlinks, expected.Targets)
			}
		}
	})
}
