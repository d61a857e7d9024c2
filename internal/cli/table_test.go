package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/theme"
)

// Whatever the text and the terminal, a row of a table fits, keeps its order and shows what it cut.
func TestTableFits(t *testing.T) {
	long := strings.Repeat("title ", 30)
	for _, width := range []int{20, 40, 60, 80, 109, 110, 200} {
		tab := table{columns: []column{{}, {share: 3}, {share: 2}, {share: 3, from: 110}}, width: width}
		tab.add(cell{text: "2024-01-02"}, cell{text: long}, cell{text: "a, b"}, cell{text: "slug"})
		tab.add(cell{text: ""}, cell{text: "漢字漢字漢字漢字漢字漢字"}, cell{text: ""}, cell{text: "other"})
		tab.free(cell{text: long}, cell{text: "path.md"})
		for line := range tab.lines {
			line = strings.TrimSuffix(line, "\n")
			if w := ansi.StringWidth(line); w > max(width, 10+2+narrowest+2+len("a, b")) {
				t.Errorf("width %d: %d cells: %q", width, w, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("width %d: it ends in spaces: %q", width, line)
			}
			if strings.Contains(line, "title") && !strings.Contains(line, "…") && width < len(long) {
				t.Errorf("width %d: cut without a word: %q", width, line)
			}
			if shown := strings.Contains(line, "slug"); strings.HasPrefix(line, "2024") && shown != (width >= 110) {
				t.Errorf("width %d: the name is there: %v: %q", width, shown, line)
			}
		}
	}
}

// What one column does not need, the others get.
func TestTableDivides(t *testing.T) {
	tab := table{columns: []column{{share: 1}, {share: 1}}, width: 42}
	tab.add(cell{text: strings.Repeat("x", 100)}, cell{text: "short"})
	if got := tab.fit(); !slices.Equal(got, []int{35, 5}) {
		t.Errorf("got %v", got)
	}
}

func TestVersion(t *testing.T) {
	commit := "0123456789abcdef0123456789abcdef01234567"
	for _, c := range []struct {
		release string
		vcs     map[string]string
		want    string
	}{
		{"v1.2.3", nil, "v1.2.3"},
		{"", nil, "development"},
		{"(devel)", map[string]string{"vcs.revision": commit, "vcs.time": "2026-11-20T10:11:12Z", "vcs.modified": "true"}, "development (commit 0123456789ab, 2026-11-20, modified)"},
		{"v0.0.0-20261120101112-0123456789ab", map[string]string{"vcs.revision": commit}, "development (commit 0123456789ab)"},
		{"v1.2.3", map[string]string{"vcs.revision": commit, "vcs.modified": "false"}, "v1.2.3 (commit 0123456789ab)"},
	} {
		if got := describe(c.release, c.vcs); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.release, c.vcs, got, c.want)
		}
	}
}

func TestWrappedKeepsAddresses(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"a/long-path/to-some/note.md leads nowhere", []string{"a/long-path/to-some/note.md", "leads", "nowhere"}},
		{"no https://example.org/a-b here", []string{"no", "https://example.org/a-b", "here"}},
		{"one two three", []string{"one two", "three"}},
		{"x abcdefghijklmnop y", []string{"x", "abcdefghij", "klmnop y"}},
		{"", []string{""}},
	} {
		if got := wrapped(c.text, 10, theme.Style{}); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
