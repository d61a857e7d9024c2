package tui

import (
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/state"
	"quire/internal/theme"
)

// goToLibrary is a library with notes that are found by their names and headings.
func goToLibrary() map[string]string {
	return map[string]string{
		"lang/go.md":      "---\ntitle: The Go language\naliases: [Golang]\ndate: 2024-01-02\n---\n# Go\n\n## Setup of tools\n\n" + strings.Repeat("Text.\n\n", 80) + "## Errors\n\nEnd.\n",
		"lang/rust.md":    "---\ntitle: Rust\ndate: 2024-01-03\n---\n## Setup\n\nText.\n",
		"work/2023/q3.md": "---\ntitle: Third quarter\ndate: 2023-07-01\n---\nText.\n",
		"home.md":         "---\ntitle: Home\ndate: 2020-01-01\n---\nText.\n",
	}
}

// goToRows returns the rows of the list of go-to.
func (d *driver) goToRows() []string {
	d.t.Helper()
	var rows []string
	_, y := d.find("go to ─")
	for _, line := range d.screen()[y+3:] {
		_, row, ok := strings.Cut(line, "│")
		if !ok {
			break
		}
		row, _, _ = strings.Cut(row, "│")
		if row = strings.Join(strings.Fields(strings.Trim(row, "▌ ")), " "); row != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

func (d *driver) wantGoTo(rows ...string) *driver {
	d.t.Helper()
	if got := strings.Join(d.goToRows(), " | "); got != strings.Join(rows, " | ") {
		d.t.Errorf("go-to lists %s\nwant        %s", got, strings.Join(rows, " | "))
	}
	return d
}

const (
	rowRust = "Rust lang/ 2024-01-03"
	rowGo   = "The Go language lang/ 2024-01-02"
	rowHome = "Home 2020-01-01"
	rowWork = "Third quarter work/2023/ 2023-07-01"
)

func TestGoTo_BeginsWithNotesReadLast(t *testing.T) {
	d := drive(t, notes(goToLibrary())).resize(80, 24)
	d.keys("ctrl+p").sees("newest", "@ for headings").wantGoTo(rowRust, rowGo, rowWork, rowHome).keys("esc")
	d.keys("ctrl+p", `"home"`, "enter").checkPath("home.md")
	d.keys("ctrl+p").sees("newest").wantGoTo(rowRust, rowGo, rowWork).keys(`"rust"`, "enter").checkPath("lang/rust.md")
	d.keys("ctrl+p").sees("read last").wantGoTo(rowHome).keys("enter").checkPath("home.md")
	d.keys("ctrl+p", "enter").checkPath("lang/rust.md").keys("ctrl+p", "enter").checkPath("home.md")
	d.keys("ctrl+p", `"third"`, "enter").checkPath("work/2023/q3.md")
	d.keys("ctrl+p").wantGoTo(rowHome, rowRust).keys("esc")
	// Back is reading too, and on the shelf no note is present.
	d.keys("backspace").checkPath("home.md").keys("ctrl+p").wantGoTo(rowWork, rowRust).keys("esc", "q")
	d.keys("ctrl+p").wantGoTo(rowHome, rowWork, rowRust).keys("enter").checkPath("home.md")
}

func TestGoTo_RemembersNotesOfEarlierSessions(t *testing.T) {
	dir, root := filepath.Join(t.TempDir(), "state"), t.TempDir()
	withState := func(o *Options) { o.State = state.Open(dir, root) }
	d := drive(t, notes(goToLibrary()), withState).resize(80, 24)
	for _, typed := range []string{`"home"`, `"rust"`, `"golang"`, `"home"`} {
		d.keys("ctrl+p", typed, "enter")
	}
	if err := d.m.opts.State.Flush(0); err != nil {
		t.Fatal(err)
	}
	later := goToLibrary()
	delete(later, "lang/rust.md") // a note that is gone is not offered
	d = drive(t, notes(later), withState).resize(80, 24)
	d.keys("ctrl+p").sees("read last").wantGoTo(rowHome, rowGo).keys(`"third"`, "enter")
	d.keys("ctrl+p").wantGoTo(rowHome, rowGo).keys("enter").checkPath("home.md")
}

func TestGoTo_ShowsFolderAndReason(t *testing.T) {
	d := drive(t, notes(goToLibrary())).resize(80, 24)
	d.keys("ctrl+p", `"golang"`).wantGoTo("The Go language alias Golang 2024-01-02")
	d.keys("ctrl+u", `"2023/"`).wantGoTo("Third quarter work/2023/q3.md 2023-07-01")
	d.keys("ctrl+u", `"tq"`).wantGoTo(rowWork)
	lines, _ := d.m.renderLines()
	all := strings.Join(lines, "\n")
	for _, letter := range []string{"T", "q"} {
		if marked := theme.Dark().Selected.Over(theme.Dark().Match).Render(letter); !strings.Contains(all, marked) {
			t.Errorf("%s is not marked", letter)
		}
	}
}

func TestGoTo_HeadingsOfAllNotes(t *testing.T) {
	d := drive(t, notes(goToLibrary())).resize(80, 24)
	d.keys("ctrl+p", `"@setup"`).sees("headings").wantGoTo("Setup Rust · lang/ 2024-01-03", "Setup of tools The Go language · lang/ 2024-01-02")
	d.keys("ctrl+u", `"@err"`, "enter").checkPath("lang/go.md").sees("Errors")
	if top := d.screen()[2]; !strings.Contains(top, "Errors") && !strings.Contains(d.text(), "End.") {
		t.Errorf("the heading is not on the screen:\n%s", d.text())
	}
	d.keys("ctrl+p", `"@tools setup"`, "enter").checkPath("lang/go.md").sees("Setup of tools") // within the page
	d.keys("backspace").checkPath("lang/go.md").sees("End.")
	d.keys("ctrl+p", `"@zzz"`).sees("no matching notes").keys("enter", "esc")
}
