package graph

import "fmt"

// layoutNarrow draws the two trees one below the other, with the centre between them.
func (p *Picture) layoutNarrow(s *LocalGraph, o Options) {
	count := func(next int) int { return 1 + next }
	inBranches, outBranches := limitBranches(s.in, o.MaxPerSide), limitBranches(s.out, o.MaxPerSide)
	maxIn, maxOut := maxChildren(inBranches, o.Rows/2, count), maxChildren(outBranches, o.Rows/2, count)

	if len(inBranches) == 0 {
		p.addLine(remarkRun("no backlinks"))
	} else {
		p.addLine(remarkRun(fmt.Sprintf("links here %s %d", p.pen.dot, len(s.in))))
		for i, b := range inBranches {
			joint := up | down | right
			if i == 0 {
				joint = down | right
			}
			p.addBranch(b, -1, maxIn, p.pen.joints[joint]+p.pen.dashes(1)+" ", p.pen.joints[up|down]+"  ", p.pen.dashes(1))
		}
		if rest := len(s.in) - len(inBranches); rest > 0 {
			p.addLine(lineRun(p.pen.joints[up|down]+"  "), remarkRun(fmt.Sprintf("and %d more", rest)))
		}
		p.addLine(lineRun(p.pen.downArrow))
	}
	p.Nodes[0].Row = len(p.narrowLines)
	p.addLine(Run{p.pen.truncate(pictureTitle(s.Centre), p.width), Centre, 0})
	if len(outBranches) == 0 {
		p.addLine(remarkRun("no links to notes"))
	} else {
		p.addLine(lineRun(p.pen.joints[up|down]+"  "), remarkRun(fmt.Sprintf("links to %s %d", p.pen.dot, len(s.out))))
		rest := len(s.out) - len(outBranches)
		for i, b := range outBranches {
			joint, below := up|down|right, up|down
			if i == len(outBranches)-1 && rest == 0 {
				joint, below = up|right, 0
			}
			p.addBranch(b, 1, maxOut, p.pen.joints[joint]+p.pen.arrow+" ", p.pen.joints[below]+"  ", p.pen.arrow)
		}
		if rest > 0 {
			p.addLine(lineRun(p.pen.joints[up|right]+"  "), remarkRun(fmt.Sprintf("and %d more", rest)))
		}
	}
	p.Rows = len(p.narrowLines)
}

// addBranch draws a note one step away, and its children below it. Column is -1 or 1; head, below and arm are the lines
// before the note, before its children's joints, and after those joints.
func (p *Picture) addBranch(b branch, column, limit int, head, below, arm string) {
	node := p.addNode(b.note, column, len(p.narrowLines), 0)
	p.addLine(lineRun(head), Run{p.pen.truncate(pictureTitle(b.note), p.width-p.pen.width(head)), Name, node})
	shown := b.children[:min(len(b.children), limit)]
	for i, n := range shown {
		joint, count := up|down|right, ""
		if i == len(shown)-1 {
			joint, count = up|right, moreLabel(len(b.children)-len(shown))
		}
		before := below + p.pen.joints[joint] + arm + " "
		child := p.addNode(n, 2*column, len(p.narrowLines), node)
		p.addLine(lineRun(before), Run{p.pen.truncate(pictureTitle(n), p.width-p.pen.width(before)-p.pen.width(count)), Name, child}, remarkRun(count))
	}
}

func (p *Picture) addLine(runs ...Run) { p.narrowLines = append(p.narrowLines, runs) }

// limitBranches returns the first limit branches, or all of them if limit is 0. It does not cut off a single branch,
// whose row the remark about it would take.
func limitBranches(branches []branch, limit int) []branch {
	if limit > 0 && len(branches) > limit+1 {
		return branches[:limit]
	}
	return branches
}
