package tui

import (
	"strings"
	"testing"
)

func TestHowFarOneIs(t *testing.T) {
	d := drive(t, notes(map[string]string{
		"short.md": "# Short\n", "uneven.md": "# Uneven\n\none\n\n" + strings.Repeat("- item\n", 10) + "\n```\n" + strings.Repeat("code\n", 200) + "```\n",
	}))
	if d.keys("enter"); !strings.HasSuffix(d.head(), "1 of 2 · all") {
		t.Errorf("a note that is all on the screen: %q", d.head())
	}
	d.keys("J")
	if d.m.reader.Percent() != 14 {
		t.Errorf("the first screen of a long block is %d %%", d.m.reader.Percent())
	}
	if d.keys("G"); !strings.HasSuffix(d.head(), "100 %") {
		t.Errorf("the end: %q", d.head())
	}
}

func TestCountingGoesOnInTurns(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n" + strings.Repeat("- item\n", 300) + "\n```\n" + strings.Repeat("code\n", 300) + "```\n"})).keys("enter")
	p := d.m.open.page
	if got := count(p, nil, 0); len(got) != 1 {
		t.Errorf("no time, and %d blocks", len(got)-1)
	}
	d.m.reader = d.m.reader.Counted(nil)
	estimate := d.m.reader.Percent()
	d.send(pageCounted{p, count(p, nil, 0)})
	if got := d.m.reader.Percent(); got == estimate || got != 32*100/605 {
		t.Errorf("%d %%, before %d %%", got, estimate)
	}
}
