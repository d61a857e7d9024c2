package tui

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"quire/internal/picture"
)

func pictureOf(t testing.TB, w, h int) string {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	for x := range w {
		img.SetNRGBA(x, h/2, color.NRGBA{0xff, 0, 0, 0xff})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func illustrated(t testing.TB) map[string]string {
	files := map[string]string{
		"a.md":      "---\ntitle: Illustrated\n---\nWords above.\n\n![A red line](red.png)\n\nWords below, [a link](b.md).\n\n![[b#Part]]\n\n" + strings.Repeat("Filling.\n\n", 40) + "![far](far.png)\n\n![bad](bad.png)\n",
		"b.md":      "# Other\n\nBefore.\n\n## Part\n\nOf the part, with [a way back](a.md) and [a heading](#part).\n\n![in it](red.png)\n\n## Rest\n\nNot shown.\n",
		"red.png":   pictureOf(t, 320, 160),
		"far.png":   pictureOf(t, 160, 320),
		"bad.png":   pictureOf(t, 64, 64)[:90],
		"other.txt": "",
	}
	return files
}

func TestPicturesAreDrawnWithoutMovingTheText(t *testing.T) {
	d := drive(t, notes(illustrated(t)))
	d.keys("ctrl+p", `"illustrated"`, "enter")
	d.sees("A red line (red.png)", "▨", "PNG · 320 × 160", "Words below")
	d.seesNot("▀")
	d.hold = true
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.release(false)
	d.sees("▀", "A red line (red.png)")
	if _, y := d.find("Words below"); y < 10 {
		t.Errorf("the picture takes no room:\n%s", d.text())
	}

	// Held back, the picture is a frame of its size, and the words below stand where they will.
	d = drive(t, notes(illustrated(t)), func(o *Options) { o.Theme = nil })
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.keys("ctrl+p", `"illustrated"`)
	d.hold = true
	d.keys("enter")
	held := d.held
	d.hold, d.held = false, nil
	for _, cmd := range held { // the page comes, and asks for its picture
		d.hold = true
		if cmd == nil {
			continue
		}
		if msg := cmd(); msg != nil {
			if made, ok := msg.(pageMade); ok {
				next, draw := d.m.Update(made)
				d.m = next.(Model)
				d.held = append(d.held, draw)
			}
		}
	}
	d.sees("320 × 160", "Words below").seesNot("▀")
	_, before := d.find("Words below")
	d.release(false)
	d.sees("▀").seesNot("320 × 160")
	if _, after := d.find("Words below"); after != before {
		t.Errorf("the words moved from row %d to row %d", before, after)
	}
}

func TestOnlyPicturesInSightAreDrawn(t *testing.T) {
	d := drive(t, notes(illustrated(t)))
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.keys("ctrl+p", `"illustrated"`, "enter")
	drawn := func(path string) bool {
		for h := range d.m.gallery.drawn {
			if h.path == path {
				return true
			}
		}
		return false
	}
	if !drawn("red.png") || drawn("far.png") {
		t.Errorf("drawn: %v", d.m.gallery.order)
	}
	d.keys("G")
	if !drawn("far.png") {
		t.Error("what comes into sight is not drawn")
	}
	d.sees("damaged")
}

func TestPicturesOffAreNamed(t *testing.T) {
	d := drive(t, notes(illustrated(t)), func(o *Options) { o.Images = "off" })
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.keys("ctrl+p", `"illustrated"`, "enter")
	d.sees("╭", "A red line (red.png)", "bytes").seesNot("▀")
	d.keys("tab")
	if !strings.Contains(d.foot(), "red.png (a file)") {
		t.Errorf("a picture is a link that can have the focus: %q", d.foot())
	}
}

func TestTheGalleryIsBounded(t *testing.T) {
	files := map[string]string{}
	var b strings.Builder
	for i := range 3 * mostDrawn {
		name := strings.Repeat("x", i+1) + ".png"
		files[name] = pictureOf(t, 80, 40)
		b.WriteString("![](" + name + ")\n\n")
	}
	files["all.md"] = b.String()
	d := drive(t, notes(files))
	d.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI256})
	d.keys("enter")
	for range 3 * mostDrawn {
		d.keys("space")
		if n := len(d.m.gallery.drawn); n > mostDrawn || n != len(d.m.gallery.order) {
			t.Fatalf("%d drawings are kept", n)
		}
	}
	d.sees("▀")
}

// A terminal that says that it shows pictures is let show them, and told to forget those that are no longer needed.
func TestATerminalThatShowsPictures(t *testing.T) {
	d := drive(t, notes(illustrated(t)))
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.send(tea.TerminalVersionMsg{Name: "kitty(0.42.0)"})
	d.keys("ctrl+p", `"illustrated"`)
	d.hold = true
	d.keys("enter")
	if !d.m.gallery.shows {
		t.Fatal("the terminal's word is not taken")
	}
	h := hung{"red.png", picture.Frame{Cols: 4, Rows: 2}, true}
	transmit, drawn, err := d.m.library.Place(t.Context(), h.path, h.frame, 7)
	if err != nil {
		t.Fatal(err)
	}
	// First the terminal is told, and only then is the page changed.
	m, cmd := d.m.drew(pictureDrawn{h, drawing{drawn, d.m.library.state, 7}, transmit})
	if len(m.gallery.drawn) != 0 || cmd == nil {
		t.Error("the page shows a picture that the terminal does not have")
	}
	m, _ = d.m.drew(pictureDrawn{h, drawing{drawn, d.m.library.state, 7}, ""})
	if ids := m.gallery.placed(); len(ids) != 1 || ids[0] != 7 {
		t.Errorf("the terminal keeps %v", ids)
	}
	var out bytes.Buffer
	m.takenDown(&out)
	if got := out.String(); got != picture.Forget(7) {
		t.Errorf("at the end: %q", got)
	}
	m, cmd = m.drew(pictureDrawn{h, drawing{drawn, d.m.library.state, 8}, ""})
	if raw, ok := cmd().(tea.RawMsg); !ok || raw.Msg != picture.Forget(7) || m.gallery.placed()[0] != 8 {
		t.Errorf("%v", m.gallery.placed())
	}
	for _, other := range []string{"WezTerm 2024", "XTerm(390)"} {
		d.m.gallery.shows = false
		d.send(tea.TerminalVersionMsg{Name: other})
		if d.m.gallery.shows {
			t.Errorf("%s is believed", other)
		}
	}
}

func TestEmbeddedNotesAreShownAndTheirLinksFollowed(t *testing.T) {
	d := drive(t, notes(illustrated(t)))
	d.keys("ctrl+p", `"illustrated"`, "enter")
	d.sees("Of the part", "a way back").seesNot("Not shown", "Before.")
	d.keys("tab", "tab", "tab") // the picture, the link below it, the embedded note
	if !strings.Contains(d.foot(), "Other") || !strings.Contains(d.foot(), "Part") {
		t.Errorf("the frame's link: %q", d.foot())
	}
	d.keys("tab")
	if !strings.Contains(d.foot(), "Illustrated") {
		t.Errorf("the first link of the embedded note: %q", d.foot())
	}
	d.keys("tab", "enter") // a heading of the embedded note is another note's here
	if !strings.Contains(d.head(), "Other") {
		t.Errorf("followed: %q", d.head())
	}
	d.keys("backspace")
	d.sees("Of the part")
	x, y := d.find("a way back")
	d.click(x, y)
	if !strings.Contains(d.head(), "Illustrated") {
		t.Errorf("by mouse: %q", d.head())
	}
}
