package vtcheck

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// Screen is a terminal emulator. It shows what a person sees of the output of a program, where the bytes of the output do not:
// a program that redraws a screen writes only the cells that change, and "9 notes" may be a 9 over the 7 of "7 notes".
// A Screen must not be used by several goroutines at the same time.
type Screen struct {
	emulator *vt.Emulator
	rest     string // the start of a character that is not yet complete
}

// The largest window that a Screen emulates, because each cell costs memory. In a larger window, what lies beyond is shown
// in the last column or row.
const (
	maxScreenColumns = 1000
	maxScreenRows    = 500
)

// NewScreen returns an empty screen. It answers none of the queries that a terminal answers.
func NewScreen(columns, rows int) *Screen {
	s := &Screen{emulator: vt.NewEmulator(min(columns, maxScreenColumns), min(rows, maxScreenRows))}
	s.emulator.SetScrollbackSize(1)
	if answers, ok := s.emulator.InputPipe().(io.Closer); ok {
		_ = answers.Close() // otherwise the emulator waits until its answers are read
	}
	s.emulator.RegisterCsiHandler('r', s.isBeyond)
	return s
}

// isBeyond reports whether a scroll region (DECSTBM) ends below the screen, where the emulator would fail. A program sets such a
// region when the window has become smaller and it does not know yet; the Screen ignores it.
func (s *Screen) isBeyond(region ansi.Params) bool {
	bottom, _, _ := region.Param(1, 0)
	return bottom > s.emulator.Height()
}

// Write shows output. The output may end within a character or a sequence; the next call continues it.
func (s *Screen) Write(output string) {
	output = s.rest + output
	whole := len(output)
	for i := 1; i < utf8.UTFMax && i <= len(output); i++ {
		if last := output[len(output)-i:]; utf8.RuneStart(last[0]) {
			if !utf8.FullRuneInString(last) {
				whole -= i
			}
			break
		}
	}
	s.rest = output[whole:]
	_, _ = s.emulator.WriteString(output[:whole]) // fails only after Close
}

// Resize changes the size of the window.
func (s *Screen) Resize(columns, rows int) {
	s.emulator.Resize(min(columns, maxScreenColumns), min(rows, maxScreenRows))
}

// String returns the rows of the screen, without the blanks at their ends, joined by line feeds.
func (s *Screen) String() string {
	var rows strings.Builder
	for y := range s.emulator.Height() {
		var row strings.Builder
		for x := 0; x < s.emulator.Width(); {
			cell := s.emulator.CellAt(x, y)
			if cell == nil || cell.Content == "" {
				row.WriteByte(' ')
				x++
				continue
			}
			row.WriteString(cell.Content)
			x += max(cell.Width, 1)
		}
		rows.WriteString(strings.TrimRight(row.String(), " "))
		rows.WriteByte('\n')
	}
	return strings.TrimRight(rows.String(), "\n")
}

// position is where a text starts on a screen: its row, and its byte within the row.
type position struct{ row, offset int }

// findText returns the positions of a text in the rows of a screen. A text that continues in the next row is not found.
func findText(rows, text string) map[position]bool {
	found := map[position]bool{}
	for y, row := range strings.Split(rows, "\n") {
		for start := 0; start < len(row); start++ {
			i := strings.Index(row[start:], text)
			if i < 0 {
				break
			}
			start += i
			found[position{y, start}] = true
		}
	}
	return found
}

// textWatch notices when a text appears on a screen where it was not before.
type textWatch struct {
	text  string
	known map[position]bool // where the text has been since the watch began
}

func newTextWatch(rows, text string) *textWatch {
	return &textWatch{text: text, known: findText(rows, text)}
}

// hasAppeared reports whether rows show the text at a position where the rows of the previous call did not.
func (w *textWatch) hasAppeared(rows string) bool {
	now := findText(rows, w.text)
	for at := range now {
		if !w.known[at] {
			return true
		}
	}
	w.known = now
	return false
}

// erasure matches sequences after which much may be gone from the screen: they erase, scroll, reset, or switch to the other
// screen.
var erasure = regexp.MustCompile(`\x1b(\[[0-9;]*[JLMST]|\[\?(47|1047|1049)[hl]|c)`)

// checkInterval is the number of bytes after which a screen is looked at again, as long as nothing is erased.
const checkInterval = 512

// splitOutput cuts output after the first from bytes into parts, after each of which a screen is worth a look: where a read
// ended, before each erasure, and after checkInterval bytes. It cuts before sequences only, so that no character is cut. reads
// holds the offsets where reads ended, in order.
func splitOutput(output string, from int, reads []int) []string {
	var parts []string
	erasures := erasure.FindAllStringIndex(output[from:], -1)
	start := from
	for i := from + 1; i < len(output); i++ {
		if output[i] != 0x1b {
			continue
		}
		for len(erasures) > 0 && from+erasures[0][0] < i {
			erasures = erasures[1:]
		}
		_, isReadEnd := slices.BinarySearch(reads, i)
		if isReadEnd || len(erasures) > 0 && from+erasures[0][0] == i || i-start >= checkInterval {
			parts = append(parts, output[start:i])
			start = i
		}
	}
	return append(parts, output[start:])
}
