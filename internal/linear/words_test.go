package linear

import (
	"strings"
	"testing"
)

// In no locale is anything drawn: what is embedded, a rule and what leads nowhere are told in ASCII and in words.
func TestNothingIsDrawn(t *testing.T) {
	out, _ := run(t, lib(map[string]string{"a.md": "# A\n\n![[b#Second]]\n\n---\n\nTo [[nope]], and ![[b#NoSuch]].\n", "b.md": "# B\n\n## Second\n\nText of b.\n"}), "open a\n")
	sees(t, out, "note: b > Second", "Text of b.", "nope (broken)", "b > NoSuch (broken)")
	if strings.ContainsAny(out, "╭│╰─▤✗") {
		t.Errorf("drawn:\n%s", out)
	}
}

func TestAPathIsNotBroken(t *testing.T) {
	long := strings.Repeat("long/", 30) + "file.md"
	for _, place := range []string{"/home/" + long, "https://example.org/" + long} {
		if lines := wrap("cannot be read: "+place+": no such file", 40, 2); !strings.Contains(strings.Join(lines, "\n"), place) {
			t.Errorf("%q", lines)
		}
	}
}
