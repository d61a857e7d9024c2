package field

import (
	"math/rand/v2"
	"strings"
	"testing"

	"quire/internal/text"

	tea "charm.land/bubbletea/v2"
)

func press(m Model, keys ...tea.KeyPressMsg) Model {
	for _, k := range keys {
		m, _ = m.Update(k)
	}
	return m
}

func typed(m Model, text string) Model {
	for _, r := range text {
		m, _ = m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return m
}

var (
	left      = tea.KeyPressMsg{Code: tea.KeyLeft}
	right     = tea.KeyPressMsg{Code: tea.KeyRight}
	backspace = tea.KeyPressMsg{Code: tea.KeyBackspace}
	del       = tea.KeyPressMsg{Code: tea.KeyDelete}
	home      = tea.KeyPressMsg{Code: tea.KeyHome}
	end       = tea.KeyPressMsg{Code: tea.KeyEnd}
	ctrl      = func(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Mod: tea.ModCtrl} }
	alt       = func(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Mod: tea.ModAlt} }
)

func TestEditing(t *testing.T) {
	base := typed(New(), "one two three")
	for _, c := range []struct {
		name string
		keys []tea.KeyPressMsg
		want string // | is the cursor
	}{
		{"nothing", nil, "one two three|"},
		{"left", []tea.KeyPressMsg{left, left}, "one two thr|ee"},
		{"delete word", []tea.KeyPressMsg{ctrl('w')}, "one two |"},
		{"delete two words", []tea.KeyPressMsg{ctrl('w'), ctrl('w')}, "one |"},
		{"word left, delete to end", []tea.KeyPressMsg{alt('b'), ctrl('k')}, "one two |"},
		{"home, word right", []tea.KeyPressMsg{home, alt('f')}, "one| two three"},
		{"home, delete", []tea.KeyPressMsg{home, del}, "|ne two three"},
		{"home, backspace", []tea.KeyPressMsg{home, backspace}, "|one two three"},
		{"end, delete", []tea.KeyPressMsg{end, del, right}, "one two three|"},
		{"delete to start", []tea.KeyPressMsg{left, ctrl('u')}, "|e"},
	} {
		m := press(base, c.keys...)
		if got := m.Text()[:m.Cursor()] + "|" + m.Text()[m.Cursor():]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if base.Text() != "one two three" {
		t.Error("editing a copy changed the original")
	}
}

func TestOneCharacterIsOneGrapheme(t *testing.T) {
	m := New().SetText("né👩‍👩‍👧")
	if got := press(m, backspace).Text(); got != "né" {
		t.Errorf("a family is one character: %q", got)
	}
	if got := press(m, backspace, backspace).Text(); got != "n" {
		t.Errorf("a combined letter is one character: %q", got)
	}
}

func TestPasteIsOneLineWithoutControls(t *testing.T) {
	m, taken := New().Update(tea.PasteMsg{Content: "a\r\nb\tc\x1b[31m\n"})
	if !taken || strings.ContainsAny(m.Text(), "\n\r\t\x1b") || !strings.HasPrefix(m.Text(), "a b c") {
		t.Errorf("%q", m.Text())
	}
	if m = m.Insert(strings.Repeat("日", maxBytes)); len(m.Text()) > maxBytes {
		t.Errorf("a field holds %d bytes", len(m.Text()))
	}
}

func TestViewAlwaysShowsTheCursor(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	all := []tea.KeyPressMsg{left, right, backspace, del, home, end, ctrl('w'), alt('b'), alt('f')}
	m := New()
	for range 600 {
		if r.IntN(2) == 0 {
			m = m.Insert([]string{"a", "日", " ", "é", "👩‍👩‍👧"}[r.IntN(5)])
		} else {
			m = press(m, all[r.IntN(len(all))])
		}
		for _, w := range []int{1, 2, 7, 30} {
			view, column := m.View(w, Span{0, m.Cursor()}, func(s string) string { return "\x1b[4m" + s + "\x1b[m" })
			if column < 0 || column >= w || text.Wcwidth.Width(view) > w {
				t.Fatalf("width %d: cursor at %d of %q", w, column, view)
			}
		}
	}
}
