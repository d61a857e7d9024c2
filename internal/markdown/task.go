package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// TaskState is the box of a task in a state beyond open and done, which themes of Obsidian know: [-] dropped, [>] deferred.
// It stands at the beginning of a list item, and has no text.
type TaskState struct {
	ast.BaseInline
	Sign byte // what is between the brackets
}

// KindTaskState is the kind of TaskState.
var KindTaskState = ast.NewNodeKind("TaskState")

// Kind implements ast.Node.
func (n *TaskState) Kind() ast.NodeKind { return KindTaskState }

// Dump implements ast.Node.
func (n *TaskState) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Sign": string(rune(n.Sign))}, nil)
}

// taskSigns are the signs of states that are not letters, which might be the text of a link.
const taskSigns = `-></!?*"`

// taskParser parses the box of a task. White space follows it (GFM 5.3): [x](y) is a link.
type taskParser struct{ parser.InlineParser }

func (p taskParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) > 3 && !isSpace(line[3]) {
		return nil
	}
	if len(line) > 4 && line[2] == ']' && bytes.IndexByte([]byte(taskSigns), line[1]) >= 0 && isItemStart(parent) {
		if _, isLabel := pc.Reference(string(line[1:2])); isLabel {
			return nil
		}
		n := &TaskState{Sign: line[1]}
		n.SetPos(segment.Start)
		block.Advance(4)
		return n
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// isItemStart reports whether the next inline node of a block is the first thing in an item of a list.
func isItemStart(block ast.Node) bool {
	item := block.Parent()
	return item != nil && item.Kind() == ast.KindListItem && item.FirstChild() == block && !block.HasChildren()
}
