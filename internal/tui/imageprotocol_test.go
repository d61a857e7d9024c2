package tui

import (
	"image"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi/kitty"

	"quire/internal/picture"
)

// openIllustrated opens the note with pictures, with some options.
func openIllustrated(t *testing.T, profile colorprofile.Profile, options ...func(*Options)) *driver {
	t.Helper()
	d := drive(t, notes(illustratedFiles(t)), options...)
	d.send(tea.ColorProfileMsg{Profile: profile})
	d.keys("ctrl+p", `"illustrated"`, "enter")
	return d
}

// protocolName returns the name of the protocol in use, or "blocks".
func (d *driver) protocolName() string {
	if p := d.m.page.images.protocol; p != nil {
		return p.Name
	}
	return "blocks"
}

func (d *driver) showsPlaceholders() bool {
	return strings.ContainsRune(d.m.View().Content, kitty.Placeholder)
}

func TestImages_SixelByAttributesOfTerminal(t *testing.T) {
	d := openIllustrated(t, colorprofile.ANSI256) // sixel does not depend on the colours of text
	if d.showsPlaceholders() {
		t.Fatal("pictures are drawn by a protocol that nobody has named")
	}
	d.sees("▀")
	d.send(uv.PrimaryDeviceAttributesEvent{62, 22})
	if got := d.protocolName(); got != "blocks" {
		t.Errorf("without attribute 4: %s", got)
	}
	d.send(uv.PrimaryDeviceAttributesEvent{64, 1, 2, 4, 22})
	if got := d.protocolName(); got != "sixel" || !d.showsPlaceholders() {
		t.Errorf("with attribute 4: %s", got)
	}
	d.seesNot("▀")
	d.send(tea.TerminalVersionMsg{Name: "WezTerm 2024"})
	if got := d.protocolName(); got != "sixel" {
		t.Errorf("the protocol has changed to %s", got)
	}
}

func TestImages_ITermByNameOfTerminal(t *testing.T) {
	d := openIllustrated(t, colorprofile.TrueColor)
	d.send(tea.TerminalVersionMsg{Name: "iTerm2 3.5.4"})
	if got := d.protocolName(); got != "iterm" || !d.showsPlaceholders() {
		t.Error(got)
	}
}

// The user may choose what the terminal does not name; a multiplexer gets what is drawn at the cursor only then.
func TestImages_ProtocolCanBeForced(t *testing.T) {
	for how, want := range map[string]string{"sixel": "sixel", "iterm": "iterm", "kitty": "kitty", "blocks": "blocks", "off": "blocks"} {
		d := openIllustrated(t, colorprofile.TrueColor, func(o *Options) { o.Images, o.Host.Env = how, []string{"TMUX=/tmp/x", "TERM=tmux-256color"} })
		d.send(uv.PrimaryDeviceAttributesEvent{64, 4})
		if got := d.protocolName(); got != want || d.showsPlaceholders() != (want != "blocks") {
			t.Errorf("%s: %s", how, got)
		}
	}
	d := openIllustrated(t, colorprofile.ANSI256, func(o *Options) { o.Images = "kitty" })
	if got := d.protocolName(); got != "blocks" { // the colour of a placeholder would be another
		t.Errorf("Kitty's protocol with 256 colours: %s", got)
	}
	d = openIllustrated(t, colorprofile.TrueColor, func(o *Options) { o.Images, o.Renderer = "sixel", BubbleTea })
	if got := d.protocolName(); got != "blocks" { // it paints over pictures
		t.Errorf("Bubble Tea's renderer: %s", got)
	}
	d = openIllustrated(t, colorprofile.TrueColor, func(o *Options) { o.Host.Env = []string{"TMUX=/tmp/x"} })
	d.send(uv.PrimaryDeviceAttributesEvent{64, 4})
	if got := d.protocolName(); got != "blocks" {
		t.Errorf("a multiplexer: %s", got)
	}
}

func TestImages_AreDrawnAgainForOtherCells(t *testing.T) {
	d := openIllustrated(t, colorprofile.TrueColor, func(o *Options) { o.Images = "sixel" })
	last := func() int { return d.m.page.images.nextID }
	before := last()
	for _, change := range []tea.Msg{cellSizeMsg(image.Pt(9, 18)), uv.CellSizeEvent{Width: 10, Height: 20}, uv.UnknownCsiEvent("\x1b[?1;0;16S")} {
		d.send(change)
		if last() == before || !d.showsPlaceholders() {
			t.Errorf("%v: not drawn again", change)
		}
		before = last()
		d.send(change)
		if last() != before {
			t.Errorf("%v: drawn again without a change", change)
		}
	}
	for _, odd := range []tea.Msg{cellSizeMsg{}, uv.CellSizeEvent{Width: -1, Height: 5}, uv.UnknownCsiEvent("\x1b[?1;3;0S"), uv.UnknownCsiEvent("\x1b[?1;0;999999999999999999999S"), uv.UnknownCsiEvent("\x1b[?1;0;0S")} {
		if d.send(odd); last() != before {
			t.Errorf("%v: drawn again", odd)
		}
	}
}

// A drawing that comes after a change is for the terminal as it was.
func TestImages_LateDrawingIsDropped(t *testing.T) {
	d := openIllustrated(t, colorprofile.TrueColor, func(o *Options) { o.Images = "sixel" })
	late := imageDrawnMsg{key: imageKey{path: "late.png"}, round: d.m.page.images.round, image: cachedImage{id: 99, protocol: picture.ProtocolByName("sixel")}}
	d.send(cellSizeMsg(image.Pt(9, 18)))
	m, cmd := d.m.page.handleImageDrawn(late)
	if _, kept := m.images.entries[late.key]; kept {
		t.Error("the late drawing is kept")
	}
	if gone, ok := cmd().(paintPictureMsg); !ok || gone.id != 99 || gone.raster != nil {
		t.Error("the renderer keeps the late drawing")
	}
}

func TestPicture_EnterShowsItLarge(t *testing.T) {
	for _, how := range []string{"blocks", "sixel", "kitty"} {
		d := openIllustrated(t, colorprofile.TrueColor, func(o *Options) { o.Images = how })
		small := strings.Count(d.m.View().Content, "▀") + strings.Count(d.m.View().Content, string(kitty.Placeholder))
		d.keys("tab")
		if !strings.Contains(d.foot(), "red.png (PNG") || !strings.Contains(d.foot(), "show large") {
			t.Errorf("%s: the bottom line of a selected picture: %q", how, d.foot())
		}
		d.keys("enter")
		large := strings.Count(d.m.View().Content, "▀") + strings.Count(d.m.View().Content, string(kitty.Placeholder))
		if _, ok := topOverlay[pictureOverlay](d.m); !ok || large <= small {
			t.Errorf("%s: %d cells, on the page %d", how, large, small)
		}
		d.sees("red.png", "PNG").seesNot("Words below")
		d.keys("j", "G") // nothing happens
		d.resize(60, 20)
		if o, ok := topOverlay[pictureOverlay](d.m); !ok || o.drawing == nil || o.frame.Cols > 56 || o.frame.Rows > 17 {
			t.Errorf("%s: not drawn again in another window", how)
		}
		d.resize(12, 5)
		d.resize(100, 30)
		d.keys("esc")
		d.sees("Words below")
	}
}

func TestPicture_DamagedOrHiddenIsAFile(t *testing.T) {
	d := openIllustrated(t, colorprofile.TrueColor, func(o *Options) { o.Images = "off" })
	d.keys("tab", "enter")
	if _, ok := topOverlay[pictureOverlay](d.m); ok {
		t.Error("pictures are off, but one is shown large")
	}
}
