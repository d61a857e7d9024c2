package index

import (
	"bytes"
	"context"
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"quire/internal/query"
	"quire/internal/text"
)

// TextSource reads the texts of notes, which an index does not hold, for regular expressions. It is safe for concurrent use.
type TextSource interface {
	// ReadBody returns the text of a note as written, without its front matter.
	ReadBody(ctx context.Context, path string) ([]byte, error)
	// ReadVisibleText returns the text of a note as it is shown, each block on a line.
	ReadVisibleText(ctx context.Context, path string) (string, error)
}

// expressionHits are the notes that a regular expression was tried on and those that it matches. They are cached and shared,
// so they must not be modified.
type expressionHits struct{ tried, matched bitset }

// evalExpression returns the notes of within, or of the library if it is nil, that have a line which the expression matches.
// It reads the notes that the expression has not been tried on yet. Without a source of texts it finds nothing.
func (s *searcher) evalExpression(n query.Expression, within bitset) bitset {
	if within == nil {
		within = s.alive
	}
	to := newBitset(len(s.notes))
	expression, err := n.Compile()
	if err != nil || s.source == nil {
		return to
	}
	key := "expression\x00" + n.Source()
	known, _ := s.lookups.get(key).(*expressionHits)
	if known == nil {
		known = &expressionHits{newBitset(len(s.notes)), newBitset(len(s.notes))}
	}
	untried := within.clone()
	untried.andNot(known.tried)
	if found := s.tryExpression(newLineMatcher(expression), untried); s.ctx.Err() == nil && untried.len() > 0 {
		known = &expressionHits{known.tried.clone(), known.matched.clone()}
		known.tried.or(untried)
		known.matched.or(found)
		s.lookups.put(cacheEntry{key, known, 16 * len(known.tried)})
	}
	to.or(known.matched)
	to.and(within)
	return to
}

// tryExpression returns those of notes that have a line which m matches. It ends early when the context is done.
func (s *searcher) tryExpression(m *lineMatcher, notes bitset) bitset {
	var numbers []uint32
	notes.each(func(i uint32) { numbers = append(numbers, i) })
	found := newBitset(len(s.notes))
	var mu sync.Mutex
	s.workers.ForEach(len(numbers), func(k int) {
		if i := numbers[k]; m.matchesNote(s.ctx, s.source, s.notes[i].Path) {
			mu.Lock()
			found.add(i)
			mu.Unlock()
		}
	})
	return found
}

// lineMatcher matches the lines of notes against a regular expression.
type lineMatcher struct {
	expression *regexp.Regexp
	required   []string // ASCII letters and digits, in lower case, that a matching line has
}

func newLineMatcher(expression *regexp.Regexp) *lineMatcher {
	m := &lineMatcher{expression: expression}
	if tree, err := syntax.Parse(expression.String(), syntax.Perl); err == nil {
		m.required = appendRequired(nil, tree.Simplify())
	}
	return m
}

// matchesNote reports whether a line of a note matches, as it is written or as it is shown. Reading what is shown takes ten
// times as long, so a note that lacks what a match must have is not parsed for it. A note that cannot be read matches nothing.
func (m *lineMatcher) matchesNote(ctx context.Context, source TextSource, path string) bool {
	if ctx.Err() != nil {
		return false
	}
	body, err := source.ReadBody(ctx, path)
	if err != nil {
		return false
	}
	lacks := m.lacksRequired(body)
	if !lacks && m.matchesLine(ctx, text.NFC(string(body))) {
		return true
	}
	if lacks && !mayHideWithinWords(body) {
		return false
	}
	visible, err := source.ReadVisibleText(ctx, path)
	return err == nil && m.matchesLine(ctx, text.NFC(visible))
}

// maxLineBytes bounds the part of a line that is matched at once: a longer line is matched in parts, so that a search can be
// canceled in between.
const maxLineBytes = 64 << 10

// matchesLine reports whether a line of s matches. It is false when the context is done.
func (m *lineMatcher) matchesLine(ctx context.Context, s string) bool {
	for n := 0; s != ""; n++ {
		line, rest, _ := strings.Cut(s, "\n")
		if len(line) > maxLineBytes {
			line = text.Limit(line, maxLineBytes)
			rest = s[len(line):]
		}
		if m.expression.MatchString(strings.TrimSuffix(line, "\r")) {
			return true
		}
		if s = rest; n%256 == 255 && ctx.Err() != nil {
			return false
		}
	}
	return false
}

// lacksRequired reports whether no line of a body can match, since the body lacks a text that each match has.
func (m *lineMatcher) lacksRequired(body []byte) bool {
	if len(m.required) == 0 || bytes.Contains(body, []byte("\u212a")) || bytes.Contains(body, []byte("\u017f")) {
		return false // Kelvin's sign and the long s fold to ASCII letters
	}
	folded := bytes.ToLower(body)
	for _, r := range m.required {
		if !bytes.Contains(folded, []byte(r)) {
			return true
		}
	}
	return false
}

// minRequired is the length of the shortest text that is worth looking for before an expression is tried.
const minRequired = 3

// appendRequired appends texts of ASCII letters and digits that every match of an expression has, in lower case.
func appendRequired(required []string, x *syntax.Regexp) []string {
	switch x.Op {
	case syntax.OpLiteral:
		isOther := func(r rune) bool { return r >= utf8.RuneSelf || text.LowerASCIIWord(byte(r)) == 0 }
		for _, word := range strings.FieldsFunc(string(x.Rune), isOther) {
			if len(word) >= minRequired {
				required = append(required, strings.ToLower(word))
			}
		}
	case syntax.OpConcat, syntax.OpCapture, syntax.OpPlus:
		for _, part := range x.Sub {
			required = appendRequired(required, part)
		}
	}
	return required
}

// mayHideWithinWords reports whether markup of a body may part letters that are shown next to each other: whether a letter or
// digit stands on both sides of markup, or the body has what may hide anything.
func mayHideWithinWords(body []byte) bool {
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '<', c == '&', c == '{', c == '%':
			return true
		case c >= utf8.RuneSelf:
			if r, _ := utf8.DecodeRune(body[i:]); unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) {
				return true
			}
		case i > 0 && isWordByte(body[i-1]) && strings.IndexByte(markupWithinWords, c) >= 0:
			end := skipMarkup(body, i)
			if end < len(body) && isWordByte(body[end]) {
				return true
			}
			i = end - 1
		}
	}
	return false
}

// markupWithinWords are the bytes that begin or end markup within a word, besides those that may hide anything.
const markupWithinWords = "*~`=^\\[]"

// maxAddress is how many bytes of a link's address skipMarkup skips.
const maxAddress = 2048

// skipMarkup returns the offset after the markup at body[at] and after the address of a link that ends there.
func skipMarkup(body []byte, at int) int {
	for at < len(body) && strings.IndexByte(markupWithinWords, body[at]) >= 0 {
		at++
	}
	if at < len(body) && body[at] == '(' && body[at-1] == ']' {
		if n := bytes.IndexByte(body[at:min(at+maxAddress, len(body))], ')'); n >= 0 {
			at += n + 1
		}
	}
	return at
}

func isWordByte(c byte) bool { return c >= utf8.RuneSelf || text.LowerASCIIWord(c) != 0 }
