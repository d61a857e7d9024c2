package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/links"
	"quire/internal/theme"
	"quire/notes"
)

// shared are the flags that every command has.
type shared struct {
	*streams
	library string
	hosts   []string
	color   string
	style   string
	images  string
	tour    bool
	linear  bool
	cfg     config.Config
	told    map[string]bool // problems of the settings that were told
	noState bool
	set     config.Settings // what cfg is, and where it comes from
	wrong   []config.Problem
	lenient bool // settings that are wrong are told, or seen, without being a failure of this call
	silent  bool // they are not even told
}

func (o *shared) bind(f *pflag.FlagSet) {
	f.StringVarP(&o.library, "library", "L", "", "read the library in `DIR`")
	f.StringArrayVar(&o.hosts, "host", nil, "a `HOST` whose addresses lead into the library (repeatable)")
	f.StringVar(&o.color, "color", "auto", "colour: `WHEN` is auto, always or never")
	f.StringVar(&o.style, "style", "", "how it looks: `STYLE` is auto, dark, light, contrast, ansi, plain or a Glamour file")
	f.StringVar(&o.images, "images", "", "pictures: `HOW` is auto (as well as the terminal can), blocks or off")
	f.BoolVar(&o.noState, "no-state", false, "remember nothing of what is read, and use nothing that is remembered")
	f.BoolVar(&o.tour, "tour", false, "read the built-in tour")
}

// check refuses values that a flag does not have.
func (o *shared) check() error {
	switch o.color {
	case "auto", "always", "never":
	default:
		return usage("WHEN is auto, always or never", "--color %s: no such value", o.color)
	}
	switch o.images {
	case "", "auto", "blocks", "off":
	default:
		return usage("HOW is auto, blocks or off", "--images %s: no such value", o.images)
	}
	return checkStyle(o.style)
}

// checkStyle refuses the name of a style that there is not. Whether a file is a style is seen when it is needed.
func checkStyle(name string) error {
	if _, err := theme.ByName(name, true); err == nil {
		return nil
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	hint := "STYLE is " + strings.Join(theme.Names, ", ") + " or the path of a Glamour file"
	if near := config.Nearest(name, theme.Names); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return usage(hint, "--style %s: no such style", name)
}

// open finds the library: --tour, then the flag, then the settings, then the current folder.
// A folder without a note is replaced by the tour when fallback allows it.
func (o *shared) open() (*library.Library, error) {
	if o.tour {
		return tour(), nil
	}
	dir := o.library
	if dir == "" {
		dir = o.cfg.Library
	}
	if dir == "" {
		dir = "."
	}
	return library.Open(dir)
}

// tour is the embedded manual, itself a library.
func tour() *library.Library { return library.FromFS("tour", notes.FS) }

// catalog reads the whole library that was asked for.
func (o *shared) catalog(ctx context.Context, noIndex bool) (*catalog.Catalog, error) {
	l, err := o.open()
	if err != nil {
		return nil, err
	}
	return o.load(ctx, l, noIndex)
}

// load reads the whole of l, with the settings that it brings along.
func (o *shared) load(ctx context.Context, l *library.Library, noIndex bool) (*catalog.Catalog, error) {
	o.configure(l)
	cache := o.cache()
	c, err := catalog.Load(ctx, l, catalog.Options{Site: o.site(o.cfg), NoIndex: noIndex, Cache: cache})
	if err == nil {
		c.Read = o.wasRead(l)
		o.keepAfterwards(ctx, c, cache)
	}
	return c, err
}

// site is what flags and settings say of the place where the notes are published.
func (o *shared) site(c config.Config) links.Site {
	site := library.SiteOf(c.Site, append(append([]string(nil), o.hosts...), c.Hosts...))
	site.Permalinks = c.Permalinks
	return site
}

// theme chooses the look of what is printed. Without colour it is plain, whatever the style.
func (o *shared) theme() (*theme.Theme, error) {
	name := o.style
	if name == "" {
		name = o.cfg.Style
	}
	if !o.coloured(o.color) {
		if name != "" && name != "auto" {
			if _, err := o.named(name); err != nil {
				return nil, err
			}
		}
		name = "plain"
	}
	t, err := o.named(name)
	if err != nil {
		return nil, err
	}
	return t.WithASCII(!o.utf8()), nil
}

func (o *shared) named(name string) (*theme.Theme, error) {
	dark := name == "" || name == "auto" || name == theme.ContrastName
	if dark && o.coloured(o.color) {
		dark = o.dark()
	}
	t, err := theme.ByName(name, dark)
	if err == nil {
		return t, nil
	}
	data, readErr := os.ReadFile(name)
	if errors.Is(readErr, fs.ErrNotExist) {
		return nil, &failure{code: exitError, err: err}
	}
	if readErr != nil {
		return nil, readErr
	}
	return theme.FromGlamour(name, data, theme.Dark())
}
