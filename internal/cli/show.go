package cli

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/links"
)

// showFlags holds the flags of show.
type showFlags struct {
	width           int
	raw, body, json bool
	query           string
	links           string
	noHeader        bool
	maxWords        int
	extract         extractFlags
	nul             bool // names on standard input end with NUL
	pager           pagerFlags
	selection       selection
	widthSet        bool
	querySet        bool
}

func (f *showFlags) bindFlags(fs *pflag.FlagSet) {
	fs.IntVarP(&f.width, "width", "w", 0, "wrap at `N` columns; 0 never wraps (default: the terminal's width, at most 80; a wide table may take more)")
	fs.BoolVar(&f.raw, "raw", false, "print the source unchanged")
	fs.BoolVar(&f.body, "body", false, "print the source without front matter")
	fs.BoolVar(&f.json, "json", false, "print JSON Lines: the fields of list --json, and the body")
	fs.StringVarP(&f.query, "query", "q", "", "print all notes that match `QUERY`, in order")
	fs.StringVar(&f.links, "links", "", "show addresses of links: `WHERE` is hide, inline, or list at the end (default: hide on a terminal, list in a pipe)")
	fs.BoolVar(&f.noHeader, "no-header", false, "omit the title, date, author and tags")
	fs.BoolVarP(&f.nul, "null", "0", false, "names on standard input end with NUL")
	fs.IntVar(&f.maxWords, "max-words", 0, "print no more blocks of each note than have `N` words together; 0 means all")
	f.extract.bindFlags(fs)
	f.pager.bindFlags(fs)
}

// nameTerminator returns the byte that ends each name on standard input.
func (f *showFlags) nameTerminator() byte {
	if f.nul {
		return 0
	}
	return '\n'
}

// printsSource reports whether notes are printed as they are written, rather than rendered.
func (f *showFlags) printsSource() bool { return f.raw || f.body || f.json || f.extract.isSet() }

// validate returns a usage error for invalid or conflicting values.
func (f *showFlags) validate() error {
	switch f.links {
	case "", "hide", "inline", "list":
	default:
		return usageError("WHERE is hide, inline or list", "--links %s: no such value", f.links)
	}
	if f.width < 0 {
		return usageError("N is a number of columns, or 0", "--width %d: too small", f.width)
	}
	if f.width > config.MaxWidth {
		return usageError(fmt.Sprintf("N is a number of columns up to %d, or 0", config.MaxWidth), "--width %d: too large", f.width)
	}
	n := 0
	for _, on := range []bool{f.raw, f.body, f.json} {
		if on {
			n++
		}
	}
	if n > 1 {
		return usageError("use only one of them", "--raw, --body and --json cannot be used together")
	}
	if f.maxWords < 0 {
		return usageError("N is a number of words; 0 means all", "--max-words %d: too small", f.maxWords)
	}
	return f.extract.validate(n > 0 || f.maxWords > 0)
}

func newShow(o *options) *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:        "show NOTE...",
		Short:      "Print rendered notes",
		SuggestFor: []string{"cat", "view", "print", "read", "open", "less", "bat"},
		Long: `Print rendered notes. NOTE is a path, id, slug, title, alias or an address on the
library's own site; NOTE#heading prints that section. Files that are not Markdown
are printed line by line, unchanged. - reads names from standard input, one per
line, or the output of list, with or without --json.

--code N prints the Nth block of code of the note, or of the section, byte for byte;
--table N its Nth table, with its cells as text. With --max-words, each note ends at
the end of a block, and standard error says how much is missing.`,
		Example: `  quire show reinvent-2021              by slug
  quire show "re:Invent 2021"           by title
  quire show reinvent-2021#keynote      one section
  quire show --query '#aws' --pager     all notes tagged aws
  quire list '#aws' | quire show -      the same, through list
  quire show reinvent-2021 --raw | wc -w
  quire show install --code 2 | sh      its second block of code
  quire show prices --table 1 --as csv  its first table, for a spreadsheet`,
		ValidArgsFunction: o.completeNotes(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.widthSet, f.querySet = cmd.Flags().Changed("width"), cmd.Flags().Changed("query")
			if err := f.validate(); err != nil {
				return err
			}
			return o.showNotes(cmd.Context(), args, f)
		},
	}
	f.bindFlags(cmd.Flags())
	f.selection.bindFlags(o, cmd)
	completeFlagValues(cmd, "links", "hide", "inline", "list")
	completeFlagValues(cmd, "as", tableFormats...)
	if err := cmd.RegisterFlagCompletionFunc("query", o.completeQuery); err != nil {
		panic(err) // the flag exists, so only a programming error gets here
	}
	return cmd
}

// showNotes prints the notes that args or the query name.
func (o *options) showNotes(ctx context.Context, args []string, f showFlags) error {
	if len(args) == 0 && !f.querySet {
		return usageError("quire show NOTE, or quire show --query QUERY; quire list shows all notes", "show: which note?")
	}
	if !f.querySet { // each tree is garbage once it is printed; collecting earlier keeps memory low
		defer o.process.limitGC(gcShowing)()
	}
	piped := slices.Contains(args, "-")
	args, err := o.expandStdinNames(args, f.nameTerminator())
	if err != nil {
		return err
	}
	wrong := &errorReporter{stderr: o.stderr}
	targets, err := o.resolveTargets(ctx, args, f, piped, wrong)
	if err != nil {
		return err
	}
	if len(targets) == 0 {
		return cmp.Or(wrong.err(), errQuiet)
	}
	if err := o.printTargets(ctx, targets, f); err != nil {
		return err
	}
	return wrong.err()
}

// resolveTargets returns the notes to show: those that names holds, then those that match the query. Names from a
// pipe are what list wrote, so they are relative to the library, not to the current folder. A name that cannot be
// resolved is added to wrong, and the others are still returned.
func (o *options) resolveTargets(ctx context.Context, names []string, f showFlags, piped bool, wrong *errorReporter) ([]showTarget, error) {
	openFor := o.openLibraryFor
	if piped {
		openFor = func([]string) (*library.Library, bool, error) { l, err := o.openLibrary(); return l, false, err }
	}
	l, filesFirst, err := openFor(names)
	if err != nil {
		return nil, err
	}
	if f.querySet && l.IsSingle() { // the query is about the notes beside the file
		if l, err = library.Open(l.Root); err != nil {
			return nil, err
		}
	}
	c, err := o.loadForShow(ctx, l, f.querySet)
	if err != nil {
		return nil, err
	}
	var targets []showTarget
	for _, name := range names {
		if piped {
			if name, err = pathFromRecord(c, name); err != nil {
				return nil, err
			}
		}
		var p showTarget
		if piped && !isDotPath(name) && !filepath.IsAbs(name) {
			p, err = o.resolveRecordName(ctx, c, name)
		} else {
			p, err = o.resolveName(ctx, c, name, filesFirst)
		}
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			wrong.report(err)
		default:
			targets = append(targets, p)
		}
	}
	if f.querySet {
		found, err := o.searchNotes(ctx, c, f.query, f.selection)
		if err != nil {
			return nil, err
		}
		for _, h := range found.Hits {
			targets = append(targets, showTarget{c, links.Target{Status: links.Note, Path: h.Path()}})
		}
	}
	return targets, nil
}

// loadForShow loads the library in which show looks up names. With searched, its notes can be searched.
func (o *options) loadForShow(ctx context.Context, l *library.Library, searched bool) (catalog.Library, error) {
	if !searched {
		return o.loadLibrary(ctx, l)
	}
	return o.loadCatalog(ctx, l, false)
}

// printTargets prints notes one after the other, on a terminal possibly through a pager.
func (o *options) printTargets(ctx context.Context, targets []showTarget, f showFlags) (err error) {
	p, err := o.newPrinter(targets[0].catalog, f)
	if err != nil {
		return err
	}
	stop, err := o.startPager(f.pager)
	if err != nil {
		return err
	}
	defer stop()
	if o.paged {
		p.pictures.protocol = nil // a pager cannot pass on pictures of the terminal's own protocol
		ctx = context.WithoutCancel(ctx)
	}
	for i, t := range targets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i > 0 {
			p.printSeparator()
		}
		p.catalog = t.catalog
		if err := p.printNote(ctx, t.Target); err != nil {
			return err
		}
	}
	return nil
}
