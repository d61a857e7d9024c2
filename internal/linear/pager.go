package linear

import (
	"bufio"
	"io"
	"strings"

	"quire/internal/text"
)

// lineIterator returns the next line of a text on each call; ok is false after the last.
type lineIterator func() (line string, ok bool)

// pager prints texts one screen at a time. It computes the lines of a text only when it prints them.
type pager struct {
	w          *bufio.Writer
	rows       func() int
	shouldStop func() bool  // asked after each line; true ends the screen early
	remaining  lineIterator // rest of the text; nil after its last line
	lookahead  *string      // first line of remaining, already computed; nil if not
	isPage     bool         // the text is the open page
	err        error        // the first write error; nothing is written after it
}

// newPager returns a pager for a terminal of rows() lines; rows may be nil.
func newPager(w io.Writer, rows func() int, shouldStop func() bool) *pager {
	return &pager{w: bufio.NewWriterSize(w, 4096), rows: rows, shouldStop: shouldStop}
}

// screenLines returns how many lines fit on a screen above the prompt, or 0 if the pager prints texts whole.
func (p *pager) screenLines() int {
	if p.rows == nil {
		return 0
	}
	if n := p.rows(); n > 0 {
		return max(n-1, 1)
	}
	return 0
}

// hasMore reports whether lines of the text remain to be printed.
func (p *pager) hasMore() bool { return p.remaining != nil }

// printFirstScreen prints the first screen of a text and keeps the rest for printNextScreen. It drops the rest of the
// text before. isPage says that the text is the open page.
func (p *pager) printFirstScreen(lines lineIterator, isPage bool) {
	p.remaining, p.lookahead, p.isPage = lines, nil, isPage
	p.printNextScreen()
}

// printNextScreen prints the next screen of the text, without blank lines at its top.
func (p *pager) printNextScreen() {
	if p.remaining == nil || p.err != nil {
		return
	}
	limit, started := p.screenLines(), false
	for n := 0; limit == 0 || n < limit; {
		line, ok := p.nextLine()
		if !ok {
			return
		}
		if !started && line == "" {
			continue
		}
		started = true
		p.write(line + "\n")
		n++
		if p.err != nil || p.shouldStop() {
			break
		}
	}
	if line, ok := p.nextLine(); ok { // look ahead, or the prompt could offer more when nothing follows
		p.lookahead = &line
	}
}

// nextLine returns the next line of the text and whether there is one.
func (p *pager) nextLine() (string, bool) {
	if p.lookahead != nil {
		line := *p.lookahead
		p.lookahead = nil
		return line, true
	}
	line, ok := p.remaining()
	if !ok {
		p.remaining = nil
	}
	return line, ok
}

// write buffers s. flush writes the buffer out, and so does write when the buffer is full.
func (p *pager) write(s string) {
	if p.err == nil {
		_, p.err = p.w.WriteString(s)
	}
}

func (p *pager) flush() {
	if p.err == nil {
		p.err = p.w.Flush()
	}
}

// iterateLines returns an iterator over a slice of lines.
func iterateLines(lines []string) lineIterator {
	return func() (string, bool) {
		if len(lines) == 0 {
			return "", false
		}
		line := lines[0]
		lines = lines[1:]
		return line, true
	}
}

// wrapText breaks s at spaces into lines of at most w cells and indents all lines but the first by indent cells. It
// breaks a word that is longer than a line, as a terminal would, but keeps a path or URL whole so that it can be copied.
func wrapText(s string, w, indent int) []string {
	w = max(w, 1)
	lines := text.Wcwidth.Wrap(s, text.Lines{Width: w, Indent: min(indent, max(w-8, 0)), IsWhole: isPathOrURL})
	if len(lines) == 0 {
		return []string{""}
	}
	return lines
}

// maxPathBytes is the usual limit of operating systems for a path, PATH_MAX on Linux.
const maxPathBytes = 4096

// isPathOrURL guesses from its slashes whether word is a path or URL.
func isPathOrURL(word string) bool { return len(word) <= maxPathBytes && strings.Count(word, "/") > 1 }
