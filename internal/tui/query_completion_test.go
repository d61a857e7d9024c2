package tui

import (
	"strings"
	"testing"

	"quire/internal/query"
)

// driveCompletion opens a small library with tags and fields.
func driveCompletion(t *testing.T) *driver {
	return drive(t, notes(map[string]string{
		"a.md": "---\ntitle: First\ntags: [aws, aws/lambda, front end]\nstatus: Final\n---\nevent\n",
		"b.md": "---\ntitle: Second\ntags: [aws, frontier]\nstatus: Draft\nstation: north\n---\nevent\n",
		"c.md": "---\ntitle: Third\ntags: [go]\nstatus: Final\n---\nother\n",
	}), func(o *Options) { o.Queries = query.Saved{"work": "#aws", "week": "date:week"} })
}

// checkLine checks the text of the query line, in which | stands for the cursor.
func (d *driver) checkLine(want string) *driver {
	d.t.Helper()
	text, cursor := d.m.shelf.query.Text(), d.m.shelf.query.Cursor()
	if got := text[:cursor] + "|" + text[cursor:]; got != want {
		d.t.Errorf("the line is %q, want %q", got, want)
	}
	return d
}

func TestQueryCompletion_OneCandidateGoesIntoTheLine(t *testing.T) {
	d := driveCompletion(t)
	d.keys("/", `"#g"`, "tab").checkLine("#go |").sees("1 of 3", "Third").seesNot("Second")
	d.keys(`"stat"`, "tab").checkLine("#go status:|").keys("tab").checkLine("#go status:Final |").sees("1 of 3")
	d.keys("enter").sees("/ #go status:Final").keys("esc").sees("3 notes")
}

func TestQueryCompletion_SeveralAreShownWithTheirCounts(t *testing.T) {
	d := driveCompletion(t)
	d.keys("/", `"#f"`, "tab").checkLine("#f|").sees(`"front end" 1`, "frontier 1")
	d.keys("tab").checkLine(`#"front end"|`).sees("First").seesNot("Second")
	d.keys("tab").checkLine("#frontier|").sees("Second").seesNot("First")
	d.keys("shift+tab").checkLine(`#"front end"|`).keys("shift+tab").checkLine("#f|")
	d.keys("tab", "esc").checkLine("#f|").seesNot("frontier 1").keys("esc").sees("3 notes")
}

func TestQueryCompletion_GoesAsFarAsAllAgree(t *testing.T) {
	d := driveCompletion(t)
	d.keys("/", `"#a"`, "tab").checkLine("#aws|").sees("aws 2", "aws/lambda 1")
	d.keys("tab", "tab").checkLine("#aws/lambda|").keys(`" x"`).checkLine("#aws/lambda x|").seesNot("aws 2")
	d.keys("esc", "/", `"@w"`, "tab").sees("week", "work").keys("tab", "tab").checkLine("@work|").keys("enter").sees("2 of 3")
}

func TestQueryCompletion_FieldNames(t *testing.T) {
	d := driveCompletion(t)
	d.keys("/", `"sta"`, "tab").checkLine("stat|").sees("status: 3", "station: 1").keys(`"i"`, "tab").checkLine("station:|")
}

func TestQueryCompletion_CountsWhatTheRestLeaves(t *testing.T) {
	d := driveCompletion(t)
	d.keys("/", `"event status:"`, "tab").sees("Draft 1", "Final 1")
	d.keys("esc", "esc", "/", `"status:"`, "tab").sees("Final 2", "Draft 1")
}

func TestQueryCompletion_WithinTheLine(t *testing.T) {
	d := driveCompletion(t)
	d.keys("/", `"#g other"`)
	for range len(" other") {
		d.keys("left")
	}
	d.keys("tab").checkLine("#go| other")
}

func TestQueryCompletion_SaysWhenThereIsNothing(t *testing.T) {
	driveCompletion(t).keys("/", `"#zzz"`, "tab").sees("nothing to complete here").checkLine("#zzz|").keys(`"q"`).checkLine("#zzzq|")
	driveCompletion(t).keys("/", "shift+tab").checkLine("|").keys("tab").checkLine("|")
}

// Keys that are typed before the candidates are there follow them.
func TestQueryCompletion_KeysTypedAheadFollow(t *testing.T) {
	d := driveCompletion(t)
	d.keys("/", `"#g"`)
	d.hold = true
	d.keys("tab", `"other"`).checkLine("#g|")
	d.release(true)
	d.checkLine("#go other|")

	d.keys("esc", "/", `"#g"`)
	d.hold = true
	d.keys("tab", `"x"`, "esc", `"y"`) // esc gives up what was asked for and typed since
	d.release(true)
	d.checkLine("#gy|")
}

func TestQueryCompletion_ManyCandidatesStayInTheWindow(t *testing.T) {
	var tags []string
	for i := range 60 {
		tags = append(tags, "tag"+strings.Repeat("x", i%7)+string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	d := drive(t, notes(map[string]string{"a.md": "---\ntags: [" + strings.Join(tags, ", ") + "]\n---\n"}))
	d.resize(40, 12).keys("/", `"#tag"`, "tab")
	for range 61 {
		d.keys("tab")
		if selected := d.m.shelf.completion.selected; selected >= 0 {
			d.sees(d.m.shelf.completion.found.Candidates[selected].Text + " 1")
		}
	}
}
