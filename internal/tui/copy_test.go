package tui

import "testing"

// The list offers every reference to a position, and copies what the label says.
func TestCopy_OffersEveryReference(t *testing.T) {
	d := drive(t, notes(map[string]string{
		"blog/2024-01-02-here.md": "---\npermalink: /b/here/\n---\n# Here\n\nText.\n\n## A part\n\nMore, see [there](../x/there.md).\n",
		"x/there.md":              "# There\n\nBack [to it](../blog/2024-01-02-here.md#a-part).\n",
		"quire.toml":              "hosts = [\"n.example\"]\n",
	}))
	d.keys("ctrl+p", `"There"`, "enter", "tab", "enter").sees("Here", "A part")
	for text, want := range map[string]string{
		"":         "blog/2024-01-02-here.md",
		"line":     "blog/2024-01-02-here.md:4",
		"site":     "https://n.example/b/here",
		"wiki":     "[[2024-01-02-here]]",
		"markdown": "[Here](../blog/2024-01-02-here.md)",
	} {
		d.keys("g", "y")
		if text != "" {
			d.keys(`"` + text + `"`)
		}
		if d.keys("enter"); d.copied != want || d.copiedToSystem != want {
			t.Errorf("%q: copied %q, want %q", text, d.copied, want)
		}
	}
	d.resize(60, 6).keys("y", `"wiki"`, "enter", "G", "y", `"wiki"`, "enter")
	if d.copied != "[[2024-01-02-here#A part]]" {
		t.Errorf("below the heading: copied %q", d.copied)
	}
	d.resize(60, 20).keys("G", "tab", "y").sees("link", "x/there.md").keys("y")
	if d.copied != "x/there.md" {
		t.Errorf("the link: copied %q", d.copied)
	}
	d.keys("y", `"wy"`, "esc").sees("A part") // once text is typed, y is a letter
}
