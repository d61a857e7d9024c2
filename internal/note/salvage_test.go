package note

import (
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
	"quire/internal/testcorpus"
)

func TestParse_SalvagesBrokenFrontMatter(t *testing.T) {
	const bad = "bad: x: y\n"
	for _, c := range []struct {
		name, text, title, tags, aliases, date string
	}{
		{"a colon in the title", "---\ntitle: Go: a tour\ntags:\n  - go\n  - talks\n---\nx\n", "Go: a tour", "go|talks", "", ""},
		{"items at the margin", "---\n" + bad + "tags:\n- go\n- 'two words' \n-\n- #none\naliases:\n- One: more\n---\n", "a", "go|two words|none", "One: more", ""},
		{"a list in brackets", "---\n" + bad + "tags: [go, \"two words\", 7]\nalias: [One, Two]\n---\n", "a", "go|two words|7", "One|Two", ""},
		{"a list in brackets over lines", "---\n" + bad + "tags: [\n  go,\n  talks\n]\ndate: 2024-01-02\n---\n", "a", "go|talks", "", "2024-01-02"},
		{"a list without its end", "---\ntags: [go, talks\ntitle: Go\n---\n", "Go", "go|talks", "", ""},
		{"quotes without an end", "---\ntitle: \"Go\ntags: go\n---\n", "Go", "go", "", ""},
		{"a quote alone", "---\ntitle: Go\nauthor: \"\ntags: '\n---\n", "Go", "", "", ""},
		{"a quote alone, no end", "---\ntags: go\nauthor: '\n", "a", "go", "", ""},
		{"quotes and more", "---\ntitle: \"Go\" is a game\n---\n", "\"Go\" is a game", "", "", ""},
		{"an alias of YAML", "---\ntitle: *Go* is a game # or two\n---\n", "*Go* is a game", "", "", ""},
		{"a tab", "---\ntitle: Go\n\tx: y\ntags: [go]\n---\n", "Go", "go", "", ""},
		{"a block", "---\n" + bad + "description: |\n  words\ntags: go\n---\n", "a", "go", "", ""},
		{"no end", "---\ntitle: Go\ntags:\n  - go\n\nwords\n", "Go", "go", "", ""},
		{"no end, a heading", "---\ntags: [go]\n\n# Kiln\n", "Kiln", "go", "", ""},
		{"TOML", "+++\ntitle = \"Go\"\ndate = 2024-01-02\nbad = \n[taxonomies]\ntags = [\"go\", \"two words\"]\n+++\n", "Go", "go|two words", "", "2024-01-02"},
		{"JSON", "{\n  \"title\": \"Go\",\n  \"tags\": [\"go\", \"two words\"],\n  bad\n}\n", "Go", "go|two words", "", ""},
		{"JSON in a line", "{\"title\": \"Go\", \"tags\": [\"go\" \"x\"]}\n", "Go", "", "", ""},
	} {
		p := Parse("a.md", []byte(c.text))
		n, date := p.Note, ""
		if !n.Date.IsZero() {
			date = n.Date.Format(time.DateOnly)
		}
		if n.Title != c.title || strings.Join(n.Tags, "|") != c.tags || strings.Join(n.Aliases, "|") != c.aliases || date != c.date {
			t.Errorf("%s: %q, %q, %q, %q", c.name, n.Title, n.Tags, n.Aliases, date)
		}
		if len(p.Details.Problems) != 1 || len(p.Header) > 0 {
			t.Errorf("%s: header %q, problems %v", c.name, p.Header, p.Details.Problems)
		}
	}
}

func TestParse_SalvageIsBounded(t *testing.T) {
	src := []byte("---\nbad: x: y\n" + strings.Repeat("a: [\n", maxHeaderBytes/5-10) + "---\n")
	if took := testclock.Measure(func() { Parse("a.md", src) }); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// TestParse_EveryShortValue parses headers of each syntax whose value is any short text made of the signs that headers
// are made of: what reads values looks one byte ahead of quotes, brackets and comments in many places.
func TestParse_EveryShortValue(t *testing.T) {
	signs := strings.Split("\"'[]{}#,:-=|&*!\\ \na1", "")
	for _, frame := range []struct{ before, after string }{
		{"---\nbad: x: y\nk: ", "\n---\nw\n"},
		{"---\ntags: ", "\n---\nw\n"},
		{"---\ntags:\n- ", "\n- b\n---\nw\n"},
		{"---\nk: ", ""},
		{"---\n", ": x\n---\nw\n"},
		{"+++\nk = ", "\n+++\nw\n"},
		{"+++\nk = ", ""},
		{"{\"k\": ", "}\nw\n"},
		{"{\n\"k\": ", "\nbad\n}\nw\n"},
		{";;;\n\"k\": ", "\n;;;\nw\n"},
		{"k:: ", "\ntags:: "},
		{"- k:: ", ""},
	} {
		testcorpus.TryShortTexts(t, signs, testcorpus.ShortLength(3), func(value string) {
			Parse("a.md", []byte(frame.before+value+frame.after))
		})
	}
}
