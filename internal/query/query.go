// Package query parses search queries into syntax trees and formats trees as text.
//
// Everything that searches uses this language: the query line of the reader, and
// the commands list, search, tags and show --query. The package must not know
// notes: package index evaluates the trees. It may import nothing of quire but
// package text.
//
//	"#aws -(draft OR is:draft)"
//	      |  Parse
//	      v
//	And{ Tag{aws}, Not{ Or{ Word{draft}, State(draft) } } }
//	      |  String
//	      v
//	"#aws -(draft OR is:draft)"
//
// The grammar, from the operator that binds loosest:
//
//	or    = and { "OR" and }            OR in capitals
//	and   = { term }                    a space means and; it binds tighter than OR
//	term  = "-" term | "(" or ")" | leaf
//	leaf  = word | quoted | "#" value | name ":" value | key ":" [ item { "," item } ] | "/" regular expression "/" | "@" name of a saved query
//	value = word | quoted               a * after either makes it a prefix
//	key   = word | quoted               a key of the front matter, where notes have it
//	item  = [ ">" | ">=" | "<" | "<=" ] value | [ value ] ".." [ value ]
//
// A ( opens a group only at the start of a term, and a ) that closes a ( in the same
// word belongs to the word: #whisk(e)y needs no quotes. Within quotes \" and \\ mean
// a quote and a backslash. The second slash of a regular expression stands before a
// space, a ) or the end; otherwise the first begins a word.
package query

import (
	"slices"
	"strings"
)

// Query is a parsed query. The zero Query matches everything.
type Query struct {
	Root Node // nil matches everything
}

// IsZero reports whether q is empty and so matches everything.
func (q Query) IsZero() bool { return q.Root == nil }

// SearchesTexts reports whether q has a word or a phrase, excluded or not: these are looked for in the texts of notes, and
// all else in what a list shows.
func (q Query) SearchesTexts() bool { return searchesTexts(q.Root) }

func searchesTexts(n Node) bool {
	switch n := n.(type) {
	case Word, Phrase:
		return true
	case Not:
		return searchesTexts(n.X)
	case operator:
		return slices.ContainsFunc(n.includedNodes(), searchesTexts)
	}
	return false
}

// Node is a node of a query's syntax tree: And, Or, Not, Word, Phrase, Expression, Tag, Field,
// KeyValue, HasKey, Date, Modified, After, Before, State, LinksTo, From or Named. No other type implements it.
//
// Parse returns trees in normal form: And and Or have at least two children,
// no And is a child of an And and no Or is a child of an Or.
type Node interface{ write(b *strings.Builder) }

type (
	// And matches notes that match all of its operands.
	And []Node
	// Or matches notes that match at least one of its operands.
	Or []Node
	// Not matches notes that do not match X.
	Not struct{ X Node }

	// Word matches notes that contain a word. Text is as typed: the tokenizer of the index
	// may split it (event-driven), and the parts must then be adjacent.
	Word struct {
		Text   string
		Prefix bool // also match words that begin with Text
	}
	// Phrase matches notes that contain these words next to each other, in this order.
	Phrase struct {
		Text   string
		Prefix bool // also match words that begin with the last word
	}
	// Tag matches notes with this tag or a tag nested in it: a matches a/b.
	Tag struct {
		Name   string // without #
		Prefix bool   // also match tags that begin with Name
	}
	// Field matches notes with these words in one field.
	Field struct {
		Name   FieldName
		Text   string
		Prefix bool // also match words that begin with the last word
	}

	// Date matches notes dated from the first day of From to the last day of To, both
	// included. A zero value leaves that end open; From and To are never both zero.
	Date struct{ From, To Period }
	// Modified matches notes whose file was last changed in a period of the user's time zone, with ends as those of Date.
	Modified struct{ From, To Period }
	// After matches notes dated after the last day of its period: after:2021 starts with 2022.
	After struct{ Period Period }
	// Before matches notes dated before the first day of its period.
	Before struct{ Period Period }

	// LinksTo matches notes that link to Note, a name in any form that the command line accepts.
	LinksTo struct{ Note string }
	// From matches notes that Note links to.
	From struct{ Note string }
)

// write writes a node as typed, so that Parse reads the same node from it.

func (n Word) write(b *strings.Builder)    { writeWord(b, n) }
func (n Phrase) write(b *strings.Builder)  { writeQuoted(b, n.Text, n.Prefix) }
func (n Tag) write(b *strings.Builder)     { writeValue(b, "#", n.Name, n.Prefix, n) }
func (n Field) write(b *strings.Builder)   { writeValue(b, n.Name.String()+":", n.Text, n.Prefix, n) }
func (n After) write(b *strings.Builder)   { b.WriteString("after:" + n.Period.String()) }
func (n Before) write(b *strings.Builder)  { b.WriteString("before:" + n.Period.String()) }
func (n LinksTo) write(b *strings.Builder) { writeValue(b, "links:", n.Note, false, n) }
func (n From) write(b *strings.Builder)    { writeValue(b, "from:", n.Note, false, n) }

func (n Date) write(b *strings.Builder) {
	b.WriteString("date:")
	writeRange(b, n.From, n.To)
}

func (n Modified) write(b *strings.Builder) {
	b.WriteString("modified:")
	writeRange(b, n.From, n.To)
}

// JoinAnd joins nodes with and, in normal form. It skips nil nodes, which match everything.
func JoinAnd(nodes ...Node) Node { return joinNodes[And](nodes) }

// JoinOr joins nodes with or, in normal form. It skips nil nodes.
func JoinOr(nodes ...Node) Node { return joinNodes[Or](nodes) }

// joinNodes joins nodes with the operator T, and merges nodes of the same operator into it. One node stays as it is, and
// none are nil.
func joinNodes[T interface {
	And | Or
	Node
}](nodes []Node) Node {
	flat := make(T, 0, len(nodes))
	for _, n := range nodes {
		switch n := n.(type) {
		case nil:
		case T:
			flat = append(flat, n...)
		default:
			flat = append(flat, n)
		}
	}
	switch len(flat) {
	case 0:
		return nil
	case 1:
		return flat[0]
	}
	return flat
}
