package picker

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/text"
	"quire/internal/theme"
)

var all = []Tag{{"dev", 89}, {"aws", 65}, {"front end", 12}, {"c++", 3}, {"whisk(e)y", 1}}

func open(c Choice) Model {
	return New(theme.Dark(), strings.ToLower).Resize(8).Open(NewList(all, strings.ToLower), c, "")
}

func press(m Model, keys ...any) Model {
	for _, k := range keys {
		switch k := k.(type) {
		case rune:
			m, _ = m.Update(tea.KeyPressMsg{Code: k, Text: map[bool]string{true: " "}[k == tea.KeySpace]})
		case string:
			for _, c := range k {
				m, _ = m.Update(tea.KeyPressMsg{Code: c, Text: string(c)})
			}
		}
	}
	return m
}

func TestUpdate_SpaceCyclesTag(t *testing.T) {
	m := open(Choice{})
	for i, want := range []string{"{[dev] [] [] false}", "{[] [dev] [] false}", "{[] [] [] false}"} {
		if m = press(m, tea.KeySpace); fmt.Sprint(m.Choice()) != want {
			t.Errorf("after %d: %v, want %s", i+1, m.Choice(), want)
		}
	}
	m = press(m, tea.KeyDown, tea.KeySpace, tea.KeyDown, tea.KeySpace, tea.KeySpace, tea.KeyTab)
	if got := fmt.Sprint(m.Choice()); got != "{[aws] [front end] [] true}" {
		t.Errorf("%v", got)
	}
}

func TestUpdate_TypingFiltersAndSpaceChooses(t *testing.T) {
	m := press(open(Choice{}), "#C+", tea.KeySpace)
	if got := fmt.Sprint(m.Choice().Include); got != "[c++]" {
		t.Errorf("%v", got)
	}
	m = press(open(Choice{}), "(e)", tea.KeyEnter)
	if got := fmt.Sprint(m.Choice().Include); got != "[whisk(e)y]" {
		t.Errorf("enter does not include the typed tag: %v", got)
	}
	m = press(open(Choice{Include: []string{"aws"}}), "aws", tea.KeyEnter)
	if got := fmt.Sprint(m.Choice()); got != "{[aws] [] [] false}" {
		t.Errorf("enter removes a chosen tag: %v", got)
	}
	m = press(open(Choice{}), "zebra", tea.KeySpace, tea.KeyEnter)
	if len(m.Choice().Include) != 0 {
		t.Errorf("%v", m.Choice())
	}
}

// names returns the tags in the order in which they are listed.
func names(m Model) string {
	var out []string
	for _, i := range m.matches {
		out = append(out, m.tag(i).Name)
	}
	return strings.Join(out, ",")
}

func TestOpen_ChosenTagsFirstThenByLiveCount(t *testing.T) {
	m := open(Choice{Include: []string{"Front End", "unheard of"}, Exclude: []string{"c++"}})
	if got := names(m); got != "Front End,unheard of,c++,dev,aws,whisk(e)y" && got != "front end,unheard of,c++,dev,aws,whisk(e)y" {
		t.Errorf("before the counts: %s", got)
	}
	if !m.IsWaiting() {
		t.Error("the rows will move, and the picker does not say so")
	}
	m = m.SetCounts(map[string]int{"whisk(e)y": 1, "aws": 7, "front end": 2})
	if got := names(m); got != "front end,unheard of,c++,aws,whisk(e)y,dev" || m.IsWaiting() {
		t.Errorf("with the counts: %s", got)
	}
}

// Choosing changes the numbers of the rows, not their order.
func TestSetCounts_MovesNoRowAfterAChoice(t *testing.T) {
	m := open(Choice{}).SetCounts(map[string]int{"dev": 5, "aws": 4, "front end": 3})
	before := names(m)
	m = press(m, tea.KeyDown, tea.KeySpace).SetCounts(map[string]int{"aws": 4, "c++": 9})
	if names(m) != before {
		t.Errorf("%s became %s", before, names(m))
	}
	lines, _ := m.Lines(30)
	if got := ansi.Strip(strings.Join(lines, "\n")); !strings.Contains(got, "+ aws") || !strings.Contains(got, " 9") {
		t.Errorf("the numbers are not shown:\n%s", got)
	}
	// A key that comes before the counts of the query fixes the rows too.
	m = press(open(Choice{}), tea.KeySpace)
	before = names(m)
	if m = m.SetCounts(map[string]int{"c++": 9}); names(m) != before {
		t.Errorf("late counts: %s became %s", before, names(m))
	}
}

func TestUpdate_TypingSortsByLiveCountAndExactNameFirst(t *testing.T) {
	list := NewList([]Tag{{"gopher", 9}, {"mongodb", 8}, {"go", 7}, {"Cargo", 6}, {"rust", 5}}, strings.ToLower)
	m := New(theme.Dark(), strings.ToLower).Resize(12).Open(list, Choice{}, "").SetCounts(map[string]int{"cargo": 4, "mongodb": 6, "go": 1})
	if got := names(press(m, "go")); got != "go,mongodb,Cargo,gopher" {
		t.Errorf("%s", got)
	}
	m = press(m, tea.KeySpace).SetCounts(map[string]int{"rust": 3, "cargo": 2}) // another query is in force now
	if got := names(press(m, "r")); got != "rust,Cargo,gopher" {
		t.Errorf("after a choice: %s", got)
	}
}

func TestUpdate_SpaceClearsTextAndKeepsTagSelected(t *testing.T) {
	m := open(Choice{}).SetCounts(map[string]int{"dev": 5, "aws": 4, "front end": 3, "c++": 2})
	all := names(m)
	m = press(m, "++", tea.KeySpace)
	if m.field.Text() != "" || names(m) != all {
		t.Errorf("%q is typed, and %s are listed", m.field.Text(), names(m))
	}
	for _, want := range []string{"{[c++] [] [] false}", "{[] [c++] [] false}", "{[] [] [] false}"} {
		if got := fmt.Sprint(m.Choice()); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		m = press(m, tea.KeySpace)
	}
}

func TestDescribe_PlainWords(t *testing.T) {
	for _, c := range []struct {
		Choice
		rest, long, short string
	}{
		{Choice{}, "", "all notes", "all notes"},
		{Choice{}, "hub", "notes matching hub", "notes matching the query"},
		{Choice{Include: []string{"aws"}}, "", "notes tagged aws", "notes with 1 tag"},
		{Choice{Include: []string{"aws"}, Any: true}, "", "notes tagged aws", "notes with 1 tag"},
		{Choice{Include: []string{"aws", "front end", "area/home"}}, "", `notes tagged aws, "front end" and area/home`, "notes with all 3 tags"},
		{Choice{Include: []string{"aws", "dev"}, Any: true}, "hub", "notes tagged aws or dev, matching hub", "notes with any of 2 tags, matching the rest"},
		{Choice{Required: []string{"ops"}, Include: []string{"aws", "dev"}, Any: true, Exclude: []string{"go"}}, "", "notes tagged ops, and aws or dev, but not go", "notes with 1 tag and any of 2 tags, without 1 tag"},
		{Choice{Required: []string{"ops"}, Include: []string{"OPS", "dev"}}, "", "notes tagged ops and dev", "notes with all 2 tags"},
		{Choice{Exclude: []string{"go", "aws"}}, "", "notes not tagged go or aws", "notes without any of 2 tags"},
	} {
		m := New(theme.Dark(), strings.ToLower).Resize(12).Open(NewList(all, strings.ToLower), c.Choice, c.rest)
		forms := m.describe()
		if forms[0] != c.long || forms[len(forms)-1] != c.short {
			t.Errorf("%+v: %q", c.Choice, forms)
		}
	}
	m := open(Choice{Include: []string{"aws", "dev", "front end"}})
	for w, want := range map[int]string{40: `notes tagged aws, dev and "front end"`, 24: "notes with all 3 tags", 9: "notes wi…"} {
		if lines, _ := m.Lines(w); ansi.Strip(lines[1]) != want {
			t.Errorf("in %d cells: %q, want %q", w, ansi.Strip(lines[1]), want)
		}
	}
}

func TestLines_NestedTagAndZeroCountAreDim(t *testing.T) {
	list := NewList([]Tag{{"dev", 3}, {"area/home", 2}, {"gone", 1}}, strings.ToLower)
	m := New(theme.Dark(), strings.ToLower).Resize(12).Open(list, Choice{}, "").SetCounts(map[string]int{"dev": 2, "area/home": 1})
	lines, _ := m.Lines(30)
	text := strings.Join(lines, "\n")
	for _, want := range []string{"area/", "gone"} {
		if dim := m.theme.Dim.Render(want); !strings.Contains(text, dim) {
			t.Errorf("%q is not dim: %q", want, text)
		}
	}
	if !strings.Contains(text, "\x1b[mhome") {
		t.Errorf("the name of the nested tag is dim: %q", text)
	}
}

func TestLines_FitWidth(t *testing.T) {
	m := press(open(Choice{Include: []string{strings.Repeat("日本語", 20)}}), tea.KeyDown)
	for w := 1; w < 60; w++ {
		lines, _ := m.Lines(w)
		if len(lines) != 8 {
			t.Fatalf("%d lines", len(lines))
		}
		for _, l := range lines {
			if text.Wcwidth.Width(l) > w {
				t.Fatalf("width %d: %q", w, l)
			}
		}
	}
}

func TestUpdate_TypingIgnoresAccents(t *testing.T) {
	list := NewList([]Tag{{"Straße", 1}, {"café", 2}, {"dev", 3}}, strings.ToLower)
	for typed, want := range map[string]string{"cafe": "[café]", "STRASSE": "[Straße]"} {
		m := press(New(theme.Dark(), strings.ToLower).Resize(8).Open(list, Choice{}, ""), typed, tea.KeySpace)
		if got := fmt.Sprint(m.Choice().Include); got != want {
			t.Errorf("%q includes %s, want %s", typed, got, want)
		}
	}
}
