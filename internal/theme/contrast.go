package theme

// ContrastName is the name of the theme with a high contrast.
const ContrastName = "contrast"

// Contrast is for eyes that need more of it: all text has a contrast of at least 7 (WCAG 2 AAA) with the ground, and
// what only helps is hardly quieter than the rest. There is one for a dark ground and one for a light.
func Contrast(dark bool) *Theme {
	p := palette{
		text: hex("#000000"), dim: hex("#3b3b3b"), accent: hex("#6b2f00"), heading: hex("#4a2f00"),
		link: hex("#003c9e"), external: hex("#004a40"), broken: hex("#8e0000"), ambiguous: hex("#55127f"), visited: hex("#363a80"),
		code: hex("#5c2c06"), note: hex("#003c9e"), tip: hex("#0b4a18"), warning: hex("#6b2f00"), danger: hex("#8e0000"),
		match: hex("#6b2f00"), matchText: hex("#ffffff"),
		comment: hex("#444444"), keyword: hex("#55127f"), name: hex("#000000"), function: hex("#003c9e"), literal: hex("#0b4a18"), number: hex("#6b2f00"),
	}
	if dark {
		p = palette{
			text: hex("#ffffff"), dim: hex("#d4d4d4"), accent: hex("#ffd800"), heading: hex("#ffe97f"),
			link: hex("#8fd0ff"), external: hex("#5cf2d6"), broken: hex("#ffb0a6"), ambiguous: hex("#e6bcff"), visited: hex("#c6c8ff"),
			code: hex("#ffd0a0"), note: hex("#8fd0ff"), tip: hex("#8cf59a"), warning: hex("#ffd800"), danger: hex("#ffb0a6"),
			match: hex("#ffd800"), matchText: hex("#000000"),
			comment: hex("#c4c8d0"), keyword: hex("#e6bcff"), name: hex("#ffffff"), function: hex("#8fd0ff"), literal: hex("#a5f0a0"), number: hex("#ffc08f"),
		}
	}
	t := paint(ContrastName, dark, p)
	t.QuoteText = Style{}                        // slanted letters are harder to read
	t.Mark = Style{Fg: p.matchText, Bg: p.match} // reversed would be as loud as the focus
	t.LinkExternal = Style{Fg: p.external, Underline: true}
	return t
}

// On is the theme for the ground that the terminal turns out to have: another one only for those that are made for both.
func (t *Theme) On(dark bool) *Theme {
	if t.Name != ContrastName || t.Dark == dark {
		return t
	}
	return Contrast(dark).WithASCII(t.ASCII)
}

// Suits says whether there is a variant of the theme for the other ground.
func (t *Theme) Suits() bool { return t.Name == ContrastName }
