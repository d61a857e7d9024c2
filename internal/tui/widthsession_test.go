//go:build linux || darwin

package tui

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
	"quire/internal/vtcheck"
)

// widthSession is the reader on a terminal, beside the same model without one, which says what the terminal must show.
type widthSession struct {
	t       *testing.T
	session *vtcheck.Session
	shown   *widthTerminal
	read    int // how much of the output the terminal has shown
	model   *driver
}

func startWidthSession(t *testing.T, columns, rows int) *widthSession {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = []string{"QUIRE_TEST_BREAKS=scripts", "TERM=xterm-256color", "LANG=C.UTF-8"} // no name of a terminal that is asked nothing
	s, err := vtcheck.StartSession(c, columns, rows)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	d := drive(t, notes(map[string]string{"a.md": scriptNote()}), func(o *Options) { o.Note = "a.md" })
	d.resize(columns, rows)
	return &widthSession{t: t, session: s, shown: newWidthTerminal(t, columns, rows), model: d}
}

// withoutBlanks returns rows without blanks. After a character that terminals count in different ways the terminal shows as many
// blanks as the painter has counted cells, so they say nothing.
func withoutBlanks(rows []string) []string {
	out := make([]string, len(rows))
	for y, row := range rows {
		out[y] = strings.Join(strings.Fields(row), "")
	}
	return out
}

// await waits until the terminal shows the page of the model, and returns the page's rows without blanks.
func (s *widthSession) await() []string {
	s.t.Helper()
	page := s.model.m.layout.page
	want := withoutBlanks(s.model.screen()[page.Min.Y:page.Max.Y])
	for end := time.Now().Add(testTimeout); ; time.Sleep(time.Millisecond) {
		all := s.session.Output()
		s.shown.write(all[s.read:])
		s.read = len(all)
		got := withoutBlanks(s.shown.rows()[page.Min.Y:page.Max.Y])
		if slices.Equal(got, want) {
			return got
		}
		if time.Now().After(end) || s.session.HasExited() {
			s.t.Fatalf("the terminal shows\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// readPages pages through the note and returns its text without blanks. Rows that two pages share are in it once.
func (s *widthSession) readPages() string {
	s.t.Helper()
	all := s.await()
	for range 500 {
		top := s.model.m.page.reader.TopPos()
		if s.model.keys("pgdown"); s.model.m.page.reader.TopPos() == top {
			return strings.NewReplacer("│", "", "▌", "").Replace(strings.Join(all, ""))
		}
		s.session.SendKeys("\x1b[6~")
		page := s.await()
		shared := len(page)
		for !slices.Equal(all[len(all)-shared:], page[:shared]) {
			shared--
		}
		all = append(all, page[shared:]...)
	}
	s.t.Fatal("the page has no end")
	return ""
}

// TestWidth_FitsTerminalsOfEachKind holds that no row is wider than the window as the terminal counts, and that no text is lost,
// whatever the terminal says to the question whether it counts grapheme clusters. The terminal fails on a row that is too wide.
func TestWidth_FitsTerminalsOfEachKind(t *testing.T) {
	for name, terminal := range map[string]struct {
		value  ansi.ModeSetting
		silent bool
		counts text.WidthMethod
	}{
		"confirms": {value: ansi.ModeReset, counts: text.Graphemes},
		"denies":   {value: ansi.ModeNotRecognized, counts: text.Wcwidth},
		"silent":   {silent: true, counts: text.Wcwidth},
	} {
		for _, columns := range []int{20, 40, 62, 80} {
			t.Run(fmt.Sprint(name, columns), func(t *testing.T) {
				t.Parallel()
				s := startWidthSession(t, columns, 24)
				s.await()
				if err := s.session.WaitForOutput(ansi.RequestModeUnicodeCore, 0, testTimeout); err != nil {
					t.Fatal(err)
				}
				if !terminal.silent {
					s.session.SendKeys(ansi.ReportMode(ansi.ModeUnicodeCore, terminal.value))
					s.model.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: terminal.value})
				}
				shown := s.readPages()
				for _, l := range scriptLines {
					want := strings.Join(strings.Fields(l), "")
					if n := strings.Count(shown, want); n < 4 { // paragraph, item, quote and heading; a cell of the table may be cut
						t.Errorf("%q is shown %d times, not 4", l, n)
					}
				}
				if !strings.Contains(shown, "THEEND") {
					t.Error("the end of the page is missing")
				}
				if s.shown.counts != terminal.counts {
					t.Errorf("the terminal counts by method %d, not %d", s.shown.counts, terminal.counts)
				}
				s.session.SendKeys("\x03")
				if code := s.session.WaitExit(testTimeout); code != 0 {
					t.Errorf("exit %d", code)
				}
			})
		}
	}
}
