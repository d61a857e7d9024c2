package tui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// effects holds what the program does to time. Tests replace its functions.
type effects struct {
	after func(time.Duration, tea.Msg) tea.Cmd // sends a message after a time
	now   func() time.Time                     // the reader's time, whose day says what is overdue
}

// newEffects returns the effects on this process.
func newEffects() effects {
	return effects{
		now:   time.Now,
		after: func(d time.Duration, msg tea.Msg) tea.Cmd { return tea.Tick(d, func(time.Time) tea.Msg { return msg }) },
	}
}
