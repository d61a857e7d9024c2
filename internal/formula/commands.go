package formula

import (
	"fmt"
	"strings"
	"unicode"
)

// commands holds what parses the arguments of each command that is more than a symbol.
var commands map[string]func(p *parser, name string) (node, error)

func init() { // they call the parser, which looks them up
	commands = map[string]func(p *parser, name string) (node, error){
		"left": func(p *parser, _ string) (node, error) { return p.parseDelimited() },
		"sqrt": parseRoot, "substack": parseSubstack, "begin": parseEnvironment,
		"pmod": parseModulus, "operatorname": parseOperator, "operatorname*": parseOperator,
		"overset": parseOverset, "stackrel": parseOverset, "underset": parseOverset, "not": parseNot,
		"xrightarrow": parseArrow, "xleftarrow": parseArrow,
		"overline": parseLined, "underline": parseLined, "overbrace": parseBraced, "underbrace": parseBraced,
		"label": parseLabel, "tag": parseTag,
	}
	for _, name := range []string{"frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom"} {
		commands[name] = parseFraction
	}
	for name := range accents {
		commands[name] = parseAccent
	}
	for name := range alphabets {
		commands[name] = parseAlphabet
	}
	for _, name := range []string{"text", "textrm", "mbox", "textnormal", "hbox", "textsf", "texttt"} {
		commands[name] = parseText
	}
	for _, name := range []string{"big", "Big", "bigg", "Bigg", "bigl", "bigr", "bigm", "Bigl", "Bigr", "Bigm", "biggl", "biggr", "biggm", "Biggl", "Biggr", "Biggm"} {
		commands[name] = parseSized
	}
	for _, name := range []string{"displaystyle", "textstyle", "scriptstyle", "nonumber", "notag", "!", "limits", "nolimits"} {
		commands[name] = parseNothing
	}
}

// parseCommand parses the arguments of a command.
func (p *parser) parseCommand(name string) (node, error) {
	if s, ok := symbols()[name]; ok {
		return s, nil
	}
	if n, ok := spaces[name]; ok {
		return n, nil
	}
	if s, ok := delimiters[name]; ok {
		return symbol{text: s, kind: delimiterClass(name)}, nil
	}
	if parse, ok := commands[name]; ok {
		return parse(p, name)
	}
	if name = strings.TrimSuffix(name, "*"); symbols()[name].text != "" { // a symbol times something
		p.rest = "*" + p.rest
		return symbols()[name], nil
	}
	return nil, fmt.Errorf("%w: \\%s", ErrUnknown, name)
}

// delimiterClass returns the class of a delimiter that does not grow.
func delimiterClass(name string) class {
	switch {
	case strings.HasPrefix(name, "l") || name == "{":
		return opening
	case strings.HasPrefix(name, "r") || name == "}":
		return closing
	}
	return ordinary
}

func parseNothing(*parser, string) (node, error) { return nil, nil }

func parseFraction(p *parser, name string) (node, error) {
	args, err := p.parseArguments(2)
	if err != nil {
		return nil, err
	}
	f := fraction{above: args[0], below: args[1], hasRule: true}
	if strings.HasSuffix(name, "binom") {
		f.hasRule, f.open, f.close = false, "(", ")"
	}
	return f, nil
}

func parseRoot(p *parser, _ string) (node, error) {
	var out root
	if raw, ok := p.readOption(); ok {
		inside := &parser{lexer: lexer{rest: raw}, depth: p.depth}
		index, err := inside.parseRow(func(t token) bool { return t.isEnd() })
		if err != nil {
			return nil, err
		}
		out.index = index
	}
	var err error
	out.body, err = p.parseArgument()
	return out, err
}

func parseAccent(p *parser, name string) (node, error) {
	body, err := p.parseArgument()
	return accent{accents[name], body}, err
}

func parseLined(p *parser, name string) (node, error) {
	body, err := p.parseArgument()
	return lined{body, name == "underline"}, err
}

func parseBraced(p *parser, name string) (node, error) {
	body, err := p.parseArgument()
	return braced{body, name == "underbrace"}, err
}

func parseAlphabet(p *parser, name string) (node, error) {
	outer := p.alphabet
	p.alphabet = alphabets[name]
	defer func() { p.alphabet = outer }()
	return p.parseArgument()
}

// parseText parses words within a formula. Mathematics within them is not drawn.
func parseText(p *parser, _ string) (node, error) {
	raw, ok := p.readRaw()
	if !ok || strings.ContainsAny(raw, `$\{}`) {
		return nil, fmt.Errorf("%w: more than words in a text", ErrUnknown)
	}
	return symbol{text: collapseBlanks(strings.ReplaceAll(raw, "~", " "))}, checkText(raw)
}

// collapseBlanks returns s with one blank in place of each run of blanks.
func collapseBlanks(s string) string {
	words := strings.Join(strings.Fields(s), " ")
	if words == "" {
		return " "
	}
	if isBlank(s[0]) {
		words = " " + words
	}
	if isBlank(s[len(s)-1]) {
		words += " "
	}
	return words
}

// checkText returns an error if s has a character that cannot be shown in a cell.
func checkText(s string) error {
	for _, r := range s {
		if !unicode.IsPrint(r) && r != '\n' && r != '\t' && r != '\r' {
			return fmt.Errorf("%w: %q", ErrSyntax, r)
		}
	}
	return nil
}

// parseOperator parses a function that the formula names itself. With a star its scripts stand above and below.
func parseOperator(p *parser, name string) (node, error) {
	raw, ok := p.readRaw()
	raw = strings.NewReplacer(`\,`, " ", `\ `, " ", `\;`, " ", "~", " ").Replace(raw)
	if !ok || strings.ContainsAny(raw, `$\{}^_&`) {
		return nil, fmt.Errorf("%w: the name of an operator", ErrUnknown)
	}
	return symbol{text: strings.TrimSpace(raw), kind: operator, hasLimits: strings.HasSuffix(name, "*")}, checkText(raw)
}

func parseOverset(p *parser, name string) (node, error) {
	args, err := p.parseArguments(2)
	if err != nil {
		return nil, err
	}
	out := stacked{base: args[1], over: args[0], kind: args[1].class()}
	if r, ok := args[1].(row); ok && len(r) == 1 {
		out.kind = r[0].class()
	}
	if name == "underset" {
		out.over, out.under = nil, args[0]
	}
	return out, nil
}

// parseNot parses the negation of a relation, if Unicode has it.
func parseNot(p *parser, _ string) (node, error) {
	n, err := p.parseArgument()
	if err != nil {
		return nil, err
	}
	if s, ok := n.(symbol); ok && negated[s.text] != "" {
		return symbol{text: negated[s.text], kind: s.kind}, nil
	}
	return nil, fmt.Errorf("%w: \\not", ErrUnknown)
}

func parseArrow(p *parser, name string) (node, error) {
	over, err := p.parseArgument()
	if err != nil {
		return nil, err
	}
	if name == "xleftarrow" {
		return arrow{over, "←", "─"}, nil
	}
	return arrow{over, "─", "→"}, nil
}

// parseModulus parses \pmod{n}.
func parseModulus(p *parser, _ string) (node, error) {
	n, err := p.parseArgument()
	return row{space(1), symbol{text: "(", kind: opening}, symbol{text: "mod"}, space(1), n, symbol{text: ")", kind: closing}}, err
}

// parseSized parses a delimiter of a fixed size, which is drawn in one row.
func parseSized(p *parser, name string) (node, error) {
	d, err := p.parseDelimiter()
	s := symbol{text: d}
	switch name[len(name)-1] {
	case 'l':
		s.kind = opening
	case 'r':
		s.kind = closing
	case 'm':
		s.kind = relation
	}
	return s, err
}

// parseLabel skips the name of an equation, which readers do not see.
func parseLabel(p *parser, _ string) (node, error) {
	if _, ok := p.readRaw(); !ok {
		return nil, fmt.Errorf("%w: \\label", ErrSyntax)
	}
	return nil, nil
}

// parseTag parses the number that an equation has been given.
func parseTag(p *parser, _ string) (node, error) {
	raw, ok := p.readRaw()
	if !ok || strings.ContainsAny(raw, `$\{}`) {
		return nil, fmt.Errorf("%w: \\tag", ErrUnknown)
	}
	return row{space(4), symbol{text: "(" + strings.TrimSpace(raw) + ")"}}, checkText(raw)
}
