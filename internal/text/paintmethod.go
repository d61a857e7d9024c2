package text

import "github.com/charmbracelet/x/ansi"

// PaintMethod returns the way in which the renderer that paints cells on a terminal is to count them: by grapheme clusters where
// the terminal does (mode 2027), and otherwise by code points, as terminals have always done (wcwidth of POSIX).
func PaintMethod(graphemes bool) ansi.Method {
	if graphemes {
		return ansi.GraphemeWidth
	}
	return ansi.WcWidth
}
