package diagram

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// flowchartParser reads the statements of a flowchart. See https://mermaid.js.org/syntax/flowchart.html.
type flowchartParser struct {
	graph   *graph
	group   *group // the innermost that is open
	edgeIDs map[string]bool
	clicks  map[string]string // node -> address
}

// parseFlowchart reads a flowchart.
func parseFlowchart(s sourceText) (*graph, error) {
	p := &flowchartParser{graph: newGraph(), edgeIDs: map[string]bool{}, clicks: map[string]string{}}
	header, rest, _ := strings.Cut(s.header, ";")
	if header = strings.TrimSpace(header); header != "" {
		d, ok := directions[header]
		if !ok {
			return nil, ErrSyntax
		}
		p.graph.direction = d
	}
	lines := s.lines
	if rest != "" {
		lines = append([]string{rest}, lines...)
	}
	for _, line := range joinOpenLines(lines) {
		for _, statement := range splitStatements(line) {
			if err := p.parseStatement(statement); err != nil {
				return nil, err
			}
		}
		if len(p.graph.nodes) > 2*maxNodes || len(p.graph.edges) > 2*maxEdges {
			return nil, ErrTooLarge
		}
	}
	if p.group != nil {
		return nil, ErrSyntax
	}
	for id, address := range p.clicks {
		if n, ok := p.graph.nodesByID[id]; ok {
			n.link = address
		}
	}
	return p.graph, p.graph.finish()
}

// openEnd matches the end of a line after which the statement goes on: a link or a sign between nodes.
var openEnd = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:--+[->xo]|==+[=>xo]|-\.+->?|&)\s*(?:\|[^|]*\|)?\s*$`)
})

// joinOpenLines joins the lines over which a quoted label, settings or a statement go on.
func joinOpenLines(lines []string) []string {
	var joined []string
	open, linked, set := false, false, false
	for _, line := range lines {
		switch {
		case open:
			joined[len(joined)-1] += "<br>" + line
		case set && line != "}" && !strings.HasSuffix(joined[len(joined)-1], "{") && !strings.HasSuffix(joined[len(joined)-1], ","):
			joined[len(joined)-1] += ", " + line
		case linked || set:
			joined[len(joined)-1] += " " + line
		default:
			joined = append(joined, line)
		}
		if strings.Count(line, `"`)%2 == 1 {
			open = !open
		}
		linked = !open && openEnd().MatchString(line)
		set = !open && (set || settingsOpen().MatchString(line)) && !settingsEnd().MatchString(line)
	}
	return joined
}

// splitStatements splits a line at semicolons outside of quotes, brackets, bars and entities.
func splitStatements(line string) []string {
	if strings.IndexByte(line, ';') < 0 || strings.HasPrefix(line, "style ") || strings.HasPrefix(line, "classDef ") || strings.HasPrefix(line, "linkStyle ") {
		return []string{line}
	}
	var statements []string
	quoted, start := false, 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '"':
			quoted = !quoted
		case ';':
			if quoted || endsEntity(line[start:i]) {
				continue
			}
			statements = append(statements, line[start:i])
			start = i + 1
		}
	}
	return append(statements, line[start:])
}

// endsEntity reports whether a semicolon after s ends an entity such as #quot; or &amp;.
func endsEntity(s string) bool {
	i := strings.LastIndexAny(s, "#&")
	return i >= 0 && i+1 < len(s) && strings.IndexFunc(s[i+1:], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) < 0
}

// ignoredStatements only give colours and behaviour.
var ignoredStatements = map[string]bool{"classDef": true, "class": true, "style": true, "linkStyle": true}

// parseStatement reads one statement.
func (p *flowchartParser) parseStatement(s string) error {
	s = strings.TrimSpace(s)
	word, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	switch {
	case s == "" || ignoredStatements[word] || strings.HasPrefix(s, "%%"):
		return nil
	case word == "click":
		id, address, ok := parseClick(s)
		if !ok {
			return ErrSyntax
		}
		if address != "" {
			p.clicks[id] = address
		}
		return nil
	case word == "direction" && directionOf(rest):
		return nil // of the subgraph, whose nodes are laid out as the others are
	case word == "subgraph":
		return p.openGroup(rest)
	case s == "end":
		if p.group == nil {
			return ErrSyntax
		}
		p.group = p.group.parent
		return nil
	}
	return p.parseChain(s)
}

func directionOf(name string) bool { _, ok := directions[name]; return ok }

// openGroup reads what follows the word subgraph: an id, a title, or both.
func (p *flowchartParser) openGroup(s string) error {
	id, title := s, s
	if i := strings.IndexByte(s, '['); i > 0 && strings.HasSuffix(s, "]") {
		id, title = strings.TrimSpace(s[:i]), s[i+1:len(s)-1]
	}
	if id == "" {
		id, title = "\x00"+string(rune('a'+len(p.graph.groups))), ""
	}
	id = strings.Trim(id, `"`)
	g, err := p.graph.addGroup(id, title, p.group)
	if err != nil {
		return err
	}
	p.group = g
	return nil
}

// parseChain reads nodes with links between them: a & b --> c --> d.
func (p *flowchartParser) parseChain(s string) error {
	c := &cursor{s: s}
	from, err := p.parseNodes(c)
	if err != nil {
		return err
	}
	for {
		c.skipSpaces()
		if c.atEnd() {
			return nil
		}
		l, ok := c.readLink()
		if !ok {
			return ErrSyntax
		}
		if l.id != "" {
			p.edgeIDs[l.id] = true
		}
		c.skipSpaces()
		to, err := p.parseNodes(c)
		if err != nil {
			return err
		}
		for _, a := range from {
			for _, b := range to {
				p.graph.edges = append(p.graph.edges, &edge{from: endpoint{node: a}, to: endpoint{node: b}, label: l.label, line: l.line, tail: l.tail, head: l.head, length: l.length})
			}
		}
		if len(p.graph.edges) > 2*maxEdges {
			return ErrTooLarge
		}
		from = to
	}
}

// parseNodes reads nodes with & between them.
func (p *flowchartParser) parseNodes(c *cursor) ([]*node, error) {
	var nodes []*node
	for {
		n, err := p.parseNode(c)
		if err != nil {
			return nil, err
		}
		if n != nil {
			nodes = append(nodes, n)
		}
		c.skipSpaces()
		if !c.take("&") {
			return nodes, nil
		}
		c.skipSpaces()
	}
}

// parseNode reads a node: its id and perhaps a shape with a label. It returns nil for the settings of an edge.
func (p *flowchartParser) parseNode(c *cursor) (*node, error) {
	id := c.readID()
	if id == "" {
		return nil, ErrSyntax
	}
	if p.edgeIDs[id] && c.has("@{") {
		c.at = len(c.s)
		return nil, nil
	}
	known := p.graph.nodesByID[id] != nil
	n := p.graph.addNode(id, p.group)
	if known && p.group != nil && n.group == nil {
		n.group = p.group // the first subgraph that names it has it
	}
	switch {
	case c.take("@{"):
		settings := settingsEnd().FindString(c.rest())
		if settings == "" || !n.applySettings(strings.TrimSuffix(settings, "}")) {
			return nil, ErrSyntax
		}
		c.at += len(settings)
	default:
		s, label, ok, err := c.readShape()
		if err != nil {
			return nil, err
		}
		if ok {
			n.shape, n.label = s, cleanLabel(label)
		}
	}
	if c.take(":::") {
		c.readWord()
	}
	return n, nil
}

// clickStatement is a node that leads to an address: click A "https://…" or click A href "https://…" "a tooltip" _blank.
var clickStatement = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^click\s+(\S+)\s+(?:href\s+)?"([^"]*)"`)
})

// parseClick reads a click statement. The address is empty if a click runs a function.
func parseClick(line string) (id, address string, ok bool) {
	if m := clickStatement().FindStringSubmatch(line); m != nil {
		return m[1], m[2], true
	}
	fields := strings.Fields(line)
	return "", "", len(fields) > 2 && fields[0] == "click"
}
