package linear

import (
	"strings"
	"testing"

	"quire/internal/text"
)

// Embeds, rules and broken links are printed in ASCII and words in every locale, without box characters.
func TestRun_PrintsWordsInsteadOfBoxCharacters(t *testing.T) {
	out, _ := runCommands(t, newLibrary(map[string]string{"a.md": "# A\n\n![[b#Second]]\n\n---\n\nTo [[nope]], and ![[b#NoSuch]].\n", "b.md": "# B\n\n## Second\n\nText of b.\n"}), "open a\n")
	requireInOrder(t, out, "note: b > Second", "Text of b.", "nope (broken)", "b > NoSuch (broken)")
	if strings.ContainsAny(out, "╭│╰─▤✗") {
		t.Errorf("box characters in the output:\n%s", out)
	}
}

func TestWrapText_ClustersFitTheLine(t *testing.T) {
	for _, cluster := range []string{"9\ufe0f\u20e3", "👩\u200d👩\u200d👧", "❤\ufe0f", "語", "e\u0301"} {
		for width := 3; width < 40; width++ {
			word := strings.Repeat(cluster, 40)
			lines := wrapText("some words "+word+" end", width, 2)
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

func TestWrapText_KeepsPathsWhole(t *testing.T) {
	long := strings.Repeat("long/", 30) + "file.md"
	for _, path := range []string{"/home/" + long, "https://example.org/" + long} {
		if lines := wrapText("cannot reload: "+path+": no such file", 40, 2); !strings.Contains(strings.Join(lines, "\n"), path) {
			t.Errorf("path is broken: %q", lines)
		}
	}
}
