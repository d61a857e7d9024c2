//go:build linux || darwin

package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Whatever was opened, q quits and restores the terminal.
func TestReader_QuitsFromEveryScreen(t *testing.T) {
	dir := t.TempDir()
	plain := filepath.Join(dir, "plain")
	empty := filepath.Join(dir, "empty")
	for _, d := range []string{plain, empty} {
		if err := os.Mkdir(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	note := filepath.Join(plain, "words.md")
	if err := os.WriteFile(note, []byte("Only words.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		args []string
		sees string
		keys []string
	}{
		"the tour":        {[]string{"--tour"}, "notes", []string{"q"}},
		"a folder":        {[]string{plain}, "1 note", []string{"q"}},
		"an empty folder": {[]string{empty}, "tour", []string{"q"}},
		"a file":          {[]string{note}, "Only words", []string{"q", "q"}},
		"help":            {[]string{plain}, "1 note", []string{"?", "q", "q"}},
		"a panel":         {[]string{note}, "Only words", []string{"i", "q", "q", "q"}},
		"the search line": {[]string{plain}, "1 note", []string{"/", escapeKey, "q"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := startReader(t, 100, 30, test.args...)
			waitForText(t, s, test.sees, 0)
			for _, keys := range test.keys {
				s.WaitQuiet(60 * time.Millisecond)
				s.SendKeys(keys)
			}
			if got := s.WaitExit(sessionTimeout); got != 0 {
				t.Errorf("exit %d", got)
			}
			for _, wrong := range s.CheckRestored() {
				t.Error(wrong)
			}
		})
	}
}
