package picture

import (
	"bytes"
	"encoding/base64"
	"image/color"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

var graphicsCommand = regexp.MustCompile(`\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\`)

// The output follows the published protocol: chunks of at most 4096 bytes, all but the last with m=1, the first with the
// keys of a virtual placement, and with q=2 so that the terminal sends no replies.
func TestEncodeKitty_FollowsProtocol(t *testing.T) {
	encoded, err := encodeKitty(t.Context(), bytes.NewReader(encodePNG(t, quarterImage(600, 400))), Placement{Frame: Frame{40, 13}, ID: 0x0a0b0c})
	if err != nil {
		t.Fatal(err)
	}
	transmit, d := encoded.Transmit, encoded.Drawing
	if rest := graphicsCommand.ReplaceAllString(transmit, ""); rest != "" {
		t.Errorf("output besides graphics commands: %q", rest)
	}
	var data strings.Builder
	all := graphicsCommand.FindAllStringSubmatch(transmit, -1)
	for i, m := range all {
		keys := map[string]string{}
		for _, k := range strings.Split(m[1], ",") {
			name, value, _ := strings.Cut(k, "=")
			keys[name] = value
		}
		if i == 0 {
			for name, want := range map[string]string{"a": "T", "U": "1", "f": "100", "i": "658188", "c": "40", "r": "13", "q": "2"} {
				if keys[name] != want {
					t.Errorf("%s=%s, want %s in %q", name, keys[name], want, m[1])
				}
			}
		}
		if last := i == len(all)-1; len(m[2]) > 4096 || len(all) > 1 && (keys["m"] == "0") != last {
			t.Errorf("chunk %d of %d: %d bytes, m=%s", i, len(all), len(m[2]), keys["m"])
		}
		data.WriteString(m[2])
	}
	raw, err := base64.StdEncoding.DecodeString(data.String())
	if err != nil {
		t.Fatal(err)
	}
	if img, err := png.Decode(bytes.NewReader(raw)); err != nil || img.Bounds().Dx() != 40*kittyCellWidth {
		t.Errorf("transmitted image: %v, %v", img, err)
	}
	if len(d.Rows) != 13 || len(d.Rows[0]) != 40 {
		t.Fatalf("%d rows of %d cells", len(d.Rows), len(d.Rows[0]))
	}
	// The first diacritics of the protocol's table are U+0305, U+030D, U+030E.
	if c := d.Rows[2][1]; c.Text != "\U0010eeee\u030e\u030d" || c.Fg != (color.RGBA{0x0a, 0x0b, 0x0c, 0xff}) {
		t.Errorf("row 2, column 1: %+q, %v", c.Text, c.Fg)
	}
	if w := ansi.StringWidth(d.Rows[12][39].Text); w != 1 {
		t.Errorf("a placeholder is %d cells wide", w)
	}
	if got := deleteKittyImage(7); !graphicsCommand.MatchString(got) || !strings.Contains(got, "a=d,d=I,i=7") {
		t.Errorf("%q", got)
	}
}

// envOf returns an environment of NAME=value pairs.
func envOf(pairs string) func(string) string {
	return func(name string) string {
		for _, v := range strings.Fields(pairs) {
			if value, ok := strings.CutPrefix(v, name+"="); ok {
				return value
			}
		}
		return ""
	}
}
