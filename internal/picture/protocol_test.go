package picture

import (
	"bytes"
	"strings"
	"testing"
)

// nameOf returns the name of a protocol, or "" for none.
func nameOf(p *Protocol) string {
	if p == nil {
		return ""
	}
	return p.Name
}

func TestFindProtocol_ByEnvironment(t *testing.T) {
	for env, want := range map[string]string{
		"TERM=xterm-kitty": "kitty", "TERM=xterm-256color": "", "TERM=xterm-ghostty": "kitty", "KITTY_WINDOW_ID=1 TERM=xterm-256color": "kitty",
		"KITTY_WINDOW_ID=1 TERM=tmux-256color TMUX=/tmp/x": "", "TERM=screen KITTY_WINDOW_ID=1": "", "": "",
		"TERM=xterm-256color TERM_PROGRAM=iTerm.app": "iterm", "TERM=xterm-256color LC_TERMINAL=iTerm2": "iterm", "TERM_PROGRAM=WezTerm": "iterm",
		"TERM_PROGRAM=Apple_Terminal": "", "LC_TERMINAL=iTerm2 TERM=screen-256color": "", "TERM_PROGRAM=WezTerm ZELLIJ=0": "",
		"TERM=foot": "sixel", "TERM=foot-extra": "sixel", "TERM=mlterm": "sixel", "TERM=footer": "", "TERM=foot STY=1.a": "",
	} {
		if got := nameOf(FindProtocol(envOf(env))); got != want {
			t.Errorf("%s: %q", env, got)
		}
	}
}

func TestFindProtocol_ByAnswersOfTerminal(t *testing.T) {
	for version, want := range map[string]string{
		"kitty(0.35.2)": "kitty", "ghostty 1.0.1": "kitty", "WezTerm 2024": "iterm", "iTerm2 3.5.0": "iterm", "XTerm(390)": "", "tmux 3.4": "", "": "", "foot(1.16.2)": "sixel",
	} {
		if got := nameOf(FindProtocolOfVersion(version)); got != want {
			t.Errorf("%s: %q", version, got)
		}
	}
	if got := nameOf(FindProtocolOfAttributes([]int{63, 1, 2, 4, 6})); got != "sixel" {
		t.Errorf("with attribute 4: %q", got)
	}
	for _, attributes := range [][]int{nil, {62, 22}, {1, 2}, {64, 14, 40}} {
		if got := nameOf(FindProtocolOfAttributes(attributes)); got != "" {
			t.Errorf("%v: %q", attributes, got)
		}
	}
}

// Each protocol either sends an image once and deletes it, or draws it at the cursor; and damaged files are errors.
func TestProtocols_EncodeAndDelete(t *testing.T) {
	for _, name := range ProtocolNames() {
		p := ProtocolByName(name)
		e, err := p.Encode(t.Context(), bytes.NewReader(encodePNG(t, quarterImage(60, 40))), Placement{Frame: Frame{4, 2}, ID: 9})
		if err != nil || len(e.Drawing.Rows) != 2 || len(e.Drawing.Rows[0]) != 4 {
			t.Fatalf("%s: %v, %v", name, e.Drawing, err)
		}
		if p.AtCursor != (e.Raster != nil) || p.AtCursor != (e.Transmit == "") || p.AtCursor != (p.Delete == nil) {
			t.Errorf("%s: at the cursor is %v", name, p.AtCursor)
		}
		if p.Delete != nil && !strings.Contains(p.Delete(9), "i=9") {
			t.Errorf("%s: deleting: %q", name, p.Delete(9))
		}
		if _, err := p.Encode(t.Context(), strings.NewReader("\x89PNG\r\n\x1a\nno"), Placement{Frame: Frame{4, 2}, ID: 9}); err == nil {
			t.Errorf("%s: no error for a damaged file", name)
		}
	}
	if ProtocolByName("blocks") != nil {
		t.Error("a name of no protocol")
	}
}
