package note

import (
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
)

func TestParse_HostileHeaders(t *testing.T) {
	faulty := map[string]int{ // line of the problem
		"f-tabs.md": 2, "f-title-colon.md": 2, "f-title-map.md": 2, "f-yaml-bomb-str.md": 1,
		"f-date-12.md": 3, "f-date-15.md": 3, "f-date-18.md": 3,
	}
	titles := map[string]string{
		"f-tabs.md": "f tabs", "f-title-bool.md": "true", "f-title-map.md": "H1", "f-title-spaces.md": "H1", "f-title-colon.md": "Go: the good: parts",
		"f-title-markdown.md": "**b** `c` [l](http://pwn.invalid) <b>", "f-json.md": "Json ␛]0;PWN␇", "f-trailing-space-fence.md": "Trail",
		"f-fence-in-block.md": "Block", "f-dashes-twice.md": "f dashes twice",
	}
	tags := map[string]string{"f-tags-string.md": "foo", "f-tags-list.md": "foo bar", "f-tags-float.md": "1e3", "f-tags-empty.md": "", "f-json.md": "a"}
	dates := map[string]string{
		"f-date-00.md": "2024-01-02T00:00:00Z", "f-date-03.md": "2024-01-02T00:00:00Z", "f-date-06.md": "2024-01-02T03:04:05.123456789+14:00",
		"f-date-09.md": "2024-01-02T00:00:00Z", "f-date-21.md": "1969-12-31T23:59:59Z",
	}
	var notes map[string]*Parsed
	if took := testclock.Measure(func() { notes = parseCorpus(t, "hostile/frontmatter") }); took > 20*time.Second {
		t.Errorf("parsing took %v", took)
	}
	if len(notes) < 20 {
		t.Errorf("only %d notes", len(notes))
	}
	for file, p := range notes {
		n := p.Note
		if line := faulty[file]; line > 0 {
			// A body that exceeds the limits is another problem, without a line.
			located := slices.DeleteFunc(slices.Clone(n.Details().Problems), func(p Problem) bool { return p.Line == 0 })
			if len(located) != 1 || n.Details().Problems[0].Line != line || n.Details().Problems[0].Column < 1 {
				t.Errorf("%s: problems %v, want one on line %d", file, n.Details().Problems, line)
			}
		} else if n.Details().Problems != nil {
			t.Errorf("%s: %v", file, n.Details().Problems)
		}
		if want, ok := titles[file]; ok && n.Title != want {
			t.Errorf("%s: title %q, want %q", file, n.Title, want)
		}
		if want, ok := tags[file]; ok && strings.Join(n.Tags, " ") != want {
			t.Errorf("%s: tags %v, want %s", file, n.Tags, want)
		}
		if got := n.Date.Format(time.RFC3339Nano); strings.HasPrefix(file, "f-date-") && dates[file] != "" && got != dates[file] {
			t.Errorf("%s: date %s, want %s", file, got, dates[file])
		} else if dates[file] == "" && !n.Date.IsZero() {
			t.Errorf("%s: date %s, want none", file, got)
		}
		if body := string(p.Body); file != "f-dashes-twice.md" && !strings.Contains(body, "body") && !strings.Contains(body, "Trail") {
			t.Errorf("%s: body lost: %.60q", file, body)
		}
	}
	if n := len(notes["f-tags-huge.md"].Note.Tags); n != 10_000 {
		t.Errorf("%d tags, want 10000", n)
	}
}

func TestParse_HostileEncodings(t *testing.T) {
	notes := parseCorpus(t, "hostile/encoding")
	for _, file := range []string{"e-cr-only.md", "e-utf16be.md"} {
		n := notes[file].Note
		if n.Title != "Enc café" || strings.Join(n.Tags, " ") != "a" || len(n.Details().Headings) != 1 || n.Details().Headings[0].Text != "Hé" || n.Details().Problems != nil {
			t.Errorf("%s: %+v", file, n)
		}
	}
	n := notes["e-binary-elf.md"].Note
	if len(n.Details().Problems) == 0 || n.Details().Problems[0].Line != 1 || n.Details().Problems[0].Column != 1 || !strings.HasPrefix(n.Details().Problems[0].Message, "8192 bytes") {
		t.Errorf("binary: %v", n.Details().Problems)
	}
}
