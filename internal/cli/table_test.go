package cli

import (
	"slices"
	"strings"
	"testing"

	"quire/internal/text"
	"quire/internal/theme"
)

// For every text and terminal width, a row fits, keeps its order and shows an ellipsis where it is cut.
func TestTable_RowsFitTerminal(t *testing.T) {
	long := strings.Repeat("title ", 30)
	for _, width := range []int{20, 40, 60, 80, 109, 110, 200} {
		tab := table{columns: []column{{}, {share: 3}, {share: 2}, {share: 3, minTerminal: 110}}, width: width}
		tab.addRow(cell{text: "2024-01-02"}, cell{text: long}, cell{text: "a, b"}, cell{text: "slug"})
		tab.addRow(cell{text: ""}, cell{text: "漢字漢字漢字漢字漢字漢字"}, cell{text: ""}, cell{text: "other"})
		tab.addSpanningRow(cell{text: long}, cell{text: "path.md"})
		for line := range tab.eachLine {
			line = strings.TrimSuffix(line, "\n")
			if w := text.Wcwidth.Width(line); w > max(width, 10+2+minColumnWidth+2+len("a, b")) {
				t.Errorf("width %d: %d cells: %q", width, w, line)
			}
			if strings.TrimRight(line, " ") != line {
				t.Errorf("width %d: the line ends in spaces: %q", width, line)
			}
			if strings.Contains(line, "title") && !strings.Contains(line, "…") && width < len(long) {
				t.Errorf("width %d: cut without an ellipsis: %q", width, line)
			}
			if shown := strings.Contains(line, "slug"); strings.HasPrefix(line, "2024") && shown != (width >= 110) {
				t.Errorf("width %d: slug shown: %v: %q", width, shown, line)
			}
		}
	}
}

// clusters are texts of which each grapheme cluster takes two cells, and x/ansi, which cuts by bytes where it can, counts
// some as one.
var clusters = []string{"9\ufe0f\u20e3", "#\ufe0f\u20e3", "👩\u200d👩\u200d👧", "❤\ufe0f", "🇩🇪", "語"}

// A cut cell takes the cells of its column, also where a cluster of an ASCII character and invisible ones is wide.
func TestTable_ClustersFitTheirColumns(t *testing.T) {
	for _, cluster := range clusters {
		for width := minTableWidth; width < 60; width++ {
			tab := table{columns: []column{{share: 1}, {share: 1}}, width: width}
			tab.addRow(cell{text: strings.Repeat(cluster, 50)}, cell{text: strings.Repeat("tag ", 20)})
			tab.addRow(cell{text: strings.Repeat(cluster+" ", 50)}, cell{text: strings.Repeat(cluster, 50)})
			tab.addSpanningRow(cell{text: strings.Repeat("a"+cluster, 50)}, cell{text: cluster})
			for line := range tab.eachLine {
				if w := text.Wcwidth.Width(strings.TrimSuffix(line, "\n")); w > width || w < width-6 {
					t.Errorf("%+q in %d: a line of %d cells: %q", cluster, width, w, line)
				}
			}
		}
	}
}

func TestWrapWords_ClustersFitTheLine(t *testing.T) {
	for _, cluster := range clusters {
		if strings.Contains(cluster, "#") {
			continue // in an address, which is not broken
		}
		for width := 2; width < 30; width++ {
			word := strings.Repeat(cluster, 40)
			lines := wrapWords("some words "+word+" end", width, theme.Style{})
			for _, line := range lines {
				if w := text.Wcwidth.Width(line); w > width {
					t.Errorf("%+q in %d: a line of %d cells: %q", cluster, width, w, line)
				}
			}
			if joined := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); joined != "somewords"+word+"end" {
				t.Errorf("%+q in %d: %q", cluster, width, joined)
			}
		}
	}
}

// Width that a column does not need goes to the others.
func TestTable_UnusedShareGoesToOtherColumns(t *testing.T) {
	tab := table{columns: []column{{share: 1}, {share: 1}}, width: 42}
	tab.addRow(cell{text: strings.Repeat("x", 100)}, cell{text: "short"})
	if got := tab.fitColumns(); !slices.Equal(got, []int{35, 5}) {
		t.Errorf("got %v", got)
	}
}

func TestDescribeVersion(t *testing.T) {
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
		if got := describeVersion(c.release, c.vcs); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.release, c.vcs, got, c.want)
		}
	}
}

func TestWrapped_KeepsAddressesWhole(t *testing.T) {
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
		if got := wrapWords(c.text, 10, theme.Style{}); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
