package safe

import "quire/internal/text"

// Cut makes a text of unknown origin safe for a single line of a terminal and cuts it to w cells, counted with m. tail marks
// that something was cut off. The time is bounded by w, however long the text is.
func Cut(m text.WidthMethod, s string, w int, tail string) string {
	head := text.Head(s, w)
	shown := Text(head)
	if len(head) < len(s) && m.Width(shown) <= w {
		return m.Cut(shown, w-m.Width(tail), "") + m.Cut(tail, w, "")
	}
	return m.Cut(shown, w, tail)
}
