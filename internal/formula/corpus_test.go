package formula

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"quire/internal/text"
)

var update = flag.Bool("update", false, "rewrite the drawings of the corpus; look at each that changes")

// corpusFile holds formulas as people write them, each with what it looks like in a line and on rows of its own, or the reason why
// it is shown as written.
const corpusFile = "testdata/tex.txt"

func TestDraw_CorpusIsDrawnAsItWasLookedAt(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(corpusFile)
	if err != nil {
		t.Fatal(err)
	}
	var rewritten strings.Builder
	all, drawn := 0, 0
	for part := range strings.SplitSeq(strings.TrimPrefix(string(b), "=== "), "\n=== ") {
		tex, want, _ := strings.Cut(strings.TrimRight(part, "\n"), "\n")
		got := "in a line: "
		inline, err := Inline(tex, text.Wcwidth)
		if err != nil {
			inline = "as written, " + err.Error()
		}
		got += inline
		rows, err := Display(tex, text.Wcwidth)
		all++
		if err != nil {
			got += "\nas written, " + err.Error()
		} else {
			drawn++
			got += "\n" + strings.Join(rows, "\n")
		}
		if got != want && !*update {
			t.Errorf("%s\nis drawn as\n%s\nwant\n%s", tex, got, want)
		}
		fmt.Fprintf(&rewritten, "=== %s\n%s\n", tex, got)
	}
	if all < 120 || drawn < 120 {
		t.Errorf("%d formulas, %d of them drawn", all, drawn)
	}
	if *update {
		if err := os.WriteFile(corpusFile, []byte(rewritten.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
