package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark-emoji/definition"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Emoji is an emoji that is written by its name.
type Emoji struct {
	ast.BaseInline
	Name  string // without its colons
	Shown string // the emoji
}

// KindEmoji is the kind of Emoji.
var KindEmoji = ast.NewNodeKind("Emoji")

// Kind implements ast.Node.
func (n *Emoji) Kind() ast.NodeKind { return KindEmoji }

// Dump implements ast.Node.
func (n *Emoji) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.Name}, nil)
}

// emojiNames are the names that GitHub knows. https://github.com/ikatyang/emoji-cheat-sheet
var emojiNames = sync.OnceValue(func() definition.Emojis { return definition.Github() })

// maxEmojiName is more than any name has, in bytes.
const maxEmojiName = 64

// emojiParser makes an emoji of its name between colons, :smile:, where no word stands beside it. Other names stay as they
// are written.
type emojiParser struct{}

func (emojiParser) Trigger() []byte { return []byte{':'} }

func (emojiParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	name := emojiName(line)
	if name == nil || segment.Padding > 0 {
		return nil
	}
	before := block.PrecendingCharacter()
	if before < 0x80 && (util.IsAlphaNumeric(byte(before)) || before == ':' || before == '/') && !isEmoji(parent.LastChild()) {
		return nil
	}
	e, ok := emojiNames().Get(string(name))
	if !ok || !e.IsUnicode() {
		return nil
	}
	node := &Emoji{Name: string(name), Shown: string(e.Unicode)}
	node.SetPos(segment.Start)
	block.Advance(len(name) + 2)
	return node
}

// headingText returns the text of a heading with emoji by their names, as generators make its id of them: ## :rocket: Start is
// #rocket-start.
func (d *Document) headingText(h ast.Node) string {
	b := d.appendNamed(nil, h)
	return string(b[:collapseSpaces(b)])
}

// appendNamed appends the text of the inline nodes below n, with emoji by their names.
func (d *Document) appendNamed(b []byte, n ast.Node) []byte {
	if e, ok := n.(*Emoji); ok {
		return append(append(append(b, ':'), e.Name...), ':')
	}
	b = d.appendLeaf(b, n)
	if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
		b = append(b, ' ')
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !isBesideHeading(c) {
			b = d.appendNamed(b, c)
		}
	}
	return b
}

// isEmoji reports whether n, which may be nil, is an emoji.
func isEmoji(n ast.Node) bool {
	_, ok := n.(*Emoji)
	return ok
}

// emojiName returns the name at the beginning of a line, without its colons, or nil. A word or code after it makes it
// something else, such as a role of Sphinx (:ref:`x`); another emoji may follow.
func emojiName(line []byte) []byte {
	end := bytes.IndexByte(line[1:min(len(line), maxEmojiName)], ':') + 1
	if end < 2 {
		return nil
	}
	if rest := line[end+1:]; len(rest) > 0 && (util.IsAlphaNumeric(rest[0]) || rest[0] == '`' || rest[0] == ':' && emojiName(rest) == nil) {
		return nil
	}
	for _, c := range line[1:end] {
		if !util.IsAlphaNumeric(c) && c != '_' && c != '+' && c != '-' {
			return nil
		}
	}
	return line[1:end]
}
