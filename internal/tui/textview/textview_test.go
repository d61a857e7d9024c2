package textview

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestScroll_StaysInText(t *testing.T) {
	var lines []string
	for i := range 25 {
		lines = append(lines, fmt.Sprint(i))
	}
	m := New().Resize(10).Open("help", lines)
	if above, below := m.HasMore(); above || !below {
		t.Error("at the top, only lines below should be reported")
	}
	for _, k := range []rune{'j', 'G', 'j', tea.KeyPgDown} {
		m = m.Update(tea.KeyPressMsg{Code: k, Text: string(k)})
	}
	if got := m.Lines(); len(got) != 10 || got[9] != "24" {
		t.Errorf("%v", got)
	}
	m = m.SetLines(lines[:4])
	if got := m.Lines(); len(got) != 4 || got[0] != "0" {
		t.Errorf("fewer lines: %v", got)
	}
	if got := New().Resize(3).Lines(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
