package markdown

import "bytes"

// What no text exceeds. Beyond it goldmark is quadratic in time or memory, or
// nests deeper than a recursion should go; the source then stays visible as plain text.
const (
	maxContainers = 40     // container markers on one line
	maxIndent     = 120    // columns before a container marker: a list needs two a level
	maxDelimiters = 5000   // delimiters of emphasis and the like in one paragraph
	maxBrackets   = 5000   // [ in one paragraph
	maxCells      = 500000 // columns times rows of a table
)

// bound hides from goldmark the markers that go beyond the limits.
func (s *scanner) bound() {
	paragraph := counter{}
	for start := 0; start < len(s.src); {
		stop := lineEnd(s.src, start)
		text := s.containers(start, stop)
		if text == stop {
			paragraph = counter{}
		} else {
			s.delimiters(&paragraph, text, stop)
		}
		s.table(text, stop)
		start = stop + 1
	}
}

// limit hides one byte.
func (s *scanner) limit(i int, why string) {
	s.fill(i, i+1, blank)
	s.limited = why
}

// containers hides the markers of a line that nest too deep and returns where its text begins.
func (s *scanner) containers(start, stop int) int {
	i, depth := start, 0
	for i < stop {
		switch n := marker(s.src[i:min(stop, i+12)]); {
		case s.src[i] == ' ' || s.src[i] == '\t' || s.src[i] == '\r':
			i++
		case n == 0:
			return i
		default:
			depth++
			if depth > maxContainers || i-start > maxIndent {
				s.limit(i, "lists or quotes that nest too deep")
				return i
			}
			i += n
		}
	}
	return stop
}

// counter counts what a paragraph holds.
type counter struct{ delimiters, brackets int }

// delimiters hides what opens or closes spans, once a paragraph has more of it than any text.
func (s *scanner) delimiters(c *counter, start, stop int) {
	for i := start; i < stop; i++ {
		switch s.src[i] {
		case '*', '_', '~', '=':
			if i > start && s.src[i] == s.src[i-1] {
				continue // a run counts once, and is hidden whole or not at all
			}
			if c.delimiters++; c.delimiters > maxDelimiters && i > start {
				s.hideRun(i, stop)
			}
		case '[':
			if c.brackets++; c.brackets > maxBrackets {
				s.limit(i, "too many brackets in one paragraph")
			}
		}
	}
}

func (s *scanner) hideRun(i, stop int) {
	for c := s.src[i]; i < stop && s.src[i] == c; i++ {
		s.limit(i, "too many emphasis marks in one paragraph")
	}
}

// table hides the delimiter row of a table whose empty cells would not fit into memory.
func (s *scanner) table(start, stop int) {
	row := s.src[start:stop]
	columns := bytes.Count(row, []byte("|"))
	if columns < 100 || len(bytes.Trim(row, " \t\r|:-")) > 0 {
		return
	}
	rows := 0
	for at := stop + 1; at < len(s.src) && rows*columns <= maxCells; rows++ {
		end := lineEnd(s.src, at)
		if len(bytes.TrimSpace(s.src[at:end])) == 0 {
			break
		}
		at = end + 1
	}
	if rows*columns > maxCells {
		if i := bytes.IndexByte(row, '-'); i >= 0 {
			s.limit(start+i, "a table with too many columns")
		}
	}
}
