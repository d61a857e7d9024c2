package cli

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"quire/internal/host"
)

// Each line fits, and no word is broken or lost.
func TestWrapHelp_KeepsWordsWithinTheWidth(t *testing.T) {
	o := newOptions(newStreams(os.Stdin, os.Stdout, os.Stderr, host.Host{Env: nil}))
	for _, cmd := range append([]*cobra.Command{newRoot(o)}, newRoot(o).Commands()...) {
		help := cmd.Long + "\n\n" + cmd.UsageString()
		for _, columns := range []int{30, 40, 60, 80, 100} {
			got := wrapHelp(help, columns)
			if a, b := strings.Fields(got), strings.Fields(help); strings.Join(a, " ") != strings.Join(b, " ") {
				t.Errorf("%s, %d columns: words changed:\n%s", cmd.Name(), columns, got)
			}
			for line := range strings.SplitSeq(got, "\n") {
				if words := strings.Fields(line); len(line) > columns && len(words) > 1 && len(words[0]) < columns-10 {
					t.Errorf("%s: %q is wider than %d columns", cmd.Name(), line, columns)
				}
			}
		}
		if got := wrapHelp(help, 0); got != help {
			t.Errorf("%s: wrapped without a width", cmd.Name())
		}
	}
}

func TestWrapHelpLine_ContinuesBelowTheExplanation(t *testing.T) {
	for _, c := range []struct {
		line    string
		columns int
		want    string
	}{
		{"      --limit N   show at most N of them", 30, "      --limit N   show at most\n                  N of them"},
		{"      --limit-of-all N   show at most N", 30, "      --limit-of-all N\n          show at most N"},
		{"A sentence that is too long.", 15, "A sentence that\nis too long."},
		{"short", 15, "short"},
	} {
		if got := wrapHelpLine(c.line, c.columns); got != c.want {
			t.Errorf("%q in %d columns:\n%s\nwant\n%s", c.line, c.columns, got, c.want)
		}
	}
}
