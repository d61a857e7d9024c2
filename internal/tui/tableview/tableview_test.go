package tableview

import (
	"fmt"
	"image"
	"slices"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/theme"
)

// open returns a view of the first table of a text, with all commands run.
func open(t testing.TB, src string, width, height int) Model {
	t.Helper()
	n := note.Parse("n.md", []byte(src))
	page := render.New(render.Source{Note: n.Note, Doc: n.Doc}, render.Options{Theme: theme.Dark(), Width: 80})
	tables := page.Tables()
	if len(tables) == 0 {
		t.Fatalf("no table in %.100q", src)
	}
	return runAll(New(t.Context(), MeasureSource(page.TableCells(tables[0])), theme.Dark()).Resize(width, height).Render())
}

// runAll runs a command and those that follow from it.
func runAll(m Model, cmd tea.Cmd) Model {
	if cmd == nil {
		return m
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, c := range batch {
			m = runAll(m, c)
		}
		return m
	}
	return runAll(m.Update(msg))
}

// press presses the keys of bindings.
func press(m Model, bindings ...key.Binding) Model {
	for _, b := range bindings {
		k := tea.KeyPressMsg{Code: []rune(b.Keys()[0])[0], Text: b.Keys()[0]}
		switch b.Keys()[0] {
		case "space":
			k = tea.KeyPressMsg{Code: tea.KeySpace, Text: " "}
		case "tab":
			k = tea.KeyPressMsg{Code: tea.KeyTab}
		case "shift+tab":
			k = tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift}
		}
		m = runAll(m.Update(k))
	}
	return m
}

func lines(m Model) []string {
	var out []string
	for _, l := range m.Lines() {
		out = append(out, strings.TrimRight(ansi.Strip(l), " "))
	}
	return out
}

// hostileTables are tables of shapes that nobody writes on purpose.
func hostileTables() map[string]string {
	row := strings.Repeat("|x", 3000) + "|\n"
	return map[string]string{
		"ragged":       "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |\n||\n| |\n|\n",
		"no rows":      "| a | b |\n|---|---|\n",
		"no heads":     "| | |\n|---|---|\n| 1 | 2 |\n",
		"many columns": row + strings.Repeat("|-", 3000) + "|\n" + row + row,
		"long cells":   "| a | " + strings.Repeat("head ", 5000) + " | c |\n|---|---|---|\n| " + strings.Repeat("x", 100_000) + " | " + strings.Repeat("日本 ", 5000) + " | 1 |\n",
		"escapes":      "| \x1b[2J | &#27;[31m |\n|---|---|\n| \x1b]0;t\x07 | \u202e\u009b2J |\n",
		"emoji":        "| 👩‍👩‍👧‍👦 | e\u0301\u0301 |\n|:-:|--:|\n| 🇩🇪🇫🇷 | नमस्ते |\n| ﷽ | \u200b\u00ad |\n",
		"breaks":       "| a | b |\n|---|---|\n| one<br>two<br/>three | `x` **y** ~~z~~ <kbd>k</kbd> $x^2$ |\n",
		"HTML":         "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td></tr><tr><td>2</td><td>3</td><td>4</td></tr></table>\n",
		"unparsed":     "| a | b | c |\n|---|---|---|\n| \x1b[2J | | x | y |\n" + strings.Repeat("| 1 | *2* | [3](x) |\n", 76_000),
	}
}

func TestView_FitsEveryWindowWhateverTheTable(t *testing.T) {
	for name, src := range hostileTables() {
		m := open(t, src, 80, 24)
		k := m.Keys
		for _, size := range []image.Point{{1, 1}, {3, 3}, {16, 9}, {40, 12}, {300, 60}} {
			if name == "unparsed" && size.X != 40 { // it is large
				continue
			}
			m := runAll(m.Resize(size.X, size.Y).Render())
			for _, keys := range [][]key.Binding{nil, {k.Last}, {k.LastColumn}, {k.Left, k.Up}, {k.Sort}, {k.Sort, k.PageDown}, {k.NextLink}, {k.First, k.FirstColumn}, {k.Right, k.HalfDown}} {
				m = press(m, keys...)
				all := m.Lines()
				if len(all) > size.Y {
					t.Errorf("%s: %d lines in %v", name, len(all), size)
				}
				for _, l := range all {
					if plain := ansi.Strip(l); m.theme.Cells.Width(l) > size.X || strings.ContainsAny(plain, "\x1b\x07\n\t\u202e") || strings.ContainsRune(plain, 0x9b) {
						t.Fatalf("%s in %v: %q", name, size, l)
					}
				}
			}
		}
	}
}

// Going through all columns and rows shows every cell.
func TestView_LosesNoCell(t *testing.T) {
	const rows, columns = 30, 17
	var src strings.Builder
	for r := -2; r < rows; r++ {
		for c := range columns {
			if r == -1 {
				src.WriteString("|---")
			} else {
				fmt.Fprintf(&src, "| r%dc%d%s ", r, c, strings.Repeat("z", c%5*3))
			}
		}
		src.WriteString("|\n")
	}
	for _, size := range []image.Point{{12, 4}, {30, 8}, {61, 13}, {200, 40}} {
		m := open(t, src.String(), size.X, size.Y)
		seen := map[string]bool{}
		for range rows {
			m = press(m, m.Keys.FirstColumn)
			for range columns {
				for _, l := range lines(m) {
					for _, w := range strings.Fields(l) {
						seen[strings.TrimRight(w, "z…")] = true
					}
				}
				m = press(m, m.Keys.Right)
			}
			m = press(m, m.Keys.Down)
		}
		for r := -2; r < rows; r++ {
			for c := range columns {
				if name := fmt.Sprintf("r%dc%d", r, c); r != -1 && !seen[name] {
					t.Fatalf("in %v cell %s was never shown", size, name)
				}
			}
		}
	}
}

func TestLayOutColumns_SharesTheRoom(t *testing.T) {
	for _, c := range []struct {
		natural []int
		room    int
		widths  []int
		frozen  bool
	}{
		{[]int{5, 10}, 80, []int{5, 10}, false},
		{[]int{10, 200}, 100, []int{10, 88}, false},
		{[]int{10, 70, 70}, 200, []int{10, 70, 70}, false},
		{[]int{10, 60, 60}, 80, []int{10, 60, 60}, true},
		{[]int{50, 60, 60}, 80, []int{50, 60, 60}, false},
		{[]int{100, 100}, 40, []int{40, 40}, false},
		{nil, 40, []int{}, false},
	} {
		if l := layOutColumns(c.natural, c.room); !slices.Equal(l.widths, c.widths) || l.frozen != c.frozen {
			t.Errorf("%v in %d: %v, frozen %v", c.natural, c.room, l.widths, l.frozen)
		}
	}
}

func TestView_SignsSayThatThereAreMoreColumns(t *testing.T) {
	m := open(t, "|"+strings.Repeat(" column |", 20)+"\n|"+strings.Repeat("---|", 20)+"\n|"+strings.Repeat(" cell |", 20)+"\n", 50, 10)
	for _, c := range []struct {
		goes        key.Binding
		left, right bool
	}{{m.Keys.FirstColumn, false, true}, {m.Keys.LastColumn, true, false}} {
		m = press(m, c.goes)
		rule := lines(m)[1]
		if strings.HasPrefix(rule, "‹") != c.left || strings.HasSuffix(rule, "›") != c.right {
			t.Errorf("%q", rule)
		}
	}
}

func TestView_FollowsAlignment(t *testing.T) {
	m := open(t, "| left | right | centre |\n|:--|--:|:-:|\n| a | b | c |\n", 60, 10)
	if got := lines(m)[2]; got != "▌ a         b    c" {
		t.Errorf("%q", got)
	}
	if m.source.Cells.Table.Alignment(1) != markdown.AlignRight {
		t.Error("not aligned")
	}
}
