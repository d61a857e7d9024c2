package cli

import (
	"cmp"
	"context"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/library"
	"quire/internal/links"
)

type showFlags struct {
	width           int
	raw, body, json bool
	query           string
	links           string
	noHeader        bool
	nul             bool // names on standard input end with NUL
	pager, noPager  bool
	selection       selection
	widthSet        bool
	querySet        bool
}

func (f *showFlags) bind(fs *pflag.FlagSet) {
	fs.IntVarP(&f.width, "width", "w", 0, "`N` cells wide; 0 never wraps (default: the terminal, at most 80)")
	fs.BoolVar(&f.raw, "raw", false, "the source, byte for byte")
	fs.BoolVar(&f.body, "body", false, "the source without front matter")
	fs.BoolVar(&f.json, "json", false, "JSON Lines: what list --json says, and the body")
	fs.StringVarP(&f.query, "query", "q", "", "every note that matches `QUERY`, in order, as one stream")
	fs.StringVar(&f.links, "links", "", "where addresses go: `WHERE` is hide, inline, or list at the end (default: hide on a terminal, list in a pipe)")
	fs.BoolVar(&f.noHeader, "no-header", false, "without title, date, author and tags")
	fs.BoolVarP(&f.nul, "null", "0", false, "the names on standard input end with NUL")
	fs.BoolVar(&f.pager, "pager", false, "on a terminal, through $QUIRE_PAGER, $PAGER or less -R")
	fs.BoolVar(&f.noPager, "no-pager", false, "not through $QUIRE_PAGER")
}

// end is what ends a name on standard input.
func (f *showFlags) end() byte {
	if f.nul {
		return 0
	}
	return '\n'
}

// source says whether notes are printed as they are written, rather than rendered.
func (f *showFlags) source() bool { return f.raw || f.body || f.json }

func (f *showFlags) check() error {
	switch f.links {
	case "", "hide", "inline", "list":
	default:
		return usage("hide, inline or list", "--links %s: no such value", f.links)
	}
	if f.width < 0 {
		return usage("N is a number of cells, or 0", "--width %d: too small", f.width)
	}
	n := 0
	for _, on := range []bool{f.raw, f.body, f.json} {
		if on {
			n++
		}
	}
	if n > 1 {
		return usage("choose one", "--raw, --body and --json exclude each other")
	}
	return nil
}

func newShow(o *shared) *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:        "show NOTE...",
		Short:      "Print notes, rendered",
		SuggestFor: []string{"cat", "view", "print", "read", "open", "less", "bat"},
		Long: `Print notes, rendered. NOTE is a path, an id, a slug, a title, an alias or an
address on the library's own site; NOTE#heading prints that section. Any other
file is printed as well, line by line as it is. - reads names from standard
input, one a line, or the records that list writes, with --json too.`,
		Example: `  quire show reinvent-2021              by slug
  quire show "re:Invent 2021"           by title
  quire show reinvent-2021#keynote      one section
  quire show --query '#aws' --pager     every note tagged aws
  quire list '#aws' | quire show -      the same, by way of a list
  quire show reinvent-2021 --raw | wc -w`,
		ValidArgsFunction: o.notes(0),
		RunE: func(cmd *cobra.Command, args []string) error {
			f.widthSet, f.querySet = cmd.Flags().Changed("width"), cmd.Flags().Changed("query")
			if err := f.check(); err != nil {
				return err
			}
			return o.show(cmd.Context(), args, f)
		},
	}
	f.bind(cmd.Flags())
	f.selection.bind(cmd)
	choices(cmd, "links", "hide", "inline", "list")
	if err := cmd.RegisterFlagCompletionFunc("query", o.query); err != nil {
		panic(err) // as in choices
	}
	return cmd
}

func (o *shared) show(ctx context.Context, args []string, f showFlags) error {
	if len(args) == 0 && !f.querySet {
		return usage("quire show NOTE, or quire show --query QUERY; quire list shows every note", "show: which note?")
	}
	if !f.querySet { // the tree of a text is garbage as soon as it is printed: collected sooner, it never takes much memory
		defer debug.SetGCPercent(debug.SetGCPercent(50))
	}
	piped := slices.Contains(args, "-")
	args, err := o.expand(args, f.end())
	if err != nil {
		return err
	}
	wrong := &complaints{stderr: o.stderr}
	picks, err := o.picks(ctx, args, f, piped, wrong)
	if err != nil {
		return err
	}
	if len(picks) == 0 {
		return cmp.Or(wrong.err(), errQuiet)
	}
	if err := o.print(ctx, picks, f); err != nil {
		return err
	}
	return wrong.err()
}

// picks are the notes to show: those that are named, then those that match the query. Names from a
// pipe are what list wrote there: of the library, not of the current folder. A name that is none is wrong, and the others are still shown.
func (o *shared) picks(ctx context.Context, names []string, f showFlags, piped bool, wrong *complaints) ([]pick, error) {
	find := o.openFor
	if piped {
		find = func([]string) (*library.Library, bool, error) { l, err := o.open(); return l, false, err }
	}
	l, around, err := find(names)
	if err != nil {
		return nil, err
	}
	c, err := o.load(ctx, l, !f.querySet)
	if err != nil {
		return nil, err
	}
	var picks []pick
	for _, name := range names {
		if piped {
			if name, err = inRecord(c, name); err != nil {
				return nil, err
			}
		}
		p, err := o.pick(ctx, c, name, around)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			wrong.add(err)
		default:
			picks = append(picks, p)
		}
	}
	if f.querySet {
		hits, err := f.selection.search(c, f.query)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			picks = append(picks, pick{c, links.Target{Status: links.Note, Path: h.Note.Path}})
		}
	}
	return picks, nil
}

// print prints notes one after the other.
func (o *shared) print(ctx context.Context, picks []pick, f showFlags) (err error) {
	p, err := o.newPrinter(picks[0].c, f)
	if err != nil {
		return err
	}
	if o.outTTY {
		argv, err := o.pagerCommand(f.pager, f.noPager)
		if err != nil {
			return err
		}
		if argv != nil {
			leave, err := o.startPager(argv)
			if err != nil {
				return err
			}
			defer leave()
			p.art.shows = false              // a pager knows nothing of it
			ctx = context.WithoutCancel(ctx) // an interrupt is the pager's business
		}
	}
	for i, t := range picks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i > 0 {
			p.between()
		}
		p.c = t.c
		if err := p.note(t.Target); err != nil {
			return err
		}
	}
	return nil
}
