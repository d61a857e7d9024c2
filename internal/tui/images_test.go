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
	"quire/internal/tui/loader"
)

// encodePNG returns a white PNG of w by h pixels with a red line.
func encodePNG(t testing.TB, w, h int) string {
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

// illustratedFiles returns a library with images near and far, a damaged image and an embedded note with an image.
func illustratedFiles(t testing.TB) map[string]string {
	files := map[string]string{
		"a.md":      "---\ntitle: Illustrated\n---\nWords above.\n\n![A red line](red.png)\n\nWords below, [a link](b.md).\n\n![[b#Part]]\n\n" + strings.Repeat("Filling.\n\n", 40) + "![far](far.png)\n\n![bad](bad.png)\n",
		"b.md":      "# Other\n\nBefore.\n\n## Part\n\nOf the part, with [a way back](a.md) and [a heading](#part).\n\n![in it](red.png)\n\n## Rest\n\nNot shown.\n",
		"red.png":   encodePNG(t, 320, 160),
		"far.png":   encodePNG(t, 160, 320),
		"bad.png":   encodePNG(t, 64, 64)[:90],
		"other.txt": "",
	}
	return files
}

func TestImages_DoNotMoveText(t *testing.T) {
	d := drive(t, notes(illustratedFiles(t)))
	d.keys("ctrl+p", `"illustrated"`, "enter")
	d.sees("A red line (red.png)", "▨", "PNG · 320 × 160", "Words below")
	d.seesNot("▀")
	d.hold = true
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.release(false)
	d.sees("▀", "A red line (red.png)")
	if _, y := d.find("Words below"); y < 10 {
		t.Errorf("the image takes no rows:\n%s", d.text())
	}

	// Until the image is drawn there is a frame of its size, so the text below does not move.
	d = drive(t, notes(illustratedFiles(t)), func(o *Options) { o.Theme = nil })
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.keys("ctrl+p", `"illustrated"`)
	d.hold = true
	d.keys("enter")
	held := d.held
	d.hold, d.held = false, nil
	for _, cmd := range held { // the page arrives and requests its image
		d.hold = true
		if cmd == nil {
			continue
		}
		if msg := cmd(); msg != nil {
			if made, ok := msg.(loader.LoadedMsg); ok {
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

func TestImages_OnlyVisibleAreDrawn(t *testing.T) {
	d := drive(t, notes(illustratedFiles(t)))
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.keys("ctrl+p", `"illustrated"`, "enter")
	drawn := func(path string) bool {
		for h := range d.m.page.images.entries {
			if h.path == path {
				return true
			}
		}
		return false
	}
	if !drawn("red.png") || drawn("far.png") {
		t.Errorf("drawn: %v", d.m.page.images.order)
	}
	d.keys("G")
	if !drawn("far.png") {
		t.Error("an image that scrolled into the viewport is not drawn")
	}
	d.sees("damaged")
}

func TestImagesOff_ShowsNames(t *testing.T) {
	d := drive(t, notes(illustratedFiles(t)), func(o *Options) { o.Images = "off" })
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.keys("ctrl+p", `"illustrated"`, "enter")
	d.sees("╭", "A red line (red.png)", "bytes").seesNot("▀")
	d.keys("tab")
	if !strings.Contains(d.foot(), "red.png (a file)") {
		t.Errorf("an image cannot be selected as a link: %q", d.foot())
	}
}

func TestImageCache_IsBounded(t *testing.T) {
	files := map[string]string{}
	var b strings.Builder
	for i := range 3 * maxCachedImages {
		name := strings.Repeat("x", i+1) + ".png"
		files[name] = encodePNG(t, 80, 40)
		b.WriteString("![](" + name + ")\n\n")
	}
	files["all.md"] = b.String()
	d := drive(t, notes(files))
	d.send(tea.ColorProfileMsg{Profile: colorprofile.ANSI256})
	d.keys("enter")
	for range 3 * maxCachedImages {
		d.keys("space")
		if n := len(d.m.page.images.entries); n > maxCachedImages || n != len(d.m.page.images.order) {
			t.Fatalf("%d images are cached", n)
		}
	}
	d.sees("▀")
}

// A terminal that reports support for images gets them, and is told to delete those that are no longer needed.
func TestImageProtocol_TransmitsAndDeletes(t *testing.T) {
	d := drive(t, notes(illustratedFiles(t)))
	d.send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	d.send(tea.TerminalVersionMsg{Name: "kitty(0.42.0)"})
	d.keys("ctrl+p", `"illustrated"`)
	d.hold = true
	d.keys("enter")
	protocol := d.m.page.images.protocol
	if protocol == nil {
		t.Fatal("the reported version is ignored")
	}
	h := imageKey{"red.png", picture.Frame{Cols: 4, Rows: 2}, true}
	e, err := d.m.library.EncodePicture(t.Context(), h.path, protocol, picture.Placement{Frame: h.frame, ID: 7})
	if err != nil {
		t.Fatal(err)
	}
	drawn := imageDrawnMsg{key: h, round: d.m.page.images.round, image: cachedImage{e.Drawing, d.m.library.generation, 7, protocol}, transmit: e.Transmit}
	// The page changes only after the image is transmitted.
	m, cmd := d.m.page.handleImageDrawn(drawn)
	if len(m.images.entries) != 0 || cmd == nil {
		t.Error("the page shows an image that is not transmitted yet")
	}
	drawn.transmit = ""
	m, _ = d.m.page.handleImageDrawn(drawn)
	if kept := m.images.cachedImages(); len(kept) != 1 || kept[0].id != 7 {
		t.Errorf("images in the terminal: %v", kept)
	}
	var out bytes.Buffer
	m.deleteAllImages(&out)
	if got := out.String(); got != protocol.Delete(7) {
		t.Errorf("at the end: %q", got)
	}
	drawn.image.id = 8
	m, cmd = m.handleImageDrawn(drawn)
	if raw, ok := cmd().(tea.RawMsg); !ok || raw.Msg != protocol.Delete(7) || m.images.cachedImages()[0].id != 8 {
		t.Errorf("%v", m.images.cachedImages())
	}
	for _, other := range []string{"XTerm(390)", "tmux 3.4"} {
		d.m.page.images.protocol = nil
		d.send(tea.TerminalVersionMsg{Name: other})
		if d.m.page.images.protocol != nil {
			t.Errorf("%s counts as a terminal that supports images", other)
		}
	}
}

func TestEmbeds_AreShownWithLinks(t *testing.T) {
	d := drive(t, notes(illustratedFiles(t)))
	d.keys("ctrl+p", `"illustrated"`, "enter")
	d.sees("Of the part", "a way back").seesNot("Not shown", "Before.")
	d.keys("tab", "tab", "tab") // the image, the link below it, the embedded note
	if !strings.Contains(d.foot(), "Other") || !strings.Contains(d.foot(), "Part") {
		t.Errorf("the frame's link: %q", d.foot())
	}
	d.keys("tab")
	if !strings.Contains(d.foot(), "Illustrated") {
		t.Errorf("the first link of the embedded note: %q", d.foot())
	}
	d.keys("tab", "enter") // a link to a heading of the embedded note leads to the other note
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
