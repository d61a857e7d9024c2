package linear

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// lines hands out lines one after the other, until it is not ok.
type lines func() (line string, ok bool)

// paper is what is printed on. What has been printed stays; of a long text a screen is printed, and
// the rest waits to be asked for.
type paper struct {
	w       *bufio.Writer
	rows    func() int
	stopped func() bool // whether the user wants no more
	rest    lines       // nil when all is printed
	next    *string     // the first line of the rest, when it is known
	reading bool        // the rest is of the open note
	err     error       // of writing; nothing is written after one
}

func newPaper(w io.Writer, rows func() int, stopped func() bool) *paper {
	return &paper{w: bufio.NewWriterSize(w, 4096), rows: rows, stopped: stopped}
}

// screen is how many lines are printed before the user is asked: one less than there are, for the prompt. 0 is all.
func (p *paper) screen() int {
	if p.rows == nil {
		return 0
	}
	if n := p.rows(); n > 0 {
		return max(n-1, 1)
	}
	return 0
}

// more says whether a text was not printed to its end.
func (p *paper) more() bool { return p.rest != nil }

// show prints the first screen of a text. The rest of an earlier one is forgotten.
func (p *paper) show(l lines, reading bool) {
	p.rest, p.next, p.reading = l, nil, reading
	p.turn()
}

// turn prints the next screen.
func (p *paper) turn() {
	if p.rest == nil || p.err != nil {
		return
	}
	most, begun := p.screen(), false
	for n := 0; most == 0 || n < most; {
		line, ok := p.take()
		if !ok {
			return
		}
		if !begun && line == "" { // no screen begins with nothing
			continue
		}
		begun = true
		p.write(line + "\n")
		n++
		if p.err != nil || p.stopped() {
			break
		}
	}
	if line, ok := p.take(); ok { // else nothing would come after the prompt that asks
		p.next = &line
	}
}

func (p *paper) take() (string, bool) {
	if p.next != nil {
		line := *p.next
		p.next = nil
		return line, true
	}
	line, ok := p.rest()
	if !ok {
		p.rest = nil
	}
	return line, ok
}

func (p *paper) write(s string) {
	if p.err == nil {
		_, p.err = p.w.WriteString(s)
	}
}

func (p *paper) flush() {
	if p.err == nil {
		p.err = p.w.Flush()
	}
}

// list hands out the lines of a slice.
func list(all []string) lines {
	return func() (string, bool) {
		if len(all) == 0 {
			return "", false
		}
		line := all[0]
		all = all[1:]
		return line, true
	}
}

// wrap breaks a text at its spaces into lines of at most w cells, those after the first behind an indent. A word
// that is longer than a line is broken, for a terminal would break it as well; but not a path or an address.
func wrap(text string, w, indent int) []string {
	indent = min(indent, max(w-8, 0))
	var out []string
	line := ""
	room := func() int {
		if len(out) > 0 {
			return w - indent
		}
		return w
	}
	flush := func() {
		if len(out) > 0 {
			line = strings.Repeat(" ", indent) + line
		}
		out, line = append(out, line), ""
	}
	for _, word := range strings.Fields(text) {
		if line != "" && wider(line+" "+window(word, room()), room()) {
			flush()
		}
		if line != "" {
			line += " "
		}
		line += word
		if isPlace(word) { // is copied whole, or not at all
			continue
		}
		for wider(line, room()) {
			head := ansi.Truncate(window(line, room()), room(), "")
			if head == "" { // a character wider than the line
				break
			}
			rest := line[len(head):]
			line = head
			flush()
			line = rest
		}
	}
	if line != "" || len(out) == 0 {
		flush()
	}
	return out
}

// longestPath is how many bytes a path has at most, as systems have it.
const longestPath = 4096

// isPlace tells a path or an address by its slashes.
func isPlace(word string) bool { return len(word) <= longestPath && strings.Count(word, "/") > 1 }

// window is so much of the beginning of s that it fills w cells, whatever it consists of: a word may be a megabyte.
func window(s string, w int) string {
	n := (w + 1) * 32 // bytes; a cluster that takes more is cut
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func wider(s string, w int) bool { return ansi.StringWidth(window(s, w)) > w }
