package cli

import (
	"bufio"
	"os"
	"strconv"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"quire/internal/host"
)

// streams holds the three files of the process and what is known about them. Only this type asks whether something
// is a terminal.
type streams struct {
	stdin, stdout, stderr *os.File
	host                  host.Host
	out                   *bufio.Writer // buffers stdout
	inTTY, outTTY, errTTY bool
	paged                 bool // output goes to a pager, which handles interrupts
	env                   func(string) string
	interrupts            *interruptHandler
	process               *process // the settings of Go's runtime
	afterOutput           []func() // run after all output has been written
}

// newStreams returns the streams of the machine h, on which the process runs.
func newStreams(stdin, stdout, stderr *os.File, h host.Host) *streams {
	return &streams{
		stdin: stdin, stdout: stdout, stderr: stderr, host: h, env: h.Getenv, process: newProcess(),
		out:   bufio.NewWriterSize(stdout, 32<<10),
		inTTY: term.IsTerminal(stdin.Fd()), outTTY: term.IsTerminal(stdout.Fd()), errTTY: term.IsTerminal(stderr.Fd()),
	}
}

// terminalColumns returns the width of the terminal, or of the fzf preview window that quire runs in, at most
// host.MaxColumns. It is 0 if there is neither.
func (s *streams) terminalColumns() int {
	if n, err := strconv.Atoi(s.env("FZF_PREVIEW_COLUMNS")); err == nil && n > 0 {
		return min(n, host.MaxColumns)
	}
	if s.outTTY {
		columns, _ := s.host.Terminal.WindowSize()
		return min(columns, host.MaxColumns)
	}
	return 0
}

// terminalRows returns the height of the terminal, at most host.MaxRows, or 0 if it is unknown.
func (s *streams) terminalRows() int {
	_, rows := s.host.Terminal.WindowSize()
	return min(rows, host.MaxRows)
}

// usesColour decides whether output is styled. In the order of bixense.com/clicolors and no-color.org, it considers
// the flag, NO_COLOR, CLICOLOR_FORCE and the terminal.
func (s *streams) usesColour(flag string) bool {
	switch {
	case flag == "always":
		return true
	case flag == "never", s.env("NO_COLOR") != "":
		return false
	case s.env("CLICOLOR_FORCE") != "" && s.env("CLICOLOR_FORCE") != "0":
		return true
	}
	return s.outTTY && s.env("TERM") != "dumb"
}

// colourProfile returns how many colours styled output may use. Colour that is forced in a pipe keeps all of them.
func (s *streams) colourProfile() colorprofile.Profile {
	if !s.outTTY || s.host.Terminal.Profile == nil {
		return colorprofile.TrueColor
	}
	return s.host.Terminal.Profile()
}
