package note

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

// parseHeader parses a note with this header and a body of a single word.
func parseHeader(header string) *Note {
	return Parse("some-file.md", []byte("---\n"+header+"\n---\nbody\n")).Note
}

func TestParse_FindsTitle(t *testing.T) {
	tests := []struct {
		path, text, want string
		from             TitleSource
	}{
		{"x.md", "---\ntitle: T\n---\n# H\n", "T", FromFrontMatter},
		{"x.md", "---\nTitle:  \"re:Invent: How Amazon.com\"\n---\n", "re:Invent: How Amazon.com", FromFrontMatter},
		{"x.md", "---\ntitle: true\n---\n# H\n", "true", FromFrontMatter},
		{"x.md", "---\ntitle: 007\n---\n# H\n", "007", FromFrontMatter},
		{"x.md", "---\ntitle: \"   \"\n---\n# H\n", "H", FromHeading},
		{"x.md", "---\ntitle:\n---\n# H\n", "H", FromHeading},
		{"x.md", "---\ntitle: {a: b}\n---\n# H\n", "H", FromHeading},
		{"x.md", "---\ntitle: |\n  two\n  lines\n---\n", "two lines", FromFrontMatter},
		{"x.md", "---\ntitle: \"a\\e]0;x\\a\\u202e\"\n---\n", "a␛]0;x␇\ufffd", FromFrontMatter},
		{"x.md", "Text\n\n## Two\n\nOne\n===\n\n# Other\n", "x", FromFileName},
		{"x.md", "One\n===\n\n# Other\n", "One", FromHeading},
		{"x.md", "# \n\n# `code` and *more*\n", "code and more", FromHeading},
		{"x.md", "```\n# no\n```\n", "x", FromFileName},
		{"x.md", "<h1>Named</h1>\n\n## Two\n", "Named", FromHeading},
		{"x.md", "## Two\n\n<h1>Shown</h1>\n", "x", FromFileName},
		{"a/building-saas-is-not.md", "", "building saas is not", FromFileName},
		{"2021-12-07-reinvent-2021.md", "", "reinvent 2021", FromFileName},
		{"2021-12-07.md", "", "2021-12-07", FromFileName},
		{"2021-12-07 - A day.md", "", "2021-12-07 - A day", FromFileName},
		{"Obsidian - help.md", "", "Obsidian - help", FromFileName},
		{"a--b-.md", "", "a b", FromFileName},
		{"---.md", "", "---", FromFileName},
		{"a_b.c.markdown", "", "a_b.c", FromFileName},
		{"a\x1b[31m\xff.md", "", "a␛[31m\ufffd", FromFileName},
		{"x.md", "---\nslug: my-own\n---\n", "my own", FromFileName},
	}
	for _, test := range tests {
		n := Parse(test.path, []byte(test.text)).Note
		if n.Title != test.want || n.TitleFrom != test.from {
			t.Errorf("%s %q: %q from %d, want %q from %d", test.path, test.text, n.Title, n.TitleFrom, test.want, test.from)
		}
	}
}

func TestParse_IDSlugDateAndDraftFromPath(t *testing.T) {
	tests := []struct {
		path, id, slug, date string
		draft                bool
	}{
		{"_posts/2021-12-07-reinvent-2021.md", "_posts/2021-12-07-reinvent-2021", "reinvent-2021", "2021-12-07", false},
		{"_posts/2021-12-06-reinvent-how-amazon.com-transforms.md", "_posts/2021-12-06-reinvent-how-amazon.com-transforms", "reinvent-how-amazon.com-transforms", "2021-12-06", false},
		{"2019-11-29-python-_().md", "2019-11-29-python-_()", "python-_()", "2019-11-29", false},
		{"A B.MD", "A B", "A B", "", false},
		{"x.mdx", "x", "x", "", false},
		{"Report.QMD", "Report", "Report", "", false},
		{"report.Rmd", "report", "report", "", false},
		{"x.txt", "x.txt", "x.txt", "", false},
		{"_drafts/x.md", "_drafts/x", "x", "", true},
		{"a/_drafts/b/x.md", "a/_drafts/b/x", "x", "", true},
		{"my_drafts/x.md", "my_drafts/x", "x", "", false},
		{"_posts/2024-1-4-short-day.md", "_posts/2024-1-4-short-day", "short-day", "2024-01-04", false},
		{"2024-1-04-short.md", "2024-1-04-short", "short", "2024-01-04", false},
		{"2024-1-4.md", "2024-1-4", "2024-1-4", "2024-01-04", false},
		{"2024-1-99-luft.md", "2024-1-99-luft", "2024-1-99-luft", "", false},
		{"2024-1-4th.md", "2024-1-4th", "2024-1-4th", "", false},
		{"2024-1-456-x.md", "2024-1-456-x", "2024-1-456-x", "", false},
		{"blog/2024-1-4-short/index.md", "blog/2024-1-4-short/index", "index", "2024-01-04", false},
		{"blog/2024-1-4-short/more.md", "blog/2024-1-4-short/more", "more", "", false},
		{"2021-12-07-.md", "2021-12-07-", "2021-12-07-", "2021-12-07", false},
	}
	for _, test := range tests {
		n := Parse(test.path, nil).Note
		date := ""
		if !n.Date.IsZero() {
			date = n.Date.Format(time.DateOnly)
		}
		if n.Path != test.path || n.ID != test.id || n.Slug != test.slug || date != test.date || n.Draft != test.draft {
			t.Errorf("%s: %q %q %q %v", test.path, n.ID, n.Slug, date, n.Draft)
		}
	}
}

func TestParse_NamesHeadings(t *testing.T) {
	tests := []struct{ heading, anchor, alt string }{
		{"Hello World", "hello-world", ""},
		{"What's *new* in `Go` 1.26?", "whats-new-in-go-126", ""},
		{"Re:Invent & friends", "reinvent--friends", ""},
		{"1. First_step", "1-first_step", "firststep"},
		{"Über uns", "über-uns", "ber-uns"},
		{"日本語 の見出し", "日本語-の見出し", "-"},
		{"Titled {#my-id}", "titled", "my-id"},
		{"???", "section", ""},
	}
	for _, test := range tests {
		n := Parse("x.md", []byte("## "+test.heading+"\n")).Note
		if len(n.Details().Headings) != 1 {
			t.Errorf("%s: headings %v", test.heading, n.Details().Headings)
			continue
		}
		h := n.Details().Headings[0]
		alt := strings.Join(h.Alt, "|")
		if test.alt == "-" {
			test.alt = alt // Kramdown knows no letter of it
		}
		if h.Anchor != test.anchor || alt != test.alt || h.Level != 2 || h.Line != 1 {
			t.Errorf("%s: %q %q, want %q %q", test.heading, h.Anchor, alt, test.anchor, test.alt)
		}
	}

	n := Parse("x.md", []byte("---\na: b\n---\n\n# A\n# A\n# A-1\n# A 1\n# a\n")).Note
	var anchors []string
	for i, h := range n.Details().Headings {
		anchors = append(anchors, h.Anchor)
		if h.Line != i+5 {
			t.Errorf("heading %d is on line %d", i, h.Line)
		}
	}
	if got := strings.Join(anchors, " "); got != "a a-1 a-1-1 a-1-2 a-2" {
		t.Errorf("repeated headings: %s", got)
	}
}

func TestParse_LinesAndColumnsAreThoseOfTheFile(t *testing.T) {
	text := "\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\n\r\nSee [a](b) and\r\né [[c]].\r\n\r\nNamed. ^here\r\n"
	n := Parse("x.md", []byte(text)).Note
	if len(n.Details().Links) != 2 {
		t.Fatalf("links %v", n.Details().Links)
	}
	if a, c := n.Details().Links[0], n.Details().Links[1]; a.Line != 5 || a.Column != 5 || a.Dest != "b" || c.Line != 6 || c.Column != 4 || c.Dest != "c" {
		t.Errorf("links %+v", n.Details().Links)
	}
	if want := []Block{{ID: "here", Line: 8}}; !reflect.DeepEqual(n.Details().Blocks, want) {
		t.Errorf("blocks %v", n.Details().Blocks)
	}
	if p := Parse("x.md", []byte(text)); p.BodyLine != 4 || string(p.Header) != "---\ntitle: T\n---\n" {
		t.Errorf("body starts on line %d after %q", p.BodyLine, p.Header)
	}
}

func TestCountWords(t *testing.T) {
	tests := []struct {
		text string
		want int
	}{
		{"", 0}, {"one", 1}, {" two  words\n", 2}, {"don't stop - now…", 3}, {"日本語 and カナ", 6}, {"été — 3.5", 2}, {"---", 0},
	}
	for _, test := range tests {
		if got := CountWords(test.text); got != test.want {
			t.Errorf("%q: %d words, want %d", test.text, got, test.want)
		}
	}
}

// A note must not keep its file in memory, since a library holds very many notes.
func TestParse_NoteSharesNoMemoryWithTheFile(t *testing.T) {
	const text = "---\ntitle: Title\ntags: [a]\nauthor: \"x\"\n---\n# Heading {#id}\n\n#tag [label](dest) [[wiki#h|w]] <https://x.org> {% post_url y %} ^block\n"
	raw := []byte(text)
	n := Parse("x.md", raw).Note
	for i := range raw {
		raw[i] = '?'
	}
	want := Parse("x.md", []byte(text)).Note
	if !reflect.DeepEqual(n, want) {
		t.Errorf("the note changed with the bytes:\n%+v, want\n%+v", n, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: x\n---\nbody", "---\n", "+++\na=1\n+++\n", "{\"a\":1}\n", ";;;\n", "\xFF\xFEa", "\xEF\xBB\xBF---\r---\r", "# H {#x}\n^a",
		"---\na: &a [*a]\n---\n", "---\n? [a]\n: b\n---\n", "---\ndate: 2024-01-02T03:04:05+99:99\n---\n", "- [ ] a `b` due:2024-01-02\n\t- TODO c\n", "---\nweight: nan\n---\n#a_#b\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, _ := DecodeText(raw)
		p := Parse("2024-01-02-a/b.md", raw)
		if string(p.Header)+string(p.Body) != string(text) {
			t.Fatalf("text lost: %q + %q of %q", p.Header, p.Body, text)
		}
		if first, _ := cutLine(text); len(p.Header) > 0 && strings.IndexByte("-+;{", (string(first) + " ")[0]) < 0 {
			t.Fatalf("a header out of nothing: %q", p.Header)
		}
		if p.BodyLine != 1+strings.Count(string(p.Header), "\n") {
			t.Fatalf("body on line %d after %q", p.BodyLine, p.Header)
		}
		n := p.Note
		if got, want := fmt.Sprintf("%#v", n.Details()), fmt.Sprintf("%#v", p.Details); got != want {
			t.Fatalf("details\n%s, packed they are\n%s", want, got)
		}
		total := 1 + strings.Count(string(text), "\n")
		checkTasks(t, p, total)
		checkTasks(t, Options{LogseqNames: true}.Parse("a.md", raw), total)
		for _, problem := range n.Details().Problems {
			if problem.Line > total || problem.Line > 0 && problem.Column < 1 || problem.Message == "" {
				t.Fatalf("problem %+v in %d lines", problem, total)
			}
		}
		seen := map[string]bool{}
		for _, h := range n.Details().Headings {
			if seen[h.Anchor] || h.Anchor == "" || h.Line < p.BodyLine || h.Line > total {
				t.Fatalf("heading %+v", h)
			}
			seen[h.Anchor] = true
		}
		for _, l := range n.Details().Links {
			if l.Line < p.BodyLine || l.Line > total || l.Column < 1 {
				t.Fatalf("link %+v", l)
			}
		}
		if n.Title == "" {
			t.Fatal("no title")
		}
	})
}
