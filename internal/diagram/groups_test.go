package diagram

import (
	"strings"
	"testing"
)

// drawRows draws a diagram as text.
func drawRows(t *testing.T, source string) string {
	t.Helper()
	rows, err := Draw(source, eighty)
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	return showRows(rows)
}

func TestDraw_GroupNamedInAGroupLiesInIt(t *testing.T) {
	inner, outer := "subgraph inner\ny\nend\n", "subgraph outer\nx --> inner\nend\n"
	for _, source := range []string{"graph TD\n" + outer + inner, "graph TD\n" + inner + outer} {
		if got := drawRows(t, source); !strings.Contains(got, "│ ╭ inner ──╮ │\n") {
			t.Errorf("%s\nis drawn as\n%s", source, got)
		}
	}
}

func TestDraw_GroupsThatNameEachOtherAreDrawnOrRefused(t *testing.T) {
	source := "graph TD\nsubgraph a\nb\nx\nend\nsubgraph b\na\ny\nend\n"
	rows, err := Draw(source, eighty)
	if got := showRows(rows); err == nil && (!strings.Contains(got, "│ x │") || !strings.Contains(got, "│ y │")) {
		t.Errorf("%s\nis drawn as\n%s", source, got)
	}
}

func TestDraw_GroupsLeadToEachOther(t *testing.T) {
	got := drawRows(t, "graph TB\nsubgraph one\na\nend\nsubgraph two\nb\nend\none --> two\ntwo --> one\n")
	if strings.Count(got, "▼") != 1 || strings.Count(got, "▲") != 1 {
		t.Error(got)
	}
}

func TestDraw_StateThatHoldsOthersShowsItsDescription(t *testing.T) {
	for _, text := range []string{`state "Being read" as Open`, "Open: Being read"} {
		if got := drawText(t, "stateDiagram-v2\n"+text+"\nstate Open {\na\n}\n"); got != "Being read|a" {
			t.Errorf("%s: shows %s", text, got)
		}
	}
}

func TestDraw_CommentBehindAStatementIsNoText(t *testing.T) {
	if got := drawText(t, "stateDiagram-v2\na --> b %% a comment\nb --> c: 50%% done\n"); got != "a|b|50%% done|c" {
		t.Errorf("shows %s", got)
	}
	if got := drawText(t, "sequenceDiagram\nactivate ann %% a comment\nann->>ben: 50%% done\n"); got != "ann|ben|50%% done" {
		t.Errorf("shows %s", got)
	}
}

func TestDraw_StatesAtOnceLieSideBySide(t *testing.T) {
	got := drawRows(t, "stateDiagram-v2\n[*] --> Both\nstate Both {\n[*] --> a\nstate a {\nx\n}\n--\n[*] --> b\n--\n}\nBoth --> [*]")
	if strings.Count(got, "●") != 3 || strings.Count(got, "◉") != 1 || !strings.Contains(got, "│ ╭───────────╮   ╭───────╮ │\n") {
		t.Error(got)
	}
	if _, err := Draw("stateDiagram-v2\na\n--\nb", eighty); err == nil {
		t.Error("states outside of any are drawn as parts of one")
	}
}

func TestDraw_TitleOfAGroupUnderALineHasRoom(t *testing.T) {
	title := "A title with more words than the one below has"
	got := drawRows(t, "graph TD\na --> b\nsubgraph g ["+title+"]\nc\nend\na --> c")
	if !strings.Contains(got, " "+title+" ") {
		t.Error(got)
	}
}

func TestDraw_TitleLeavesRoomOnlyForLinesThatCrossItsBorder(t *testing.T) {
	got := drawRows(t, "graph TD\na --> g\nsubgraph g [Ends here]\nb\nend\nsubgraph h [Goes on]\nc\nend\na --> c")
	if !strings.Contains(got, "╭ Ends here ──╮") || !strings.Contains(got, "╭ Goes on ─│") {
		t.Error(got)
	}
}
