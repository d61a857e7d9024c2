package diagram

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// sequenceParser reads the statements of a sequence diagram. See https://mermaid.js.org/syntax/sequenceDiagram.html.
type sequenceParser struct {
	*sequence
	open       []string // the blocks that are open
	box        int
	created    map[string]bool // participants that the next message makes
	destroyed  string          // the participant that the next message ends
	numbers    bool
	next, step int
}

var (
	messageLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([^:,;]+?)\s*(<<-->>|<<->>|-->>|->>|--x|-x|--\)|-\)|-->|->)\s*([+-]?)\s*([^:;]+?)\s*:(?:(?:no)?wrap:)?\s*(.*)$`)
	})
	noteLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:note)\s+(?i:(right|left)\s+of|(over))\s+([^:]+?)\s*:(?:(?:no)?wrap:)?\s*(.*)$`)
	})
	participantLine = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(create\s+)?(?:participant|actor)\s+(.+?)(?:\s*@\{([^}]*)\})?(?:\s+as\s+(.*))?$`)
	})
	participantAlias = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`["\']?alias["\']?\s*:\s*["\']([^"\']*)["\']`) })
	boxColour        = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?i:transparent|rgba?\([^)]*\)|hsla?\([^)]*\)|#[0-9a-f]{3,8}\b|[a-z]+(?:\s|$))\s*`)
	})
)

// messageHeads are the signs at the ends of the arrows of messages.
var messageHeads = map[string]struct {
	line       lineStyle
	tail, head string
}{
	"->": {}, "-->": {line: dotted}, "->>": {head: "▶"}, "-->>": {line: dotted, head: "▶"}, "-x": {head: "✕"}, "--x": {line: dotted, head: "✕"},
	"-)": {head: "❯"}, "--)": {line: dotted, head: "❯"}, "<<->>": {tail: "◀", head: "▶"}, "<<-->>": {line: dotted, tail: "◀", head: "▶"},
}

// parseSequence reads a sequence diagram.
func parseSequence(s sourceText) (*sequence, error) {
	p := &sequenceParser{sequence: &sequence{index: map[string]int{}}, created: map[string]bool{}, next: 1, step: 1}
	for _, line := range s.lines {
		if err := p.parseStatement(strings.TrimSpace(strings.TrimSuffix(cutComment(line), ";"))); err != nil {
			return nil, err
		}
		if len(p.steps) > maxMessages || len(p.participants) > maxNodes {
			return nil, ErrTooLarge
		}
	}
	if len(p.open) > 0 || p.box > 0 || len(p.participants) == 0 || p.destroyed != "" || len(p.created) > 0 {
		return nil, ErrSyntax
	}
	return p.sequence, nil
}

// parseStatement reads one statement.
func (p *sequenceParser) parseStatement(s string) error {
	word, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	if m := messageLine().FindStringSubmatch(s); m != nil && !isSequenceWord[word] {
		return p.addMessage(m)
	}
	switch word {
	case "participant", "actor", "create":
		return p.declare(s)
	case "destroy":
		p.destroyed = rest
		return nil
	case "activate", "deactivate":
		kind := stepActivate
		if word == "deactivate" {
			kind = stepDeactivate
		}
		p.steps = append(p.steps, step{kind: kind, from: p.participantAt(rest)})
		return nil
	case "autonumber":
		return p.setNumbers(rest)
	case "box":
		p.boxes = append(p.boxes, strings.Join(cleanText(boxTitle(rest)), " "))
		p.box = len(p.boxes)
		return nil
	}
	if m := noteLine().FindStringSubmatch(s); m != nil {
		return p.addNote(m)
	}
	return p.parseBlock(word, rest)
}

// isSequenceWord holds the words that begin statements with a colon which are no messages.
var isSequenceWord = map[string]bool{"note": true, "Note": true, "participant": true, "actor": true, "loop": true, "alt": true, "else": true,
	"opt": true, "par": true, "and": true, "critical": true, "option": true, "break": true, "rect": true, "box": true}

// boxTitle returns the title of a box without its colour.
func boxTitle(s string) string {
	m := boxColour().FindString(s)
	if name := strings.TrimSpace(strings.ToLower(m)); name == "" || name[0] >= 'a' && !strings.ContainsAny(name, "(") && !colourNames[name] {
		return s
	}
	return s[len(m):]
}

// colourNames are those that boxes are often given. A first word that is not among them belongs to the title.
var colourNames = func() map[string]bool {
	m := map[string]bool{}
	for _, name := range strings.Fields("transparent aqua black blue brown cyan gold gray green grey indigo lime magenta maroon navy olive orange " +
		"pink purple red salmon silver teal tomato violet wheat white yellow lightblue lightgreen lightgrey lightgray lightyellow lightpink " +
		"lightcyan lightsalmon lightcoral lavender beige azure coral crimson khaki plum skyblue steelblue turquoise darkblue darkgreen darkred") {
		m[name] = true
	}
	return m
}()

// parseBlock reads the beginning of a block, of a branch in it, or its end.
func (p *sequenceParser) parseBlock(word, rest string) error {
	switch word {
	case "loop", "alt", "opt", "par", "par_over", "critical", "break", "rect":
		if len(p.open) == maxDepth {
			return ErrTooLarge
		}
		p.open = append(p.open, word)
		if word != "rect" { // only a colour behind
			p.steps = append(p.steps, step{kind: stepOpen, word: word, text: cleanText(rest)})
		}
		return nil
	case "else", "and", "option":
		if len(p.open) == 0 {
			return ErrSyntax
		}
		p.steps = append(p.steps, step{kind: stepBranch, word: word, text: cleanText(rest)})
		return nil
	case "end":
		if p.box > 0 {
			p.box = 0
			return nil
		}
		if len(p.open) == 0 {
			return ErrSyntax
		}
		if last := p.open[len(p.open)-1]; last != "rect" {
			p.steps = append(p.steps, step{kind: stepClose})
		}
		p.open = p.open[:len(p.open)-1]
		return nil
	case "":
		return nil
	}
	return ErrUnknown
}

// participantAt returns the number of a participant, who is added if it is new.
func (p *sequenceParser) participantAt(id string) int {
	id = strings.TrimSpace(id)
	i, ok := p.index[id]
	if !ok {
		i = len(p.participants)
		p.index[id] = i
		p.participants = append(p.participants, &participant{id: id, label: cleanText(id), box: p.box})
	}
	return i
}

// declare reads a participant that is named before it takes part.
func (p *sequenceParser) declare(s string) error {
	m := participantLine().FindStringSubmatch(s)
	if m == nil {
		return ErrSyntax
	}
	id := strings.TrimSpace(m[2])
	if _, ok := p.index[id]; ok && m[1] != "" {
		return ErrSyntax
	}
	at := p.participants
	i := p.participantAt(id)
	if len(at) < len(p.participants) && m[1] != "" {
		p.participants[i].isCreated = true
		p.created[id] = true
	}
	if alias := participantAlias().FindStringSubmatch(m[3]); alias != nil {
		p.participants[i].label = cleanText(alias[1])
	}
	if m[4] != "" {
		p.participants[i].label = cleanText(m[4])
	}
	return nil
}

// setNumbers reads what follows autonumber: nothing, off, or the first number and perhaps the distance to the next.
func (p *sequenceParser) setNumbers(s string) error {
	if s == "off" {
		p.numbers = false
		return nil
	}
	p.numbers = true
	for i, field := range strings.Fields(s) {
		n, err := strconv.Atoi(field)
		if err != nil || i > 1 {
			return ErrSyntax
		}
		if i == 0 {
			p.next = n
		} else {
			p.step = n
		}
	}
	return nil
}

// addMessage adds a message, and what it begins and ends.
func (p *sequenceParser) addMessage(m []string) error {
	if strings.Contains(m[4], "->") || strings.ContainsAny(m[4], "()") {
		return ErrSyntax // a name with what looks like an arrow, or an arrow that is not known
	}
	from, to := p.participantAt(m[1]), p.participantAt(m[4])
	arrow := messageHeads[m[2]]
	s := step{from: from, to: to, text: cleanText(m[5]), line: arrow.line, tail: arrow.tail, head: arrow.head}
	if labelBytes(s.text) > maxLabel {
		return ErrTooLarge
	}
	if p.numbers {
		number := strconv.Itoa(p.next) + "."
		p.next += p.step
		if len(s.text) > 0 {
			s.text[0] = number + " " + s.text[0]
		} else {
			s.text = []string{number}
		}
	}
	id := strings.TrimSpace(m[4])
	s.creates = p.created[id]
	if s.creates && from == to {
		return ErrSyntax
	}
	delete(p.created, id)
	if p.destroyed != "" {
		if p.destroyed != id && p.destroyed != strings.TrimSpace(m[1]) {
			return ErrSyntax
		}
		s.destroys, s.leaves = p.destroyed == id, p.destroyed != id
		p.destroyed = ""
	}
	p.steps = append(p.steps, s)
	switch m[3] {
	case "+":
		p.steps = append(p.steps, step{kind: stepActivate, from: to})
	case "-":
		p.steps = append(p.steps, step{kind: stepDeactivate, from: from})
	}
	return nil
}

// addNote adds a note beside or over participants.
func (p *sequenceParser) addNote(m []string) error {
	s := step{kind: stepNote, side: strings.ToLower(m[1] + m[2]), text: cleanText(m[4])}
	first, second, several := strings.Cut(m[3], ",")
	s.from = p.participantAt(first)
	s.to = s.from
	if several {
		if s.side != "over" || strings.Contains(second, ",") {
			return ErrSyntax
		}
		s.to = p.participantAt(second)
	}
	s.from, s.to = min(s.from, s.to), max(s.from, s.to)
	if labelBytes(s.text) > maxLabel {
		return ErrTooLarge
	}
	p.steps = append(p.steps, s)
	return nil
}
