package diagram

import (
	"regexp"
	"strings"
	"sync"
)

// link is what stands between two nodes of a flowchart.
type link struct {
	id         string
	label      []string
	line       lineStyle
	tail, head marker
	length     int
}

// The patterns of links. A cross or circle at the beginning is one only after a space or bracket, since letters belong to an id.
var (
	edgeID    = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][\w]*@`) })
	wholeLink = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:([xo<])?(--+)([-xo>])|([xo<])?(==+)([=xo>])|([xo<])?(-?\.+-)([xo>])?|(~~~+))`)
	})
	openedLink = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([xo<])?(--|==|-\.)`) })
	linkEnds   = map[string]func() *regexp.Regexp{
		"--": sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(--+)([-xo>])`) }),
		"==": sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(==+)([=xo>])`) }),
		"-.": sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\.+-)([xo>])?`) }),
	}
)

var markers = map[string]marker{"<": arrow, ">": arrow, "x": cross, "o": circle}

// readLink reads a link with its label.
func (c *cursor) readLink() (link, bool) {
	var l link
	if id := edgeID().FindString(c.rest()); id != "" {
		l.id = strings.TrimSuffix(id, "@")
		c.at += len(id)
	}
	m := wholeLink().FindStringSubmatch(c.rest())
	if m == nil || !c.readWholeLink(m, &l) {
		if !c.readLabelledLink(&l) {
			return l, false
		}
	}
	c.skipSpaces()
	if c.take("|") {
		label, ok := c.readBarLabel()
		if !ok {
			return l, false
		}
		l.label = cleanLabel(label)
	}
	return l, true
}

// readBarLabel reads a label up to its closing bar.
func (c *cursor) readBarLabel() (string, bool) {
	if trimmed := strings.TrimLeft(c.rest(), " "); strings.HasPrefix(trimmed, `"`) {
		if end := strings.IndexByte(trimmed[1:], '"'); end >= 0 {
			label := trimmed[:end+2]
			c.at = len(c.s) - len(trimmed) + len(label)
			_, ok := c.readUntil("|")
			return label, ok
		}
	}
	return c.readUntil("|")
}

// readWholeLink reads a link that wholeLink matched. It is false for the beginning of one with its label inside: -- text -->.
func (c *cursor) readWholeLink(m []string, l *link) bool {
	switch {
	case m[2] != "":
		l.tail, l.line, l.head, l.length = markers[m[1]], solid, markers[m[3]], len(m[2])-1
		if m[3] == "-" {
			l.length = len(m[2]) + len(m[3]) - 2
		}
	case m[5] != "":
		l.tail, l.line, l.head, l.length = markers[m[4]], thick, markers[m[6]], len(m[5])-1
		if m[6] == "=" {
			l.length = len(m[5]) + len(m[6]) - 2
		}
	case m[8] != "":
		l.tail, l.line, l.head, l.length = markers[m[7]], dotted, markers[m[9]], strings.Count(m[8], ".")
	default:
		l.line, l.length = invisible, len(m[10])-2
	}
	c.at += len(m[0])
	return true
}

// readLabelledLink reads a link with its label inside: -- text -->, == text ==>, -. text .->.
func (c *cursor) readLabelledLink(l *link) bool {
	m := openedLink().FindStringSubmatch(c.rest())
	if m == nil {
		return false
	}
	rest := c.rest()[len(m[0]):]
	from := 0
	if trimmed := strings.TrimLeft(rest, " "); strings.HasPrefix(trimmed, `"`) {
		if i := strings.IndexByte(trimmed[1:], '"'); i >= 0 {
			from = len(rest) - len(trimmed) + i + 2
		}
	}
	end := linkEnds[m[2]]().FindStringSubmatchIndex(rest[from:])
	if end == nil {
		return false
	}
	body, head := rest[from+end[2]:from+end[3]], ""
	if end[4] >= 0 {
		head = rest[from+end[4] : from+end[5]]
	}
	l.tail, l.head, l.label = markers[m[1]], markers[head], cleanLabel(rest[:from+end[0]])
	switch m[2] {
	case "--":
		l.line, l.length = solid, len(body)-1
	case "==":
		l.line, l.length = thick, len(body)-1
	default:
		l.line, l.length = dotted, strings.Count(body, ".")
	}
	if len(l.label) == 0 || l.line != dotted && (head == "-" || head == "=") && len(body) < 2 {
		return false
	}
	c.at += len(m[0]) + from + end[1]
	return true
}

// brackets are the outlines of nodes, those with the longest opening first.
var brackets = []struct {
	open, shut string
	shape      shape
}{
	{"(((", ")))", doubleCircle}, {"((", "))", rounded}, {"([", "])", rounded}, {"[[", "]]", subroutine}, {"[(", ")]", cylinder},
	{"[/", "/]", slantedRight}, {"[/", `\]`, trapezoid}, {`[\`, `\]`, slantedLeft}, {`[\`, "/]", trapezoidUp}, {"{{", "}}", hexagon},
	{"(-", "-)", rounded}, {"{", "}", diamond}, {"[", "]", box}, {"(", ")", rounded}, {">", "]", pennant},
}

// readShape reads the outline of a node with its label. It is not ok if there is none.
func (c *cursor) readShape() (s shape, label string, ok bool, err error) {
	found := false
	for _, b := range brackets {
		if !c.has(b.open) {
			continue
		}
		found = true
		rest := c.rest()[len(b.open):]
		from := 0
		if trimmed := strings.TrimLeft(rest, " "); strings.HasPrefix(trimmed, `"`) {
			i := strings.IndexByte(trimmed[1:], '"')
			if i < 0 {
				return 0, "", false, ErrSyntax
			}
			from = len(rest) - len(trimmed) + i + 2
		}
		end := strings.Index(rest[from:], b.shut)
		if end < 0 || from > 0 && strings.TrimSpace(rest[from:from+end]) != "" || isOtherShape(b.open, rest, from+end) {
			continue
		}
		c.at += len(b.open) + from + end + len(b.shut)
		return b.shape, rest[:from+end], true, nil
	}
	if found {
		return 0, "", false, ErrSyntax
	}
	return 0, "", false, nil
}

// isOtherShape reports whether the label that ends at end belongs to the other outline that begins in the same way.
func isOtherShape(open, rest string, end int) bool {
	switch open {
	case "[/", `[\`:
		return strings.Contains(rest[:end], "]")
	case "((":
		return strings.Contains(rest[:end], "\n")
	}
	return false
}
