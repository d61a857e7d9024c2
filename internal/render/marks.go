package render

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/theme"
)

// Where a theme has no style for a mark, as in a pipe, signs stand around the text instead: without them ~~not~~ would turn
// the sense round. The signs are decoration, so that search and copies do not contain them.

// signs are what stands around a marked text where its style does not show.
type signs struct{ before, after string }

var markSigns = map[styleID]signs{
	styleStrike:    {"~~", "~~"},
	styleMark:      {"*", "*"},
	styleKbd:       {"<", ">"},
	styleUnderline: {"_", "_"},
	styleInserted:  {"++", "++"},
}

// writeMarked gives what write writes a style, or the signs that stand for it.
func (in *inlineWriter) writeMarked(style styleID, write func()) {
	s, hasSigns := markSigns[style]
	if !hasSigns || in.page.styleForMark(markStyle, int(style)) != (theme.Style{}) && (style != styleStrike || in.page.theme.Strike.Strike) {
		in.withStyle(style, write)
		return
	}
	in.flushSpace()
	in.decorate(s.before)
	write()
	in.decorate(s.after)
}

func (in *inlineWriter) writeStrikethrough(n ast.Node) {
	in.writeMarked(styleStrike, func() { in.writeChildren(n) })
}

func (in *inlineWriter) writeHighlight(n ast.Node) {
	in.writeMarked(styleMark, func() { in.writeChildren(n) })
}

func (in *inlineWriter) writeStyled(n ast.Node) {
	switch n.(*markdown.Styled).Style {
	case markdown.Kbd:
		in.writeMarked(styleKbd, func() { in.writeChildren(n) })
	case markdown.Code:
		in.writeMarked(styleCode, func() { in.writeChildren(n) })
	case markdown.Underline:
		in.writeMarked(styleUnderline, func() { in.writeChildren(n) })
	case markdown.Inserted:
		in.writeMarked(styleInserted, func() { in.writeChildren(n) })
	case markdown.Sup:
		in.writeScript(n, superscripts, "^")
	case markdown.Sub:
		in.writeScript(n, subscripts, "_")
	}
}

// writeCheckBox writes a checkbox in running text. At the beginning of an item the list draws it.
func (in *inlineWriter) writeCheckBox(n ast.Node) {
	if markdown.IsItemCheckBox(n) {
		return
	}
	in.flushSpace()
	in.decorate(in.page.glyphs().checkBox(n.(*east.TaskCheckBox).IsChecked))
}

// writeEmoji writes an emoji that is written by its name, or that name where the terminal may lack it.
func (in *inlineWriter) writeEmoji(n ast.Node) {
	e := n.(*markdown.Emoji)
	if in.page.theme.ASCII {
		in.writeText(":" + e.Name + ":")
		return
	}
	in.writeText(e.Shown)
}

// writeItemSign writes the bullet or number of an item of a list within a line.
func (in *inlineWriter) writeItemSign(n ast.Node) {
	in.flushSpace()
	if number := n.(*markdown.ItemSign).Number; number > 0 {
		in.decorate(itoa(number) + ". ")
		return
	}
	in.decorate(in.page.glyphs().bullets[0] + " ")
}
