package tui

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/library"
	"quire/internal/render"
	"quire/internal/text"
)

// walkNote links in ways of which the vault has no example: to a name that two notes share, from neither of
// their folders; to a name that is only an alias; and to a name with a typo.
const walkNote = "# A walk\n\nTo [[Fold]], to [[Security and privacy]], to [[Internal lnks]].\n"

// driveVault starts the reader on the vault, with walkNote added.
func driveVault(t *testing.T) *driver {
	t.Helper()
	l := corpus(t, "vault")
	files := fstest.MapFS{"A walk.md": {Data: []byte(walkNote)}}
	c, err := loadFunc(l)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for h, err := range c.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		f, err := l.OpenFile(h.Path())
		if err != nil {
			t.Fatal(err)
		}
		text := make([]byte, h.Size())
		if _, err := f.Read(text); err != nil {
			t.Fatal(err)
		}
		f.Close()
		files[h.Path()] = &fstest.MapFile{Data: text, Mode: fs.FileMode(0o600)}
	}
	return drive(t, library.FromFS("vault", files))
}

func (d *driver) goTo(title string) *driver {
	d.t.Helper()
	return d.keys("ctrl+p", `"`+title+`"`, "enter")
}

func (d *driver) checkPath(path string) *driver {
	d.t.Helper()
	if d.m.screen != screenPage || d.m.page.open.path != path {
		d.t.Fatalf("at %s, want %s:\n%s", d.m.page.open.path, path, d.text())
	}
	return d
}

// firstPageLine returns the first line of the page that is not blank.
func (d *driver) firstPageLine() string {
	for _, l := range d.screen()[d.m.layout.page.Min.Y:d.m.layout.page.Max.Y] {
		if l = strings.TrimSpace(l); l != "" {
			return l
		}
	}
	return ""
}

// TestVault_FollowLinksAndReturn follows every kind of link in a vault, and holds that back returns to the same
// screen.
func TestVault_FollowLinksAndReturn(t *testing.T) {
	d := driveVault(t)
	back := func(screen string) {
		t.Helper()
		if d.keys("backspace"); d.text() != screen {
			t.Errorf("back shows\n%s\nwant\n%s", d.text(), screen)
		}
	}

	// A name that is only an alias.
	d.goTo("A walk").focusLink("Fold").sees("→ Folding")
	screen := d.text()
	d.keys("enter").checkPath("Editing and formatting/Folding.md")
	back(screen)

	// A name that two notes share: the user chooses.
	d.focusLink("Security and privacy").sees("2 notes have this name")
	screen = d.text()
	d.keys("enter").sees("which note?", "Obsidian Publish/Security and privacy.md", "Obsidian Sync/Security and privacy.md", "A walk")
	d.keys("down", "enter").checkPath("Obsidian Sync/Security and privacy.md")
	back(screen)
	d.keys("enter", "esc").checkPath("A walk.md")
	x, y := d.find("Security and privacy")
	d.click(x, y).sees("which note?") // the same by mouse
	x, y = d.find("Obsidian Publish/Security")
	d.click(x, y).checkPath("Obsidian Publish/Security and privacy.md")
	d.keys("backspace")

	// A typo: similar notes are offered, and opened.
	d.focusLink("Internal lnks").sees("✗", "did you mean Internal links")
	screen = d.text()
	d.keys("enter").sees("Did you mean", "Internal links")
	d.keys("enter").checkPath("Linking notes and files/Internal links.md")
	back(screen)
	x, y = d.find("Internal lnks")
	d.click(x, y).sees("Did you mean")
	x, y = d.find("Linking notes and files/Internal links.md")
	d.click(x, y).checkPath("Linking notes and files/Internal links.md")
	d.keys("backspace")

	// A block of the same note: its own line is the first.
	d.keys("ctrl+p", `"Templates"`, "down", "enter").checkPath("Plugins/Templates.md")
	d.keys("/", `"formatting set in the plugin"`, "enter", "tab").sees("→ Templates")
	screen = d.text()
	d.keys("enter")
	if !strings.HasPrefix(d.firstPageLine(), "You can change the default date and time formats") {
		t.Errorf("the block is not the first line:\n%s", d.text())
	}
	back(screen)

	// An embed leads to what it shows.
	d.goTo("Properties").checkPath("Editing and formatting/Properties.md")
	d.keys("/", `"link to the corresponding daily note"`, "enter")
	leadsToBlock := func() bool {
		_, t, _ := d.m.page.currentLink()
		return t.Path == "Plugins/Daily notes.md" && strings.HasPrefix(t.Heading, "^")
	}
	d.keys("esc") // end the search, which does not survive leaving the page
	for d.m.page.reader.FocusedLink() == render.NoLink || !leadsToBlock() {
		before := d.m.page.reader.FocusedLink()
		if d.keys("tab"); d.m.page.reader.FocusedLink() == before {
			t.Fatalf("tab never reaches the embed:\n%s", d.text())
		}
	}
	first, foot := d.firstPageLine(), d.foot()
	d.keys("enter").checkPath("Plugins/Daily notes.md")
	if d.keys("backspace"); d.firstPageLine() != first || d.foot() != foot { // text that the search had unfolded is folded again
		t.Errorf("back is at another position:\n%s", d.text())
	}

	// A link in the cell of a table.
	d.goTo("Views").checkPath("Bases/Views.md")
	d.focusLink("Table").sees("→ Table view")
	screen = d.text()
	d.keys("enter").checkPath("Bases/Layouts/Table view.md")
	back(screen)
}

// TestVault_FootnoteReturnsToReference holds that back from a footnote with three references leads to the
// reference that was followed.
func TestVault_FootnoteReturnsToReference(t *testing.T) {
	d := driveVault(t).goTo("Obsidian URI")
	d.checkPath("Extending Obsidian/Obsidian URI.md")
	d.keys("/", `"Same as action"`, "enter")
	for {
		if j, ok := d.m.page.currentFootnote(); ok && !j.Back {
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
		t.Errorf("the footnote returns to\n%s\nwant\n%s", d.text(), screen)
	}
	d.keys("]", "backspace")
	if d.text() != screen {
		t.Errorf("back is at another position:\n%s", d.text())
	}
}

// TestVault_HeadingIsFirstLine holds that a link to a heading puts that heading in the first line of the page.
func TestVault_HeadingIsFirstLine(t *testing.T) {
	d := driveVault(t).goTo("Views").focusLink("list").sees("→ Basic formatting syntax › Lists").keys("enter")
	d.checkPath("Editing and formatting/Basic formatting syntax.md")
	if d.firstPageLine() != "Lists" {
		t.Errorf("the first line is %q", d.firstPageLine())
	}
}

// TestVault_ClickOnWrappedLinkFollows holds that a click on the second line of a wrapped link follows the link.
func TestVault_ClickOnWrappedLinkFollows(t *testing.T) {
	d := driveVault(t).resize(50, 24).goTo("Internal links")
	page := d.m.page.open.page.Copy() // which lays out what it is asked for
	followed := 0
	for b := 0; b < page.BlockCount() && followed < 3; b++ {
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
					_, known := d.m.library.Lookup(t.Path)
					target, ok = t.Path, t.Path != d.m.page.open.path && known
					break
				}
				at += text.PaintedWcwidth.Width(r.Text)
			}
			if !ok {
				continue
			}
			for range 2 { // the second time all that the window shows there is laid out
				d.m.page.reader = d.m.page.reader.AlignTop(render.Pos{Block: b, Line: i})
				d.send(nil)
			}
			_, row := d.m.layout.page.Min.X, d.m.layout.page.Min.Y
			for y := row; y < d.m.layout.page.Max.Y; y++ {
				if got := d.m.page.reader.LinkAt(at+1, y-row); got == link && d.m.page.reader.LinkAt(at+1, y-row+1) != link && y > row {
					d.click(at+1, y)
					break
				}
			}
			d.checkPath(target)
			d.keys("backspace")
			followed++
		}
	}
	if followed == 0 {
		t.Error("no link is wrapped")
	}
}
