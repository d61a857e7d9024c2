package render

import (
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/theme"
)

func TestPage_HeaderThatCannotBeReadIsShownAsWritten(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"YAML", "---\ntitle: Part 2: the sequel\n# a: comment\n- *x*\n---\n# Words\n", "│ ---\n│ title: Part 2: the sequel\n│ # a: comment\n│ - *x*\n│ ---\n\n# Words\n"},
		{"TOML", "+++\ntitle = \"a\n[b](c.md)\n\nd = [1\n+++\nWords\n", "│ +++\n│ title = \"a\n│ [b](c.md)\n│\n│ d = [1\n│ +++\n\nWords\n"},
		{"JSON", "{\n\"title\": \"a\",\n* b\n}\n\nWords\n", "│ {\n│ \"title\": \"a\",\n│ * b\n│ }\n\nWords\n"},
		{"no end", "---\ntitle: a: b\n\n*Words*\n", "│ ---\n│ title: a: b\n\nWords\n"},
		{"blank lines before", "\n\n---\na: b: c\n---\n\n- Words\n", "│ ---\n│ a: b: c\n│ ---\n\n• Words\n"},
		{"a thematic break", "---\n\nWords\n\n---\n", strings.Repeat("─", 40) + "\n\nWords\n\n" + strings.Repeat("─", 40) + "\n"},
	} {
		if got := pageText(newPage(c.src, Options{Width: 40, Theme: theme.Plain()})); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}

// TestPage_BrokenHeaderInPartsIsTheSame shows the first part of a long note, which is parsed in its dialect.
func TestPage_BrokenHeaderInPartsIsTheSame(t *testing.T) {
	raw := []byte("---\na: b: c\n[x](y.md)\n---\n\n" + strings.Repeat("Words [x](y.md).\n\n", 20000))
	p := note.DefaultOptions().ParseInParts("a.md", raw)
	doc := p.Dialect.NewPartParser(p.Body).Next()
	page := New(Source{Note: p.Note, Doc: doc, BodyLine: p.BodyLine}, Options{Width: 40, Theme: theme.Plain()})
	if got, want := page.Block(0)[1].Text(), "│ a: b: c"; got != want {
		t.Errorf("second line %q, want %q", got, want)
	}
	if first := p.Details.Links[0]; first.Line != 6 || note.BrokenHeaderLen(raw, p.Details) != p.Dialect.HeaderLen {
		t.Errorf("first link in line %d, header of %d bytes", first.Line, p.Dialect.HeaderLen)
	}
}
