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
	graphics = regexp.MustCompile("\x1b_G([^;\x1b]*);?[^\x1b]*\x1b\\\\")
	// A row of placeholders: a colour, which names the picture, and cells with the accents of row and column.
	placed = regexp.MustCompile("\x1b\\[[0-9;:]*38[;:]2[;:]+([0-9]+)[;:]([0-9]+)[;:]([0-9]+)m(\U0010eeee\u030e\u0305)")
)

// illustratedNote is a folder with one note that shows a picture.
func illustratedNote(t *testing.T) string {
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

func onTerminal(t *testing.T, env []string, args ...string) *vtcheck.Session {
	t.Helper()
	c := exec.Command("quire", args...)
	home := t.TempDir()
	c.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME=", "XDG_STATE_HOME=", "XDG_CACHE_HOME=", "TMUX=", "STY=", "ZELLIJ=", "KITTY_WINDOW_ID=", "GHOSTTY_RESOURCES_DIR=", "COLORTERM=truecolor", "NO_COLOR=", "LC_ALL=C.UTF-8")
	c.Env = append(c.Env, env...)
	s, err := vtcheck.Start(c, 80, 24)
	if err != nil {
		t.Skipf("no terminal: %v", err)
	}
	t.Cleanup(func() { _ = c.Process.Kill() })
	return s
}

// A terminal of Kitty's kind gets the picture first, then the placeholders in its colour, and at the end the word to forget it.
func TestATerminalThatShowsPicturesIsLetShowThem(t *testing.T) {
	dir := illustratedNote(t)
	s := onTerminal(t, []string{"TERM=xterm-kitty"}, filepath.Join(dir, "a.md"))
	await(t, s, "Words below", 0)
	await(t, s, "\U0010eeee", 0)
	s.Type("q")
	s.Type("q")
	if code := s.End(patience); code != 0 {
		t.Errorf("exit %d", code)
	}
	stream := s.Stream()
	all := graphics.FindAllStringSubmatchIndex(stream, -1)
	if len(all) < 2 {
		t.Fatalf("%d commands to the terminal", len(all))
	}
	first := stream[all[0][2]:all[0][3]]
	for _, key := range []string{"a=T", "U=1", "q=2", "c=20", "r=6"} {
		if !strings.Contains(","+first+",", ","+key+",") {
			t.Errorf("%q has no %s", first, key)
		}
	}
	if strings.Index(stream, "\U0010eeee") < all[0][0] {
		t.Error("the placeholders come before the picture")
	}
	if last := stream[all[len(all)-1][2]:all[len(all)-1][3]]; !strings.Contains(last, "a=d") || !strings.Contains(last, "i=1") {
		t.Errorf("at the end: %q", last)
	}
	if m := placed.FindStringSubmatch(stream); m == nil || m[1]+m[2]+m[3] != "001" {
		t.Errorf("the third row of the picture: %q", m)
	}
	for _, wrong := range s.Sane() {
		t.Error(wrong)
	}
}

func TestShowOnATerminalThatShowsPictures(t *testing.T) {
	dir := illustratedNote(t)
	s := onTerminal(t, []string{"TERM=xterm-kitty", "QUIRE_PAGER="}, "show", "--style", "dark", filepath.Join(dir, "a.md"))
	if code := s.End(patience); code != 0 {
		t.Errorf("exit %d: %s", code, s.Stream())
	}
	stream := s.Stream()
	at := graphics.FindStringIndex(stream)
	if at == nil || strings.Count(stream, "\U0010eeee") != 20*6 || strings.Index(stream, "\U0010eeee") < at[1] {
		t.Errorf("%q", stream)
	}
}

// Any other terminal gets blocks of colour, and not one byte of graphics.
func TestOtherTerminalsGetBlocks(t *testing.T) {
	unlessShort(t)
	dir := illustratedNote(t)
	for _, env := range [][]string{{"TERM=xterm-256color"}, {"TERM=tmux-256color", "KITTY_WINDOW_ID=1", "TMUX=/tmp/x"}} {
		s := onTerminal(t, env, filepath.Join(dir, "a.md"))
		await(t, s, "▀", 0)
		s.Type("qq")
		s.End(patience)
		if stream := s.Stream(); graphics.MatchString(stream) || strings.Contains(stream, "\U0010eeee") {
			t.Errorf("%v: graphics", env)
		}
	}
	s := onTerminal(t, []string{"TERM=xterm-256color"}, filepath.Join(dir, "a.md"), "--images", "off")
	await(t, s, "bytes", 0)
	s.Type("qq")
	s.End(patience)
	if strings.Contains(s.Stream(), "▀") {
		t.Error("pictures are drawn though they are off")
	}
}
