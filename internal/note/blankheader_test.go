package note

import (
	"strings"
	"testing"
)

func TestParse_FrontMatterAfterBlankLines(t *testing.T) {
	for _, c := range []struct {
		name, text, title string
		bodyLine          int
		body              string
	}{
		{"YAML", "\n  \t\n---\ntitle: Kiln\n---\nx\n", "Kiln", 6, "x\n"},
		{"TOML", "\n+++\ntitle = \"Kiln\"\n+++\nx\n", "Kiln", 5, "x\n"},
		{"JSON", "\n\n{\"title\": \"Kiln\"}\nx\n", "Kiln", 4, "x\n"},
		{"byte order mark", "\ufeff\r\n---\r\ntitle: Kiln\r\n---\r\nx\r\n", "Kiln", 5, "x\n"},
		{"thematic break", "\n---\n\ntitle: Kiln\n\n---\nx\n", "a", 1, "\n---\n\ntitle: Kiln\n\n---\nx\n"},
		{"break without an end", "\n---\ntitle: Kiln\n", "a", 1, "\n---\ntitle: Kiln\n"},
		{"words between breaks", "\n---\nwords\n\n---\n", "a", 1, "\n---\nwords\n\n---\n"},
		{"indented", "\n    ---\n    title: Kiln\n    ---\n", "a", 1, "\n    ---\n    title: Kiln\n    ---\n"},
	} {
		p := Parse("a.md", []byte(c.text))
		if p.Note.Title != c.title || p.BodyLine != c.bodyLine || string(p.Body) != c.body || len(p.Details.Problems) > 0 {
			t.Errorf("%s: title %q, body %q from line %d, %v", c.name, p.Note.Title, p.Body, p.BodyLine, p.Details.Problems)
		}
		if text, _ := DecodeText([]byte(c.text)); string(p.Header)+string(p.Body) != string(text) {
			t.Errorf("%s: header and body are not the file: %q", c.name, p.Header)
		}
	}
}

func TestParse_FrontMatterAfterBlankLinesHasItsPositions(t *testing.T) {
	p := Parse("a.md", []byte("\n\n---\ntitle: Kiln\ndate: never\n---\n"))
	if p.Details.Fields[0].Line != 4 || p.Details.Problems[0].Line != 5 {
		t.Errorf("%+v", p.Details)
	}
	p = Parse("a.md", []byte("\n\n+++\ntitle = 1\n"))
	if len(p.Details.Problems) != 1 || p.Details.Problems[0].Line != 3 || !strings.Contains(p.Details.Problems[0].Message, "no closing +++") {
		t.Errorf("%v", p.Details.Problems)
	}
}
