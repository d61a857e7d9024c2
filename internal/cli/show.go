package cli

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/render"
)

// measure is the widest that text is set unless another width is asked for.
const measure = 80

type showFlags struct {
	width           int
	raw, body, json bool
	query           string
	links           string
	noHeader        bool
	selection       selection
	widthSet        bool
}

func (f *showFlags) bind(fs *pflag.FlagSet) {
	fs.IntVarP(&f.width, "width", "w", 0, "`N` cells wide; 0 never wraps (default: the terminal, at most 80)")
	fs.BoolVar(&f.raw, "raw", false, "the source, byte for byte")
	fs.BoolVar(&f.body, "body", false, "the source without front matter")
	fs.BoolVar(&f.json, "json", false, "JSON Lines: what list --json says, and the body")
	fs.StringVarP(&f.query, "query", "q", "", "every note that matches `QUERY`, in order, as one stream")
	fs.StringVar(&f.links, "links", "", "where addresses go: hide, inline, or list at the end (default: hide on a terminal, list in a pipe)")
	fs.BoolVar(&f.noHeader, "no-header", false, "without title, date, author and tags")
}

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
		Use:   "show NOTE...",
		Short: "Print notes, rendered",
		Long: `Print notes, rendered. NOTE is a path, an id, a slug, a title, an alias or an
address on the library's own site; NOTE#heading prints that section.`,
		Example: `  quire show reinvent-2021              by slug
  quire show "re:Invent 2021"           by title
  quire show start#keys                 one section
  quire show --query '#aws' | less      every note tagged aws
  quire show reinvent-2021 --raw | wc -w`,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.widthSet = cmd.Flags().Changed("width")
			if err := f.check(); err != nil {
				return err
			}
			return o.show(cmd.Context(), args, f)
		},
	}
	f.bind(cmd.Flags())
	f.selection.bind(cmd.Flags())
	return cmd
}

func (o *shared) show(ctx context.Context, args []string, f showFlags) error {
	if len(args) == 0 && f.query == "" {
		return usage("quire show NOTE, or quire show --query QUERY; quire list shows every note", "show: which note?")
	}
	l, args, err := o.openFor(args)
	if err != nil {
		return err
	}
	c, err := o.load(ctx, l, f.query == "")
	if err != nil {
		return err
	}
	var picks []links.Target
	for _, arg := range args {
		_, t, err := find(c, arg)
		if err != nil {
			return err
		}
		picks = append(picks, t)
	}
	if f.query != "" {
		hits, err := f.selection.search(c, f.query)
		if err != nil {
			return err
		}
		for _, h := range hits {
			picks = append(picks, links.Target{Status: links.Note, Path: h.Note.Path})
		}
	}
	if len(picks) == 0 {
		return errQuiet
	}
	p, err := o.newPrinter(c, f)
	if err != nil {
		return err
	}
	for i, t := range picks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i > 0 {
			p.between()
		}
		if err := p.note(t); err != nil {
			return err
		}
	}
	return nil
}

// printer prints notes one after the other in one manner.
type printer struct {
	o     *shared
	c     *catalog.Catalog
	f     showFlags
	opts  render.Options
	links string
	w     io.Writer
}

func (o *shared) newPrinter(c *catalog.Catalog, f showFlags) (*printer, error) {
	t, err := o.theme()
	if err != nil {
		return nil, err
	}
	p := &printer{o: o, c: c, f: f, links: f.links, w: o.painted(t)}
	if p.links == "" {
		p.links = "list"
		if !t.Plain {
			p.links = "hide"
		}
	}
	p.opts = render.Options{Theme: t, Width: f.width, Header: !f.noHeader, Numbers: p.links == "list", Inline: p.links == "inline", Bare: p.links == "hide" && t.Plain}
	if !f.widthSet {
		p.opts.Width = o.textWidth()
	}
	return p, nil
}

// textWidth is the width that is set, else the terminal's up to the measure, else the measure.
func (o *shared) textWidth() int {
	if o.cfg.Width != config.AutoWidth {
		return o.cfg.Width
	}
	if cols := o.columns(); cols > 0 {
		return min(cols, measure)
	}
	return measure
}

func (p *printer) between() {
	switch {
	case p.f.raw, p.f.body, p.f.json:
	default:
		rule := "─"
		if p.opts.Theme.ASCII {
			rule = "-"
		}
		width := p.opts.Width
		if width == 0 {
			width = measure
		}
		io.WriteString(p.w, "\n"+p.opts.Theme.Rule.Render(strings.Repeat(rule, width))+"\n\n")
	}
}

func (p *printer) note(t links.Target) error {
	if p.f.raw {
		f, err := p.c.Library.Open(t.Path)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(p.o.out, f)
		return err
	}
	source, parsed, err := p.c.Open(t.Path)
	if err != nil {
		return err
	}
	return p.parsed(source, parsed, t.Heading)
}

// parsed prints a note, or with an anchor that section of it.
func (p *printer) parsed(source render.Source, parsed *note.Parsed, anchor string) error {
	switch {
	case p.f.body:
		_, err := p.o.out.Write(parsed.Body)
		return err
	case p.f.json:
		j := newNoteJSON(p.c, parsed.Note)
		j.Body = string(parsed.Body)
		return writeJSON(p.o.streams, j)
	}
	opts := p.opts
	if anchor != "" {
		opts.Header = false
	}
	page := render.New(source, opts)
	from, to := section(page, parsed.Note, anchor)
	shown := map[int]bool{}
	for b := from.Block; b < page.Blocks() && !to.before(b); b++ {
		for i, line := range page.Block(b) {
			if b == from.Block && i < from.Line || to.cuts(b, i) {
				continue
			}
			for _, r := range line.Runs {
				shown[r.Link] = true
			}
			text := line.ANSI(p.url(source))
			if _, err := io.WriteString(p.w, text+"\n"); err != nil {
				return err
			}
		}
		if b == from.Block {
			if err := p.o.out.Flush(); err != nil { // the first words are seen at once
				return err
			}
		}
	}
	if p.links == "list" {
		return p.addresses(source, page, shown)
	}
	return nil
}

// url is the address behind a link on a terminal: only what a browser may open.
func (p *printer) url(s render.Source) func(int) string {
	return func(i int) string {
		if !p.opts.Theme.Plain && i >= 0 && i < len(s.Targets) && s.Targets[i].Status == links.External {
			return s.Targets[i].URL
		}
		return ""
	}
}
