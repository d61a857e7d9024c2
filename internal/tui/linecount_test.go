package tui

import (
	"strings"
	"testing"

	"quire/internal/tui/loader"
)

func TestProgress_PercentOfPage(t *testing.T) {
	d := drive(t, notes(map[string]string{
		"short.md": "# Short\n", "uneven.md": "# Uneven\n\none\n\n" + strings.Repeat("- item\n", 10) + "\n```\n" + strings.Repeat("code\n", 200) + "```\n",
	}))
	if d.keys("enter"); !strings.HasSuffix(d.head(), "1 of 2 · all") {
		t.Errorf("a note that fits the screen: %q", d.head())
	}
	d.keys("J")
	if d.m.page.reader.Percent() != 14 {
		t.Errorf("the first screen of a long block is %d %%", d.m.page.reader.Percent())
	}
	if d.keys("G"); !strings.HasSuffix(d.head(), "100%") {
		t.Errorf("the end: %q", d.head())
	}
}

func TestCountLines_ContinuesAfterTimeLimit(t *testing.T) {
	d := drive(t, notes(map[string]string{"a.md": "# A\n\n" + strings.Repeat("- item\n", 300) + "\n```\n" + strings.Repeat("code\n", 300) + "```\n"})).keys("enter")
	p := d.m.page.open.page
	if got := loader.CountLines(p, nil, 0); len(got) != 1 {
		t.Errorf("without time, %d blocks are counted", len(got)-1)
	}
	d.m.page.reader = d.m.page.reader.SetLineCounts(nil)
	estimate := d.m.page.reader.Percent()
	d.send(loader.LinesCountedMsg{Page: p, LinesAbove: loader.CountLines(p, nil, 0)})
	if got := d.m.page.reader.Percent(); got == estimate || got != 32*100/605 {
		t.Errorf("%d %%, before %d %%", got, estimate)
	}
}
