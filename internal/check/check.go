// Package check finds mistakes in a library: broken links, invalid front matter, names that several notes share, tags
// that look like typing mistakes.
//
//	search.Library ──▶ links      resolved as the reader resolves them
//	                ──▶ problems   found by the parser
//	                ──▶ names      titles, slugs, aliases and addresses that notes share
//	                ──▶ tags       rare spellings that resemble a common one
//	                ──▶ findings, by path and line
//
// It reports and never repairs, and it opens neither a file nor an address. Its message about a link is the one that
// the reader shows when the user follows the link.
package check

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"quire/internal/note"
	"quire/internal/search"
	"quire/internal/workers"
)

// Finding is a mistake and its position.
type Finding struct {
	Path string // slash path below the root; may hold any byte that a file name can
	// Line and Column count from 1, Column in bytes. Both are 0 when the finding is about the whole file.
	Line, Column int
	Kind         Kind
	Message      string // one line; may contain file names with any bytes
	// Suggestion is what the author probably meant: the path of a note, also with #heading, or a tag. It may be "".
	Suggestion string
}

// Library is what a check asks of a library. A search.Library implements it.
type Library interface {
	All(ctx context.Context) iter.Seq2[search.Hit, error]
	Lookup(path string) (search.Hit, bool)
	Note(ctx context.Context, path string) (*note.Note, error)
	Links(ctx context.Context, path string) ([]search.Link, error)
	CountBacklinks(ctx context.Context, path string) (int, error)
	SitePaths(ctx context.Context, path string) ([]string, error)
}

// Input is the library to check.
type Input struct {
	Library Library
	Skipped []Skipped
}

// Skipped is a file in the library's folder that could not be read as a note.
type Skipped struct {
	Path, Why string
}

// Options say which findings to report.
type Options struct {
	Kinds KindSet
	// ReportCommonNames also reports shared names that are so common that they are intended, such as a README in every folder.
	// By default they are left out, because they would hide the mistakes.
	ReportCommonNames bool
}

// Run returns the findings of the wanted kinds, sorted by path, line and column. It fails if the library does.
func Run(ctx context.Context, in Input, o Options) ([]Finding, error) {
	c := &checker{Input: in, Options: o, ctx: ctx}
	if err := c.loadNotes(); err != nil {
		return nil, err
	}
	findings, err := c.checkNotes()
	if err != nil {
		return nil, err
	}
	for _, s := range in.Skipped {
		findings = append(findings, Finding{Path: s.Path, Kind: SkippedFile, Message: s.Why})
	}
	names, err := c.checkNames()
	if err != nil {
		return nil, err
	}
	findings = append(findings, names...)
	if o.Kinds.Has(SimilarTag) {
		findings = append(findings, c.checkTags()...)
	}
	findings = slices.DeleteFunc(findings, func(f Finding) bool { return !o.Kinds.Has(f.Kind) })
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Message, b.Message))
	})
	return findings, nil
}

// checker holds the state of one Run.
type checker struct {
	Input
	Options
	ctx   context.Context
	notes []*note.Note // all notes of the library, sorted by path
}

// loadNotes fetches all notes with their details, since names and tags are compared between all of them.
func (c *checker) loadNotes() error {
	for h, err := range c.Library.All(c.ctx) {
		if err != nil {
			return err
		}
		n, err := c.Library.Note(c.ctx, h.Path())
		if err != nil {
			return err
		}
		c.notes = append(c.notes, n)
	}
	return nil
}

// checkNotes checks each note by itself, on all processors: most of the time goes into suggestions for broken links.
func (c *checker) checkNotes() ([]Finding, error) {
	found, errs := make([][]Finding, len(c.notes)), make([]error, len(c.notes))
	var pool *workers.Pool // no user is waiting for keys
	pool.ForEach(len(c.notes), func(i int) { found[i], errs[i] = c.checkNote(c.notes[i]) })
	return slices.Concat(found...), cmp.Or(errs...)
}

func (c *checker) checkNote(n *note.Note) ([]Finding, error) {
	findings := problemFindings(n)
	if f, wrong := checkFileNameDate(n); wrong {
		findings = append(findings, f)
	}
	if c.Kinds.Has(Orphan) {
		count, err := c.Library.CountBacklinks(c.ctx, n.Path)
		if err != nil {
			return nil, err
		}
		if count == 0 {
			findings = append(findings, Finding{Path: n.Path, Kind: Orphan, Message: "no other note links here"})
		}
	}
	if !c.Kinds.Intersects(linkKinds) {
		return findings, nil
	}
	all, err := c.Library.Links(c.ctx, n.Path)
	if err != nil {
		return nil, err
	}
	for _, l := range all {
		if f, wrong := checkLink(n, l.Link, l.Target); wrong {
			findings = append(findings, f)
		}
	}
	return findings, nil
}
