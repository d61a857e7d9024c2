package theme

// ContrastName names the high-contrast theme in settings.
const ContrastName = "contrast"

// Contrast returns the high-contrast theme for a dark or a light background. All text has a contrast ratio of at least 7
// with the background (WCAG 2, level AAA), and dim text is hardly quieter than the rest.
func Contrast(dark bool) *Theme {
	p := palette{
		text: parseHex("#000000"), dim: parseHex("#3b3b3b"), accent: parseHex("#6b2f00"), heading: parseHex("#4a2f00"),
		link: parseHex("#003c9e"), external: parseHex("#004a40"), broken: parseHex("#8e0000"), ambiguous: parseHex("#55127f"), visited: parseHex("#363a80"),
		code: parseHex("#5c2c06"), note: parseHex("#003c9e"), tip: parseHex("#0b4a18"), warning: parseHex("#6b2f00"), danger: parseHex("#8e0000"),
		match: parseHex("#6b2f00"), matchText: parseHex("#ffffff"),
		comment: parseHex("#444444"), keyword: parseHex("#55127f"), name: parseHex("#000000"), function: parseHex("#003c9e"), literal: parseHex("#0b4a18"), number: parseHex("#6b2f00"),
	}
	if dark {
		p = palette{
			text: parseHex("#ffffff"), dim: parseHex("#d4d4d4"), accent: parseHex("#ffd800"), heading: parseHex("#ffe97f"),
			link: parseHex("#8fd0ff"), external: parseHex("#5cf2d6"), broken: parseHex("#ffb0a6"), ambiguous: parseHex("#e6bcff"), visited: parseHex("#c6c8ff"),
			code: parseHex("#ffd0a0"), note: parseHex("#8fd0ff"), tip: parseHex("#8cf59a"), warning: parseHex("#ffd800"), danger: parseHex("#ffb0a6"),
			match: parseHex("#ffd800"), matchText: parseHex("#000000"),
			comment: parseHex("#c4c8d0"), keyword: parseHex("#e6bcff"), name: parseHex("#ffffff"), function: parseHex("#8fd0ff"), literal: parseHex("#a5f0a0"), number: parseHex("#ffc08f"),
		}
	}
	t := applyPalette(ContrastName, dark, p)
	t.QuoteText = Style{}                        // italics are harder to read
	t.Mark = Style{Fg: p.matchText, Bg: p.match} // reverse video would be as loud as the focused link
	t.LinkExternal = Style{Fg: p.external, Underline: true}
	return t
}

// ContrastOnAny returns the high-contrast theme for a terminal whose background is unknown. It uses only the terminal's own
// colour and attributes.
func ContrastOnAny() *Theme {
	t := applyPalette(ContrastName, true, palette{})
	reverse := Style{Reverse: true, Bold: true}
	t.QuoteText = Style{}
	t.Focus, t.Hint, t.MatchCurrent = reverse, reverse, reverse
	return t
}

// ForBackground returns the variant of t for the background that the terminal reports. Themes without variants return themselves.
func (t *Theme) ForBackground(dark bool) *Theme {
	if t.Name != ContrastName || t.Dark == dark {
		return t
	}
	return Contrast(dark).WithASCII(t.ASCII)
}

// HasVariant reports whether t has a variant for the other background.
func (t *Theme) HasVariant() bool { return t.Name == ContrastName }
