package cli

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"

	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/safe"
)

// findMatchingLines returns the lines of the body that contain words or phrases of the query, numbered as in the file. A
// phrase that continues on the next line counts for the line on which it begins.
//
// It searches the lines as written, since parsing Markdown would cost more than the search. It parses the body only if markup
// may part what is one word or phrase of the query for the reader: then the words of the visible text count too.
func findMatchingLines(p *note.Parsed, words *match.Finder) []matchJSON {
	body := string(p.Body)
	lines := findWrittenLines(body, p.BodyLine, words)
	if mayPartWords(body, words) || !words.MatchesExpressions(body) || words.HasGap(body, gapBytes, mayPartPhrase) {
		lines = mergeMatches(lines, findVisibleLines(p, words))
	}
	return lines
}

// findWrittenLines returns the matching lines of a source, whose first line has a number.
func findWrittenLines(source string, number int, words *match.Finder) []matchJSON {
	var out []matchJSON
	for line := range strings.Lines(source) {
		if !words.LacksAll(line) {
			text := safe.Text(strings.TrimRight(line, "\n"))
			if spans := words.Find(text); len(spans) > 0 {
				out = append(out, newMatch(number, text, spans))
			}
		}
		number++
	}
	return out
}

// findVisibleLines returns the lines of the source from which matches in the visible text come.
func findVisibleLines(p *note.Parsed, words *match.Finder) []matchJSON {
	var out []matchJSON
	ends := lineEnds(p.Body)
	parts := p.Dialect.NewPartParser(p.Body)
	for d := parts.Next(); d != nil; d = parts.Next() {
		visible := d.PlainTextWithSource()
		at := 0
		for line := range strings.Lines(visible.Text) {
			for _, s := range words.Find(strings.TrimRight(line, "\n")) {
				from, to := visible.SourceRange(at+s.Start, at+s.End)
				out = append(out, newSourceMatch(p, ends, from, to))
			}
			at += len(line)
		}
	}
	return out
}

// lineEnds returns the offset of each line end of body, and its length at last.
func lineEnds(body []byte) []int {
	var ends []int
	for i := 0; ; i++ {
		n := bytes.IndexByte(body[i:], '\n')
		if n < 0 {
			return append(ends, len(body))
		}
		i += n
		ends = append(ends, i)
	}
}

// newSourceMatch returns the line of body[from:to], with that part of it which is on the line marked.
func newSourceMatch(p *note.Parsed, ends []int, from, to int) matchJSON {
	i := min(sort.SearchInts(ends, from), len(ends)-1)
	start := 0
	if i > 0 {
		start = ends[i-1] + 1
	}
	line := string(p.Body[start:ends[i]])
	from, to = min(from-start, len(line)), min(to-start, len(line))
	spans := []match.Span{{Start: len(safe.Text(line[:from])), End: len(safe.Text(line[:to]))}}
	return newMatch(p.BodyLine+i, safe.Text(line), spans)
}

// mergeMatches joins the matches of each line, in order.
func mergeMatches(a, b []matchJSON) []matchJSON {
	all := slices.Concat(a, b)
	slices.SortStableFunc(all, func(x, y matchJSON) int { return cmp.Compare(x.Line, y.Line) })
	var out []matchJSON
	for _, m := range all {
		if n := len(out); n > 0 && out[n-1].Line == m.Line {
			out[n-1].Spans = append(out[n-1].Spans, m.Spans...)
			continue
		}
		out = append(out, m)
	}
	for i := range out {
		out[i].Spans = mergeSpans(out[i].Spans)
	}
	return out
}

// mergeSpans sorts spans and merges those that overlap.
func mergeSpans(spans [][2]int) [][2]int {
	slices.SortFunc(spans, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], s[1])
			continue
		}
		out = append(out, s)
	}
	return out
}
