//go:build linux || darwin

package main

import (
	"strings"
	"testing"
)

// A terminal never gets a path byte for byte, even with -0.
func TestRecords_TerminalGetsHarmlessPaths(t *testing.T) {
	dir := writeHostilePaths(t)
	for _, args := range [][]string{{"list", "-0", "--format", "{{.path}}"}, {"list", "-l0"}, {"links", "-0", "--format", "{{.from}}"}} {
		s := startReader(t, 100, 30, append(args, "-L", dir)...)
		waitForOutput(t, s, "plain.md", 0)
		if code := s.WaitExit(sessionTimeout); code != 0 {
			t.Errorf("%q: exit %d", args, code)
		}
		out := s.Output()
		if strings.Contains(out, "\x1b[31m") || strings.Contains(out, "\xff") {
			t.Errorf("%q: %q", args, out)
		}
	}
}
