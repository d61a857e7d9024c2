package render

import (
	"sort"
	"strings"
)

// JoinedText is the text of some lines of a block as a reader reads it, to be searched, with the map back to the lines.
type JoinedText struct {
	Text  string
	parts []joinedPart // in order
}

// LineRange is a range of bytes in the text of a line.
type LineRange struct{ Line, From, To int }

// joinedPart locates a part of a line in the joined text of its block: bytes from to to, which begin at byte start of the
// line.
type joinedPart struct{ line, start, from, to int }

// JoinLines joins the text of lines, without decorations, indents, trailing spaces and the frames of pictures. It puts a
// single space between two lines, unless a word goes on from one to the next. The cells of a table's row come one after the
// other, each with all its lines.
func JoinLines(lines []Line) JoinedText {
	var j textJoiner
	for i := 0; i < len(lines); i++ {
		columns := lastColumn(lines[i])
		if columns == 0 {
			j.addLine(i, lines[i], 0)
			continue
		}
		end := i + 1
		for end < len(lines) && lines[end].ContinuesRow {
			columns = max(columns, lastColumn(lines[end]))
			end++
		}
		for c := range columns {
			for k := i; k < end; k++ {
				j.addLine(k, lines[k], c+1)
			}
		}
		i = end - 1
	}
	return JoinedText{string(j.text), j.parts}
}

// lastColumn returns the last column of a table that has text on a line, or 0.
func lastColumn(l Line) int {
	last := 0
	for _, r := range l.Runs {
		last = max(last, r.Column)
	}
	return last
}

// textJoiner collects the text of lines.
type textJoiner struct {
	text       []byte
	parts      []joinedPart
	needsSpace bool // before the next line
}

// addLine adds what a line, which has a number, has of a column of a table, or outside of tables.
func (j *textJoiner) addLine(number int, l Line, column int) {
	if l.Picture != nil {
		return // the text of its frame disappears when the picture is drawn
	}
	from := len(j.text)
	if from > 0 && j.needsSpace {
		j.text = append(j.text, ' ')
	}
	first, continues := len(j.text), false
	hasSign, signEndsWord := false, false // signs may stand on a line alone, such as that of a link whose text fills a line
	start := 0                            // of the run in the line
	for _, r := range l.Runs {
		body := r.Text
		if len(j.text) == first {
			body = strings.TrimLeft(body, " ")
			if hasSign && from > 0 && first == from && len(body) < len(r.Text) && !r.IsDecoration && r.Column == column {
				j.text = append(j.text, ' ') // between the sign, which belongs to the word before, and the next word
				first++
			}
		}
		if !r.IsDecoration && r.Column == column && body != "" {
			j.parts = append(j.parts, joinedPart{number, start + len(r.Text) - len(body), len(j.text), len(j.text) + len(body)})
			j.text = append(j.text, body...)
			continues = r.ContinuesWord
		}
		if r.IsDecoration && r.Column == column {
			hasSign, signEndsWord = true, !r.ContinuesWord
		}
		start += len(r.Text)
	}
	for len(j.text) > first && j.text[len(j.text)-1] == ' ' {
		j.text = j.text[:len(j.text)-1]
	}
	if len(j.text) == first { // nothing to read
		j.text = j.text[:from]
		j.needsSpace = j.needsSpace || signEndsWord
	} else {
		j.needsSpace = !continues
	}
	for n := len(j.parts); n > 0 && j.parts[n-1].to > len(j.text); n-- {
		if j.parts[n-1].to = len(j.text); j.parts[n-1].from < len(j.text) {
			break
		}
		j.parts = j.parts[:n-1]
	}
}

// Ranges returns the ranges of the lines that Text[from:to] comes from, in order. It joins adjacent ranges.
func (j JoinedText) Ranges(from, to int) []LineRange {
	var ranges []LineRange
	first := sort.Search(len(j.parts), func(i int) bool { return j.parts[i].to > from })
	for _, p := range j.parts[first:] {
		if p.from >= to {
			break
		}
		r := LineRange{p.line, max(from, p.from) - p.from + p.start, min(to, p.to) - p.from + p.start}
		if n := len(ranges); n > 0 && ranges[n-1].Line == r.Line && ranges[n-1].To == r.From {
			ranges[n-1].To = r.To
			continue
		}
		ranges = append(ranges, r)
	}
	return ranges
}
