package paint

import (
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/vtcheck"
)

// randomFrame returns a window of random styled rows, and its text.
func randomFrame(rnd *rand.Rand, columns, rows int) (Frame, string) {
	words := []string{"note", "日本", "é", "a", " ", "  ", "─", "\x1b[1mbold\x1b[m", "\x1b[38;5;9mred\x1b[m", "\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x1b\\", "0", "x"}
	lines := make([]string, rows)
	for y := range lines {
		for ansi.StringWidth(lines[y]) < rnd.IntN(columns+1) {
			lines[y] += words[rnd.IntN(len(words))]
		}
		lines[y] = ansi.Truncate(lines[y], columns, "")
	}
	f := Frame{Content: strings.Join(lines, "\n")}
	if rnd.IntN(2) == 0 {
		f.Cursor = &Cursor{X: rnd.IntN(columns), Y: rnd.IntN(rows), Style: 5}
	}
	for y := range lines {
		lines[y] = strings.TrimRight(ansi.Strip(lines[y]), " ")
	}
	return f, strings.Join(lines, "\n")
}

// TestRender_ShowsEveryFrame paints random windows, some of them scrolled, in sizes that change, and compares them with what an
// emulator shows.
func TestRender_ShowsEveryFrame(t *testing.T) {
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		columns, rows := 30, 10
		terminal := terminalOf(io.Discard)
		terminal.Columns, terminal.Rows = columns, rows
		s, emulator := newScreen(terminal), vtcheck.NewScreen(columns, rows)
		var f Frame
		var text string
		for step := range 60 {
			switch n := rnd.IntN(12); {
			case n == 0:
				columns, rows = 10+rnd.IntN(40), 3+rnd.IntN(20)
				s.resize(columns, rows)
				emulator.Resize(columns, rows)
				f, text = randomFrame(rnd, columns, rows)
			case n == 1:
				s.redraw()
			case n < 6 && f.Content != "": // scrollRows by a row
				f.Content, text = scrollRows(f.Content), scrollRows(text)
			default:
				f, text = randomFrame(rnd, columns, rows)
			}
			emulator.Write(string(s.render(f)))
			if got := strings.TrimRight(emulator.String(), "\n"); got != strings.TrimRight(text, "\n") {
				t.Fatalf("seed %d, step %d: the terminal shows\n%s\ninstead of\n%s", seed, step, got, text)
			}
		}
	}
}

// scrollRows moves all rows up by one.
func scrollRows(rows string) string {
	_, rest, _ := strings.Cut(rows, "\n")
	return rest + "\nnew"
}
