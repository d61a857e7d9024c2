package cli

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/markdown"
	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/safe"
)

// findMatchingLines returns the lines of the body that contain words or phrases of the query, numbered as in the file. A
// phrase that continues on the next line counts for the line on which it begins.
//
// It searches the lines as written, since parsing Markdown would cost more than the search. It parses the body only if markup
// may part what is one word or phrase for the reader: then the words of the visible text count too.
func findMatchingLines(p *note.Parsed, words *match.Finder) []matchJSON {
	lines := findWrittenLines(p, words)
	body := string(p.Body)
	if mayPartWords(body) || words.HasGap(body, mayPartPhrase) {
		lines = mergeMatches(lines, findVisibleLines(p, words))
	}
	return lines
}

// findWrittenLines returns the matching lines of the source.
func findWrittenLines(p *note.Parsed, words *match.Finder) []matchJSON {
	var out []matchJSON
	number := p.BodyLine
	for line := range strings.Lines(string(p.Body)) {
		text := safe.Text(strings.TrimRight(line, "\n"))
		if spans := words.Find(text); len(spans) > 0 {
			out = append(out, newMatch(number, text, spans))
		}
		number++
	}
	return out
}

// findVisibleLines returns the lines of the source from which matches in the visible text come.
func findVisibleLines(p *note.Parsed, words *match.Finder) []matchJSON {
	var out []matchJSON
	ends := lineEnds(p.Body)
	parts := markdown.NewPartParser(p.Body)
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

// mayPartWords reports whether a source may write a word with something in it that is not shown: an entity, a mark of emphasis,
// a tag, a link or an invisible character. False is certain.
func mayPartWords(source string) bool {
	for i := 0; i < len(source); i++ {
		switch c := source[i]; {
		case c == '&':
			if i+1 < len(source) && (source[i+1] == '#' || startsWithWord(source[i+1:])) {
				return true
			}
		case c == '=' && !strings.HasPrefix(source[i:], "=="):
		case strings.IndexByte(wordMarkup, c) >= 0:
			end := skipMarkup(source, i)
			if endsWithWord(source[:i]) && startsWithWord(source[end:]) {
				return true
			}
			i = end - 1
		case c == 0xc2 || c == 0xe2 || c == 0xef || c == 0xf3: // the first bytes of invisible characters
			if r, _ := utf8.DecodeRuneInString(source[i:]); unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
				return true
			}
		}
	}
	return false
}

// wordMarkup are the bytes that begin markup within a word. An underscore within a word is none.
const wordMarkup = "*~`=^\\<[]"

// maxAddress is how many bytes of a link's address or a footnote's label skipMarkup skips.
const maxAddress = 2048

// skipMarkup returns the offset after the markup at source[at]: after an address or the label of a footnote, if it has one.
func skipMarkup(source string, at int) int {
	for at < len(source) && strings.IndexByte(wordMarkup, source[at]) >= 0 {
		closing := byte(0)
		switch rest := source[at:]; {
		case strings.HasPrefix(rest, "]("):
			closing = ')'
		case strings.HasPrefix(rest, "[^"):
			closing = ']'
		case rest[0] == '=' && !strings.HasPrefix(rest, "=="):
			return at
		}
		if at++; closing != 0 {
			if n := strings.IndexByte(source[at:min(at+maxAddress, len(source))], closing); n >= 0 {
				at += n + 1
			}
		}
	}
	return at
}

// startsWithWord reports whether s begins with a letter or digit.
func startsWithWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWordRune(r)
}

// endsWithWord reports whether s ends with a letter or digit.
func endsWithWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return isWordRune(r)
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// mayPartPhrase reports whether what a source has between two words may leave nothing but blanks and punctuation in the
// visible text, though it is more than that: a line end, an address, a tag, a comment, a footnote's mark.
func mayPartPhrase(between string) bool {
	word, markup := strings.IndexFunc(between, isWordRune), strings.IndexAny(between, "[]<&{\\")
	if word < 0 {
		return strings.IndexByte(between, '\n') >= 0 && !strings.Contains(between, "\n\n")
	}
	return markup >= 0 && markup < word // a word before any markup is shown
}
