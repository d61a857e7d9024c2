package tui

import (
	"context"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/search/searchtest"
)

// engineVariable is the environment variable by which a test process drives the reader over another engine than a
// catalog.Catalog. Its only value is scan.
const engineVariable = "QUIRE_TEST_ENGINE"

// usesScan reports whether this process drives the reader over a scan of all notes, without an index.
func usesScan() bool { return os.Getenv(engineVariable) == "scan" }

// loadScan returns l with an engine that looks at every note for each answer.
func loadScan(ctx context.Context, l *library.Library, partial bool) (catalog.Library, error) {
	contents, err := l.Load(ctx, nil)
	if err != nil {
		return nil, err
	}
	var parsed []*note.Parsed
	for _, n := range contents.Notes {
		p, err := l.ParseNote(n.Path)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, p)
	}
	scan := searchtest.NewLibrary(parsed, contents.Assets, contents.Sites)
	scan.Files = l
	scan.Info = search.Status{Name: l.Name, Root: l.Root, Skipped: len(contents.Skipped), Partial: partial}
	return catalog.WithPages(scan), nil
}

// storyFiles holds the tests that tell the story of the reader: whatever a user does on the shelf, on a page and in the
// lists and maps over them.
var storyFiles = []string{
	"walkthrough_test.go", "actions_test.go", "vault_test.go", "history_test.go", "linkmap_test.go", "reading_state_test.go",
	"notices_test.go", "confirm_test.go", "footnotes_test.go", "folds_test.go", "adjacent_notes_test.go", "copy_test.go",
	"preview_test.go", "rebind_test.go", "viewer_test.go", "invariants_test.go",
}

// The story of the reader is the same on an engine that shares nothing with the index: the tests of storyFiles pass in a
// process that drives the reader over a scan of all notes. The process is short: of how many sizes a window may have, no engine knows.
func TestStory_PassesOnScan(t *testing.T) {
	skipIfShort(t)
	if usesScan() {
		t.Skip("this process is the one that such a test starts")
	}
	var names []string
	for _, file := range storyFiles {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := testFunc.FindAllStringSubmatch(string(source), -1)
		if len(found) == 0 {
			t.Errorf("%s has no test", file)
		}
		for _, name := range found {
			names = append(names, name[1])
		}
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.CommandContext(t.Context(), self, "-test.v", "-test.short", "-test.run", "^("+strings.Join(names, "|")+")$") //nolint:gosec // the test itself
	c.Env = append(os.Environ(), engineVariable+"=scan")
	out, err := c.CombinedOutput()
	for _, name := range names {
		if ended := regexp.MustCompile(`(?m)^--- (PASS|SKIP): ` + name + ` `); !ended.Match(out) {
			t.Errorf("%s does not pass", name)
		}
	}
	if err != nil || t.Failed() {
		t.Errorf("%v\n%s", err, out)
	}
}

// testFunc matches the declaration of a test.
var testFunc = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`)
