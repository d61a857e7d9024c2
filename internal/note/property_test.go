package note

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"quire/internal/markdown"
	"quire/internal/testclock"
)

func TestParse_LinksInFrontMatter(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"---\nup: \"[[Map]]\"\n---\n", "2:6 Map (Map)"},
		{"---\nup: [[Map]]\n---\n", "2:5 Map (Map)"},
		{"---\nup:\n  - \"[[Map]]\"\n  - '[[Plan#Part|the plan]]'\n  - [[Tour]]\n---\n", "3:6 Map (Map); 4:6 Plan#Part (the plan); 5:5 Tour (Tour)"},
		{"---\nups: [\"[[Map]]\", \"[[Map]]\"]\n---\n", "2:8 Map (Map); 2:19 Map (Map)"},
		{"---\nnöte: \"é [[Map]] and [[Plan]]\"\n---\n", "2:12 Map (Map); 2:24 Plan (Plan)"},
		{"---\nabout: |\n  words\n  and [[Map]]\n---\n", "4:7 Map (Map)"},
		{"---\na: {b: {c: \"[[Map]]\"}}\n---\n", "2:13 Map (Map)"},
		{"\n---\nup: \"[[Map]]\" # [[No]]\n---\n", "3:6 Map (Map)"},
		{"+++\nup = \"[[Map]]\"\nall = [\n  \"[[Plan]]\",\n]\n[extra]\nx = '[[Tour]]'\n[[menu]]\nname = 'y'\n+++\n", "2:7 Map (Map); 4:4 Plan (Plan); 7:6 Tour (Tour)"},
		{"{\n  \"up\": [\"[[Map]]\"]\n}\n", "2:11 Map (Map)"},
		{"---\nmatrix: [[1, 2], [3, 4]]\none: [[1]]\nempty: \"[[]] [[ ]] [[a\"\nup: '![[x.png]]'\n---\n", "5:7 x.png (x.png)"},
		{"---\nup: \"[[Map]]\"\n---\n[[Body]]\n", "4:1 Body (Body); 2:6 Map (Map)"},
		{"---\ntitle: x: y\nup: \"[[Map]]\"\n---\n", "3:6 Map (Map)"}, // invalid, and therefore part of the text
	} {
		for name, parse := range map[string]func(string, []byte) *Parsed{"Parse": Parse, "ParseInParts": DefaultOptions().ParseInParts} {
			p := parse("a.md", []byte(c.text))
			var got []string
			for i, l := range p.Note.Details().Links {
				got = append(got, fmt.Sprintf("%d:%d %s (%s)", l.Line, l.Column, l.Dest, l.Text))
				if (i < len(p.Doc.Links())) == (l.Form == markdown.Property) || !l.Form.HasNames() {
					t.Errorf("%s %q: link %d has the form %s", name, c.text, i, l.Form)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s %q: %s, want %s", name, c.text, s, c.want)
			}
		}
	}
}

func TestParse_LinksInFrontMatterAreBounded(t *testing.T) {
	header := "a: &a [" + strings.Repeat(`"[[x]]",`, 2000) + "]\nb: [*a, *a, *a, *a]\n"
	var p *Parsed
	took := testclock.Measure(func() { p = Parse("a.md", []byte("---\n"+header+"---\n")) })
	if n := p.Note.LinkCount; n != maxPropertyLinks {
		t.Errorf("%d links", n)
	}
	if took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestParse_PropertyLinksOfABrokenHeader(t *testing.T) {
	p := Parse("a.md", []byte("---\ntitle: a: b\nup: \"[[One]]\"\n---\n[[Two]]\n"))
	var got []string
	for _, l := range p.Details.Links {
		got = append(got, fmt.Sprintf("%s %s %d:%d", l.Form, l.Dest, l.Line, l.Column))
	}
	if want := "wiki Two 5:1|property One 3:6"; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
}
