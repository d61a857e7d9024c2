package cli

import (
	"image/color"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// answerTime is how long a terminal may take to say what its ground is. A near one needs a few milliseconds, a far one the
// way there and back; who waits for neither is not to notice.
const answerTime = 300 * time.Millisecond

// dark reports whether the terminal's ground is dark. The terminal is asked only when both ends are one, and only once;
// otherwise COLORFGBG is believed, and without it a dark ground is assumed. Whoever styles nothing must not ask.
func (s *streams) dark() bool {
	if s.ground == nil {
		dark := s.findGround()
		s.ground = &dark
	}
	return *s.ground
}

func (s *streams) findGround() bool {
	if s.inTTY && s.outTTY && s.env("TERM") != "dumb" {
		if c := askGround(s.stdin, s.stdout); c != nil {
			return isDark(c)
		}
	}
	if v := s.env("COLORFGBG"); v != "" {
		if i := strings.LastIndexByte(v, ';'); i >= 0 {
			n, err := strconv.Atoi(v[i+1:])
			return err != nil || n < 7 || n == 8
		}
	}
	return true
}

var (
	groundAnswer = regexp.MustCompile("\x1b\\]11;([^\x07\x1b]*)(?:\x07|\x1b\\\\)")
	// Every terminal answers what it is. One that answers this and nothing else does not know its ground.
	kindAnswer = regexp.MustCompile("\x1b\\[\\?[0-9;]*c")
)

// askGround asks the terminal for the colour of its ground; nil when it does not tell.
func askGround(in, out *os.File) color.Color {
	state, err := term.MakeRaw(in.Fd())
	if err != nil {
		return nil
	}
	defer term.Restore(in.Fd(), state) //nolint:errcheck // there is nothing else to try
	r, err := uv.NewCancelReader(in)
	if err != nil {
		return nil
	}
	defer r.Close() //nolint:errcheck // only reading ends
	if _, err := io.WriteString(out, ansi.RequestBackgroundColor+ansi.RequestPrimaryDeviceAttributes); err != nil {
		return nil
	}
	late := time.AfterFunc(answerTime, func() { r.Cancel() })
	defer late.Stop()
	return groundIn(r)
}

// groundIn reads answers until the last of them, or until there are no more.
func groundIn(r io.Reader) color.Color {
	const most = 4 << 10 // no answer is longer
	var got []byte
	part := make([]byte, 256)
	for len(got) < most && !kindAnswer.Match(got) {
		n, err := r.Read(part)
		got = append(got, part[:n]...)
		if err != nil {
			break
		}
	}
	m := groundAnswer.FindSubmatch(got)
	if m == nil {
		return nil
	}
	return ansi.XParseColor(string(m[1]))
}

// isDark reports whether light text is read better on a colour than dark text.
func isDark(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return (max(r, g, b)+min(r, g, b))/2 < 0x8000
}
