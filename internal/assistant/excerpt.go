package assistant

import (
	"fmt"
	"strings"
	"unicode"

	"quire/internal/safe"
)

// Part says which part of a source an excerpt shows.
type Part struct {
	First, Last int // lines, from 1; 0: from the beginning, to the end
	MaxWords    int // 0: no limit
	OnlyOnce    bool
}

// Excerpt is a part of a source that fits an answer.
type Excerpt struct {
	Text        string
	First, Last int // its lines, from 1; Last is First-1 without any
	Lines       int // of the source
	Next        int // the line to go on at, or 0 if nothing is left
	LongLine    int // a line of which only the beginning fits, or 0
	OverWords   bool
}

// NewExcerpt cuts a part out of a source. It takes at most MaxAnswer bytes in an answer that holds it twice, or once with
// OnlyOnce. With MaxWords it ends at the end of a block, unless the first block is longer.
func NewExcerpt(source string, p Part) Excerpt {
	lines := strings.SplitAfter(source, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	e := Excerpt{Lines: len(lines), First: max(p.First, 1)}
	last := len(lines)
	if p.Last > 0 {
		last = min(p.Last, last)
	}
	e.Last = e.First - 1
	if e.First > last {
		return e
	}
	wanted := lines[e.First-1 : last]
	shown := wanted
	if p.MaxWords > 0 {
		header := 0
		if e.First == 1 {
			header = countHeaderLines(wanted)
		}
		shown = wanted[:header+countLinesOfWords(wanted[header:], p.MaxWords)]
		e.OverWords = len(shown) < len(wanted)
	}
	copies := 2
	if p.OnlyOnce {
		copies = 1
	}
	size := 0
	for i, line := range shown {
		if size += copies * quotedBytes(line); size > recordBytes {
			shown = shown[:i]
			break
		}
	}
	e.Text = strings.Join(shown, "")
	e.Last = e.First + len(shown) - 1
	if len(shown) == 0 {
		e.Text, e.LongLine = cutString(wanted[0], recordBytes/(copies*maxEscape)), e.First
		e.Last = e.First
	}
	if e.Last < last {
		e.Next = e.Last + 1
	}
	return e
}

// maxEscape is the most bytes that JSON takes for one byte of a safe text: \u003c for <.
const maxEscape = 6

// countHeaderLines returns the number of lines of the front matter with which lines begin. Its words do not count: an answer that
// ends with it would tell nothing.
func countHeaderLines(lines []string) int {
	mark := strings.TrimRightFunc(lines[0], unicode.IsSpace)
	if mark != "---" && mark != "+++" {
		return 0
	}
	for i, line := range lines[1:] {
		if strings.TrimRightFunc(line, unicode.IsSpace) == mark {
			return i + 2
		}
	}
	return 0
}

// countLinesOfWords returns how many of the lines to show for at most limit words: up to the end of a block, which is a blank line
// outside of fenced code, or the whole first block if even that is longer.
func countLinesOfWords(lines []string, limit int) int {
	words, ended, fence := 0, 0, ""
	for i, line := range lines {
		words += len(strings.Fields(line))
		fence = nextFence(fence, line)
		if words > limit && ended > 0 {
			return ended
		}
		isEnd := i+1 == len(lines) || fence == "" && strings.TrimSpace(lines[i+1]) == ""
		if isEnd && strings.TrimSpace(line) != "" {
			if ended = i + 1; words >= limit {
				return ended
			}
		}
	}
	return len(lines)
}

// nextFence returns the fence of the code that goes on after a line, or "" outside of fenced code (CommonMark §4.5).
func nextFence(open, line string) string {
	text := strings.TrimSpace(line)
	marker := ""
	for _, sign := range []string{"`", "~"} {
		if run := text[:len(text)-len(strings.TrimLeft(text, sign))]; len(run) >= 3 {
			marker = run
		}
	}
	switch {
	case open == "":
		return marker
	case strings.HasPrefix(marker, open) && strings.TrimRightFunc(text, unicode.IsSpace) == marker:
		return ""
	}
	return open
}

// Notice returns a line that says what was left out and how to read it, or "" if nothing was.
func (e Excerpt) Notice(path string) string {
	var parts []string
	if e.LongLine > 0 {
		parts = append(parts, fmt.Sprintf("only the beginning of line %d, which is longer than an answer", e.LongLine))
	}
	if e.Next > 0 {
		reason := "an answer holds no more"
		if e.OverWords {
			reason = "max_words"
		}
		parts = append(parts, fmt.Sprintf("lines %d to %d of %d (%s); to go on: read with note %q and first_line %d", e.First, e.Last, e.Lines, reason, safe.Text(path), e.Next))
	}
	if len(parts) == 0 {
		return ""
	}
	return "[" + strings.Join(parts, "; ") + "]"
}
