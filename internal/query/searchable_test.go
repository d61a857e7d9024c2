package query

import "testing"

// Text that no note can contain is a mistake in every position. It is dropped from the query: it must neither match all
// notes nor hide all.
func TestParse_RejectsInvisibleText(t *testing.T) {
	for _, c := range []struct {
		in             string
		offset, length int
		left           string
	}{
		{"\u200b", 0, 3, ""},
		{"a \u200b b", 2, 3, "a b"},
		{"a -\u00ad", 3, 2, "a"},
		{"a OR \ufe0f", 5, 3, "a"},
		{"\"\u2060 \u200b\" a", 0, 9, "a"},
		{"\u200b* a", 0, 4, "a"},
		{"title:\u200b a", 0, 9, "a"},
		{"author:\"\u3164\"", 0, 12, ""},
		{"path:\"\u200b\" a", 0, 10, "a"},
		{"#\u200b a", 0, 4, "a"},
		{"tag:\u200b", 0, 7, ""},
		{"\u0301", 0, 2, ""},
		{"(\u200b) a", 1, 3, "a"},
		{"\x1b", 0, 1, ""},
	} {
		q, err := Parse(c.in)
		slip, ok := err.(*SyntaxError)
		if !ok {
			t.Errorf("Parse(%+q): no error", c.in)
			continue
		}
		if slip.Offset != c.offset || slip.Length != c.length || q.String() != c.left {
			t.Errorf("Parse(%+q): error at %d, %d bytes, rest %q; want %d, %d, %q", c.in, slip.Offset, slip.Length, q, c.offset, c.length, c.left)
		}
	}
}
