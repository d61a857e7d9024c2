package diagram

import (
	"strings"
	"testing"
)

// drawText draws a diagram and returns the labels and titles of its rows, joined by a bar.
func drawText(t *testing.T, source string) string {
	t.Helper()
	rows, err := Draw(source, eighty)
	if err != nil {
		t.Fatalf("%s\n%v", source, err)
	}
	var texts []string
	for _, row := range rows {
		for _, r := range row {
			if s := strings.TrimSpace(r.Text); r.Part != Lines && s != "" {
				texts = append(texts, s)
			}
		}
	}
	return strings.Join(texts, "|")
}

func TestDraw_ShowsWhatLabelsSay(t *testing.T) {
	for _, c := range []struct{ label, want string }{
		{`1\. Pick a title`, "1. Pick a title"},
		{`C:\posts\. is a folder`, `C:\posts\. is a folder`},
		{"\"`the *two* file_name_parts and _one_`\"", "the two file_name_parts and one"},
		{"fa:fa-bell", "bell"},
		{"fa:fa-bell Ring", "Ring"},
		{"List<Note> of <b>all</b>", "List<Note> of all"},
		{`"a<br/>b"`, "a|b"},
	} {
		if got := drawText(t, "graph LR\nn["+c.label+"]"); got != c.want {
			t.Errorf("%s is shown as %q, want %q", c.label, got, c.want)
		}
	}
}

func TestDraw_TitleKeepsQuotesWithin(t *testing.T) {
	for title, want := range map[string]string{
		`The shelf "new"`: `The shelf "new"`, `"The \"new\" shelf"`: `The "new" shelf`, `'It''s all'`: "It's all", `"The shelf: new"`: "The shelf: new",
	} {
		if got := drawText(t, "---\ntitle: "+title+"\n---\ngraph LR\nn"); got != want+"|n" {
			t.Errorf("%s is shown as %q", title, got)
		}
	}
}

func TestDraw_MessagesKeepTheirQuotes(t *testing.T) {
	got := drawText(t, "sequenceDiagram\nann->>ben: \"ready?\"\nnote over ben: \"yes\"")
	if got != `ann|ben|"ready?"|"yes"` {
		t.Errorf("shows %s", got)
	}
}
