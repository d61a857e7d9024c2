package linear

import (
	"strings"
	"testing"
)

func TestRun_KeysOfFrontMatter(t *testing.T) {
	out, _ := runCommands(t, newLibrary(map[string]string{
		"a.md": "---\nrating: 10\nstatus: draft\n---\n# Alpha\n", "b.md": "---\nrating: 9\n---\n# Beta\n", "c.md": "# Gamma\n",
	}), "query status:draft\nquery staus:draft\nquery has:rating\nsort rating\nlist\nsort rating\nlist\nsort ratin\nsort title\n")
	at := 0
	for _, want := range []string{
		"1. Alpha", "no key staus, did you mean status? searched as text", "no notes match staus:draft",
		"2. Beta", "match has:rating, by rating", "1. Beta", "2. Alpha", "match has:rating, by rating, in reverse order", "1. Alpha", "2. Beta",
		`no such sort order: "ratin"; did you mean rating?`, "match has:rating, by title",
	} {
		i := strings.Index(out[at:], want)
		if i < 0 {
			t.Fatalf("%q does not come after\n%s\nin\n%s", want, out[:at], out)
		}
		at += i + len(want)
	}
}
