package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

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
	f.withPrefix(sign, indentRuns(runsWidth(sign)), func() { f.writeBlocks(n.FirstChild(), l.IsTight) })
	if !ordered {
		f.listDepth--
	}
}

// itemMarker returns what is left of an item. Numbers are right-aligned within a list.
func (f *flow) itemMarker(l *ast.List, item ast.Node, i int) []Run {
	g, th := f.page.glyphs(), f.page.theme
	box := taskCheckBox(item)
	var text string
	switch {
	case l.IsOrdered():
		number := itoa(l.Start+i) + string(rune(l.Marker))
		text = strings.Repeat(" ", max(len(itoa(l.Start+l.ChildCount()-1))+1-len(number), 0)) + number
	case box == nil:
		text = g.bullets[min(f.listDepth, len(g.bullets)-1)]
	}
	var sign []Run
	if text != "" {
		sign = append(sign, newRun(text, th.Bullet), newRun(" ", theme.Style{}))
	}
	if box != nil {
		sign = append(sign, newRun(g.checkBox(box.IsChecked), th.Bullet), newRun(" ", theme.Style{}))
	}
	return sign
}

// taskCheckBox returns the checkbox of an item, or nil.
func taskCheckBox(item ast.Node) *east.TaskCheckBox {
	if b := item.FirstChild(); b != nil {
		if box, ok := b.FirstChild().(*east.TaskCheckBox); ok {
			return box
		}
	}
	return nil
}
