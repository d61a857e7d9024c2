package theme

import (
	"fmt"
	"image/color"
	"sort"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
)

// Names are the built-in themes that can be asked for by name; auto chooses
// between dark and light.
var Names = []string{"auto", "dark", "light", "contrast", "ansi", "plain"}

// palette is what a theme is painted with. Nil is the terminal's own colour.
type palette struct {
	text, dim, accent, heading                 color.Color
	link, external, broken, ambiguous, visited color.Color
	code, codeGround                           color.Color
	note, tip, warning, danger                 color.Color
	match, matchText                           color.Color
	// Syntax of code.
	comment, keyword, name, function, literal, number color.Color
}

func hex(s string) color.Color { return lipgloss.Color(s) }

// Dark is for light text on a dark ground.
func Dark() *Theme {
	return paint("dark", true, palette{
		text: hex("#d5d8de"), dim: hex("#9097a3"), accent: hex("#f2b457"), heading: hex("#e9d8a6"),
		link: hex("#8ab8ff"), external: hex("#7fd1c0"), broken: hex("#ff9187"), ambiguous: hex("#d3a8ff"), visited: hex("#a3a8e8"),
		code: hex("#dcbfa0"), codeGround: nil,
		note: hex("#8ab8ff"), tip: hex("#86d08f"), warning: hex("#f2b457"), danger: hex("#ff9187"),
		match: hex("#f2b457"), matchText: hex("#1b1b1b"),
		comment: hex("#8b93a1"), keyword: hex("#d3a8ff"), name: hex("#d8dee9"), function: hex("#8ab8ff"), literal: hex("#a5d6a0"), number: hex("#f0a97a"),
	})
}

// Light is for dark text on a light ground.
func Light() *Theme {
	return paint("light", false, palette{
		text: hex("#24292f"), dim: hex("#636a75"), accent: hex("#9a5200"), heading: hex("#6d4a00"),
		link: hex("#1557b8"), external: hex("#00685c"), broken: hex("#b3261e"), ambiguous: hex("#7a2fb0"), visited: hex("#55579e"),
		code: hex("#7a4318"), codeGround: nil,
		note: hex("#1557b8"), tip: hex("#1f6b2c"), warning: hex("#9a5200"), danger: hex("#b3261e"),
		match: hex("#9a5200"), matchText: hex("#ffffff"),
		comment: hex("#666d78"), keyword: hex("#7a2fb0"), name: hex("#24292f"), function: hex("#1557b8"), literal: hex("#1f6b2c"), number: hex("#9c4a12"),
	})
}

// ANSI uses the terminal's own sixteen colours, so it fits whatever they were set to.
func ANSI() *Theme {
	c := func(n int) color.Color { return ansi.BasicColor(n) } //nolint:gosec // 0 to 15
	t := paint("ansi", true, palette{
		dim: nil, accent: c(3), heading: nil,
		link: c(4), external: c(6), broken: c(1), ambiguous: c(5), visited: c(4),
		code: c(6), note: c(4), tip: c(2), warning: c(3), danger: c(1),
		match: c(3), matchText: c(0),
		comment: nil, keyword: c(5), name: nil, function: c(4), literal: c(2), number: c(6),
	})
	t.Dim = Style{Faint: true}
	return t
}

// Plain emits no escape sequence: for pipes and for terminals that know none.
func Plain() *Theme {
	t := &Theme{Name: "plain", Plain: true}
	t.Glamour = t.glamour(palette{})
	return t
}

// ByName finds a built-in theme; "auto" and "contrast" are for a dark ground or a light one. The error lists the names.
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
	return nil, fmt.Errorf("no style %q; there are %v, and Glamour style files by their path", name, names)
}

func paint(name string, dark bool, p palette) *Theme {
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
	t.Glamour = t.glamour(p)
	return t
}
