package note

import (
	"bytes"
	"testing"
)

func TestParts_AgreeWithParse(t *testing.T) {
	for _, raw := range []string{
		"", "text", "---\ntitle: a\n---\nb\n", "---\ntitle: a\n---", "+++\ntitle = 'a'\n+++\n\nb", "---\nno end\n", "\xef\xbb\xbf---\r\na: b\r\n---\r\nc\r\n",
		"{\"title\": \"a\"}\n\nb\n", "\xff\xfea\x00", "---\n: [\n---\nb",
	} {
		p := Parse("n.md", []byte(raw))
		header, body, line := DefaultOptions().SplitFrontMatter([]byte(raw))
		if !bytes.Equal(header, p.Header) || !bytes.Equal(body, p.Body) || line != p.BodyLine {
			t.Errorf("%q: %q, %q from line %d, but Parse has %q, %q from line %d", raw, header, body, line, p.Header, p.Body, p.BodyLine)
		}
	}
}
