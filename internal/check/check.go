// Package check says what is wrong with a library: links that lead nowhere,
// front matter that cannot be read, names that two notes share, tags that look
// like slips of the fingers.
//
//	notes, resolver ──▶ links      where each leads, by the reader's own resolver
//	                ──▶ problems   what the parser met
//	                ──▶ names      titles, slugs, aliases and addresses that two notes share
//	                ──▶ tags       spellings that are rare beside a common one
//	                ──▶ findings, by path and line
//
// It reports and never repairs, and it opens nothing: neither a file nor an
// address. What it says of a link is what the reader would say when it is
// followed.
package check

import (
	"cmp"
	"slices"

	"quire/internal/cores"
	"quire/internal/links"
	"quire/internal/note"
)

// Finding is one thing that is wrong, and where.
type Finding struct {
	Path string // slash path below the root; may hold any byte that a file name can
	// Line and Column count from 1, Column in bytes; 0 when the whole file is meant.
	Line, Column int
	Kind         Kind
	Message      string // on one line; names of files in it are as they are
	// Suggestion is what was probably meant: the path of a note, with #heading where one is meant, or a tag. It may be empty.
	Suggestion string
}

// Input is the library that is checked.
type Input struct {
	Notes   []*note.Note // by path
	Links   *links.Resolver
	Skipped []Skipped
}

// Skipped is a file that is in the folder but not in the library.
type Skipped struct {
	Path, Why string
}

// Options say what to look for.
type Options struct {
	Kinds Set
	// Habits asks also for names that so many notes share that they are meant
	// so, such as one README a folder. Otherwise they would drown the slips.
	Habits bool
}

// Run finds what is wrong, by path, then line and column.
func Run(in Input, o Options) []Finding {
	c := &checker{Input: in, Options: o}
	all := c.notes()
	for _, s := range in.Skipped {
		all = append(all, Finding{Path: s.Path, Kind: SkippedFile, Message: s.Why})
	}
	all = append(all, c.names()...)
	if o.Kinds.Has(SimilarTag) {
		all = append(all, c.tags()...)
	}
	all = slices.DeleteFunc(all, func(f Finding) bool { return !o.Kinds.Has(f.Kind) })
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Message, b.Message))
	})
	return all
}

type checker struct {
	Input
	Options
}

// notes checks each note by itself, on all processors: most of the time goes
// into finding what a dead link may have meant.
func (c *checker) notes() []Finding {
	found := make([][]Finding, len(c.Notes))
	cores.Each(len(c.Notes), func(i int) { found[i] = c.note(c.Notes[i]) })
	return slices.Concat(found...)
}

func (c *checker) note(n *note.Note) []Finding {
	all := problems(n)
	if f, wrong := nameDate(n); wrong {
		all = append(all, f)
	}
	if c.Kinds.Has(Orphan) && c.Links.LinkerCount(n.Path) == 0 {
		all = append(all, Finding{Path: n.Path, Kind: Orphan, Message: "no other note links here"})
	}
	if !c.Kinds.Any(linkKinds) {
		return all
	}
	for l, t := range c.Links.From(n) {
		if f, wrong := c.link(n, l, t); wrong {
			all = append(all, f)
		}
	}
	return all
}
