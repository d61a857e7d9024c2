package note

import "testing"

// A text that is not Markdown has words and a title, and nothing that merely looks like Markdown.
func TestParseText_HasOnlyWordsAndTitle(t *testing.T) {
	const text = "---\ntitle: no\n---\n\n# No heading #tag\n\n[no](link.md) ```\n\tlast"
	p := ParseText("a/2024-01-02-my-data.txt", []byte("\xef\xbb\xbf"+text))
	n := p.Note
	if n.Title != "2024-01-02-my-data.txt" || len(n.Tags) > 0 || len(n.Details().Headings) > 0 || len(n.Details().Links) > 0 || len(n.Details().Fields) > 0 || n.Words != 7 || !p.IsVerbatim {
		t.Errorf("%+v", n)
	}
	if string(p.Body) != text || p.BodyLine != 1 || len(p.Doc.Links()) > 0 {
		t.Errorf("body %q from line %d", p.Body, p.BodyLine)
	}
	if empty := ParseText("x.txt", nil); empty.Note.Title != "x.txt" || len(empty.Body) > 0 {
		t.Errorf("%+v", empty)
	}
}
