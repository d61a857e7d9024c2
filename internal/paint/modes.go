package paint

import (
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// enterModes returns the sequences that set the modes of every frame.
func (s *screen) enterModes() string {
	modes := ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste
	if s.terminal.NoInput {
		return modes
	}
	// The Kitty keyboard has a stack for each of the two screens, so the order matters. Terminals ignore what they do not know.
	return modes + ansi.SetModifyOtherKeys2 + ansi.PushKittyKeyboard(ansi.KittyDisambiguateEscapeCodes) + ansi.SetModeLightDark
}

// widthMode returns the sequence that makes the terminal count grapheme clusters, if it can.
func (s *screen) widthMode() string {
	if !s.graphemes {
		return ""
	}
	return ansi.SetModeUnicodeCore
}

// frameModes returns the sequences that turn the modes of one frame into those of the next. The cursor's visibility is not among
// them: it depends on what else is written.
func frameModes(from, to Frame) string {
	var b strings.Builder
	switch {
	case to.Mouse && !from.Mouse:
		b.WriteString(ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr)
	case from.Mouse && !to.Mouse:
		b.WriteString(ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr)
	}
	if from.Title != to.Title {
		b.WriteString(ansi.SetWindowTitle(to.Title))
	}
	oldColor, newColor := from.cursorColor(), to.cursorColor()
	switch {
	case newColor != "" && newColor != oldColor:
		b.WriteString(ansi.SetCursorColor(newColor))
	case newColor == "" && oldColor != "":
		b.WriteString(ansi.ResetCursorColor)
	}
	if old, style := from.cursorStyle(), to.cursorStyle(); old != style {
		b.WriteString(ansi.SetCursorStyle(style))
	}
	return b.String()
}

// cursorStyle returns the parameter of DECSCUSR for the frame; 0 is the terminal's own style.
func (f Frame) cursorStyle() int {
	if f.Cursor == nil {
		return 0
	}
	return f.Cursor.Style
}

func (f Frame) cursorColor() string {
	if f.Cursor == nil || f.Cursor.Color == nil {
		return ""
	}
	return hexColor(f.Cursor.Color)
}

// leaveModes returns the sequences that reset the modes of enterModes, of the last frame and of widthMode.
func (s *screen) leaveModes() string {
	var b strings.Builder
	if !s.terminal.NoInput {
		b.WriteString(ansi.ResetModeLightDark + ansi.PopKittyKeyboard(1) + ansi.ResetModifyOtherKeys)
	}
	b.WriteString(frameModes(s.last, Frame{}))
	b.WriteString(ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable + ansi.ResetModeBracketedPaste)
	if s.graphemes && s.mayReset2027 {
		b.WriteString(ansi.ResetModeUnicodeCore)
	}
	return b.String()
}

// answersModeRequests reports whether a terminal may be asked for its modes. Terminal.app of macOS prints part of the request. Over
// a connection nothing but TERM says which terminal it is.
func answersModeRequests(environ []string) bool {
	env := uv.Environ(environ)
	for _, name := range []string{"ghostty", "wezterm", "alacritty", "kitty", "rio", "foot"} {
		if strings.Contains(env.Getenv("TERM"), name) {
			return true
		}
	}
	if _, windowsTerminal := env.LookupEnv("WT_SESSION"); windowsTerminal {
		return true
	}
	_, remote := env.LookupEnv("SSH_TTY")
	return !remote && !strings.Contains(env.Getenv("TERM_PROGRAM"), "Apple")
}
