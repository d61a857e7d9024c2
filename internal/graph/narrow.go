package graph

import "fmt"

// narrow draws two trees one below the other, the note between them.
func (p *Picture) narrow(s *Surroundings, o Options) {
	count := func(next int) int { return 1 + next }
	in, out := limited(s.in, o.Most), limited(s.out, o.Most)
	mostIn, mostOut := affordable(in, o.Rows/2, count), affordable(out, o.Rows/2, count)

	if len(in) == 0 {
		p.add(remark("no note links here"))
	} else {
		p.add(remark(fmt.Sprintf("links here %s %d", p.pen.dot, len(s.in))))
		for i, b := range in {
			joint := up | down | right
			if i == 0 {
				joint = down | right
			}
			p.branch(b, -1, mostIn, p.pen.joint[joint]+p.pen.dash(1)+" ", p.pen.joint[up|down]+"  ", p.pen.dash(1))
		}
		if rest := len(s.in) - len(in); rest > 0 {
			p.add(line(p.pen.joint[up|down]+"  "), remark(fmt.Sprintf("and %d more", rest)))
		}
		p.add(line(p.pen.down))
	}
	p.Places[0].Row = len(p.lines)
	p.add(Run{p.pen.cut(title(s.Centre), p.width), Centre, 0})
	if len(out) == 0 {
		p.add(remark("it links to no note"))
	} else {
		p.add(line(p.pen.joint[up|down]+"  "), remark(fmt.Sprintf("links to %s %d", p.pen.dot, len(s.out))))
		rest := len(s.out) - len(out)
		for i, b := range out {
			joint, below := up|down|right, up|down
			if i == len(out)-1 && rest == 0 {
				joint, below = up|right, 0
			}
			p.branch(b, 1, mostOut, p.pen.joint[joint]+p.pen.leads+" ", p.pen.joint[below]+"  ", p.pen.leads)
		}
		if rest > 0 {
			p.add(line(p.pen.joint[up|right]+"  "), remark(fmt.Sprintf("and %d more", rest)))
		}
	}
	p.Rows = len(p.lines)
}

// branch draws a note one step away, and below it those behind it.
func (p *Picture) branch(b branch, column, most int, head, below, arm string) {
	at := p.place(b.note, column, len(p.lines), 0)
	p.add(line(head), Run{p.pen.cut(title(b.note), p.width-width(head)), Name, at})
	shown := b.next[:min(len(b.next), most)]
	for i, n := range shown {
		joint, count := up|down|right, ""
		if i == len(shown)-1 {
			joint, count = up|right, more(len(b.next)-len(shown))
		}
		before := below + p.pen.joint[joint] + arm + " "
		far := p.place(n, 2*column, len(p.lines), at)
		p.add(line(before), Run{p.pen.cut(title(n), p.width-width(before)-width(count)), Name, far}, remark(count))
	}
}

func (p *Picture) add(runs ...Run) { p.lines = append(p.lines, runs) }

// limited are the first so many, or all. The place of a single one that is left out would be taken by saying so.
func limited(all []branch, most int) []branch {
	if most > 0 && len(all) > most+1 {
		return all[:most]
	}
	return all
}
