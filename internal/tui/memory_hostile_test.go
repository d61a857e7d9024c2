package tui

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"quire/internal/library"
	"quire/internal/private"
	"quire/internal/state"
	"quire/internal/vtcheck"
)

// Nothing that a note says reaches the screen as a control by way of what is remembered of it, nor does
// anything that somebody writes into the file.
func TestNothingHostileIsRemembered(t *testing.T) {
	bad := []string{"\x1b]52;c;UFdO\a", "\x1b[2J", "\u009b31m", "\u202egpj", "a\nb", "\x7f", "\u2028"}
	k := keep(t, nil)
	for i, s := range bad {
		q, _ := json.Marshal("Title " + s)
		k.write(fmt.Sprintf("%d.md", i), fmt.Sprintf("---\ntitle: %s\ntags: [%s]\n---\n## Before %s after\n\n%s text %s\n\n[%s](<https://a.b/%s>)\n", q, q, s, s, s, s, s), time.Now().Add(-time.Hour))
	}
	d := k.open()
	for range bad {
		d.keys("enter", "j", "m").judged("marked").keys("j", "j", "m", "'").judged("bookmarks").keys("esc", "q", "j")
	}
	d.keys("/", `"Title"`, "enter", "enter")
	d.end()
	d = k.open().judged("offered").keys("'").judged("bookmarks")
	for range 2 * len(bad) {
		d.keys("down").judged("bookmarks")
	}
	d.keys("esc", "c").judged("continued").keys("q", "N").judged("unread")

	root, err := library.Open(k.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	file := filepath.Join(k.xdg, private.PathKeyOf(root.Root).Name()+".json")
	evil, _ := json.Marshal("E " + bad[0] + bad[1] + bad[2] + bad[3])
	text := fmt.Sprintf(`{"version":1,"root":%q,"since":5,"bookmarks":{"k":{"at":7,"value":{"path":%s,"place":{"heading":%s,"blocks":99999},"title":%s,"text":%s}}},"places":{"0.md":{"at":9,"value":{"heading":%s,"offset":123456789,"share":1}}},"shelf":{"":{"at":8,"value":{"query":%s,"title":%s,"sort":%s,"note":"0.md","open":true}}}}`,
		root.Root, evil, evil, evil, evil, evil, evil, evil, evil)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if s := state.Open(k.xdg, root.Root); len(s.Bookmarks()) != 1 {
		t.Fatal("the file was not taken")
	}
	d = k.open().judged("offered").sees("continues")
	d.keys("'").judged("bookmarks").sees("gone").keys("enter").judged("gone")
	d.keys("c").judged("continued").keys("q", "esc", "j")
	if wrong := vtcheck.Text(d.m.query.Text()); len(wrong) > 0 {
		t.Error(wrong)
	}
}

// The monkey keeps a memory too, and other readers write to it meanwhile.
func TestAMemoryThatOthersWriteTo(t *testing.T) {
	k := keep(t, map[string]string{"a.md": long("Alpha"), "b.md": long("Beta"), "c.md": long("Gamma")})
	a, b := k.open(), k.open()
	for i := range 40 {
		d := [2]*driver{a, b}[i%2]
		d.keys([][]string{{"enter", "d", "m"}, {"q", "j", "N"}, {"'", "ctrl+x", "esc"}, {"q", "g", "enter", "G"}, {"q", "c"}}[i%5]...)
		d.send(rememberNow{})
		d.judged("step")
	}
	a.m.opts.Memory.Visit("https://example.org") // who writes reads what others have written
	if a.end(); len(a.m.opts.Memory.Bookmarks()) != len(k.open().m.opts.Memory.Bookmarks()) {
		t.Error("two readers know different bookmarks")
	}
}
