package tui

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// hyperlinkSequence matches an opening OSC 8 with its address.
var hyperlinkSequence = regexp.MustCompile(`\x1b\]8;[^;\x1b\a]*;([^\x1b\a]+)`)

// On the page, in the preview and in the overlay, an address is linked whole, or not at all when the terminal would cut
// it.
func TestHyperlinks_WholeAddressOrNone(t *testing.T) {
	const base = "https://x.example/"
	lengths := []int{100, 699, 700, 701, 2082, 2083, 2084, 4088, 4089, 9000}
	var forms strings.Builder
	for _, n := range lengths {
		addr := base + strings.Repeat("a", n-len(base))
		fmt.Fprintf(&forms, "[l%d](%s) and <%s>\n\n![p%d](%s)\n\n| a |\n|---|\n| [c%d](%s) |\n\n", n, addr, addr, n, addr, n, addr)
	}
	files := map[string]string{"a.md": "# Alpha\n\n[to b](b.md)\n\n" + forms.String(), "b.md": "# Beta\n\n" + forms.String()}
	for _, env := range [][]string{{"TERM=xterm-256color"}, {"TERM=screen-256color"}, {"TERM=xterm", "STY=1.x"}} {
		most := 2083
		if env[0] != "TERM=xterm-256color" {
			most = 700
		}
		d := drive(t, notes(files), func(o *Options) { o.Host.Env = append(env, "EDITOR=vim"); o.Sort = 0 }).resize(160, 600)
		surfaces := map[string]func(){
			"preview": func() {}, "page": func() { d.keys("ctrl+p", `"Alpha"`, "enter") }, "peek": func() { d.focusLink("to b").keys("p") },
		}
		for _, where := range []string{"preview", "page", "peek"} {
			surfaces[where]()
			found := map[int]int{}
			for _, m := range hyperlinkSequence.FindAllStringSubmatch(d.m.View().Content, -1) {
				found[len(m[1])]++
				if want := base + strings.Repeat("a", len(m[1])-len(base)); m[1] != want {
					t.Errorf("%v: %s: linked to %.80q", env, where, m[1])
				}
			}
			for _, n := range lengths {
				if linked := found[n] > 0; linked != (n <= most) {
					t.Errorf("%v: %s: an address of %d bytes is linked: %v", env, where, n, linked)
				}
				delete(found, n)
			}
			if len(found) > 0 {
				t.Errorf("%v: %s: other lengths are linked: %v", env, where, found)
			}
		}
	}
}
