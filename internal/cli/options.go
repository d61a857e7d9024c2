package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/links/profile"
	"quire/internal/theme"
	"quire/notes"
)

// options holds the global flags, the settings and the streams of one call. The commands are its methods.
type options struct {
	*streams
	library       string
	hosts         []string
	color         string
	style         string
	images        string
	tour          bool
	linear        bool
	cfg           config.Config
	reported      map[string]bool // messages already printed, so that each appears once
	noState       bool
	settings      config.Settings  // cfg together with the source of each value
	problems      []config.Problem // of the settings
	lenient       bool             // invalid settings do not change the exit code
	silent        bool             // nor are they reported
	hadUnreadable bool             // part of a library could not be read, and that was reported
}

// bindFlags defines the global flags.
func (o *options) bindFlags(f *pflag.FlagSet) {
	f.VarP((*libraryValue)(&o.library), "library", "L", "use the library in `DIR`")
	f.StringArrayVar(&o.hosts, "host", nil, "treat links to `HOST` as links into the library (repeatable)")
	f.StringVar(&o.color, "color", "auto", "use colour: `WHEN` is auto, always or never")
	f.StringVar(&o.style, "style", "", "use a style: `STYLE` is auto, dark, light, contrast, ansi, plain or a Glamour file")
	f.StringVar(&o.images, "images", "", "show images: `HOW` is auto (best the terminal supports), kitty, sixel, iterm, blocks or off")
	f.BoolVar(&o.noState, "no-state", false, "do not load or save the reading history")
	f.BoolVar(&o.tour, "tour", false, "open the built-in tour")
}

// libraryValue is the folder that --library names. A second one is refused: quire opens one library, and would have to
// ignore the other.
type libraryValue string

func (v *libraryValue) String() string { return string(*v) }
func (v *libraryValue) Type() string   { return "string" }

func (v *libraryValue) Set(dir string) error {
	if *v != "" && dir != string(*v) {
		return usageError("quire opens one library; open the folder that holds both", "--library %s: %s was given already", dir, *v)
	}
	*v = libraryValue(dir)
	return nil
}

// validateFlags returns a usage error for a value that a global flag does not accept.
func (o *options) validateFlags() error {
	switch o.color {
	case "auto", "always", "never":
	default:
		return usageError("WHEN is auto, always or never", "--color %s: no such value", o.color)
	}
	if o.images != "" && !slices.Contains(imageModes(), o.images) {
		return usageError("HOW is auto, kitty, sixel, iterm, blocks or off", "--images %s: no such value", o.images)
	}
	return validateStyle(o.style)
}

// validateStyle returns a usage error if name is neither a built-in style nor an existing file. The content of the
// file is checked only when the style is loaded.
func validateStyle(name string) error {
	if _, err := theme.ByName(name, true); err == nil {
		return nil
	}
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	hint := "STYLE is " + strings.Join(theme.Names, ", ") + " or the path of a Glamour file"
	if near := config.NearestMatch(name, theme.Names); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return usageError(hint, "--style %s: no such style", name)
}

// openLibrary opens the library that the user selects: by --tour, then the flag, then the settings, then the current
// folder.
func (o *options) openLibrary() (*library.Library, error) {
	if o.tour {
		return openTour(), nil
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

// openTour opens the embedded manual, which is a library itself.
func openTour() *library.Library { return library.FromFS("tour", notes.FS) }

// openCatalog opens the selected library and loads its catalog.
func (o *options) openCatalog(ctx context.Context, noIndex bool) (*catalog.Catalog, error) {
	l, err := o.openLibrary()
	if err != nil {
		return nil, err
	}
	return o.loadCatalog(ctx, l, noIndex)
}

// openCatalogForQuery opens the selected library and loads its catalog for the query text, which may leave out the texts of
// the notes. A mistake in the query is reported when the query is run.
func (o *options) openCatalogForQuery(ctx context.Context, text string) (*catalog.Catalog, error) {
	l, err := o.openLibrary()
	if err != nil {
		return nil, err
	}
	o.loadSettings(l)
	q, err := o.savedQueries().Parse(text)
	c, err := o.loadCatalogWith(ctx, l, catalog.Options{NoTexts: err == nil && !q.SearchesTexts()})
	if err == nil {
		o.reportUnreadable(c)
	}
	return c, err
}

// loadCatalog loads the catalog of l with the settings of that library, and reports what could not be read. noIndex
// leaves out the search index.
func (o *options) loadCatalog(ctx context.Context, l *library.Library, noIndex bool) (*catalog.Catalog, error) {
	c, err := o.loadCatalogQuietly(ctx, l, noIndex)
	if err == nil {
		o.reportUnreadable(c)
	}
	return c, err
}

// loadLibrary opens l for commands that ask for single notes and search nothing. It reads no more than they need: nothing yet of
// a file that is in no library, and of a library with a snapshot only what the answers depend on.
func (o *options) loadLibrary(ctx context.Context, l *library.Library) (catalog.Library, error) {
	o.loadSettings(l)
	wanted := catalog.Options{Site: o.linkSite(o.settings), Cache: o.snapshotCache()}
	if l.IsSingle() {
		return catalog.OpenSingle(l, wanted), nil
	}
	load := func() (catalog.Library, error) { return o.loadCatalog(ctx, l, true) }
	if q, ok := catalog.OpenQuick(l, wanted, load); ok {
		return q, nil
	}
	return load()
}

// loadCatalogQuietly is loadCatalog without the report, for a caller that may not need the whole library.
func (o *options) loadCatalogQuietly(ctx context.Context, l *library.Library, noIndex bool) (*catalog.Catalog, error) {
	return o.loadCatalogWith(ctx, l, catalog.Options{NoIndex: noIndex})
}

// loadCatalogWith loads the catalog of l with the settings of that library. wanted says what the caller needs of it.
func (o *options) loadCatalogWith(ctx context.Context, l *library.Library, wanted catalog.Options) (*catalog.Catalog, error) {
	o.loadSettings(l)
	cache := o.snapshotCache()
	wanted.Site, wanted.Cache, wanted.PauseGC, wanted.Workers = o.linkSite(o.settings), cache, o.process.pauseGC, o.process.workers
	c, err := catalog.Load(ctx, l, wanted)
	if err == nil {
		o.scheduleSnapshot(ctx, c, cache)
	}
	return c, err
}

// linkSite returns what flags and settings say about the site where the notes are published, for resolving links.
func (o *options) linkSite(c config.Settings) profile.Settings {
	site := library.SiteSettings(c.Config)
	site.Hosts = append(append([]string(nil), o.hosts...), site.Hosts...)
	if c.Origin("hashtags").Kind != config.FromDefault {
		site.Hashtags = &c.Hashtags
	}
	return site
}

// chooseTheme returns the theme for printed output. Without colour that is the plain theme, but an invalid style is
// still an error.
func (o *options) chooseTheme() (*theme.Theme, error) {
	name := o.style
	if name == "" {
		name = o.cfg.Style
	}
	if !o.usesColour(o.color) {
		if name != "" && name != "auto" {
			if _, err := o.loadTheme(name); err != nil {
				return nil, err
			}
		}
		name = "plain"
	}
	t, err := o.loadTheme(name)
	if err != nil {
		return nil, err
	}
	return t.WithASCII(!o.host.HasUTF8Locale()), nil
}

// loadTheme returns the built-in theme called name, or loads name as a Glamour style file.
func (o *options) loadTheme(name string) (*theme.Theme, error) {
	if name == "" || name == "auto" || name == theme.ContrastName {
		return o.autoTheme(name)
	}
	t, err := theme.ByName(name, true)
	if err == nil {
		return t, nil
	}
	data, readErr := config.ReadRegular(name, maxStyleBytes)
	if errors.Is(readErr, fs.ErrNotExist) {
		return nil, &failure{code: exitError, err: err}
	}
	if readErr != nil {
		return nil, usageError("a style file is a Glamour style, in JSON", "style %s: %s", name, config.ErrorWithoutPath(readErr))
	}
	return theme.FromGlamour(name, data, theme.Dark())
}

// maxStyleBytes bounds the size of a style file.
const maxStyleBytes = 1 << 20
