package cli

import (
	"context"
	"embed"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/safe"
	"quire/internal/theme"
)

// stdinLimit is how much Markdown is taken from standard input, in bytes.
const stdinLimit = 256 << 20

func newShared(s *streams) *shared { return &shared{streams: s, told: map[string]bool{}} }

func newRoot(o *shared) *cobra.Command {
	s := o.streams
	root := &cobra.Command{
		Use:   "quire [PATH | -]",
		Short: "Read a library of linked, tagged Markdown posts",
		Long: `quire reads libraries of linked, tagged Markdown posts in a terminal.

A folder opens on its shelf, a file on its page, - or a pipe is Markdown to read.
Without PATH: $QUIRE_LIBRARY, the library of the settings, or the current folder.`,
		Example: `  quire ~/notes                         browse a folder
  quire post.md                         read a file
  quire --tour                          the manual, as a library
  quire --linear ~/notes                the same by lines, for a screen reader
  quire show reinvent-2021 | less       print a post
  quire list '#aws -#meta'              find posts by tag`,
		Args:          onePath,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version(),
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(); err != nil {
				return err
			}
			if err := exclusive(cmd); err != nil {
				return err
			}
			o.silent = needsNone(cmd)
			o.lenient = o.silent || cmd.Name() == "config"
			o.configure(nil)
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.browse(cmd, args) },
	}
	root.SetIn(s.stdin)
	root.SetOut(s.out)
	root.SetErr(s.stderr)
	root.SetVersionTemplate("quire {{.Version}}\n")
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.SetFlagErrorFunc(flagError)
	o.bind(root.PersistentFlags())
	root.Flags().BoolVar(&o.linear, "linear", false, "read by lines, without a screen: for screen readers, slow lines, commands from a pipe")
	choices(root, "color", "auto", "always", "never")
	choices(root, "style", theme.Names...)
	choices(root, "images", "auto", "blocks", "off")
	if err := root.MarkPersistentFlagDirname("library"); err != nil {
		panic(err) // as in choices
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(newHelp())
	root.AddCommand(newShow(o), newList(o), newSearch(o), newTags(o), newLinks(o), newBacklinks(o), newCheck(o), newGraph(o), newStats(o), newConfig(o), newCompletion(o), newMan(o))
	return root
}

// needsNone says of a command that nobody who calls it asks for settings: help, and what shells call.
func needsNone(cmd *cobra.Command) bool {
	switch cmd.Name() {
	case "help", "man", "completion", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
		return true
	}
	return false
}

// outcome is the exit code of a call that ended with code: with settings that are wrong it was not quite what was asked for.
func (o *shared) outcome(code int) int {
	if len(o.wrong) > 0 && !o.lenient {
		return max(code, exitError)
	}
	return code
}

// configure reads the settings, with those of a library once one is open. What is wrong in them is told once and stops
// nothing, but it is an error, as outcome says.
func (o *shared) configure(l *library.Library) {
	o.set, o.wrong = settled(o.env, l)
	o.cfg = o.set.Config
	if l != nil {
		l.NoHashtags = !o.cfg.Hashtags
	}
	if o.silent {
		return
	}
	hint := len(o.told) == 0 && !o.lenient
	for _, p := range o.wrong {
		if text := safe.Text(p.Error()); !o.told[text] {
			o.told[text] = true
			fmt.Fprintln(o.stderr, "quire: "+text)
		}
	}
	if hint && len(o.told) > 0 {
		fmt.Fprintln(o.stderr, "hint: quire config shows what is set and where")
	}
}

func settings(env func(string) string, l *library.Library) (config.Config, []config.Problem) {
	s, problems := settled(env, l)
	return s.Config, problems
}

func onePath(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		if _, err := os.Stat(args[0]); err != nil && isWord(args[0]) {
			hint := "quire help tells the commands"
			if near := nearCommand(cmd, args[0]); near != "" {
				hint = "did you mean quire " + near + "?"
			}
			return usage(hint, "%s: no such command", args[0])
		}
		return usage("quire show prints several; quire DIR browses a folder", "%d paths, one can be opened", len(args))
	}
	return nil
}

// browse opens the reader, or prints where there is no terminal to open it on.
func (o *shared) browse(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	switch {
	case len(args) == 1 && args[0] == "-", len(args) == 0 && !o.tour && !o.linear && o.library == "" && o.piped():
		return o.readStdin(ctx)
	case len(args) == 0:
		return o.browseLibrary(ctx)
	case args[0] == "":
		return usage("quire alone opens the current folder", "the path is empty")
	}
	f, err := fileOf(args[0])
	if err != nil {
		return o.browseNote(cmd, args[0], err)
	}
	if f.info.IsDir() {
		o.library = args[0]
		return o.browseLibrary(ctx)
	}
	if !o.reads() {
		return o.show(ctx, args, showFlags{})
	}
	root, path, err := library.Locate(f.file)
	if err != nil {
		return err
	}
	l, err := library.Open(root)
	if err != nil {
		return err
	}
	return o.read(ctx, l, start{path: path, anchor: f.heading})
}

// browseNote takes an argument that is no file for the name of a note.
func (o *shared) browseNote(cmd *cobra.Command, name string, statErr error) error {
	ctx := cmd.Context()
	l, err := o.open()
	if err != nil {
		return err
	}
	c, err := o.load(ctx, l, true)
	if err != nil {
		return err
	}
	_, t, err := find(c, name)
	if err != nil {
		return noSuchPath(cmd.Root(), c, name, statErr)
	}
	if !o.reads() {
		return o.show(ctx, []string{name}, showFlags{})
	}
	return o.read(ctx, l, start{path: t.Path, anchor: t.Heading})
}

func (o *shared) browseLibrary(ctx context.Context) error {
	l, err := o.open()
	if err != nil {
		return err
	}
	if o.reads() {
		return o.read(ctx, l, start{})
	}
	c, err := o.load(ctx, l, false)
	if err != nil {
		return err
	}
	hits, err := (&selection{}).search(c, "")
	if err != nil {
		return err
	}
	return o.list(c, hits, recordFlags{})
}

// piped reports whether standard input is a pipe or a file, which is then
// Markdown to read. A device such as /dev/null is neither.
func (o *shared) piped() bool {
	info, err := o.stdin.Stat()
	return err == nil && (info.Mode()&os.ModeNamedPipe != 0 || info.Mode().IsRegular())
}

// readStdin reads Markdown from standard input. Its links lead into the library when one was named.
func (o *shared) readStdin(ctx context.Context) error {
	raw, err := io.ReadAll(io.LimitReader(o.stdin, stdinLimit))
	if err != nil {
		return &failure{code: exitError, err: err}
	}
	l := library.FromFS("standard input", embed.FS{}) // its one note is in no folder
	if o.library != "" || o.cfg.Library != "" {
		if l, err = o.open(); err != nil {
			return err
		}
	}
	if o.reads() {
		return o.read(ctx, l, start{raw: raw})
	}
	c, err := o.load(ctx, l, true)
	if err != nil {
		return err
	}
	parsed := note.Parse("stdin.md", raw)
	untitled := parsed.Note.TitleFrom == note.FromFileName && len(parsed.Details.Fields) == 0
	p, err := o.newPrinter(c, showFlags{noHeader: untitled}) // the name of a file that is none is no title
	if err != nil {
		return err
	}
	return p.parsed(c.Source(parsed), parsed, "")
}
