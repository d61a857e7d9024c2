// Package fault turns a panic into an error: what the program was doing, why it failed and where. Every command of the
// reader runs under it, so that a bug in one ends with a message in place of an answer that never comes.
//
// The package must never write a report or touch the terminal. Its callers do.
package fault

import (
	"fmt"
	"runtime/debug"

	tea "charm.land/bubbletea/v2"
)

// Fault is a bug in the program: a panic, where it happened, and what the program was doing.
type Fault struct {
	Activity string // such as "drawing the screen"
	Cause    any
	Stack    []byte
	// Report is the path of the crash report; empty when none was written.
	Report string
}

func (f *Fault) Error() string {
	text := "internal error" // the file comes first, since the bottom line may cut the rest
	if f.Report != "" {
		text += " (report " + f.Report + ")"
	}
	return fmt.Sprintf("%s while %s: %v", text, f.Activity, f.Cause)
}

// Catch returns a command that runs work and, when work panics, answers with failed. Use it for commands whose answer
// something waits for.
func Catch(activity string, work func() tea.Msg, failed func(error) tea.Msg) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if cause := recover(); cause != nil {
				msg = failed(&Fault{Activity: activity, Cause: cause, Stack: debug.Stack()})
			}
		}()
		return work()
	}
}
