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
	return New(theme.Dark(), strings.ToLower).Resize(8).Open(NewList(all, strings.ToLower), c)
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

func TestOpen_ChosenTagsFirstInStableOrder(t *testing.T) {
	m := open(Choice{Include: []string{"Front End", "unheard of"}, Exclude: []string{"c++"}})
	names := func() string {
		var out []string
		for _, i := range m.matches {
			out = append(out, m.tag(i).Name)
		}
		return strings.Join(out, ",")
	}
	before := names()
	if before != "front end,unheard of,c++,dev,aws,whisk(e)y" {
		t.Errorf("%s", before)
	}
	m = press(m.SetCounts(map[string]int{"aws": 7}), tea.KeySpace)
	if names() != before {
		t.Errorf("the order moved: %s", names())
	}
	lines, _ := m.Lines(30)
	if got := ansi.Strip(strings.Join(lines, "\n")); !strings.Contains(got, "aws") || !strings.Contains(got, " 7") {
		t.Errorf("%s", got)
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
		m := press(New(theme.Dark(), strings.ToLower).Resize(8).Open(list, Choice{}), typed, tea.KeySpace)
		if got := fmt.Sprint(m.Choice().Include); got != want {
			t.Errorf("%q includes %s, want %s", typed, got, want)
		}
	}
}
