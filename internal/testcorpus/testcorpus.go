// Package testcorpus holds libraries of notes for tests: a Jekyll blog (journal), an Obsidian vault (handbook), and notes that
// attack the reader (rough). Files named after the first two state the truth about them, as a person has read them: every link
// with its line, form, address and target, and the headings and tags of every note. No part of them is made by quire.
//
// Some tests run on larger libraries too, which are beside the repository on some machines (../shared/corpora), and skip them
// elsewhere. The program itself must never import this package.
package testcorpus

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Names of the libraries in testdata.
const (
	Journal  = "journal"
	Handbook = "handbook"
	Rough    = "rough"
)

// The site of the journal, as its _config.yml declares it.
const (
	JournalHost      = "slowbread.example"
	JournalPermalink = "/blog/:title"
)

// Truth is what the truth file says about a note.
type Truth struct {
	Path, Title    string
	Tags, Headings []string // in the order of the note
	Links          []Link
}

// Link is a link of a note, in a truth file.
type Link struct {
	Line         int    // in the file, from 1
	Syntax, Href string // the form of the link, and the address as written
	Status       string // note, self (a part of the same note), asset, external, unresolved or template
	To, Fragment string // the target's path, and the heading or block in it
}

// Path returns the folder of a library: of one in testdata, or of one beside the repository. It skips the test if the latter
// does not exist.
func Path(tb testing.TB, name string) string {
	tb.Helper()
	return find(tb, name, name)
}

// OtherLibraries returns the folders in QUIRE_TEST_LIBRARIES, a list like PATH: libraries of other people, on which a test may run
// as well as on those that it knows.
func OtherLibraries() []string { return filepath.SplitList(os.Getenv("QUIRE_TEST_LIBRARIES")) }

// TruthPath returns the truth file of a library, like Path.
func TruthPath(tb testing.TB, name string) string {
	tb.Helper()
	return find(tb, name, name+".truth.jsonl")
}

// find returns the path of a file of a library.
func find(tb testing.TB, name, file string) string {
	tb.Helper()
	root := findRoot(tb)
	if slices.Contains([]string{Journal, Handbook, Rough}, name) {
		return filepath.Join(root, "internal", "testcorpus", "testdata", file)
	}
	path := filepath.Join(root, "..", "shared", "corpora", file)
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("no corpus %s beside the repository: %v", name, err)
	}
	return path
}

// findRoot returns the root of the repository, above the folder in which go test runs a test.
func findRoot(tb testing.TB) string {
	tb.Helper()
	root := "."
	for range 8 {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			return root
		}
		root = filepath.Join("..", root)
	}
	tb.Fatal("the test does not run in the repository")
	return ""
}

// Each runs a test on each library of the names, as a subtest, which is skipped if the library does not exist here.
func Each(t *testing.T, names []string, run func(t *testing.T, name string)) {
	t.Helper()
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			Path(t, name)
			run(t, name)
		})
	}
}

// ReadTruth returns the truth about the notes of the journal or the handbook, by path.
func ReadTruth(tb testing.TB, name string) map[string]Truth {
	tb.Helper()
	f, err := os.Open(TruthPath(tb, name))
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	all := map[string]Truth{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var truth Truth
		if err := json.Unmarshal(lines.Bytes(), &truth); err != nil {
			tb.Fatal(err)
		}
		all[truth.Path] = truth
	}
	if len(all) == 0 {
		tb.Fatalf("%s: the truth file is empty", name)
	}
	return all
}
