package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lines describes the lines into which a text is broken.
type Lines struct {
	Width   int    // cells of a line; below 1 there are no lines
	Indent  int    // spaces before each line but the first, which they make narrower; less than Width
	Max     int    // how many lines there are at most; below 1 there is no limit
	Tail    string // ends the last line if text is missing
	Hyphens bool   // a line may also end after a hyphen between two letters or digits
	// IsWhole says which words are never broken and may be wider than a line, such as addresses; nil breaks each word that
	// is wider than a line.
	IsWhole func(word string) bool
}

// Wrap breaks a plain text at its white space into lines, but not at a no-break space. A word that is wider than a line breaks anywhere, but not within
// a grapheme cluster. The time is bounded by the lines that it returns.
func (m WidthMethod) Wrap(s string, l Lines) []string {
	if l.Width < 1 {
		return nil
	}
	length := len(s)
	if l.Max > 0 {
		s = Head(s, (l.Width+1)*(l.Max+1))
	}
	b := lineBuilder{Lines: l, method: m}
	for word := range strings.FieldsFuncSeq(s, isBreakingSpace) {
		gap := " "
		for word != "" && !b.isFull() {
			n := len(word)
			if l.Hyphens && (l.IsWhole == nil || !l.IsWhole(word)) {
				n = hyphenEnd(word)
			}
			b.addWord(word[:n], gap)
			word, gap = word[n:], ""
		}
	}
	if len(b.line) > 0 {
		b.endLine()
	}
	return m.limitLines(b.lines, l, len(s) < length)
}

// Break breaks a plain text into lines between any two grapheme clusters, and keeps all spaces. It heeds the Width, Max
// and Tail of l.
func (m WidthMethod) Break(s string, l Lines) []string {
	if l.Width < 1 {
		return nil
	}
	var lines []string
	for s != "" && (l.Max < 1 || len(lines) <= l.Max) {
		line := m.firstLine(s, l.Width)
		lines, s = append(lines, line), s[len(line):]
	}
	return m.limitLines(lines, l, false)
}

// limitLines keeps at most l.Max lines. It ends the last line with l.Tail if it dropped lines, or if isMissing says that
// text is missing.
func (m WidthMethod) limitLines(lines []string, l Lines, isMissing bool) []string {
	if l.Max < 1 || len(lines) <= l.Max && !isMissing || len(lines) == 0 {
		return lines
	}
	lines = lines[:min(len(lines), l.Max)]
	last := &lines[len(lines)-1]
	*last = m.Cut(*last, l.Width-m.Width(l.Tail), "") + l.Tail
	return lines
}

// firstLine returns the beginning of a plain text that fits in w cells, but at least one character: see FirstWithin.
func (m WidthMethod) firstLine(s string, w int) string {
	if line := m.Prefix(s, w); line != "" {
		return line
	}
	part, _ := m.FirstWithin(s, w)
	return part
}

// widthWithin returns the width of a plain text after gap if both take at most w cells. It looks at no more than Head(s, w).
func (m WidthMethod) widthWithin(gap, s string, w int) (width int, ok bool) {
	if w < 0 || len(Head(s, w)) < len(s) {
		return 0, false
	}
	if m == Graphemes && gap != "" && !startsWithASCII(s) { // a variation selector or an accent changes the gap
		width = m.PlainWidth(gap + s)
	} else {
		width = len(gap) + m.PlainWidth(s)
	}
	return width, width <= w
}

// lineBuilder collects words into lines.
type lineBuilder struct {
	Lines
	method WidthMethod
	lines  []string
	line   []byte // the line that is not full yet, without its indent
	width  int    // of line
}

// room returns the cells of the line that is not full yet.
func (b *lineBuilder) room() int {
	if len(b.lines) > 0 {
		return b.Width - b.Indent
	}
	return b.Width
}

// isFull reports whether there are more lines than can be returned.
func (b *lineBuilder) isFull() bool { return b.Max > 0 && len(b.lines) > b.Max }

func (b *lineBuilder) endLine() {
	indent := ""
	if len(b.lines) > 0 {
		indent = Spaces(b.Indent)
	}
	b.lines, b.line, b.width = append(b.lines, indent+string(b.line)), b.line[:0], 0
}

// addWord adds a word to the line, with gap before it, or to as many new lines as it needs.
func (b *lineBuilder) addWord(word, gap string) {
	if len(b.line) > 0 {
		if width, ok := b.method.widthWithin(gap, word, b.room()-b.width); ok {
			b.line, b.width = append(append(b.line, gap...), word...), b.width+width
			return
		}
		b.endLine()
	}
	width, ok := b.method.widthWithin("", word, b.room())
	for !ok && !b.isFull() && (b.IsWhole == nil || !b.IsWhole(word)) {
		head := b.method.firstLine(word, max(b.room(), 1))
		b.line, word = append(b.line, head...), word[len(head):]
		if word == "" { // a single character, wider than the line
			width = b.room()
			break
		}
		b.endLine()
		width, ok = b.method.widthWithin("", word, b.room())
	}
	if !ok {
		width = b.room() // nothing more fits
	}
	b.line, b.width = append(b.line, word...), width
}

// isBreakingSpace reports whether a line may end at r. It may not at the no-break spaces of Unicode (UAX #14, class GL).
func isBreakingSpace(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00a0' && r != '\u2007' && r != '\u202f'
}

// hyphenEnd returns the length of the part of a word up to its first hyphen between two letters or digits, or of the whole
// word.
func hyphenEnd(word string) int {
	for i := 1; i < len(word)-1; i++ {
		if word[i] != '-' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(word[:i])
		after, _ := utf8.DecodeRuneInString(word[i+1:])
		if isAlphanumeric(before) && isAlphanumeric(after) {
			return i + 1
		}
	}
	return len(word)
}

func isAlphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
