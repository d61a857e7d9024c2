package tui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/host"
	"quire/internal/text"
	"quire/internal/theme"
)

// Which theme the reader has: the user's, or what the host guesses until the terminal reports its background and how it counts
// cells.

// guessTheme returns the theme to use until the terminal reports its background colour, which some terminals never do: what
// the host guesses, or dark, as most terminals are. A dumb terminal gets a theme without attributes.
func guessTheme(h host.Host) *theme.Theme {
	if h.Getenv("TERM") == "dumb" {
		return theme.Plain()
	}
	if dark, _ := h.DarkBackground(); !dark {
		return theme.Light()
	}
	return theme.Dark()
}

// ensureVisibleFocus returns a theme that shows the focus without colours, if colours are off: reverse video works in every
// terminal that can show a screen.
func ensureVisibleFocus(look *theme.Theme, h host.Host) *theme.Theme {
	if !look.Plain && h.Getenv("NO_COLOR") == "" {
		return look
	}
	c := *look
	reverse := theme.Style{Reverse: true}
	c.Focus, c.Hint, c.MatchCurrent = reverse, reverse, reverse
	c.Match, c.Selected = theme.Style{Underline: true}, theme.Style{Bold: true}
	return &c
}

// themeAfter returns the theme that follows from what the terminal reports, or nil if the theme stays.
func (m *session) themeAfter(report tea.Msg) *theme.Theme {
	switch report := report.(type) {
	case tea.BackgroundColorMsg:
		return m.themeForBackground(report.IsDark())
	case tea.ModeReportMsg:
		if confirmsGraphemes(report) && m.theme.Cells != text.Graphemes {
			return m.theme.WithCells(text.Graphemes)
		}
	}
	return nil
}

// themeForBackground returns the dark or light theme by the background of the terminal, or nil if that is the present one or the
// user has chosen a theme that fixes it.
func (m *session) themeForBackground(dark bool) *theme.Theme {
	if m.opts.Theme != nil && !m.opts.Theme.HasVariant() || m.theme.Plain {
		return nil
	}
	look := theme.Light()
	if dark {
		look = theme.Dark()
	}
	if m.opts.Theme != nil {
		look = m.opts.Theme.ForBackground(dark)
	}
	if m.theme.Name == look.Name && m.theme.Dark == look.Dark {
		return nil
	}
	return ensureVisibleFocus(look.WithASCII(m.opts.ASCII).WithCells(m.theme.Cells), m.host)
}

// confirmsGraphemes reports whether the terminal says that it has mode 2027, in which it counts grapheme clusters. It is
// the condition under which Bubble Tea sets that mode and paints accordingly.
func confirmsGraphemes(msg tea.ModeReportMsg) bool {
	return msg.Mode == ansi.ModeUnicodeCore && (msg.Value == ansi.ModeReset || msg.Value == ansi.ModeSet || msg.Value == ansi.ModePermanentlySet)
}
