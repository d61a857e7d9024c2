package diagram

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// stateParser reads the statements of a state diagram. See https://mermaid.js.org/syntax/stateDiagram.html.
type stateParser struct {
	graph  *graph
	group  *group
	texts  map[string][]string // state -> the lines that describe it
	noted  *node               // of the note whose lines follow
	lines  []string
	notes  int
	titles map[string]string // state -> the text that stands for its name
	region map[*group]bool   // the groups that are parts, at work at once, of a state
}

// The statements of state diagrams.
var (
	stateChange = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(\[\*\]|[^\s:{}"<>-][^\s:{}"<>]*?)(?::::[\w-]+)?\s*-->\s*(\[\*\]|[^\s:{}"<>-][^\s:{}"<>]*?)(?::::[\w-]+)?\s*(?::\s*(.*))?$`)
	})
	stateText  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([^\s:{}"<>]+)\s*:\s*(.*)$`) })
	stateAlias = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^state\s+"([^"]*)"\s+as\s+([^\s:{}"<>]+)\s*(\{)?$`)
	})
	stateKind = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^state\s+([^\s:{}"<>]+)\s*(?:<<(\w+)>>|\[\[(\w+)\]\]|(\{))?$`)
	})
	stateNote = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^note\s+(?:right|left)\s+of\s+([^\s:{}"<>]+)\s*(?::\s*(.*))?$`)
	})
	stateName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([^\s:{}"<>-][^\s:{}"<>]*?)(?::::[\w-]+)?$`) })
)

// parseStates reads a state diagram.
func parseStates(s sourceText) (*graph, error) {
	p := &stateParser{graph: newGraph(), texts: map[string][]string{}, titles: map[string]string{}, region: map[*group]bool{}}
	for _, line := range s.lines {
		if err := p.parseStatement(strings.TrimSpace(strings.TrimSuffix(cutComment(line), ";"))); err != nil {
			return nil, err
		}
		if len(p.graph.nodes) > 2*maxNodes || len(p.graph.edges) > 2*maxEdges {
			return nil, ErrTooLarge
		}
	}
	if p.group != nil || p.noted != nil {
		return nil, ErrSyntax
	}
	p.dropEmptyRegions()
	for _, n := range p.graph.nodes {
		if title := p.titles[n.id]; title != "" {
			n.label = cleanLabel(title)
		}
		if text := p.texts[n.id]; len(text) > 0 {
			n.label = text
		}
	}
	for _, s := range p.graph.groups {
		if title := p.titles[s.id]; title != "" {
			s.title = cleanLabel(title)
		}
		if text := p.texts[s.id]; len(text) > 0 {
			s.title = []string{strings.Join(text, " ")}
		}
	}
	return p.graph, p.graph.finish()
}

// parseStatement reads one statement, or a line of a note.
func (p *stateParser) parseStatement(s string) error {
	if p.noted != nil {
		if strings.EqualFold(s, "end note") {
			p.addNote(p.noted, strings.Join(p.lines, "<br>"))
			p.noted, p.lines = nil, nil
			return nil
		}
		p.lines = append(p.lines, s)
		return nil
	}
	word, rest, _ := strings.Cut(s, " ")
	switch {
	case s == "" || ignoredStatements[word] || word == "hide" || word == "scale":
		return nil
	case word == "direction":
		if d, ok := directions[strings.TrimSpace(rest)]; ok {
			if p.group == nil {
				p.graph.direction = d
			}
			return nil
		}
		return ErrSyntax
	case s == "}":
		if p.group == nil {
			return ErrSyntax
		}
		if p.region[p.group] {
			p.group = p.group.parent
		}
		p.group = p.group.parent
		return nil
	case s == "--":
		return p.openRegion()
	}
	return p.parseState(s)
}

// parseState reads a statement about states.
func (p *stateParser) parseState(s string) error {
	if m := stateChange().FindStringSubmatch(s); m != nil {
		from, to := p.state(m[1], true), p.state(m[2], false)
		p.graph.edges = append(p.graph.edges, &edge{from: endpoint{node: from}, to: endpoint{node: to}, label: cleanText(m[3]), head: arrow, length: 1})
		return nil
	}
	if m := stateAlias().FindStringSubmatch(s); m != nil {
		if m[3] != "" {
			return p.openState(m[2], m[1])
		}
		p.titles[m[2]] = m[1]
		p.state(m[2], true)
		return nil
	}
	if m := stateKind().FindStringSubmatch(s); m != nil {
		if m[4] != "" {
			return p.openState(m[1], m[1])
		}
		return p.setKind(p.state(m[1], true), m[2]+m[3])
	}
	if m := stateNote().FindStringSubmatch(s); m != nil {
		n := p.state(m[1], true)
		if m[2] != "" {
			p.addNote(n, m[2])
			return nil
		}
		p.noted = n
		return nil
	}
	if m := stateText().FindStringSubmatch(s); m != nil {
		p.state(m[1], true)
		p.texts[m[1]] = append(p.texts[m[1]], cleanText(m[2])...)
		return nil
	}
	if m := stateName().FindStringSubmatch(s); m != nil {
		p.state(m[1], true)
		return nil
	}
	return ErrUnknown
}

// state returns the node of a state. [*] is the start of what holds it, or its end.
func (p *stateParser) state(name string, isStart bool) *node {
	if name != "[*]" {
		n, known := p.graph.nodesByID[name]
		if !known {
			n = p.graph.addNode(name, p.group)
			n.shape = rounded
		}
		return n
	}
	id, s := "[*]start", startPoint
	if !isStart {
		id, s = "[*]end", endPoint
	}
	if p.group != nil {
		id += " " + p.group.id
	}
	n := p.graph.addNode(id, p.group)
	n.shape, n.label = s, nil
	return n
}

// openState begins a state that holds others.
func (p *stateParser) openState(id, title string) error {
	g, err := p.graph.addGroup(id, title, p.group)
	p.group = g
	return err
}

// openRegion begins the next of the parts of a state that are at work at once. All that the state holds until the first of these
// lines becomes a part too.
func (p *stateParser) openRegion() error {
	if p.group == nil {
		return ErrSyntax
	}
	state := p.group
	if p.region[state] {
		state = state.parent
	} else {
		first, err := p.addRegion(state)
		if err != nil {
			return err
		}
		for _, n := range p.graph.nodes {
			if n.group == state {
				n.group = first
			}
		}
		for _, s := range p.graph.groups {
			if s.parent == state && s != first {
				s.parent = first
			}
		}
	}
	next, err := p.addRegion(state)
	p.group = next
	return err
}

// addRegion makes a part of a state.
func (p *stateParser) addRegion(state *group) (*group, error) {
	g, err := p.graph.addGroup(fmt.Sprintf("%s\x00%d", state.id, len(p.region)), "", state)
	p.region[g] = true
	return g, err
}

// dropEmptyRegions removes the parts of states in which nothing is.
func (p *stateParser) dropEmptyRegions() {
	held := map[*group]bool{}
	for _, n := range p.graph.nodes {
		held[n.group] = true
	}
	for _, s := range p.graph.groups {
		held[s.parent] = true
	}
	p.graph.groups = slices.DeleteFunc(p.graph.groups, func(s *group) bool { return p.region[s] && !held[s] })
}

// setKind makes a node the choice, fork or join that it is.
func (p *stateParser) setKind(n *node, kind string) error {
	switch kind {
	case "":
	case "choice":
		n.shape, n.label = diamond, nil
	case "fork", "join":
		n.shape, n.label = bar, nil
	default:
		return ErrUnknown
	}
	return nil
}

// addNote ties a note to a state.
func (p *stateParser) addNote(n *node, text string) {
	p.notes++
	note := p.graph.addNode(fmt.Sprintf("\x00note %d", p.notes), n.group)
	note.shape, note.label = noteBox, cleanText(text)
	p.graph.edges = append(p.graph.edges, &edge{from: endpoint{node: n}, to: endpoint{node: note}, line: dotted, length: 1})
}
