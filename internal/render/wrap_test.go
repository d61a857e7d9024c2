package render

import (
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"

	"quire/internal/note"
	"quire/internal/text"
	"quire/internal/theme"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two", 10, "one two"},
		{"one two", 7, "one two"},
		{"one two", 6, "one|two"},
		{"  one   two  ", 20, "one   two"},
		{"one     two", 6, "one|two"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"x abcdefghij", 4, "x|abcd|efgh|ij"},
		{"aa/bb/cc", 4, "aa/|bb/|cc"},
		{"a/bbbbbbb", 6, "a/bbbb|bbb"},
		{"and well-documented modes", 15, "and well-|documented|modes"},
		{"explicit and well-documented", 20, "explicit and|well-documented"},
		{"an --no-header", 10, "an|--no-|header"},
		{"a\u00a0b c", 3, "a\u00a0b|c"},
		{"日本語日本語", 5, "日本|語日|本語"},
		{"日本語。日本", 6, "日本|語。日|本"},
		{"あ「い」う", 6, "あ|「い」|う"},
		{"日本 (abc) 日", 8, "日本|(abc) 日"},
		{"日本abc日本", 5, "日本|abc日|本"},
		{"日本abc, 日", 8, "日本abc,|日"},
		{"naïve café é", 6, "naïve|café é"},
		{"e\u0301a\u0308 x", 2, "e\u0301a\u0308|x"},
		{"👩‍👩‍👧👩‍👩‍👧", 2, "👩‍👩‍👧|👩‍👩‍👧"},
		{"🇩🇪🇫🇷", 3, "🇩🇪|🇫🇷"},
		{"界", 1, "界"},
		{"word—word", 6, "word—|word"},
		{"a　b", 2, "a|b"},
		{"　日本語", 8, "　日本語"},
		{"　日本語", 6, "　日本|語"},
		{"　　日本語　日本", 8, "　　日本|語　日本"},
		{"　　　日本", 20, "　　日本"},
		{" 　 日本 a", 20, "　日本 a"},
		{"日本　日本", 4, "日本|日本"},
		{"日本　　日本　", 10, "日本　　日|本"},
		{"日本\n　日本", 20, "日本|　日本"},
		{"　日本\n　　日本語\n　", 6, "　日本|　　日|本語"},
		{"　日本", 3, "日|本"},
		{"　abcdefgh", 9, "abcdefgh"},
		{"　　", 9, ""},
		{"Donau\u00addampf\u00adschiff", 20, "Donaudampfschiff"},
		{"Donau\u00addampf\u00adschiff", 12, "Donaudampf-|schiff"},
		{"Donau\u00addampf\u00adschiff", 10, "Donau-|dampf-|schiff"},
		{"Donau\u00addampf\u00adschiff", 4, "Dona|u-|damp|f-|schi|ff"},
		{"die Donau\u00addampf fährt", 11, "die Donau-|dampf fährt"},
		{"\u00addie\u00ad \u200bDonau\u00ad", 5, "die|Donau"},
		{"one/\u200btwo/\u200bthree", 9, "one/two/|three"},
		{"ภาษา\u200bไทย", 4, "ภาษา|ไทย"},
		{"well-known\u00adness here", 7, "well-|known-|ness|here"},
		{"日\u00ad本\u200b語", 4, "日本|語"},
		{"line\nbreak", 20, "line|break"},
		{"a\n\nb", 20, "a||b"},
		{"\n", 20, ""},
		{"ab", 0, "a|b"},
	} {
		var spans []span
		for i, part := range strings.Split(c.text, "\n") {
			if i > 0 {
				spans = append(spans, span{text: lineBreak, link: NoLink})
			}
			if part != "" {
				spans = append(spans, span{text: part, link: NoLink})
			}
		}
		checkWrap(t, spans, c.width, c.want)
		if !strings.Contains(c.want, "well-|") { // a word breaks at its hyphen only within one style
			checkWrap(t, splitIntoLetters(spans), c.width, c.want)
		}
	}
}

// A sign that is no text of the note, before or after a word, does not change where the word breaks.
func TestWrap_BreaksDecoratedWordsAsOthers(t *testing.T) {
	for _, c := range []struct{ before, word, after string }{
		{"▨\u00a0", "pen-line.svg", ""}, {"[", "well-documented", "]"}, {"^", "well-documented", ""}, {"", "well-documented-page", "(s)"},
	} {
		for width := 3; width < 30; width++ {
			whole := []span{{text: "and ", link: NoLink}, {text: c.before + c.word + c.after, link: 1}, {text: " modes", link: NoLink}}
			var want []string
			for _, l := range wrapSpans(text.Wcwidth, whole, width) {
				want = append(want, Line{Runs: l.runs}.Text())
			}
			parts := []span{whole[0], {text: c.before, link: 1, isDecoration: true}, {text: c.word, link: 1}, {text: c.after, link: 1, isDecoration: true}, whole[2]}
			checkWrap(t, slices.DeleteFunc(parts, func(s span) bool { return s.text == "" }), width, strings.Join(want, "|"))
		}
	}
}

// splitIntoLetters puts each ASCII character into a span of its own with another style.
func splitIntoLetters(spans []span) []span {
	var out []span
	for _, s := range spans {
		if s.text == lineBreak || strings.IndexFunc(s.text, func(r rune) bool { return r >= 0x80 }) >= 0 {
			out = append(out, s)
			continue
		}
		for i := range s.text {
			out = append(out, span{text: s.text[i : i+1], style: theme.Style{Bold: i%2 == 0}, link: NoLink})
		}
	}
	return out
}

func checkWrap(t *testing.T, spans []span, width int, want string) {
	t.Helper()
	var lines []string
	for _, l := range wrapSpans(text.Graphemes, spans, width) {
		lines = append(lines, Line{Runs: l.runs}.Text())
	}
	if got := strings.Join(lines, "|"); got != want {
		t.Errorf("%d cells: got %q, want %q", width, got, want)
	}
}

func TestWrap_KeepsStylesAndLinks(t *testing.T) {
	bold := theme.Style{Bold: true}
	spans := []span{{text: "see ", link: NoLink}, {text: "a long link", style: bold, link: 4, offset: 9}, {text: ".", link: NoLink, offset: 9}}
	lines := wrapSpans(text.Wcwidth, spans, 10)
	if len(lines) != 2 {
		t.Fatalf("%d lines: %+v", len(lines), lines)
	}
	last := lines[1].runs
	if len(last) != 2 || last[0] != (Run{Text: "link", Style: bold, Link: 4}) || lines[1].offset != 9 {
		t.Errorf("second line is %+v", lines[1])
	}
}

func TestScan_DropsOtherSequences(t *testing.T) {
	g := newLeafRenderer(theme.Dark(), func(markKind, int) theme.Style { return theme.Style{Underline: true} })
	out := "a\x1b[1mb\x1b[0m\x1b[2Jc\x1b]52;c;eA==\x07d\x1b]8;;https://x.y\x07e\x1b]8;;\x07" +
		string(appendMark(nil, markLink, 7)) + "f\x1b[38;2;1;2;3mg\x1b[m" + string(appendMark(nil, markEnd, 0)) + "h\x9bi\x1bPq\x1b\\j\rk\x1b"
	var text strings.Builder
	for _, s := range g.scanner.scan([]byte(out), theme.Style{}, 0) {
		text.WriteString(s.text)
		if inLink := strings.ContainsAny(s.text, "fg"); inLink != (s.link == 7) {
			t.Errorf("%q has link %d", s.text, s.link)
		}
		if strings.Contains(s.text, "b") != s.style.Bold {
			t.Errorf("%q: bold is %v", s.text, s.style.Bold)
		}
	}
	if got, want := text.String(), "abcdefgh\ufffdij␍k"; got != want && got != strings.Replace(want, "␍", " ", 1) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRenderLeaf_SurvivesPanic(t *testing.T) {
	p := newPage("*a* `b\\*` &amp;c", Options{Width: 80, Theme: theme.Dark()})
	want := pageText(p)
	q := newPage("*a* `b\\*` &amp;c", Options{Width: 80, Theme: theme.Dark()})
	q.leaves = newLeafRenderer(q.theme, q.styleForMark)
	q.leaves.renderer = panickingRenderer{}
	if got := pageText(q); got != want {
		t.Errorf("after a panic: %q, want %q", got, want)
	}
	if _, still := q.leaves.renderer.(panickingRenderer); still {
		t.Error("the renderer was not replaced after a panic")
	}
}

type panickingRenderer struct{ renderer.Renderer }

func (panickingRenderer) Render(io.Writer, []byte, ast.Node) error {
	panic("as Glamour does at nodes it does not know")
}

// On a page that prints addresses, a table is as wide as they need, or becomes a list of records.
func TestTable_KeepsAddressesWhole(t *testing.T) {
	const address = "https://example.org/a/very/long/path/that/goes/on/to/the-end.html"
	n := note.Parse("n.md", []byte("| name | where | internationalization |\n|---|---|---|\n| One | [docs]("+address+") | internationalization and many more words |\n"))
	for _, width := range []int{20, 40, 80, 90, 120} {
		p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: 1}, Options{Theme: theme.Plain(), Width: width, ShowAddresses: true})
		whole, columns := false, false
		for _, l := range p.Block(0) {
			whole = whole || strings.Contains(l.Text(), "("+address+")")
			columns = columns || strings.HasPrefix(l.Text(), "name  where")
			if l.Width(text.Wcwidth) > width && !strings.Contains(l.Text(), address) {
				t.Errorf("%d: too wide: %q", width, l.Text())
			}
		}
		if !whole || columns != (width >= 90) {
			t.Errorf("%d: whole %v, in columns %v", width, whole, columns)
		}
	}
}
