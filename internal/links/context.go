package links

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/yuin/goldmark/ast"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/text"
)

// maxContextWidth is the maximum width of the text around a link, in cells.
const maxContextWidth = 200

// LinkContext returns the sentence around a link of doc: visible text on a single line of at most 200 cells, with … where it
// was cut. text[span[0]:span[1]] is the link's own text. Both results are zero if doc has no such link.
func LinkContext(doc *markdown.Document, link int) (text string, span [2]int) {
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
	span = nearestOccurrence(text, doc.Text(n), len(visibleTextBefore(doc, block, n)))
	return CutContext(text, span)
}

// BacklinkContext returns the text around a link of a note, as LinkContext does. link is its index in the note's details; a
// link in a value of the front matter stands after the name of its field.
func BacklinkContext(p *note.Parsed, link int) (text string, span [2]int) {
	if link < len(p.Doc.Links()) {
		return LinkContext(p.Doc, link)
	}
	d := p.Note.Details()
	if link >= len(d.Links) {
		return "", span
	}
	l, name := d.Links[link], ""
	if l.Form != markdown.Property { // a hashtag
		return tagContext(p.Body, l)
	}
	for _, f := range d.Fields {
		if f.Line <= l.Line {
			name = f.Key + ": "
		}
	}
	return cutToWidth(name+l.Text, [2]int{len(name), len(name) + len(l.Text)}, maxContextWidth)
}

// tagContext returns the line of a hashtag that is a link, and where the hashtag is in it.
func tagContext(body []byte, l note.Link) (text string, span [2]int) {
	at := min(max(l.Offset, 0), len(body))
	start, end := bytes.LastIndexByte(body[:at], '\n')+1, len(body)
	if i := bytes.IndexByte(body[at:], '\n'); i >= 0 {
		end = at + i
	}
	before := safe.Text(strings.TrimLeft(string(body[start:at]), " \t-*+>"))
	text = before + strings.TrimRight(safe.Text(string(body[at:end])), " \t\r")
	return cutToWidth(text, [2]int{len(before), min(len(before)+len(l.Text), len(text))}, maxContextWidth)
}

// visibleTextBefore returns the visible text in block before n. White space may differ from the text of the whole block,
// so its length only approximates the offset of n.
func visibleTextBefore(doc *markdown.Document, block, n ast.Node) string {
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

// nearestOccurrence returns the start and end of the occurrence of part in text that is nearest to the byte offset near.
// If part is empty or does not occur, such as the text of a link that contains only a picture, the result is an empty
// span at near or at the end of text.
func nearestOccurrence(text, part string, near int) [2]int {
	best := -1
	for from := 0; part != ""; {
		i := strings.Index(text[from:], part)
		if i < 0 {
			break
		}
		offset := from + i
		if best >= 0 && abs(offset-near) >= abs(best-near) {
			break // the following occurrences are farther away
		}
		best = offset
		from = offset + len(part)
	}
	if best < 0 {
		best = min(near, len(text))
		for best > 0 && best < len(text) && !utf8.RuneStart(text[best]) {
			best--
		}
		return [2]int{best, best}
	}
	return [2]int{best, best + len(part)}
}

// CutContext returns the sentence around a part of a line, as LinkContext does around a link.
func CutContext(line string, span [2]int) (string, [2]int) {
	line, span = cutToSentence(line, span)
	return cutToWidth(line, span, maxContextWidth)
}

// cutToSentence returns the sentences of text that contain span, and span within them. An empty span at the end of text
// belongs to the last sentence.
func cutToSentence(text string, span [2]int) (string, [2]int) {
	lo, hi := 0, len(text)
	for it := sentences.FromString(text); it.Next(); {
		if it.End() <= span[0] && it.End() < len(text) {
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
	isEmpty := span[0] == span[1]
	for hi > lo && text[hi-1] == ' ' && (hi > span[1] || isEmpty) {
		hi--
	}
	return text[lo:hi], [2]int{min(span[0], hi) - lo, min(span[1], hi) - lo}
}

// cutToWidth cuts line around span to a width in cells, at spaces if possible, and returns span within the result.
func cutToWidth(line string, span [2]int, cells int) (string, [2]int) {
	if text.Wcwidth.PlainWidth(line) <= cells {
		return line, span
	}
	before, own, after := line[:span[0]], line[span[0]:span[1]], line[span[1]:]
	room := cells - 2 // for the two …
	if w := text.Wcwidth.PlainWidth(own); w > room {
		own = prefixOfWidth(own, room)
		return "…" + own + "…", [2]int{len("…"), len("…") + len(own)}
	} else {
		room -= w
	}
	left, right := text.Wcwidth.PlainWidth(before), text.Wcwidth.PlainWidth(after)
	leftRoom := max(room/2, room-right)
	if left > leftRoom {
		before = "…" + suffixOfWidth(before, leftRoom)
		left = leftRoom
	}
	if right > room-left {
		after = prefixOfWidth(after, room-left) + "…"
	}
	return before + own + after, [2]int{len(before), len(before) + len(own)}
}

// prefixOfWidth returns the longest prefix of s of at most the given cells. It cuts at a space in the last third, if there
// is one.
func prefixOfWidth(s string, cells int) string {
	cut := text.Wcwidth.Prefix(s, cells)
	if i := strings.LastIndexFunc(cut, unicode.IsSpace); len(cut) < len(s) && i > len(cut)*2/3 {
		cut = cut[:i]
	}
	return cut
}

// suffixOfWidth returns the longest suffix of s of at most the given cells. It cuts at a space in the first third, if
// there is one.
func suffixOfWidth(s string, cells int) string {
	cut := text.Wcwidth.Suffix(s, cells)
	if i := strings.IndexFunc(cut, unicode.IsSpace); len(cut) < len(s) && i >= 0 && i < len(cut)/3 {
		cut = strings.TrimLeftFunc(cut[i:], unicode.IsSpace)
	}
	return cut
}

func abs(n int) int { return max(n, -n) }
