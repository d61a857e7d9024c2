package cli

import (
	"context"
	"fmt"
	"os"
	"runtime/debug"
	"sync"

	"quire/internal/catalog"
	"quire/internal/cores"
	"quire/internal/index"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/theme"
	"quire/internal/tui"
)

// start is where the reader opens: on the shelf, on a note, or on a text that is none.
type start struct {
	path, anchor string
	raw          []byte // Markdown from standard input
}

// read opens the reader.
func (o *shared) read(ctx context.Context, l *library.Library, s start) error {
	if o.byLines() {
		return o.readLines(ctx, l, s)
	}
	cores.Spare()
	tui.Warm()
	o.lenient = true // the screen tells them
	o.configure(l)
	collect := unhurried()
	k := newKept(ctx, l, o.cache())
	opts := tui.Options{
		Name: l.Name, Note: s.path, Heading: s.anchor,
		Glance: ahead(func(early func(*catalog.Catalog)) (*catalog.Catalog, error) {
			cfg, _ := settings(o.env, l)
			return catalog.Glance(ctx, l, catalog.Options{Site: o.site(cfg), Cache: k.cache, Newest: newest(o.cfg.Sort), Early: early})
		}),
		Load: func(ctx context.Context, progress func(int)) (*catalog.Catalog, error) {
			collect()
			c, err := o.reload(ctx, k, progress)
			if err != nil || len(c.Notes) > 0 || s.path != "" || s.raw != nil {
				return c, err
			}
			return o.instead(ctx, l)
		},
		Keeping: k.keeping,
		Watch:   l.Watch,
		ASCII:   !o.utf8(), Mouse: o.cfg.Mouse, Images: o.pictures(), Measure: max(o.cfg.Width, 0),
		Memory: o.memory(l), Keys: o.cfg.Keys, Columns: o.cfg.Columns, Notice: firstProblem(o.wrong),
		In: o.stdin, Out: o.stdout, Env: os.Environ(),
		Report: func(f *tui.Fault) string { return writeCrash(o.env, f) },
	}
	if s.raw != nil {
		opts.Document = note.Parse("stdin.md", s.raw)
		opts.In = nil // the keys come from the terminal, not from the pipe that the text came through
	}
	var err error
	if opts.Sort, err = index.ParseSort(o.cfg.Sort); err != nil {
		return usage("sort is date, title, path, modified or relevance", "settings: %w", err)
	}
	if err := o.look(&opts); err != nil {
		return err
	}
	// From here on signals are the reader's: an interrupt may be meant for the editor that it started.
	o.release()
	err = tui.Run(ctx, opts)
	k.close()
	return crashed(o.env, err)
}

// unhurried puts off the collecting of garbage until the answer is called: what
// comes before the first screen allocates a few megabytes in so many milliseconds,
// of which three collections would each take one or more.
func unhurried() (collect func()) {
	usual := debug.SetGCPercent(800)
	return sync.OnceFunc(func() { debug.SetGCPercent(usual) })
}

// looks is room for all that a glance shows before it is over: it takes three times as long from one to the next.
const looks = 16

// ahead begins at once, while the screen is still being set up, and answers when it is asked: with what
// there is early while that is all, and at last with the whole of it.
func ahead(glance func(early func(*catalog.Catalog)) (*catalog.Catalog, error)) func(context.Context) (*catalog.Catalog, error) {
	type answer struct {
		c   *catalog.Catalog
		err error
	}
	answers := make(chan answer, looks)
	go func() {
		defer func() {
			if cause := recover(); cause != nil { // reading it whole will say what is wrong
				answers <- answer{nil, fmt.Errorf("glancing at the library: %v", cause)}
			}
		}()
		c, err := glance(func(c *catalog.Catalog) {
			select {
			case answers <- answer{c, nil}:
			default: // nobody asks
			}
		})
		answers <- answer{c, err}
	}()
	return func(ctx context.Context) (*catalog.Catalog, error) {
		select {
		case a := <-answers:
			return a.c, a.err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// warm makes what the first keys and links would otherwise wait for.
func warm(c *catalog.Catalog) {
	c.Index.Warm()
	c.Links.Warm()
}

// newest reports whether the newest notes come first in an order.
func newest(order string) bool {
	by, err := index.ParseSort(order)
	return err == nil && (by == index.Auto || by == index.Date)
}

// look chooses the theme of the screen. Without a wish of the user's the screen
// finds out itself, without keeping anyone waiting, whether its ground is dark.
func (o *shared) look(opts *tui.Options) error {
	name := o.style
	if name == "" {
		name = o.cfg.Style
	}
	if name == "" || name == "auto" {
		return nil
	}
	if name == theme.ContrastName { // for which ground, the screen finds out too
		opts.Theme = theme.Contrast(true).WithASCII(opts.ASCII)
		return nil
	}
	t, err := o.named(name)
	if err != nil {
		return err
	}
	opts.Theme = t.WithASCII(opts.ASCII)
	return nil
}

func (o *shared) reload(ctx context.Context, k *kept, progress func(int)) (*catalog.Catalog, error) {
	cfg, _ := settings(o.env, k.library) // its problems would spoil the screen; every other command tells them
	return k.load(ctx, catalog.Options{Site: o.site(cfg), Progress: progress})
}

// instead is the tour, for one who opened a folder without a note.
func (o *shared) instead(ctx context.Context, l *library.Library) (*catalog.Catalog, error) {
	c, err := catalog.Load(ctx, tour(), catalog.Options{})
	if err != nil {
		return nil, err
	}
	c.Notice = fmt.Sprintf("no notes in %s: this is the tour of quire", l.Name)
	return c, nil
}
