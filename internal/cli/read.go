package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/library"
	"quire/internal/links/profile"
	"quire/internal/search"
	"quire/internal/theme"
	"quire/internal/tui"
	"quire/internal/tui/fault"
)

// startPage says where the reader opens: the list of notes, a note, or Markdown that is not in a library.
type startPage struct {
	path, anchor string
	stdin        *growingInput // Markdown from standard input; nil: none
}

// runReader runs the interactive reader on l, on a screen or line by line.
func (o *options) runReader(ctx context.Context, l *library.Library, s startPage) error {
	if o.usesLinearMode() {
		return o.runLinear(ctx, l, s)
	}
	o.process.raiseGOMAXPROCS()
	tui.WarmUp()
	o.lenient = true // the screen shows the problems of the settings
	o.loadSettings(l)
	endStart := o.process.limitGC(gcStarting)
	shared := o.liveOptions(l, s)
	shared.Preview, shared.NewestFirst, shared.PreviewTime = true, isNewestFirst(o.cfg.Sort), previewTime
	shared.Watch, shared.WarmUp = true, true
	live := catalog.NewLive(l, shared)
	liveContext, closeLive := context.WithCancel(ctx)
	defer closeLive()
	go live.Run(liveContext)
	go o.process.followLoads(liveContext, live.Subscribe(), endStart)
	var err error
	opts := tui.Options{
		Name: l.Name, Note: s.path, Heading: s.anchor,
		Live: live.Subscribe(), OnInput: o.process.recordInput,
		ASCII: !o.host.HasUTF8Locale(), Mouse: o.cfg.Mouse, Renderer: o.cfg.Renderer, Images: o.imageMode(), Measure: max(o.cfg.Width, 0),
		State: o.openState(l.Root), Keys: o.cfg.Keys, Queries: o.savedQueries(), Columns: o.cfg.Columns, Notice: settingsNotice(o.problems),
		Host:   o.host,
		Report: func(f *fault.Fault) string { return writeCrashReport(o.host, f) },
	}
	if s.stdin != nil {
		if !s.stdin.isWhole() { // asked before it is parsed: it may end in between
			opts.Growing = s.stdin
		}
		opts.Document = s.stdin.parse()
		if opts.Host.Terminal.In, err = o.openKeyboardFile(); err != nil {
			return err
		}
	}
	if opts.Sort, err = search.ParseSort(o.cfg.Sort); err != nil {
		return usageError("set sort to "+search.SortChoices(), "settings: %w", err)
	}
	if err := o.setReaderTheme(&opts); err != nil {
		return err
	}
	// From here on the reader handles signals: an interrupt may be meant for an editor that it started.
	o.interrupts.release()
	err = tui.Run(tui.New(ctx, opts))
	closeLive()
	var signalled *tui.SignalError
	if errors.Is(err, tui.ErrInterrupted) || errors.As(err, &signalled) {
		live.FinishSaving(0)
	} else {
		live.FinishSaving(savePatience)
	}
	if errors.Is(err, tui.ErrInterrupted) { // ctrl+c is a normal way to quit
		return nil
	}
	return reportFault(o.host, err)
}

// openKeyboardFile returns the terminal that keys come from when the text came through standard input: the terminal of the
// process, unless the text was typed.
func (o *options) openKeyboardFile() (*os.File, error) {
	if o.inTTY {
		return o.stdin, nil
	}
	f, err := host.OpenKeyboard()
	if err != nil {
		return nil, usageError("quire - | cat prints the text instead", "the keyboard: %w", err)
	}
	return f, nil
}

// previewTime is the time between a preview and the loading of the library, which keeps every processor busy. Within it the
// terminal is set up, which begins at the same time as the preview, and the preview is drawn.
const previewTime = 60 * time.Millisecond

// savePatience bounds how long quitting waits for a snapshot that is being saved.
const savePatience = time.Second

// liveOptions returns how both readers load the library l. For a folder without a readable note, the tour takes its place,
// unless the user asked for the page s.
func (o *options) liveOptions(l *library.Library, s startPage) catalog.LiveOptions {
	cache := o.snapshotCache()
	if l.IsSingle() {
		cache = catalog.Cache{}
	}
	return catalog.LiveOptions{
		Cache: cache, PauseGC: o.process.pauseGC, Workers: o.process.workers,
		Site: func() profile.Settings {
			cfg, _ := resolveSettings(o.env, l) // printing the problems would spoil the screen; every other command reports them
			return o.linkSite(cfg)
		},
		Finish: func(ctx context.Context, c *catalog.Catalog) (catalog.Library, error) {
			c.SetNotice(formatUnreadableNotice(c))
			if l.IsSingle() {
				return catalog.NewSingle(c), nil
			}
			if c.Status().Notes > 0 || s.path != "" || s.stdin != nil {
				return c, nil
			}
			return o.loadTourInstead(ctx, l, c.Status().Notice)
		},
	}
}

// isNewestFirst reports whether the setting order puts the newest notes first.
func isNewestFirst(order string) bool {
	sort, err := search.ParseSort(order)
	return err == nil && (sort == search.Auto || sort == search.Date)
}

// setReaderTheme sets the theme in opts if the user chose one. Otherwise the reader detects a dark or light
// background itself, without delaying its start.
func (o *options) setReaderTheme(opts *tui.Options) error {
	name := o.style
	if name == "" {
		name = o.cfg.Style
	}
	if name == "" || name == "auto" {
		return nil
	}
	if name == theme.ContrastName { // the reader detects here too whether the background is dark
		opts.Theme = theme.Contrast(true).WithASCII(opts.ASCII)
		return nil
	}
	t, err := o.loadTheme(name)
	if err != nil {
		return err
	}
	opts.Theme = t.WithASCII(opts.ASCII)
	return nil
}

// loadTourInstead loads the tour for a user who opened a folder without a readable note. The notice says so, after
// unread, which reports the files that could not be read.
func (o *options) loadTourInstead(ctx context.Context, l *library.Library, unread string) (*catalog.Catalog, error) {
	c, err := catalog.Load(ctx, openTour(), catalog.Options{})
	if err != nil {
		return nil, err
	}
	notice := fmt.Sprintf("no notes in %s; this is quire's tour", l.Name)
	if unread != "" {
		notice = unread + "; " + notice
	}
	c.SetNotice(notice)
	return c, nil
}
