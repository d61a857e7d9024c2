package links

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
)

// contextCells is how wide the sentence around a link may be.
const contextCells = 200

// Context is the sentence around a link of doc, as visible text on one line of at most about 200 cells, with … where it
// was cut; span is where in it the link's own text stands, in bytes. Both are zero when doc has no such link.
func Context(doc *markdown.Document, link int) (text string, span [2]int) {
	n := doc.LinkNode(link)
	if n == nil {
		return "", span
	}
	block := n.Parent()
	for block != nil && block.Type() == ast.TypeInline {
		block = block.Parent()
	}
	if block == nil {
		block = n
	}
	text = doc.Text(block)
	span = occurrence(text, doc.Text(n), len(textBefore(doc, block, n)))
	text, span = sentence(text, span)
	return fit(text, span, contextCells)
}

// textBefore is about the visible text in block before n.
func textBefore(doc *markdown.Document, block, n ast.Node) string {
	var parts []string
	for n != block {
		for s := n.PreviousSibling(); s != nil; s = s.PreviousSibling() {
			parts = append(parts, doc.Text(s))
		}
		n = n.Parent()
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i])
	}
	return b.String()
}

// occurrence finds part in text nearest to the byte offset near.
func occurrence(text, part string, near int) [2]int {
	best := -1
	for from := 0; part != ""; {
		i := strings.Index(text[from:], part)
		if i < 0 {
			break
		}
		at := from + i
		if best >= 0 && abs(at-near) >= abs(best-near) {
			break // from here on they are farther
		}
		best = at
		from = at + len(part)
	}
	if best < 0 {
		best = min(near, len(text))
		for best > 0 && !utf8.RuneStart(text[best]) {
			best--
		}
		return [2]int{best, best}
	}
	return [2]int{best, best + len(part)}
}

// sentence cuts text down to the sentences that span lies in.
func sentence(text string, span [2]int) (string, [2]int) {
	lo, hi := 0, len(text)
	for it := sentences.FromString(text); it.Next(); {
		if it.End() <= span[0] {
			lo = it.End()
		}
		if it.End() >= span[1] && it.End() > span[0] {
			hi = it.End()
			break
		}
	}
	if lo > span[0] || hi < span[1] {
		lo, hi = 0, len(text)
	}
	for lo < span[0] && text[lo] == ' ' {
		lo++
	}
	for hi > span[1] && text[hi-1] == ' ' {
		hi--
	}
	return text[lo:hi], [2]int{span[0] - lo, span[1] - lo}
}

// fit cuts text to the given width around span, at spaces where there are any.
func fit(text string, span [2]int, cells int) (string, [2]int) {
	if displaywidth.String(text) <= cells {
		return text, span
	}
	before, own, after := text[:span[0]], text[span[0]:span[1]], text[span[1]:]
	room := cells - 2 // for the two …
	if w := displaywidth.String(own); w > room {
		own = head(own, room)
		return "…" + own + "…", [2]int{len("…"), len("…") + len(own)}
	} else {
		room -= w
	}
	left, right := displaywidth.String(before), displaywidth.String(after)
	leftRoom := max(room/2, room-right)
	if left > leftRoom {
		before = "…" + tail(before, leftRoom)
		left = leftRoom
	}
	if right > room-left {
		after = head(after, room-left) + "…"
	}
	return before + own + after, [2]int{len(before), len(before) + len(own)}
}

// head is the start of s in at most the given cells; it ends with a whole word if that costs little.
func head(s string, cells int) string {
	width, end := 0, 0
	for g := displaywidth.StringGraphemes(s); g.Next(); {
		if width+g.Width() > cells {
			break
		}
		width += g.Width()
		end += len(g.Value())
	}
	cut := s[:end]
	if i := strings.LastIndexFunc(cut, unicode.IsSpace); end < len(s) && i > end*2/3 {
		cut = cut[:i]
	}
	return cut
}

// tail is the end of s in at most the given cells; it begins with a whole word if that costs little.
func tail(s string, cells int) string {
	over := displaywidth.String(s) - cells
	start := 0
	for g := displaywidth.StringGraphemes(s); over > 0 && g.Next(); {
		over -= g.Width()
		start += len(g.Value())
	}
	cut := s[start:]
	if i := strings.IndexFunc(cut, unicode.IsSpace); start > 0 && i >= 0 && i < len(cut)/3 {
		cut = strings.TrimLeftFunc(cut[i:], unicode.IsSpace)
	}
	return cut
}
