package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
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

// Task is an item of a list that begins with a checkbox, or with a word that stands for one.
type Task struct {
	Mark   string // what is between the brackets, or the word; " " for an empty box and "x" for a checked one
	Text   string // visible text of the item's first block without the mark; after a word only that of the first line
	Prose  string // visible text of the whole block without code, where a program would look for a date
	Offset int    // of the block in Source
}

// Tasks returns the tasks of the document in the order of its tree. An item that begins with one of words is a task, too.
func (d *Document) Tasks(words []string) []Task {
	var tasks []Task
	d.addTasks(d.Root, words, &tasks)
	return tasks
}

// addTasks adds the tasks among n and the nodes below it. It recurses, since Parse bounds the depth of the tree.
func (d *Document) addTasks(n ast.Node, words []string, tasks *[]Task) {
	if hasInlineChildren(n) {
		return
	}
	if block := n.FirstChild(); block != nil && n.Kind() == ast.KindListItem {
		if t, ok := d.newTask(block, words); ok {
			*tasks = append(*tasks, t)
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		d.addTasks(c, words, tasks)
	}
}

// newTask describes a block, the first of its item, if the item is a task.
func (d *Document) newTask(block ast.Node, words []string) (t Task, ok bool) {
	switch box := block.FirstChild().(type) {
	case *east.TaskCheckBox:
		if t.Mark = " "; box.IsChecked {
			t.Mark = "x"
		}
		t.Text = d.Text(block)
	case *TaskState:
		t.Mark, t.Text = string(rune(box.Sign)), d.Text(block)
	case *ast.Text:
		t.Mark, t.Text, _ = strings.Cut(d.firstLineText(block), " ")
		if !slices.Contains(words, t.Mark) {
			return t, false
		}
	default:
		return t, false
	}
	t.Prose = string(d.appendProse(nil, block))
	t.Offset = max(d.NodeOffset(block), 0)
	return t, true
}

// appendProse appends the visible text below n without code. It recurses, since Parse bounds the depth of the tree.
func (d *Document) appendProse(b []byte, n ast.Node) []byte {
	if s, ok := n.(*Styled); isCodeSpan(n) || ok && s.Style == Code {
		return append(b, ' ')
	}
	b = d.appendLeaf(b, n)
	if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
		b = append(b, ' ')
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b = d.appendProse(b, c)
	}
	return b
}

// firstLineText returns the visible text of a block up to its first line break.
func (d *Document) firstLineText(block ast.Node) string {
	var b []byte
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		b = d.appendRawText(b, c, 0)
		if t, ok := c.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			break
		}
	}
	return string(b[:collapseSpaces(b)])
}
