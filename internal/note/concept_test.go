package note

import (
	"fmt"
	"testing"
)

func TestDetails_Concept(t *testing.T) {
	for _, c := range []struct{ name, header, want string }{
		{"reviewed by a person and a program", "type: Metric\ngenerated: { by: agent/2, at: 2026-06-30T14:00:00Z }\nverified:\n  - { by: human:ann, at: 2026-07-01T09:00:00Z }\n  - { by: process:nightly, at: 2026-07-02T02:00:00Z }\nstatus: stable\nstale_after: 2026-12-31T00:00:00Z",
			"Metric|||human-reviewed|2026-07-02|agent/2|2026-06-30|2026-12-31"},
		{"confirmed by a program, in one mapping", "type: API  Endpoint\nverified: { by: process:nightly, at: 2026-07-02T02:00:00Z }", "API Endpoint|||machine-confirmed|2026-07-02|||"},
		{"written by a person", "type: Playbook\nstatus: deprecated\ngenerated:\n  by: human:ann\n  at: '2026-04-12T09:00:00+00:00'", "Playbook||deprecated|unverified||ann (a person)|2026-04-12|"},
		{"only how long it holds", "type: x\nstale_after: 2026-12-31", "x|||unverified||||2026-12-31"},
		{"version 0.1", "type: Metric\nresource: https://example.org\ntimestamp: 2026-05-28T22:53:05Z", "Metric||||||2026-05-28|"},
		{"the root of a bundle", "okf_version: 0.2", "|0.2||||||"},
		{"values of other kinds", "type: x\ngenerated: false\nverified: true\nstale_after: soon\nokf_version: [1]", ""},
		{"lists of other things", "type: x\nverified: [a, {at: 2026-01-02}]\ngenerated: [1]", ""},
		{"no bundle", "type: posts\nstatus: draft\ntimestamp: 2026-05-28T22:53:05Z", ""},
		{"no type", "generated: { by: agent, at: 2026-06-30T14:00:00Z }", ""},
	} {
		got := ""
		if x, ok := Parse("a.md", []byte("---\n"+c.header+"\n---\n")).Details.Concept(); ok {
			by := x.GeneratedBy
			if x.IsByHuman {
				by += " (a person)"
			}
			got = fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s", x.Type, x.Version, x.Status, x.Trust, dayOf(x.VerifiedAt), by, dayOf(x.GeneratedAt), dayOf(x.StaleAfter))
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func dayOf(d Date) string {
	if d.IsZero() {
		return ""
	}
	return d.Format("2006-01-02")
}
