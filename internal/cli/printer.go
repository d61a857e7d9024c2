package cli

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/safe"
)

// measure is the widest that text is set unless another width is asked for.
const measure = 80

// printer prints notes one after the other in one manner.
type printer struct {
	o     *shared
	c     *catalog.Catalog
	f     showFlags
	opts  render.Options
	links string
	w     io.Writer
	art   artist
}

func (o *shared) newPrinter(c *catalog.Catalog, f showFlags) (*printer, error) {
	if f.source() { // it has no look, and no terminal is asked for one
		return &printer{o: o, c: c, f: f, w: o.out}, nil
	}
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
	p.art = o.artist(t)
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
	if p.f.source() {
		return
	}
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

func (p *printer) note(t links.Target) error {
	if p.f.raw && t.Heading == "" {
		f, err := p.c.Library.Open(t.Path)
		if err != nil {
			return err
		}
		defer f.Close()
		return p.source(f)
	}
	if t.Heading == "" && !p.f.body && !p.f.json {
		if l, err := p.c.OpenLong(t.Path); err != nil || l != nil {
			return p.long(l, err)
		}
	}
	source, parsed, err := p.c.Open(t.Path)
	if err != nil {
		return err
	}
	return p.parsed(source, parsed, t.Heading)
}

// source writes Markdown as it is; a terminal is shown what it would obey.
func (p *printer) source(r io.Reader) error {
	if !p.o.outTTY {
		_, err := io.Copy(p.o.out, r)
		return err
	}
	text := bufio.NewReaderSize(r, 64<<10)
	for {
		line, err := text.ReadSlice('\n')
		shown := safe.Block(string(bytes.TrimRight(line, "\r\n")))
		if bytes.HasSuffix(line, []byte("\n")) {
			shown += "\n"
		}
		if _, err := p.o.out.WriteString(shown); err != nil {
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

// parsed prints a note, or with an anchor that section of it.
func (p *printer) parsed(source render.Source, parsed *note.Parsed, anchor string) error {
	switch {
	case p.f.body, p.f.raw:
		return p.source(bytes.NewReader(sourceSection(parsed, anchor)))
	case p.f.json:
		return writeJSON(p.o.streams, shownJSON{newNoteJSON(p.c, parsed.Note), string(sourceSection(parsed, anchor))})
	}
	opts := p.opts
	if anchor != "" {
		opts.Header = false
	}
	page := p.page(source, opts)
	from, to := section(page, parsed.Note, anchor)
	shown, err := p.blocks(page, from, to)
	if err != nil || p.links != "list" {
		return err
	}
	var f footer
	f.add(page, shown)
	return f.print(p)
}

// long prints a long note, of which no more than a part is in memory as a tree.
func (p *printer) long(l *catalog.Long, err error) error {
	if err != nil {
		return err
	}
	var f footer
	opts := p.opts
	for source, ok := l.Next(); ok; source, ok = l.Next() {
		source.Numbered = f.shown
		page := p.page(source, opts)
		shown, err := p.blocks(page, render.Pos{}, end{open: true})
		if err != nil {
			return err
		}
		if p.links == "list" {
			f.add(page, shown)
		}
		opts.Header = false
	}
	return f.print(p)
}

func (p *printer) page(source render.Source, opts render.Options) *render.Page {
	source = p.c.WithEmbeds(source)
	opts.Pictures = p.art.of(p.c, source)
	return render.New(source, opts)
}

// blocks prints a page from a place to another, and says which links were among it.
func (p *printer) blocks(page *render.Page, from render.Pos, to end) (shown map[int]bool, err error) {
	shown = map[int]bool{}
	for b := from.Block; b < page.Blocks() && !to.before(b); b++ {
		for i, line := range page.Block(b) {
			if b == from.Block && i < from.Line || to.cuts(b, i) {
				continue
			}
			for _, r := range line.Runs {
				shown[r.Link] = true
			}
			first, line := p.art.line(p.c, line)
			p.o.out.WriteString(first)
			text := line.ANSI(p.url(page))
			if _, err := io.WriteString(p.w, text+"\n"); err != nil {
				return shown, err
			}
		}
		if b == from.Block {
			if err := p.o.out.Flush(); err != nil { // the first words are seen at once
				return shown, err
			}
		}
	}
	return shown, nil
}

// url is the address behind a link on a terminal: only what a browser may open.
func (p *printer) url(page *render.Page) func(int) string {
	return func(i int) string {
		if _, t, ok := page.Link(i); ok && !p.opts.Theme.Plain && t.Status == links.External {
			return t.URL
		}
		return ""
	}
}
