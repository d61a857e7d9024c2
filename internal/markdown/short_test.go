package markdown

import (
	"testing"

	"quire/internal/testcorpus"
)

// TestParse_EveryShortText parses all short texts where a parser looks ahead: in attributes, tags of templates and of HTML, links,
// and at the beginning of blocks.
func TestParse_EveryShortText(t *testing.T) {
	signs := []string{"{", "}", ":", "<", ">", "/", "#", ".", "=", "\"", "'", "`", "$", "%", "-", "!", "[", "]", "(", "*", "|", "\\", " ", "\n", "\t", "a"}
	for _, frame := range []struct {
		dialect       Dialect
		before, after string
	}{
		{Dialect{}, "", ""},
		{Dialect{}, "# a {", "}\n"},
		{Dialect{}, "a\n{: ", "}\n"},
		{Dialect{}, "{{", "}} b"},
		{Dialect{}, "{%", "%} b"},
		{Dialect{}, "<a ", ">b</a>"},
		{Dialect{}, "[[", "]]"},
		{Dialect{}, "> [!", "a]\nb"},
		{Dialect{}, "a\n\n:::", "\n:::"},
		{Dialect{MDX: true}, "", ""},
		{Dialect{MDX: true}, "<A", ">b</A>"},
		{Dialect{MDX: true}, "<A b=", "/>\n\n{c}"},
		{Dialect{MDX: true}, "import ", "\n\na"},
		{Dialect{RawShortcodes: true, Expressions: true, TermIDs: true}, "{{< a ", "{{< /a >}}"},
		{Dialect{RawShortcodes: true, Expressions: true, TermIDs: true}, "a ${", "} b\n: c"},
		{Dialect{}, ">", "#"}, // of a tab, the marker takes a column
		{Dialect{}, "-", "#\n\n^a"},
	} {
		testcorpus.TryShortTexts(t, signs, 2, func(text string) {
			checkDocument(t, frame.dialect.Parse([]byte(frame.before+text+frame.after)))
		})
	}
}
