package diagram

import (
	"strings"
	"testing"
)

func TestDraw_TextOfAMessageUsesTheRoomBetweenLifelines(t *testing.T) {
	source := "sequenceDiagram\nparticipant a\nparticipant b\nparticipant c\nparticipant d\n" +
		"a->>b: one two three four five six seven\nb->>c: one two three four five six seven\nc->>d: one two three four five six seven\n" +
		"a->>d: eight nine ten eleven twelve thirteen fourteen\nnote over a,d: fifteen sixteen seventeen eighteen nineteen twenty"
	got := drawRows(t, source)
	for _, whole := range []string{"eight nine ten eleven twelve thirteen fourteen", "fifteen sixteen seventeen eighteen nineteen twenty"} {
		if !strings.Contains(got, whole) {
			t.Errorf("%q is broken in\n%s", whole, got)
		}
	}
}

func TestDraw_NoteOverOneCoversNoOtherLifeline(t *testing.T) {
	got := drawRows(t, "sequenceDiagram\na->>b: x\nb->>c: x\nnote over b: as wide as four or five of them")
	for line := range strings.Lines(got) {
		if strings.Contains(line, "as wide") && strings.Count(line, "│") != 4 {
			t.Error(got)
		}
	}
}

func TestDraw_TextOfAMessageTouchesNoLifeline(t *testing.T) {
	got := drawRows(t, "sequenceDiagram\nparticipant a\nparticipant b\nparticipant c\na->>c: x1\na->>c: x12\na->>c: x123\na->>c: x1234\na->>c: x12345")
	for _, touch := range []string{"│x", "1│", "2│", "3│", "4│", "5│"} {
		if strings.Contains(got, touch) {
			t.Errorf("%q in\n%s", touch, got)
		}
	}
}

func TestDraw_BoxIsWideEnoughForItsTitle(t *testing.T) {
	for _, source := range []string{"box Those who write\nparticipant a\nend\na->>b: x", "box Those who write and read\nparticipant a\nparticipant b\nend\na->>b: x"} {
		title := strings.TrimPrefix(strings.SplitN(source, "\n", 2)[0], "box ")
		if got := drawRows(t, "sequenceDiagram\n"+source); !strings.Contains(got, "╭─ "+title+" ─") {
			t.Error(got)
		}
	}
}

func TestDraw_SenderMayBeDestroyed(t *testing.T) {
	got := drawRows(t, "sequenceDiagram\na->>b: x\ndestroy a\na->>b: the last\nb->>b: y")
	if !strings.Contains(got, "✕───") {
		t.Error(got)
	}
}

func TestDraw_ParticipantShowsItsAlias(t *testing.T) {
	if got := drawText(t, `sequenceDiagram
participant db@{ "type": "database", "alias": "The store" }
participant q@{ "type": "queue" } as The queue
db->>q: wrap it
q->>db:wrap: done`); got != "The store|The queue|wrap it|done" {
		t.Error(got)
	}
}

func TestDraw_NoteOverOneUsesTheRoomBetweenItsNeighbours(t *testing.T) {
	source := "sequenceDiagram\nparticipant a\nparticipant b\nparticipant c\nparticipant d\n" +
		"a->>b: a-word-in-one-part\nb->>c: a-word-in-one-part\nnote over b: as wide as the ways aside\n" +
		"c->>d: one two three four five six seven eight nine\nnote over d: not cut\nloop x\nnote over a: neither\nend"
	got := drawRows(t, source)
	for _, whole := range []string{"│ as wide as the ways aside │", "│ not cut │", "│ neither │"} {
		if !strings.Contains(got, whole) {
			t.Errorf("%q is broken in\n%s", whole, got)
		}
	}
}
