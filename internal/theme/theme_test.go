package theme

import (
	"image/color"
	"math"
	"reflect"
	"strings"
	"testing"

	"charm.land/glamour/v2/ansi"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v>>8) / 255
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

// contrast returns the contrast ratio of two colours, from 1 to 21 (WCAG 2).
func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Every text colour has a contrast ratio of at least 4.5 (WCAG 2, level AA) with the backgrounds that terminals usually
// have, and of at least 7 (level AAA) in the high-contrast theme.
func TestThemes_HaveContrast(t *testing.T) {
	dark, light := []string{"#000000", "#1e1e1e", "#282c34"}, []string{"#ffffff", "#fdf6e3", "#fafafa"}
	for _, c := range []struct {
		theme       *Theme
		backgrounds []string
		least       float64
	}{
		{Dark(), dark, 4.5}, {Light(), light, 4.5}, {Contrast(true), dark, 7}, {Contrast(false), light, 7},
	} {
		all := styles(c.theme)
		for name, s := range syntaxStyles(c.theme) {
			all["code "+name] = s
		}
		for name, s := range all {
			for _, g := range c.backgrounds {
				background := parseHex(g)
				if s.Bg != nil {
					background = s.Bg
				}
				if s.Fg != nil {
					if k := contrast(s.Fg, background); k < c.least {
						t.Errorf("%s %s on %s: contrast %.2f, want %.1f", c.theme.Name, name, g, k, c.least)
					}
				}
			}
		}
	}
}

// syntaxStyles returns the styles of code, by kind of token.
func syntaxStyles(t *Theme) map[string]Style {
	out := map[string]Style{}
	v := reflect.ValueOf(*t.Glamour.CodeBlock.Chroma)
	for i := range v.NumField() {
		if p, ok := v.Field(i).Interface().(ansi.StylePrimitive); ok {
			out[v.Type().Field(i).Name] = FromPrimitive(p)
		}
	}
	return out
}

func styles(t *Theme) map[string]Style {
	out := map[string]Style{}
	v := reflect.ValueOf(*t)
	for i := range v.NumField() {
		switch f := v.Field(i).Interface().(type) {
		case Style:
			out[v.Type().Field(i).Name] = f
		case [6]Style:
			for j, s := range f {
				out[v.Type().Field(i).Name+string(rune('1'+j))] = s
			}
		}
	}
	return out
}

// Without colour, each kind of link, the focus and a match still differ from plain text and from each other.
func TestThemes_DifferByMoreThanColour(t *testing.T) {
	for _, th := range []*Theme{Dark(), Light(), ANSI(), Contrast(true), Contrast(false), ContrastOnAny()} {
		seen := map[Style]string{}
		for name, s := range map[string]Style{"link": th.Link, "broken": th.LinkBroken, "ambiguous": th.LinkAmbiguous, "focus": th.Focus} {
			s.Fg, s.Bg = nil, nil
			if s == (Style{}) {
				t.Errorf("%s: %s is told by colour alone", th.Name, name)
			}
			if other := seen[s]; other != "" {
				t.Errorf("%s: %s and %s differ by colour alone", th.Name, name, other)
			}
			seen[s] = name
		}
	}
}

// ContrastOnAny sets no colour, since each would be hard to read on some background.
func TestContrastOnAny_HasNoColours(t *testing.T) {
	all := styles(ContrastOnAny())
	for name, s := range syntaxStyles(ContrastOnAny()) {
		all["code "+name] = s
	}
	for name, s := range all {
		if s.Fg != nil || s.Bg != nil {
			t.Errorf("%s has a colour: %+v", name, s)
		}
	}
}

func TestPlain_EmitsNoEscape(t *testing.T) {
	for name, s := range styles(Plain()) {
		if got := s.Render("x"); got != "x" {
			t.Errorf("%s renders %q", name, got)
		}
	}
}

func TestByName(t *testing.T) {
	for _, name := range Names {
		if _, err := ByName(name, true); err != nil {
			t.Error(err)
		}
	}
	if _, err := ByName("drak", true); err == nil || !strings.Contains(err.Error(), "dark") {
		t.Errorf("unknown name: %v", err)
	}
}

func TestFromGlamour(t *testing.T) {
	th, err := FromGlamour("mine", []byte(`{"h1":{"color":"#ff0000","bold":true},"code":{"color":"3"}}`), Dark())
	if err != nil {
		t.Fatal(err)
	}
	if th.Headings[0] != (Style{Fg: parseHex("#ff0000"), Bold: true}) || th.Code.Fg == nil || th.Link != Dark().Link {
		t.Errorf("heading %+v, code %+v", th.Headings[0], th.Code)
	}
	if _, err := FromGlamour("bad", []byte("{"), Dark()); err == nil {
		t.Error("no error for a broken file")
	}
}
