package render

import "strconv"

// glyphs are the signs on a page. Each is one cell wide, or a few ASCII characters.
type glyphs struct {
	bullets                           [3]string // by depth of the list
	unchecked, checked                string    // task lists
	bar, rule, headRule               string
	external, broken, outside, list   string
	picture, media, note              string
	footnoteBack, ellipsis, separator string
	unfolded, folded                  string // folds
	// corners of a frame
	topLeft, topRight, bottomLeft, bottomRight string
}

var (
	unicodeGlyphs = glyphs{
		bullets: [3]string{"•", "◦", "▪"}, unchecked: "☐", checked: "☑",
		bar: "│", rule: "─", headRule: "─", external: "↗", broken: "✗", outside: "⊘", list: "≡",
		picture: "▨\u00a0", media: "▷\u00a0", note: "▤\u00a0", footnoteBack: " ↩", ellipsis: "…", separator: "·", unfolded: "▾", folded: "▸",
		topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
	}
	asciiGlyphs = glyphs{
		bullets: [3]string{"*", "-", "+"}, unchecked: "[ ]", checked: "[x]",
		bar: "|", rule: "-", headRule: "-", external: "^", broken: "!", outside: "^^", list: "=",
		picture: "image: ", media: "media: ", note: "note: ", footnoteBack: " ^", ellipsis: "...", separator: "-", unfolded: "v", folded: ">",
		topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
	}
)

func (p *Page) glyphs() *glyphs {
	if p.theme.ASCII {
		return &asciiGlyphs
	}
	return &unicodeGlyphs
}

// checkBox returns the sign of a task.
func (g *glyphs) checkBox(checked bool) string {
	if checked {
		return g.checked
	}
	return g.unchecked
}

// footnoteMark returns the superscript number of a footnote.
func (p *Page) footnoteMark(n int) string {
	if s, ok := convertScript(itoa(n), superscripts); ok && !p.theme.ASCII {
		return s
	}
	return "[^" + itoa(n) + "]"
}

func itoa(n int) string { return strconv.Itoa(n) }
