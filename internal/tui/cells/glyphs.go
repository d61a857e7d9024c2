package cells

// Glyphs are the signs that the screen is made with beside text. Each is one
// cell wide in Unicode; its ASCII stand-in may be wider.
type Glyphs struct {
	Tail      string // something was cut off here
	Bar       string // the selected row
	Divider   string // between shelf and preview
	Crumb     string // between library and title
	Dot       string // between facts
	Leads     string // where a link leads
	External  string // an address outside the library
	Broken    string // a link that leads nowhere
	Plus      string // a tag that must be there
	Minus     string // a tag that must not
	Problem   string // something is wrong with the note
	Backspace string // the key
	Unseen    string // a new note
	Changed   string // a note that is another one than was read
	Read      string // a note that was read since the unread ones were listed
	Up, Down  string // more in that direction
	Hit       string // what is searched for is there
	HitHere   string // and there one is
	Border    Border
}

// Unicode and Plain are the two sets.
var (
	Unicode = Glyphs{
		Tail: "…", Bar: "▌", Divider: "│", Crumb: "›", Dot: "·", Leads: "→", External: "↗", Broken: "✗",
		Plus: "+", Minus: "−", Problem: "!", Backspace: "⌫", Up: "↑", Down: "↓", Unseen: "•", Changed: "◦", Read: "✓", Hit: "•", HitHere: "◆", Border: Thin,
	}
	Plain = Glyphs{
		Tail: "~", Bar: ">", Divider: "|", Crumb: ">", Dot: "-", Leads: "->", External: "^", Broken: "x",
		Plus: "+", Minus: "-", Problem: "!", Backspace: "bksp", Up: "^", Down: "v", Unseen: "*", Changed: ".", Read: "v", Hit: "*", HitHere: "@", Border: ASCII,
	}
)

// GlyphsFor is the set for a terminal that shows Unicode, or only ASCII.
func GlyphsFor(ascii bool) Glyphs {
	if ascii {
		return Plain
	}
	return Unicode
}
