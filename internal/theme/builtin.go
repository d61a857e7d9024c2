package theme

import (
	"fmt"
	"image/color"
	"sort"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Names lists the built-in themes in the order of the documentation. auto stands for dark or light, by the terminal.
var Names = []string{"auto", "dark", "light", "contrast", "ansi", "plain"}

// palette holds the colours of a theme by their role. Nil stands for the terminal's own colour.
type palette struct {
	text, dim, accent, heading                 color.Color
	link, external, broken, ambiguous, visited color.Color
	code, codeBackground                       color.Color
	note, tip, warning, danger                 color.Color
	match, matchText                           color.Color
	// Syntax of code.
	comment, keyword, name, function, literal, number color.Color
}

// parseHex returns the colour "#rrggbb".
func parseHex(s string) color.Color { return lipgloss.Color(s) }

// Dark returns the theme for terminals with a dark background.
func Dark() *Theme {
	return applyPalette("dark", true, palette{
		text: parseHex("#d5d8de"), dim: parseHex("#9097a3"), accent: parseHex("#f2b457"), heading: parseHex("#e9d8a6"),
		link: parseHex("#8ab8ff"), external: parseHex("#7fd1c0"), broken: parseHex("#ff9187"), ambiguous: parseHex("#d3a8ff"), visited: parseHex("#a3a8e8"),
		code: parseHex("#dcbfa0"), codeBackground: nil,
		note: parseHex("#8ab8ff"), tip: parseHex("#86d08f"), warning: parseHex("#f2b457"), danger: parseHex("#ff9187"),
		match: parseHex("#f2b457"), matchText: parseHex("#1b1b1b"),
		comment: parseHex("#8b93a1"), keyword: parseHex("#d3a8ff"), name: parseHex("#d8dee9"), function: parseHex("#8ab8ff"), literal: parseHex("#a5d6a0"), number: parseHex("#f0a97a"),
	})
}

// Light returns the theme for terminals with a light background.
func Light() *Theme {
	return applyPalette("light", false, palette{
		text: parseHex("#24292f"), dim: parseHex("#636a75"), accent: parseHex("#9a5200"), heading: parseHex("#6d4a00"),
		link: parseHex("#1557b8"), external: parseHex("#00685c"), broken: parseHex("#b3261e"), ambiguous: parseHex("#7a2fb0"), visited: parseHex("#55579e"),
		code: parseHex("#7a4318"), codeBackground: nil,
		note: parseHex("#1557b8"), tip: parseHex("#1f6b2c"), warning: parseHex("#9a5200"), danger: parseHex("#b3261e"),
		match: parseHex("#9a5200"), matchText: parseHex("#ffffff"),
		comment: parseHex("#666d78"), keyword: parseHex("#7a2fb0"), name: parseHex("#24292f"), function: parseHex("#1557b8"), literal: parseHex("#1f6b2c"), number: parseHex("#9c4a12"),
	})
}

// ANSI returns a theme of the terminal's own sixteen colours, which follows whatever they were set to.
func ANSI() *Theme {
	c := func(n int) color.Color { return ansi.BasicColor(n) } //nolint:gosec // 0 to 15
	t := applyPalette("ansi", true, palette{
		dim: nil, accent: c(3), heading: nil,
		link: c(4), external: c(6), broken: c(1), ambiguous: c(5), visited: c(4),
		code: c(6), note: c(4), tip: c(2), warning: c(3), danger: c(1),
		match: c(3), matchText: c(0),
		comment: nil, keyword: c(5), name: nil, function: c(4), literal: c(2), number: c(6),
	})
	t.Dim = Style{Faint: true}
	return t
}

// Plain returns a theme without any escape sequence, for pipes and for terminals that know none.
func Plain() *Theme {
	t := &Theme{Name: "plain", Plain: true}
	t.Glamour = t.glamourStyle(palette{})
	return t
}

// ByName returns a built-in theme. "auto" and "contrast" depend on whether the background is dark. The error of an unknown
// name lists the names.
func ByName(name string, dark bool) (*Theme, error) {
	switch name {
	case "auto", "":
		if dark {
			return Dark(), nil
		}
		return Light(), nil
	case "dark":
		return Dark(), nil
	case "light":
		return Light(), nil
	case ContrastName:
		return Contrast(dark), nil
	case "ansi":
		return ANSI(), nil
	case "plain", "notty":
		return Plain(), nil
	}
	names := append([]string(nil), Names...)
	sort.Strings(names)
	return nil, fmt.Errorf("no style %q: use one of %v, or the path of a Glamour style file", name, names)
}

// applyPalette builds a theme from the colours of p.
func applyPalette(name string, dark bool, p palette) *Theme {
	t := &Theme{Name: name, Dark: dark}
	t.Text, t.Bold = Style{Fg: p.text}, Style{Fg: p.text, Bold: true}
	t.Dim = Style{Fg: p.dim}
	t.Accent = Style{Fg: p.accent}

	t.Title = Style{Bold: true, Fg: p.heading}
	t.Headings = [6]Style{
		{Bold: true, Fg: p.heading}, {Bold: true, Fg: p.heading}, {Bold: true, Fg: p.text},
		{Bold: true, Italic: true, Fg: p.text}, {Italic: true, Fg: p.text}, {Italic: true, Fg: p.dim},
	}
	t.Emph, t.Strong, t.Strike = Style{Italic: true}, Style{Bold: true}, Style{Strike: true, Fg: p.dim}
	t.Mark = Style{Reverse: true}
	t.Code, t.Kbd = Style{Fg: p.code}, Style{Fg: p.code, Bold: true}
	t.CodeLabel = t.Dim
	t.QuoteText, t.QuoteBar = Style{Italic: true}, t.Dim
	t.Bullet, t.Rule = t.Dim, t.Dim
	t.TableHead, t.TableRule = Style{Bold: true}, t.Dim
	t.Footnote = Style{Fg: p.link}
	t.Note, t.Tip = Style{Fg: p.note, Bold: true}, Style{Fg: p.tip, Bold: true}
	t.Warning, t.Danger = Style{Fg: p.warning, Bold: true}, Style{Fg: p.danger, Bold: true}

	t.Link = Style{Fg: p.link, Underline: true}
	t.LinkExternal = Style{Fg: p.external}
	t.LinkBroken = Style{Fg: p.broken, Strike: true}
	t.LinkAmbiguous = Style{Fg: p.ambiguous, Underline: true, Italic: true}
	t.LinkVisited = Style{Fg: p.visited, Underline: true}

	t.Focus = Style{Fg: p.matchText, Bg: p.accent, Bold: true, Underline: true}
	t.Hint = Style{Fg: p.matchText, Bg: p.accent, Bold: true}
	t.Match = Style{Fg: p.accent, Bold: true, Underline: true}
	t.MatchCurrent = Style{Fg: p.matchText, Bg: p.match, Bold: true}
	t.Selected = t.Bold
	t.Cursor = Style{Fg: p.accent, Bold: true}
	t.Border = t.Dim
	t.Error = Style{Fg: p.danger, Bold: true}
	t.Include, t.Exclude = Style{Fg: p.tip, Bold: true}, Style{Fg: p.danger, Bold: true}
	t.Glamour = t.glamourStyle(p)
	return t
}
