package render

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/theme"
)

func (f *flow) list(n ast.Node) {
	l := n.(*ast.List)
	i := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if i > 0 && !l.IsTight {
			f.blank()
		}
		f.item(c, i)
		i++
	}
}

// item is the i-th item of its list: a bullet, number or box, and the
// content beside it.
func (f *flow) item(n ast.Node, i int) {
	l, ok := n.Parent().(*ast.List)
	if !ok {
		return
	}
	if at := f.p.offsetOf(n); at >= 0 {
		f.offset = at
	}
	sign := f.sign(l, n, i)
	ordered := l.IsOrdered()
	if !ordered {
		f.lists++
	}
	f.inside(sign, indent(runsWidth(sign)), func() { f.blocks(n.FirstChild(), l.IsTight) })
	if !ordered {
		f.lists--
	}
}

// sign is what stands before an item. Numbers are aligned at their points.
func (f *flow) sign(l *ast.List, item ast.Node, i int) []Run {
	g, th := f.p.glyphs(), f.p.theme
	box := task(item)
	var text string
	switch {
	case l.IsOrdered():
		number := itoa(l.Start+i) + string(rune(l.Marker))
		text = strings.Repeat(" ", max(len(itoa(l.Start+l.ChildCount()-1))+1-len(number), 0)) + number
	case box == nil:
		text = g.bullets[min(f.lists, len(g.bullets)-1)]
	}
	var sign []Run
	if text != "" {
		sign = append(sign, styled(text, th.Bullet), styled(" ", theme.Style{}))
	}
	if box != nil {
		s := g.open
		if box.IsChecked {
			s = g.done
		}
		sign = append(sign, styled(s, th.Bullet), styled(" ", theme.Style{}))
	}
	return sign
}

// task is the checkbox of an item, or nil.
func task(item ast.Node) *east.TaskCheckBox {
	if b := item.FirstChild(); b != nil {
		if box, ok := b.FirstChild().(*east.TaskCheckBox); ok {
			return box
		}
	}
	return nil
}
