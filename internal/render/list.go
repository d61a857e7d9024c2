package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
	"quire/internal/theme"
)

func (f *flow) writeList(n ast.Node) {
	l := n.(*ast.List)
	i := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if i > 0 && !l.IsTight {
			f.addBlank()
		}
		f.writeItem(c, i)
		i++
	}
}

// writeItem lays out the i-th item of its list: a bullet, number or checkbox, and the content beside it.
func (f *flow) writeItem(n ast.Node, i int) {
	l, ok := n.Parent().(*ast.List)
	if !ok {
		return
	}
	if at := f.page.nodeOffset(n); at >= 0 {
		f.offset = at
	}
	sign := f.itemMarker(l, n, i)
	ordered := l.IsOrdered()
	if !ordered {
		f.listDepth++
	}
	f.withPrefix(sign, indentRuns(runsWidth(f.page.theme.Cells, sign)), func() { f.writeBlocks(n.FirstChild(), l.IsTight) })
	if !ordered {
		f.listDepth--
	}
}

// itemMarker returns what is left of an item. Numbers are right-aligned within a list.
func (f *flow) itemMarker(l *ast.List, item ast.Node, i int) []Run {
	g, th := f.page.glyphs(), f.page.theme
	box := g.taskBox(item)
	var text string
	switch {
	case l.IsOrdered():
		number := itoa(l.Start+i) + string(rune(l.Marker))
		text = strings.Repeat(" ", max(len(itoa(l.Start+l.ChildCount()-1))+1-len(number), 0)) + number
	case box == "":
		text = g.bullets[min(f.listDepth, len(g.bullets)-1)]
	}
	var sign []Run
	if text != "" {
		sign = append(sign, newRun(text, th.Bullet), newRun(" ", theme.Style{}))
	}
	if box != "" {
		sign = append(sign, newRun(box, th.Bullet), newRun(" ", theme.Style{}))
	}
	return sign
}

// taskBox returns the box of an item that is a task, or "".
func (g *glyphs) taskBox(item ast.Node) string {
	b := item.FirstChild()
	if b == nil {
		return ""
	}
	switch box := b.FirstChild().(type) {
	case *east.TaskCheckBox:
		return g.checkBox(box.IsChecked)
	case *markdown.TaskState:
		return "[" + string(rune(box.Sign)) + "]"
	}
	return ""
}
