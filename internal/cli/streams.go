package cli

import (
	"bufio"
	"os"
	"strconv"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"
)

// streams are the three files of the process and what is known of them. It is
// the only place that asks whether something is a terminal.
type streams struct {
	stdin, stdout, stderr *os.File
	out                   *bufio.Writer // to stdout
	inTTY, outTTY, errTTY bool
	env                   func(string) string
	ground                *bool    // whether it is dark; nil until it matters
	release               func()   // leaves signals to others
	afterwards            []func() // what is done when everything is written
}

func newStreams(stdin, stdout, stderr *os.File, env func(string) string) *streams {
	return &streams{
		stdin: stdin, stdout: stdout, stderr: stderr, env: env,
		out:   bufio.NewWriterSize(stdout, 32<<10),
		inTTY: term.IsTerminal(stdin.Fd()), outTTY: term.IsTerminal(stdout.Fd()), errTTY: term.IsTerminal(stderr.Fd()),
	}
}

// columns is the width of the terminal, or of the fzf preview that quire runs in; 0 when there is neither.
func (s *streams) columns() int {
	if n, err := strconv.Atoi(s.env("FZF_PREVIEW_COLUMNS")); err == nil && n > 0 {
		return n
	}
	if s.outTTY {
		if w, _, err := term.GetSize(s.stdout.Fd()); err == nil {
			return w
		}
	}
	return 0
}

// coloured decides whether output is styled. The order is that of
// bixense.com/clicolors and no-color.org: the flag, NO_COLOR, CLICOLOR_FORCE, the terminal.
func (s *streams) coloured(flag string) bool {
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

// profile is how many colours styled output may have. A forced colour in a pipe keeps all of them.
func (s *streams) profile() colorprofile.Profile {
	if !s.outTTY {
		return colorprofile.TrueColor
	}
	return colorprofile.Detect(s.stdout, os.Environ())
}

// utf8 reports whether the locale says that text is UTF-8. No locale at all counts as one.
func (s *streams) utf8() bool {
	for _, key := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := s.env(key); v != "" {
			return isUTF8(v)
		}
	}
	return true
}

func isUTF8(locale string) bool {
	for i := range len(locale) - 2 {
		if l := locale[i : i+3]; l == "UTF" || l == "utf" {
			return true
		}
	}
	return false
}
