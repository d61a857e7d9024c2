package tui

import "testing"

func TestQueryLine_NamesUnknownKey(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "---\ntitle: Alpha\nstatus: draft\n---\nre:Invent staus:final\n"}))
	hint := "no key staus, did you mean status? searched as text"
	d.keys("/", `"staus:final"`).sees("Alpha", "/ staus:final", hint).keys("enter").sees("/ staus:final   " + hint)
	d.keys("/", "ctrl+u", `"re:Invent"`).sees("Alpha").seesNot("no key").keys("enter").seesNot("no key")
	d.keys("/", "ctrl+u", `"status:dr"`).sees("Alpha").keys("enter").seesNot("no key")
	d.keys("/", "ctrl+u", `"has:stats"`).sees("no key stats, did you mean status?").keys("esc").seesNot("no key")
}
