package note

import (
	"strings"
	"testing"
	"time"
)

func TestParse_LogseqTitles(t *testing.T) {
	for _, c := range []struct{ path, text, format, want string }{
		{"pages/heap-2.md", "title:: The heap\n\n- turn it\n", "", "The heap"},
		{"pages/heap-2.md", "- turn it\n- # A heading\n", "", "heap-2"},
		{"pages/heap.md", "# A heading\n", "", "heap"},
		{"pages/yard___beds.md", "", "", "yard/beds"},
		{"pages/why%3F.md", "", "", "why?"},
		{"pages/100%.md", "", "", "100%"},
		{"pages/index.md", "", "", "index"},
		{"pages/2025_03_04.md", "", "", "2025_03_04"},
		{"journals/2025_03_01.md", "", "", "Mar 1st, 2025"},
		{"journals/2025_03_02.md", "", "", "Mar 2nd, 2025"},
		{"journals/2025_03_03.md", "", "", "Mar 3rd, 2025"},
		{"journals/2025-03-11.md", "", "", "Mar 11th, 2025"},
		{"journals/2025_03_22.md", "", "", "Mar 22nd, 2025"},
		{"journals/2025_13_22.md", "", "", "2025_13_22"},
		{"journals/2025_03_04.md", "", "yyyy-MM-dd EEEE", "2025-03-04 Tuesday"},
		{"journals/2025_03_04.md", "", "EEE, dd MMMM yy", "Tue, 04 March 25"},
		{"journals/2025_03_04.md", "", "'day' d.M", "day 4.3"},
	} {
		o := Options{LogseqProperties: true, LogseqNames: true, LogseqDayFormat: c.format}
		for name, n := range map[string]*Note{"Parse": o.Parse(c.path, []byte(c.text)).Note, "ParsePreview": o.ParsePreview(c.path, []byte(c.text)).Note} {
			if n.Title != c.want {
				t.Errorf("%s %s %q: %q, want %q", name, c.path, c.format, n.Title, c.want)
			}
		}
	}
}

func TestParse_LogseqJournalHasItsDate(t *testing.T) {
	o := Options{LogseqNames: true}
	if n := o.Parse("journals/2025_03_04.md", nil).Note; n.Date.Format(time.DateOnly) != "2025-03-04" || !n.Date.FromName {
		t.Errorf("%v", n.Date)
	}
	for path, o := range map[string]Options{"pages/2025_03_04.md": o, "journals/2025_03_04.md": {}} {
		if n := o.Parse(path, nil).Note; !n.Date.IsZero() {
			t.Errorf("%s: %v", path, n.Date)
		}
	}
}

func TestParse_LogseqProperties(t *testing.T) {
	text := "\ntitle:: Rake\nalias:: implement, [[the, rake]]\ntags:: tool, #garden, [[two words]]\ntype:: [[thing]]\npublic:: true\n\n- of steel\n  made:: 1990\n"
	p := Options{LogseqProperties: true}.Parse("pages/r.md", []byte(text))
	n := p.Note
	if n.Title != "Rake" || strings.Join(n.Tags, "|") != "tool|garden|two words" || strings.Join(n.Aliases, "|") != "implement|the, rake" {
		t.Errorf("title %q, tags %q, aliases %q", n.Title, n.Tags, n.Aliases)
	}
	if string(p.Body) != "\n- of steel\n  made:: 1990\n" || p.BodyLine != 7 || string(p.Header)+string(p.Body) != text {
		t.Errorf("body %q from line %d", p.Body, p.BodyLine)
	}
	if d := p.Details; len(d.Fields) != 5 || d.Fields[3].Line != 5 || d.Fields[4].Value != true || len(d.Problems) > 0 {
		t.Errorf("fields %v, problems %v", d.Fields, d.Problems)
	}
	if l := p.Details.Links; len(l) != 3 || l[2].Dest != "thing" || l[2].Line != 5 || l[2].Column != 8 {
		t.Errorf("links %+v", l)
	}
	if body, line := SplitBody([]byte(text), p.Details); string(body) != string(p.Body) || line != p.BodyLine {
		t.Errorf("SplitBody: %q from line %d", body, line)
	}

	p = Parse("pages/r.md", []byte(text))
	if body, line := SplitBody([]byte(text), p.Details); len(p.Header) > 0 || string(body) != text || line != 1 {
		t.Errorf("without the option: header %q, body %q", p.Header, body)
	}
	for _, text := range []string{"std::vector is a type\n", "a b:: c\n", ":: x\n", "- key:: value\n", "words\nkey:: value\n"} {
		if p := (Options{LogseqProperties: true}).Parse("a.md", []byte(text)); len(p.Header) > 0 {
			t.Errorf("%q: header %q", text, p.Header)
		}
	}
	p = Options{LogseqProperties: true}.Parse("a.md", []byte("---\ntitle: Rake\n---\nkey:: value\n"))
	if p.Note.Title != "Rake" || string(p.Body) != "key:: value\n" {
		t.Errorf("YAML: %q, %q", p.Note.Title, p.Body)
	}
}
