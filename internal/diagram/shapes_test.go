package diagram

import (
	"strings"
	"testing"
)

func TestDraw_LowBoxHasRoomForManyLines(t *testing.T) {
	for _, shape := range []string{"d[x]", "d[(x)]", "d{x}"} {
		source := "graph LR\n" + shape + "\nd --> a\nd ==> b\nd -.-> c\nd --o e\nd --x f\n"
		if got := drawRows(t, source); strings.Count(got, "▶")+strings.Count(got, "○")+strings.Count(got, "✕") != 5 {
			t.Error(got)
		}
	}
}

func TestDraw_SettingsGoOnOverLines(t *testing.T) {
	if got := drawText(t, "graph LR\na@{\n  shape: rounded\n  label: \"The {first} one\"\n}\na --> b@{ label: \"x, y\", shape: diam }"); got != "The {first} one|x, y" {
		t.Error(got)
	}
}

func TestDraw_InvisibleLoopHasNoLine(t *testing.T) {
	got := drawRows(t, "graph TD\na ~~~|beside| a\na --> b")
	if strings.Contains(got, "╮") || !strings.Contains(got, " beside") {
		t.Error(got)
	}
}

func TestDraw_LinesOfAListBeginTogether(t *testing.T) {
	got := drawRows(t, "graph TD\na[\"Needs<br/>- time<br/>- a pen and paper\"]")
	if !strings.Contains(got, "│ Needs             │\n│ - time            │\n│ - a pen and paper │") {
		t.Error(got)
	}
	got = drawRows(t, "stateDiagram-v2\na\nnote right of a\n• one\n• and two\nend note")
	if !strings.Contains(got, "│ • one     │\n") {
		t.Error(got)
	}
}
