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

// emojiNames are the names that GitHub knows. https://github.com/ikatyang/emoji-cheat-sheet
var emojiNames = sync.OnceValue(func() definition.Emojis { return definition.Github() })

// maxEmojiName is more than any name has, in bytes.
const maxEmojiName = 64

// emojiParser makes an emoji of its name between colons, :smile:, where no word stands beside it. Other names stay as they
// are written.
type emojiParser struct{}

func (emojiParser) Trigger() []byte { return []byte{':'} }

func (emojiParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	name := emojiName(line)
	if name == nil || segment.Padding > 0 {
		return nil
	}
	before := block.PrecendingCharacter()
	if before < 0x80 && (util.IsAlphaNumeric(byte(before)) || before == ':' || before == '/') {
		return nil
	}
	e, ok := emojiNames().Get(string(name))
	if !ok || !e.IsUnicode() {
		return nil
	}
	node := ast.NewString([]byte(string(e.Unicode)))
	node.SetPos(segment.Start)
	block.Advance(len(name) + 2)
	return node
}

// emojiName returns the name at the beginning of a line, without its colons, or nil.
func emojiName(line []byte) []byte {
	end := bytes.IndexByte(line[1:min(len(line), maxEmojiName)], ':') + 1
	if end < 2 || end+1 < len(line) && (util.IsAlphaNumeric(line[end+1]) || line[end+1] == ':') {
		return nil
	}
	for _, c := range line[1:end] {
		if !util.IsAlphaNumeric(c) && c != '_' && c != '+' && c != '-' {
			return nil
		}
	}
	return line[1:end]
}
