package tui

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"quire/internal/library"
	"quire/internal/state"
	"quire/internal/userfile"
	"quire/internal/vtcheck"
)

// Control characters reach the screen neither from notes by way of the saved state nor from a manipulated state file.
func TestState_StripsControlCharacters(t *testing.T) {
	bad := []string{"\x1b]52;c;UFdO\a", "\x1b[2J", "\u009b31m", "\u202egpj", "a\nb", "\x7f", "\u2028"}
	k := newDiskLibrary(t, nil)
	for i, s := range bad {
		q, _ := json.Marshal("Title " + s)
		k.write(fmt.Sprintf("%d.md", i), fmt.Sprintf("---\ntitle: %s\ntags: [%s]\n---\n## Before %s after\n\n%s text %s\n\n[%s](<https://a.b/%s>)\n", q, q, s, s, s, s, s), time.Now().Add(-time.Hour))
	}
	d := k.open()
	for range bad {
		d.keys("enter", "j", "m").checkSafe("marked").keys("j", "j", "m", "'").checkSafe("bookmarks").keys("esc", "q", "j")
	}
	d.keys("/", `"Title"`, "enter", "enter")
	d.saveSession()
	d = k.open().checkSafe("offered").keys("'").checkSafe("bookmarks")
	for range 2 * len(bad) {
		d.keys("down").checkSafe("bookmarks")
	}
	d.keys("esc", "c").checkSafe("continued").keys("q", "N").checkSafe("unread")

	root, err := library.Open(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	file := filepath.Join(k.xdg, userfile.PathKey(root.Root).FileName()+".json")
	evil, _ := json.Marshal("E " + bad[0] + bad[1] + bad[2] + bad[3])
	text := fmt.Sprintf(`{"version":1,"root":%q,"since":5,"bookmarks":{"k":{"at":7,"value":{"path":%s,"place":{"heading":%s,"blocks":99999},"title":%s,"text":%s}}},"places":{"0.md":{"at":9,"value":{"heading":%s,"offset":123456789,"share":1}}},"shelf":{"":{"at":8,"value":{"query":%s,"title":%s,"sort":%s,"note":"0.md","open":true}}}}`,
		root.Root, evil, evil, evil, evil, evil, evil, evil, evil)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if s := state.Open(k.xdg, root.Root); len(s.Bookmarks()) != 1 {
		t.Fatal("the state file was not read")
	}
	d = k.open().checkSafe("offered").sees("c resume")
	d.keys("'").checkSafe("bookmarks").sees("gone").keys("enter").checkSafe("gone")
	d.keys("c").checkSafe("continued").keys("q", "esc", "j")
	if wrong := vtcheck.CheckText(d.m.shelf.query.Text()); len(wrong) > 0 {
		t.Error(wrong)
	}
}

// Two readers of the same library write to one state file and lose no bookmark of each other.
func TestState_SharedByTwoReaders(t *testing.T) {
	k := newDiskLibrary(t, map[string]string{"a.md": longNote("Alpha"), "b.md": longNote("Beta"), "c.md": longNote("Gamma")})
	a, b := k.open(), k.open()
	for i := range 40 {
		d := [2]*driver{a, b}[i%2]
		d.keys([][]string{{"enter", "d", "m"}, {"q", "j", "N"}, {"'", "ctrl+x", "esc"}, {"q", "g", "enter", "G"}, {"q", "c"}}[i%5]...)
		d.send(saveStateMsg{})
		d.checkSafe("step")
	}
	a.m.opts.State.RecordVisit("https://example.org") // saving also reads what the other reader has saved
	if a.saveSession(); len(a.m.opts.State.Bookmarks()) != len(k.open().m.opts.State.Bookmarks()) {
		t.Error("the two readers have different bookmarks")
	}
}
