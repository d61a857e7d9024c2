package tui

import (
	"io"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// killTimeout bounds how long Bubble Tea may take to restore the terminal from outside its loop, and
// restoreWriteTimeout how long the writes after that may take. Without the bounds, a terminal that accepts no
// output would block both for ever.
const (
	killTimeout         = 25 * time.Millisecond
	restoreWriteTimeout = 15 * time.Millisecond
)

// restore returns the terminal to its state before the program, although the program's loop does not end. Later
// writes of the loop do not reach the terminal.
func (t *terminal) restore(kill func(), last shownView, out io.Writer) {
	if t.keyboard != nil {
		t.keyboard.pause()
	}
	if t.display != nil {
		t.display.setMuted(true)
	}
	killed := runWithTimeout(killTimeout, kill) // resets exactly the modes that were set
	if t.display != nil {
		t.display.close()
	}
	runWithTimeout(restoreWriteTimeout, func() {
		if !killed && last.view.AltScreen {
			io.WriteString(out, modeResetSequence(last.view)) // there is nothing else to try
		}
		if m, ok := last.model.(Model); ok {
			m.page.deleteAllImages(out)
		}
	})
	if t.savedState != nil {
		term.Restore(t.keyboard.Fd(), t.savedState) //nolint:errcheck // as above
	}
}

// runWithTimeout runs do in its own goroutine and reports whether do returned within d. A panic in do counts as
// not returning.
func runWithTimeout(d time.Duration, do func()) bool {
	ended := make(chan bool, 1)
	go func() {
		ok := false
		defer func() {
			_ = recover()
			ended <- ok
		}()
		do()
		ok = true
	}()
	select {
	case ok := <-ended:
		return ok
	case <-time.After(d):
		return false
	}
}

// modeResetSequence returns the escape sequences that reset every mode that a renderer sets for a view.
func modeResetSequence(v tea.View) string {
	var b strings.Builder
	b.WriteString("\x18") // CAN ends a sequence that was cut short
	b.WriteString(ansi.ResetModeSynchronizedOutput + ansi.ResetStyle)
	b.WriteString(ansi.ResetModeLightDark + ansi.ResetModifyOtherKeys + ansi.PopKittyKeyboard(1))
	b.WriteString(ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable)
	b.WriteString(ansi.ResetModeBracketedPaste)
	if v.MouseMode != tea.MouseModeNone {
		b.WriteString(ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseAnyEvent + ansi.ResetModeMouseExtSgr)
	}
	if v.WindowTitle != "" {
		b.WriteString(ansi.SetWindowTitle(""))
	}
	if v.Cursor != nil {
		b.WriteString(ansi.SetCursorStyle(0) + ansi.ResetCursorColor)
	}
	b.WriteString(ansi.ResetModeUnicodeCore)
	return b.String()
}
