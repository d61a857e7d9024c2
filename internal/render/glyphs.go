package render

import "strconv"

// glyphs are the signs that a page draws, all of them one cell wide or a few of ASCII.
type glyphs struct {
	bullets               [3]string // by depth of the list
	open, done            string    // tasks
	bar, rule, headRule   string
	external, broken      string
	picture, media, note  string
	back, ellipsis, times string
	open2, closed         string // details
	// The corners of a frame, the upper ones first.
	corner, cornerRight, foot, footRight string
}

var (
	unicodeGlyphs = glyphs{
		bullets: [3]string{"•", "◦", "▪"}, open: "☐", done: "☑",
		bar: "│", rule: "─", headRule: "─", external: "↗", broken: "✗",
		picture: "▨\u00a0", media: "▷\u00a0", note: "▤\u00a0", back: " ↩", ellipsis: "…", times: "·", open2: "▾", closed: "▸",
		corner: "╭", cornerRight: "╮", foot: "╰", footRight: "╯",
	}
	asciiGlyphs = glyphs{
		bullets: [3]string{"*", "-", "+"}, open: "[ ]", done: "[x]",
		bar: "|", rule: "-", headRule: "-", external: "^", broken: "!",
		picture: "image: ", media: "media: ", note: "note: ", back: " ^", ellipsis: "...", times: "-", open2: "v", closed: ">",
		corner: "+", cornerRight: "+", foot: "+", footRight: "+",
	}
)

func (p *Page) glyphs() *glyphs {
	if p.theme.ASCII {
		return &asciiGlyphs
	}
	return &unicodeGlyphs
}

// footnoteMark is the raised number of a footnote.
func (p *Page) footnoteMark(n int) string {
	if s, ok := script(itoa(n), superscripts); ok && !p.theme.ASCII {
		return s
	}
	return "[^" + itoa(n) + "]"
}

func itoa(n int) string { return strconv.Itoa(n) }
