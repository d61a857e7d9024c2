package cli

import "quire/internal/theme"

// autoTheme resolves the style auto or contrast for the terminal's background, as the host guesses it.
//
// Commands never query the terminal, because the answer arrives on standard input, among the user's keystrokes. Keys typed
// ahead for the shell would be lost, since few systems let a process put input back (TIOCSTI), and an answer that arrives
// after the command has ended would be typed into the shell. Only the reader, which consumes all keys itself, queries it. If the background is unknown, the theme uses
// only the terminal's own sixteen colours, which are legible on any. In a pipe it assumes a dark background, as most
// terminals have.
func (o *options) autoTheme(name string) (*theme.Theme, error) {
	dark, known := o.host.DarkBackground()
	switch {
	case known || !o.outTTY:
		return theme.ByName(name, dark)
	case name == theme.ContrastName:
		return theme.ContrastOnAny(), nil
	}
	return theme.ANSI(), nil
}
