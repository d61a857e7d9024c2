package diagram

import (
	"strings"

	"quire/internal/text"
)

// The directions in which a line leaves a cell.
const (
	north uint8 = 1 << iota
	east
	south
	west
)

// stroke is the part of a line in a cell.
type stroke struct {
	owner any // the net or group that draws it
	arms  uint8
	style lineStyle
}

// isStraight reports whether the stroke passes through its cell without a turn.
func (s stroke) isStraight() bool { return s.arms == north|south || s.arms == east|west }

// cell is a cell of a canvas: a character, or up to two lines that cross.
type cell struct {
	char    string // "" where nothing is; a wide character has a cell with char "\x00" behind it
	part    Part
	link    string
	isTaken bool // by a box or a label: no line may run here
	strokes []stroke
}

// canvas is a grid of cells.
type canvas struct {
	cells         [][]cell
	width, height int
	method        text.WidthMethod
	ascii         bool
	err           error // the first meeting of two things that must not meet
}

func newCanvas(width, height int, o Options) *canvas {
	c := &canvas{width: width, height: height, method: o.Cells, ascii: o.ASCII, cells: make([][]cell, height)}
	for i := range c.cells {
		c.cells[i] = make([]cell, width)
	}
	return c
}

// cellAt returns a cell. One outside of the canvas is an error.
func (c *canvas) cellAt(x, y int) *cell {
	if x < 0 || y < 0 || x >= c.width || y >= c.height {
		c.err = ErrTangled
		return &cell{}
	}
	return &c.cells[y][x]
}

// writeText writes a text. No cell of it may be taken.
func (c *canvas) writeText(x, y int, s string, part Part, link string) {
	for s != "" {
		char := text.FirstCluster(s)
		s = s[len(char):]
		w := c.method.Width(char)
		for i := range max(w, 1) {
			at := c.cellAt(x+i, y)
			if at.isTaken || len(at.strokes) > 0 {
				c.err = ErrTangled
			}
			*at = cell{char: char, part: part, link: link, isTaken: true}
			if i > 0 {
				at.char = "\x00"
			}
		}
		x += max(w, 1)
	}
}

// setChar replaces the character of a cell that is taken, such as one of a border.
func (c *canvas) setChar(x, y int, char string) {
	at := c.cellAt(x, y)
	at.char, at.isTaken = char, true
}

// drawLine adds a straight line from one cell to another, both included, to the strokes of owner.
func (c *canvas) drawLine(owner any, style lineStyle, x1, y1, x2, y2 int) {
	dx, dy := sign(x2-x1), sign(y2-y1)
	ahead, behind := arms(dx, dy), arms(-dx, -dy)
	for x, y := x1, y1; ; x, y = x+dx, y+dy {
		var a uint8
		if x != x1 || y != y1 {
			a |= behind
		}
		if x != x2 || y != y2 {
			a |= ahead
		}
		c.addStroke(x, y, stroke{owner, a, style})
		if x == x2 && y == y2 {
			return
		}
	}
}

func sign(n int) int { return min(max(n, -1), 1) }

func arms(dx, dy int) uint8 {
	switch {
	case dx > 0:
		return east
	case dx < 0:
		return west
	case dy > 0:
		return south
	case dy < 0:
		return north
	}
	return 0
}

// addStroke adds arms to the stroke that an owner has in a cell.
func (c *canvas) addStroke(x, y int, s stroke) {
	at := c.cellAt(x, y)
	if at.isTaken {
		c.err = ErrTangled
	}
	for i := range at.strokes {
		if at.strokes[i].owner == s.owner {
			at.strokes[i].arms |= s.arms
			return
		}
	}
	at.strokes = append(at.strokes, s)
}

// setMarker ends a line in a cell with a head that points in a direction.
func (c *canvas) setMarker(x, y int, m marker, dx, dy int) {
	at := c.cellAt(x, y)
	if at.isTaken || len(at.strokes) > 1 {
		c.err = ErrTangled
	}
	at.char, at.isTaken = c.markerChar(m, dx, dy), true
}

func (c *canvas) markerChar(m marker, dx, dy int) string {
	signs := map[marker][4]string{arrow: {"▶", "◀", "▼", "▲"}, circle: {"○", "○", "○", "○"}, cross: {"✕", "✕", "✕", "✕"}}
	if c.ascii {
		signs = map[marker][4]string{arrow: {">", "<", "v", "^"}, circle: {"o", "o", "o", "o"}, cross: {"x", "x", "x", "x"}}
	}
	switch {
	case dx > 0:
		return signs[m][0]
	case dx < 0:
		return signs[m][1]
	case dy > 0:
		return signs[m][2]
	}
	return signs[m][3]
}

// rows returns the drawing. It is an error if two things met that must not.
func (c *canvas) rows() ([][]Run, error) {
	rows := make([][]Run, c.height)
	for y, line := range c.cells {
		var runs []Run
		for x := range line {
			at := &line[x]
			char := c.glyph(at)
			if c.err != nil {
				return nil, c.err
			}
			if char == "\x00" {
				continue
			}
			if n := len(runs); n > 0 && (char == " " && at.char == "" && runs[n-1].Link == "" || runs[n-1].Part == at.part && runs[n-1].Link == at.link) {
				runs[n-1].Text += char
			} else {
				runs = append(runs, Run{Text: char, Part: at.part, Link: at.link})
			}
		}
		for len(runs) > 0 {
			last := &runs[len(runs)-1]
			if last.Text = strings.TrimRight(last.Text, " "); last.Text != "" {
				break
			}
			runs = runs[:len(runs)-1]
		}
		rows[y] = runs
	}
	for len(rows) > 0 && len(rows[len(rows)-1]) == 0 {
		rows = rows[:len(rows)-1]
	}
	return rows, c.err
}

// glyph returns the character of a cell.
func (c *canvas) glyph(at *cell) string {
	if at.char != "" && at.part == Lines {
		return c.plainChar(at.char)
	}
	if at.char != "" {
		return at.char
	}
	switch len(at.strokes) {
	case 0:
		return " "
	case 1:
		return c.plainChar(lineGlyph(at.strokes[0]))
	case 2:
		a, b := at.strokes[0], at.strokes[1]
		if a.isStraight() && b.isStraight() && a.arms != b.arms {
			if a.arms != north|south {
				a = b
			}
			return c.plainChar(lineGlyph(a))
		}
	}
	c.err = ErrTangled
	return ""
}

// The characters of lines by their arms, in the order of the bits: north, east, south, west.
var (
	solidGlyphs = [16]string{" ", "│", "─", "╰", "│", "│", "╭", "├", "─", "╯", "─", "┴", "╮", "┤", "┬", "┼"}
	thickGlyphs = [16]string{" ", "┃", "━", "┗", "┃", "┃", "┏", "┣", "━", "┛", "━", "┻", "┓", "┫", "┳", "╋"}
)

func lineGlyph(s stroke) string {
	switch {
	case s.style == thick:
		return thickGlyphs[s.arms]
	case s.style == dotted && s.arms&(north|south) == 0:
		return "┄"
	case s.style == dotted && s.arms&(east|west) == 0:
		return "┆"
	}
	return solidGlyphs[s.arms]
}

// plainChar returns a character of a box or line in ASCII, if the canvas is to be.
func (c *canvas) plainChar(char string) string {
	if !c.ascii || char < "\x80" {
		return char
	}
	if plain, ok := plainChars[char]; ok {
		return plain
	}
	return char
}

// plainChars are the ASCII characters for those of boxes and lines; all others of these are drawn as "+".
var plainChars = func() map[string]string {
	m := map[string]string{}
	for _, list := range []struct{ from, to string }{
		{"│┃┆║", "|"}, {"─━┄═", "-"}, {"┌┐└┘╭╮╰╯├┤┬┴┼┏┓┗┛┣┫┳┻╋╓╖╙╜╔╗╚╝╤╧╟╢┠┨", "+"}, {"✕", "x"}, {"╱", "/"}, {"╲", `\`}, {"⟨", "<"}, {"⟩❭", ">"}, {"●", "*"}, {"◉", "@"},
	} {
		for _, r := range list.from {
			m[string(r)] = list.to
		}
	}
	return m
}()
