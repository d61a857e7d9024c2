package render

import (
	"strings"
	"testing"
	"time"

	"quire/internal/note"
	"quire/internal/theme"
)

func TestHeader_NoteOfKnowledgeBundle(t *testing.T) {
	const header = "type: Metric\ntitle: Margin\ngenerated: { by: agent/2, at: 2026-06-30T14:00:00Z }\nverified: { by: human:ann, at: 2026-07-01T09:00:00Z }\nstale_after: 2026-12-31T00:00:00Z\n"
	before, after := time.Date(2026, 12, 30, 23, 59, 0, 0, time.UTC), time.Date(2026, 12, 31, 1, 0, 0, 0, time.FixedZone("", 3600))
	for _, c := range []struct {
		name, header string
		now          time.Time
		want         string
	}{
		{"fresh", header, before, "Metric · human-reviewed 1 Jul 2026 · generated 30 Jun 2026 · stale after 31 Dec 2026\n"},
		{"stale", header, after, "Metric · human-reviewed 1 Jul 2026 · generated 30 Jun 2026 · stale since 31 Dec 2026\n"},
		{"no time is known", header, time.Time{}, "Metric · human-reviewed 1 Jul 2026 · generated 30 Jun 2026 · stale after 31 Dec 2026\n"},
		{"deprecated", "type: Playbook\nstatus: deprecated\ngenerated: { by: human:ann }\n", after, "Playbook · unverified · deprecated\n"},
		{"a draft twice", "type: Playbook\nstatus: draft\ndraft: true\ngenerated: { by: human:ann }\n", after, "Playbook · unverified\n"},
		{"the root", "okf_version: \"0.2\"\n", after, "knowledge bundle in the Open Knowledge Format 0.2\n"},
		{"another note", "type: post\nstatus: draft\n", after, "1 min\n"},
		{"controls", "type: \"a\\e[31mb\"\ngenerated: { by: \"x\\u009bz\" }\n", after, "a␛[31mb · unverified\n"},
	} {
		n := note.Parse("x.md", []byte("---\n"+c.header+"---\nText.\n"))
		p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine}, Options{Width: 120, Header: true, Now: c.now, Theme: theme.Plain()})
		if got := pageText(p); !strings.Contains(got, c.want) {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
		for width := 1; width < 60; width++ {
			p := New(Source{Note: n.Note, Doc: n.Doc, BodyLine: n.BodyLine}, Options{Width: width, Header: true, Now: c.now, Theme: theme.Plain()})
			if got := pageText(p); width > 27 && strings.Contains(got, "\n·") {
				t.Errorf("%s: %d wide:\n%s", c.name, width, got)
			}
		}
	}
}
