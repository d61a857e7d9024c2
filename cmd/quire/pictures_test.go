//go:build linux || darwin

package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"quire/internal/vtcheck"
)

var (
	kittyCommand = regexp.MustCompile("\x1b_G([^;\x1b]*);?[^\x1b]*\x1b\\\\")
	// The start of a row of placeholders: a colour, which encodes the image ID, and a cell with diacritics for row and column.
	kittyPlaceholder = regexp.MustCompile("\x1b\\[[0-9;:]*38[;:]2[;:]+([0-9]+)[;:]([0-9]+)[;:]([0-9]+)m(\U0010eeee\u030e\u0305)")
)

// writeIllustratedNote writes a note that shows an image, and returns its folder.
func writeIllustratedNote(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	img := image.NewGray(image.Rect(0, 0, 160, 96))
	for i := range img.Pix {
		img.Pix[i] = uint8(i % 251)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"a.md": []byte("# Shown\n\n![A slope](slope.png)\n\nWords below.\n"), "slope.png": b.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// startOnTerminal starts quire on a terminal without any trace of the real terminal in its environment.
func startOnTerminal(t *testing.T, env []string, args ...string) *vtcheck.Session {
	t.Helper()
	c := exec.Command("quire", args...)
	home := t.TempDir()
	c.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=", "TMUX=", "STY=", "ZELLIJ=", "KITTY_WINDOW_ID=", "GHOSTTY_RESOURCES_DIR=", "COLORTERM=truecolor", "NO_COLOR=", "LC_ALL=C.UTF-8")
	c.Env = append(c.Env, env...)
	s, err := vtcheck.StartSession(c, 80, 24)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	return s
}

// A terminal with Kitty's protocol gets the image first, then placeholders in its colour, and at the end the command to delete
// the image.
func TestImages_ReaderUsesKittyProtocol(t *testing.T) {
	dir := writeIllustratedNote(t)
	s := startOnTerminal(t, []string{"TERM=xterm-kitty"}, filepath.Join(dir, "a.md"))
	waitForText(t, s, "Words below", 0)
	waitForOutput(t, s, "\U0010eeee", 0)
	s.SendKeys("q")
	s.SendKeys("q")
	if code := s.WaitExit(sessionTimeout); code != 0 {
		t.Errorf("exit %d", code)
	}
	stream := s.Output()
	all := kittyCommand.FindAllStringSubmatchIndex(stream, -1)
	if len(all) < 2 {
		t.Fatalf("%d Kitty commands", len(all))
	}
	first := stream[all[0][2]:all[0][3]]
	for _, key := range []string{"a=T", "U=1", "q=2", "c=20", "r=6"} {
		if !strings.Contains(","+first+",", ","+key+",") {
			t.Errorf("%q has no %s", first, key)
		}
	}
	if strings.Index(stream, "\U0010eeee") < all[0][0] {
		t.Error("the placeholders come before the image")
	}
	if last := stream[all[len(all)-1][2]:all[len(all)-1][3]]; !strings.Contains(last, "a=d") || !strings.Contains(last, "i=1") {
		t.Errorf("at the end: %q", last)
	}
	if m := kittyPlaceholder.FindStringSubmatch(stream); m == nil || m[1]+m[2]+m[3] != "001" {
		t.Errorf("the placeholders of the image: %q", m)
	}
	for _, wrong := range s.CheckRestored() {
		t.Error(wrong)
	}
}

func TestImages_ShowUsesKittyProtocol(t *testing.T) {
	dir := writeIllustratedNote(t)
	s := startOnTerminal(t, []string{"TERM=xterm-kitty", "QUIRE_PAGER="}, "show", "--style", "dark", filepath.Join(dir, "a.md"))
	if code := s.WaitExit(sessionTimeout); code != 0 {
		t.Errorf("exit %d: %s", code, s.Output())
	}
	stream := s.Output()
	at := kittyCommand.FindStringIndex(stream)
	if at == nil || strings.Count(stream, "\U0010eeee") != 20*6 || strings.Index(stream, "\U0010eeee") < at[1] {
		t.Errorf("%q", stream)
	}
}

// Other terminals get coloured blocks and no byte of Kitty's protocol.
func TestImages_OtherTerminalsGetBlocks(t *testing.T) {
	skipIfShort(t)
	dir := writeIllustratedNote(t)
	for _, env := range [][]string{{"TERM=xterm-256color"}, {"TERM=tmux-256color", "KITTY_WINDOW_ID=1", "TMUX=/tmp/x"}} {
		s := startOnTerminal(t, env, filepath.Join(dir, "a.md"))
		waitForText(t, s, "▀", 0)
		s.SendKeys("qq")
		s.WaitExit(sessionTimeout)
		if stream := s.Output(); kittyCommand.MatchString(stream) || strings.Contains(stream, "\U0010eeee") {
			t.Errorf("%v: graphics", env)
		}
	}
	s := startOnTerminal(t, []string{"TERM=xterm-256color"}, filepath.Join(dir, "a.md"), "--images", "off")
	waitForText(t, s, "bytes", 0)
	s.SendKeys("qq")
	s.WaitExit(sessionTimeout)
	if strings.Contains(s.Output(), "▀") {
		t.Error("images are drawn although they are off")
	}
}
