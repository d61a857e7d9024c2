package cells

import "charm.land/lipgloss/v2"

// Glyphs holds the signs of the screen. Each takes one cell in Unicode; its ASCII replacement may be wider.
type Glyphs struct {
	Tail         string // something was cut off here
	Bar          string // the selected row
	Divider      string // between shelf and preview
	Breadcrumb   string // between the library and the title
	Dot          string // between facts
	Target       string // before the target of a link
	External     string // an address outside the library
	Broken       string // a link that leads nowhere
	Outside      string // what lies beside the opened folder
	List         string // a folder or a page that lists notes
	Plus         string // an included tag
	Minus        string // an excluded tag
	Problem      string // the note has problems
	Backspace    string // the key
	Unseen       string // a new note
	Changed      string // a note that has changed since it was read
	Read         string // a note read since the unread notes were listed
	Up, Down     string // more in that direction
	Match        string // a match of the search
	CurrentMatch string // the current match
	Border       lipgloss.Border
}

// UnicodeGlyphs and ASCIIGlyphs are the two sets.
var (
	UnicodeGlyphs = Glyphs{
		Tail: "…", Bar: "▌", Divider: "│", Breadcrumb: "›", Dot: "·", Target: "→", External: "↗", Broken: "✗", Outside: "⊘", List: "≡",
		Plus: "+", Minus: "−", Problem: "!", Backspace: "⌫", Up: "↑", Down: "↓", Unseen: "•", Changed: "◦", Read: "✓", Match: "•", CurrentMatch: "◆", Border: lipgloss.RoundedBorder(),
	}
	ASCIIGlyphs = Glyphs{
		Tail: "~", Bar: ">", Divider: "|", Breadcrumb: ">", Dot: "-", Target: "->", External: "^", Broken: "x", Outside: "^^", List: "=",
		Plus: "+", Minus: "-", Problem: "!", Backspace: "bksp", Up: "^", Down: "v", Unseen: "*", Changed: ".", Read: "v", Match: "*", CurrentMatch: "@", Border: lipgloss.ASCIIBorder(),
	}
)

// GlyphsFor returns the set for an ASCII or a Unicode terminal.
func GlyphsFor(ascii bool) Glyphs {
	if ascii {
		return ASCIIGlyphs
	}
	return UnicodeGlyphs
}
