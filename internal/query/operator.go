package query

import "strings"

// operator is a node over other nodes. The rest of the package knows And, Or and Not by these methods only, except for the
// parser and the tag filter.
type operator interface {
	Node
	// precedence says how tightly the operator binds: as an operand of an operator that binds tighter, it is in parentheses.
	precedence() int
	// includedNodes returns the operands that a match of the operator may match.
	includedNodes() []Node
	// replaceLast returns a copy with the operand that was typed last replaced by replace(operand).
	replaceLast(replace func(Node) Node) Node
}

// The precedences of the operators, from the one that binds loosest.
const (
	orPrecedence = iota
	andPrecedence
	notPrecedence
)

func (n Or) precedence() int  { return orPrecedence }
func (n And) precedence() int { return andPrecedence }
func (n Not) precedence() int { return notPrecedence }

func (n Or) includedNodes() []Node  { return n }
func (n And) includedNodes() []Node { return n }
func (n Not) includedNodes() []Node { return nil }

func (n Or) replaceLast(replace func(Node) Node) Node {
	return append(append(Or{}, n[:len(n)-1]...), replace(n[len(n)-1]))
}

func (n And) replaceLast(replace func(Node) Node) Node {
	return append(append(And{}, n[:len(n)-1]...), replace(n[len(n)-1]))
}

// replaceLast returns n: an excluded term stays exact while it is typed, since -a as a prefix would hide nearly every note.
func (n Not) replaceLast(func(Node) Node) Node { return n }

func (n Or) write(b *strings.Builder)  { writeOperands(b, n, " OR ") }
func (n And) write(b *strings.Builder) { writeOperands(b, n, " ") }

func (n Not) write(b *strings.Builder) {
	b.WriteByte('-')
	writeOperand(b, n.X, notPrecedence)
}

// writeOperands writes the operands of an operator with separator between them.
func writeOperands(b *strings.Builder, n operator, separator string) {
	for i, x := range n.includedNodes() {
		if i > 0 {
			b.WriteString(separator)
		}
		writeOperand(b, x, n.precedence())
	}
}

// writeOperand writes an operand of an operator with the given precedence, in parentheses if it binds looser.
func writeOperand(b *strings.Builder, n Node, precedence int) {
	if o, ok := n.(operator); !ok || o.precedence() >= precedence {
		n.write(b)
		return
	}
	var inner strings.Builder
	n.write(&inner)
	b.WriteByte('(')
	b.WriteString(inner.String())
	if printed := inner.String(); strings.Contains(printed[strings.LastIndexByte(printed, ' ')+1:], "(") {
		b.WriteByte(' ') // without it, foo( and ) would parse as one word
	}
	b.WriteByte(')')
}

// WalkIncluded calls visit for each leaf of n that is not below a Not, in order.
func WalkIncluded(n Node, visit func(Node)) {
	o, ok := n.(operator)
	switch {
	case ok:
		for _, x := range o.includedNodes() {
			WalkIncluded(x, visit)
		}
	case n != nil:
		visit(n)
	}
}

// replaceLeaves returns n with replace(leaf) in place of each leaf, excluded or not.
func replaceLeaves(n Node, replace func(Node) Node) Node {
	switch n := n.(type) {
	case nil:
		return nil
	case And:
		return And(replaceEach(n, replace))
	case Or:
		return Or(replaceEach(n, replace))
	case Not:
		return Not{replaceLeaves(n.X, replace)}
	case Named:
		return Named{n.Name, replaceLeaves(n.X, replace)}
	}
	return replace(n)
}

func replaceEach(nodes []Node, replace func(Node) Node) []Node {
	out := make([]Node, len(nodes))
	for i, n := range nodes {
		out[i] = replaceLeaves(n, replace)
	}
	return out
}
