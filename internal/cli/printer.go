package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"quire/internal/address"
	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/safe"
)

// maxTextWidth is the width of text in cells unless the user sets another width.
const maxTextWidth = 80

// printer prints notes one after the other with the same flags.
type printer struct {
	options  *options
	catalog  catalog.Library
	flags    showFlags
	opts     render.Options
	linkMode string
	w        io.Writer
	pictures imagePrinter
}

// newPrinter returns a printer for notes of c. Only rendered output needs a theme.
func (o *options) newPrinter(c catalog.Library, f showFlags) (*printer, error) {
	if f.printsSource() { // source needs no theme, so the terminal is not queried for its background
		return &printer{options: o, catalog: c, flags: f, w: o.out}, nil
	}
	t, err := o.chooseTheme()
	if err != nil {
		return nil, err
	}
	p := &printer{options: o, catalog: c, flags: f, linkMode: f.links, w: o.styledWriter(t)}
	if p.linkMode == "" {
		p.linkMode = "list"
		if !t.Plain {
			p.linkMode = "hide"
		}
	}
	p.opts = render.Options{Theme: t, Width: f.width, Header: !f.noHeader, Now: time.Now(), NumberLinks: p.linkMode == "list", ShowAddresses: p.linkMode == "inline", NoLinkSigns: p.linkMode == "hide" && t.Plain}
	p.opts.Sources.All = t.Plain // other programs read TeX, and so do people who look for it
	if !f.widthSet {
		p.opts.Width = o.textWidth()
		if o.cfg.Width == config.AutoWidth {
			p.opts.TableWidth = o.terminalColumns()
		}
	}
	p.pictures = o.newImagePrinter(t)
	return p, nil
}

// textWidth returns the configured width, else that of the terminal up to maxTextWidth, else maxTextWidth.
func (o *options) textWidth() int {
	if o.cfg.Width != config.AutoWidth {
		return o.cfg.Width
	}
	if cols := o.terminalColumns(); cols > 0 {
		return min(cols, maxTextWidth)
	}
	return maxTextWidth
}

// printSeparator prints a rule between two rendered notes.
func (p *printer) printSeparator() {
	if p.flags.printsSource() {
		return
	}
	rule := "─"
	if p.opts.Theme.ASCII {
		rule = "-"
	}
	width := p.opts.Width
	if width == 0 {
		width = maxTextWidth
	}
	io.WriteString(p.w, "\n"+p.opts.Theme.Rule.Render(strings.Repeat(rule, width))+"\n\n")
}

// printNote prints the note or the section that t names.
func (p *printer) printNote(ctx context.Context, t links.Target) error {
	if p.flags.raw && t.Heading == "" && p.flags.maxWords == 0 {
		f, err := p.catalog.OpenFile(ctx, t.Path)
		if err != nil {
			return err
		}
		defer f.Close()
		return p.printSource(f)
	}
	if t.Heading == "" && !p.flags.printsSource() {
		if l, err := p.catalog.OpenLong(ctx, t.Path); err != nil || l != nil {
			return p.printLong(ctx, l, err)
		}
	}
	source, parsed, err := p.catalog.OpenNote(ctx, t.Path)
	if err != nil {
		return err
	}
	return p.printParsed(ctx, source, parsed, t.Heading)
}

// printSource copies Markdown from r byte for byte into a pipe. On a terminal it makes control characters visible.
func (p *printer) printSource(r io.Reader) error {
	if !p.options.outTTY {
		_, err := io.Copy(p.options.out, r)
		return err
	}
	text := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := text.ReadSlice('\n')
		shown := safe.Block(string(bytes.TrimRight(line, "\r\n")))
		if bytes.HasSuffix(line, []byte("\n")) {
			shown += "\n"
		}
		if _, err := p.options.out.WriteString(shown); err != nil {
			return err
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// printParsed prints a note, or only the section that anchor names.
func (p *printer) printParsed(ctx context.Context, source render.Source, parsed *note.Parsed, anchor string) error {
	switch {
	case p.flags.extract.isSet():
		return p.printExtract(parsed, anchor)
	case p.flags.body, p.flags.raw:
		return p.printSource(bytes.NewReader(p.limitSource(parsed, anchor)))
	case p.flags.json:
		j, err := newNoteJSON(ctx, p.catalog, parsed.Note)
		if err != nil {
			return err
		}
		return writeJSON(p.options.streams, showJSON{j, string(p.limitSource(parsed, anchor))})
	}
	opts := p.opts
	if anchor != "" {
		opts.Header = false
	}
	page := p.renderPage(ctx, source, opts)
	from, to := findSection(page, parsed.Note, anchor)
	budget := newWordBudget(p.flags.maxWords, opts.Header)
	shown, err := p.printBlocks(page, from, to, budget)
	p.reportCut(parsed.Note.Path, budget)
	if err != nil || p.linkMode != "list" {
		return err
	}
	var f linkFooter
	f.addLinks(page, shown)
	return f.print(p)
}

// printLong prints a long note part by part, so that only one part is in memory as a tree. err is that of OpenLong.
func (p *printer) printLong(ctx context.Context, l *catalog.LongNote, err error) error {
	if err != nil {
		return err
	}
	var f linkFooter
	opts, budget := p.opts, newWordBudget(p.flags.maxWords, p.opts.Header)
	for {
		source, err := l.Next(ctx)
		if errors.Is(err, io.EOF) {
			p.reportCut(l.Path(), budget)
			return f.print(p)
		}
		if err != nil {
			return err
		}
		source.NumberOffset = f.numbered
		page := p.renderPage(ctx, source, opts)
		shown, err := p.printBlocks(page, render.Pos{}, sectionEnd{atPageEnd: true}, budget)
		if err != nil {
			return err
		}
		if p.linkMode == "list" {
			f.addLinks(page, shown)
		}
		opts.Header = false
	}
}

// renderPage lays out source with its embedded notes and its pictures.
func (p *printer) renderPage(ctx context.Context, source render.Source, opts render.Options) *render.Page {
	source = p.catalog.WithEmbeds(ctx, source)
	opts.Pictures = p.pictures.renderOptions(ctx, p.catalog, source)
	return render.New(source, opts)
}

// printBlocks prints a page from a position to the end of a section, as far as the budget of words allows. shown holds the numbers
// of the links in that part.
func (p *printer) printBlocks(page *render.Page, from render.Pos, to sectionEnd, budget *wordBudget) (shown map[int]bool, err error) {
	shown = map[int]bool{}
	hyperlink := p.hyperlinkFunc(page)
	for b := from.Block; b < page.BlockCount() && !to.precedes(b); b++ {
		lines := page.Block(b)
		if !budget.allows(lines) {
			continue
		}
		for i, line := range lines {
			if b == from.Block && i < from.Line || to.excludes(b, i) {
				continue
			}
			for _, r := range line.Runs {
				if r.Link != render.NoLink {
					shown[r.Link] = true
				}
			}
			first, line := p.pictures.drawLine(p.catalog, line)
			p.options.out.WriteString(first)
			if _, err := io.WriteString(p.w, line.ANSI(hyperlink)+"\n"); err != nil {
				return shown, err
			}
		}
		if b == from.Block {
			if err := p.options.out.Flush(); err != nil { // the reader sees the first block at once
				return shown, err
			}
		}
	}
	return shown, nil
}

// hyperlinkFunc returns the function from a link's number to the address of its terminal hyperlink. The address is
// empty unless a browser can open it and the terminal accepts its full length.
func (p *printer) hyperlinkFunc(page *render.Page) func(int) string {
	limit := address.MaxHyperlinkLenFor(p.options.env)
	return func(i int) string {
		if _, t, ok := page.Link(i); ok && !p.opts.Theme.Plain && t.Status == links.External {
			return address.EncodeHyperlink(t.URL, limit)
		}
		return ""
	}
}
