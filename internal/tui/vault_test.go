package tui

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/library"
	"quire/internal/render"
	"quire/internal/tui/cells"
)

// walkers are what the vault itself has no example of: a name that two notes share, asked from neither folder, a name that
// is only an alias, and one with a slip.
const walkers = "# A walk\n\nTo [[Fold]], to [[Security and privacy]], to [[Internal lnks]].\n"

// vault is the vault with one note more.
func vault(t *testing.T) *driver {
	t.Helper()
	l := corpus(t, "vault")
	files := fstest.MapFS{"A walk.md": {Data: []byte(walkers)}}
	c, err := loader(l)(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range c.Notes {
		f, err := l.Open(n.Path)
		if err != nil {
			t.Fatal(err)
		}
		text := make([]byte, n.Size)
		if _, err := f.Read(text); err != nil {
			t.Fatal(err)
		}
		f.Close()
		files[n.Path] = &fstest.MapFile{Data: text, Mode: fs.FileMode(0o600)}
	}
	return drive(t, library.FromFS("vault", files))
}

func (d *driver) goTo(title string) *driver {
	d.t.Helper()
	return d.keys("ctrl+p", `"`+title+`"`, "enter")
}

func (d *driver) isAt(path string) {
	d.t.Helper()
	if d.m.screen != screenPage || d.m.open.path != path {
		d.t.Fatalf("at %s, want %s:\n%s", d.m.open.path, path, d.text())
	}
}

// first is the first line of the page on the screen that is not blank.
func (d *driver) first() string {
	for _, l := range d.screen()[d.m.layout.page.Min.Y:d.m.layout.page.Max.Y] {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}

// The kinds of links of a vault, each followed there and back to the same screen.
func TestAWalkThroughAVault(t *testing.T) {
	d := vault(t)
	back := func(screen string) {
		t.Helper()
		if d.keys("backspace"); d.text() != screen {
			t.Errorf("back is not where one was:\n%s\nwas\n%s", d.text(), screen)
		}
	}

	// A name that is only an alias.
	d.goTo("A walk").toLink("Fold").sees("→ Folding")
	screen := d.text()
	d.keys("enter").isAt("Editing and formatting/Folding.md")
	back(screen)

	// A name that two notes share: neither is taken without asking.
	d.toLink("Security and privacy").sees("2 notes are called so")
	screen = d.text()
	d.keys("enter").sees("which one?", "Obsidian Publish/Security and privacy.md", "Obsidian Sync/Security and privacy.md", "A walk")
	d.keys("down", "enter").isAt("Obsidian Sync/Security and privacy.md")
	back(screen)
	d.keys("enter", "esc").isAt("A walk.md")
	x, y := d.find("Security and privacy")
	d.click(x, y).sees("which one?") // by mouse the same
	x, y = d.find("Obsidian Publish/Security")
	d.click(x, y).isAt("Obsidian Publish/Security and privacy.md")
	d.keys("backspace")

	// A slip: what it may have meant is offered, and opened.
	d.toLink("Internal lnks").sees("✗", "did you mean Internal links")
	screen = d.text()
	d.keys("enter").sees("Did you mean", "Internal links")
	d.keys("enter").isAt("Linking notes and files/Internal links.md")
	back(screen)
	x, y = d.find("Internal lnks")
	d.click(x, y).sees("Did you mean")
	x, y = d.find("Linking notes and files/Internal links.md")
	d.click(x, y).isAt("Linking notes and files/Internal links.md")
	d.keys("backspace")

	// A block of the same note: its own line is the first.
	d.keys("ctrl+p", `"Templates"`, "down", "enter").isAt("Plugins/Templates.md")
	d.keys("/", `"formatting set in the plugin"`, "enter", "tab").sees("→ Templates")
	screen = d.text()
	d.keys("enter")
	if !strings.HasPrefix(d.first(), "You can change the default date and time formats") {
		t.Errorf("the block is not the first line:\n%s", d.text())
	}
	back(screen)

	// An embed leads to what it shows.
	d.goTo("Properties").isAt("Editing and formatting/Properties.md")
	d.keys("/", `"link to the corresponding daily note"`, "enter")
	for d.m.reader.Link() == render.NoLink || !strings.HasPrefix(d.m.linkAddress(), "Plugins/Daily notes.md#^") {
		before := d.m.reader.Link()
		if d.keys("tab"); d.m.reader.Link() == before {
			t.Fatalf("tab never comes to the embed:\n%s", d.text())
		}
	}
	d.keys("esc") // the search does not outlive the page
	first, foot := d.first(), d.foot()
	d.keys("enter").isAt("Plugins/Daily notes.md")
	if d.keys("backspace"); d.first() != first || d.foot() != foot { // what the search had unfolded is folded again
		t.Errorf("back is not where one was:\n%s", d.text())
	}

	// A link in the cell of a table.
	d.goTo("Views").isAt("Bases/Views.md")
	d.toLink("Table").sees("→ Table view")
	screen = d.text()
	d.keys("enter").isAt("Bases/Layouts/Table view.md")
	back(screen)
}

// A footnote that is referred to three times is come back from to the place that one left.
func TestAFootnoteOfAVault(t *testing.T) {
	d := vault(t).goTo("Obsidian URI")
	d.isAt("Extending Obsidian/Obsidian URI.md")
	d.keys("/", `"Same as action"`, "enter")
	for {
		if j, ok := d.m.footnote(); ok && !j.Back {
			break
		}
		d.keys("tab")
	}
	d.sees("→ footnote 1: Vault ID is the random")
	screen := d.text()
	d.keys("p").sees("footnote 1", "This ID is unique per folder").keys("p")
	d.keys("enter").sees("Vault ID is the random", "→ back to the text")
	d.keys("enter")
	if d.text() != screen {
		t.Errorf("the sign is not where one was:\n%s\nwas\n%s", d.text(), screen)
	}
	d.keys("]", "backspace")
	if d.text() != screen {
		t.Errorf("back is not where one was:\n%s", d.text())
	}
}

// A heading that a link leads to is the first line of the page.
func TestAHeadingOfAnotherNoteIsTheFirstLine(t *testing.T) {
	d := vault(t).goTo("Views").toLink("list").sees("→ Basic formatting syntax › Lists").keys("enter")
	d.isAt("Editing and formatting/Basic formatting syntax.md")
	if d.first() != "Lists" {
		t.Errorf("the first line is %q", d.first())
	}
}

// A link that is wrapped is one link: a click on its second line follows it.
func TestAWrappedLinkByMouse(t *testing.T) {
	d := vault(t).resize(50, 24).goTo("Internal links")
	page := d.m.open.page
	followed := 0
	for b := 0; b < page.Blocks() && followed < 3; b++ {
		lines := page.Block(b)
		for i := 0; i+1 < len(lines) && followed < 3; i++ {
			last, next := lines[i].Runs, lines[i+1].Runs
			if len(last) == 0 || len(next) == 0 || last[len(last)-1].Link == render.NoLink {
				continue
			}
			link := last[len(last)-1].Link
			at, target, ok := 0, "", false
			for _, r := range next {
				if r.Link == link {
					_, t, _ := page.Link(link)
					target, ok = t.Path, t.Path != "" && t.Path != d.m.open.path && d.m.library.Links.Note(t.Path) != nil
					break
				}
				at += cells.Width(r.Text)
			}
			if !ok {
				continue
			}
			d.m.reader = d.m.reader.Land(render.Pos{Block: b, Line: i})
			_, row := d.m.layout.page.Min.X, d.m.layout.page.Min.Y
			for y := row; y < d.m.layout.page.Max.Y; y++ {
				if got := d.m.reader.LinkAt(at+1, y-row); got == link && d.m.reader.LinkAt(at+1, y-row+1) != link && y > row {
					d.click(at+1, y)
					break
				}
			}
			d.isAt(target)
			d.keys("backspace")
			followed++
		}
	}
	if followed == 0 {
		t.Error("no link is wrapped")
	}
}
