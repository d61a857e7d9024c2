package cells

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// Wrap breaks a plain text at its spaces into lines of at most w cells, a word that
// is longer than a line anywhere; no more than most lines, the last one ending in tail then. Most below 1 is no bound.
func Wrap(text string, w, most int, tail string) []string {
	if w < 1 {
		return nil
	}
	var lines []string
	line := ""
	flush := func() { lines, line = append(lines, line), "" }
	for _, word := range strings.Fields(text) {
		if line != "" && Width(line)+1+Width(word) > w {
			flush()
		}
		if line != "" {
			line += " "
		}
		line += word
		for Width(line) > w {
			head := ansi.Truncate(line, w, "")
			if head == "" { // a character wider than the line
				head = line
			}
			lines, line = append(lines, head), line[len(head):]
		}
	}
	if line != "" {
		flush()
	}
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = Cut(lines[most-1], w-Width(tail), "") + tail
	}
	return lines
}
