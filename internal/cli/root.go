package cli

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"quire/internal/library"
	"quire/internal/safe"
	"quire/internal/theme"
)

func newOptions(s *streams) *options { return &options{streams: s, reported: map[string]bool{}} }

// newRoot returns the root command with all its subcommands.
func newRoot(o *options) *cobra.Command {
	s := o.streams
	root := &cobra.Command{
		Use:   "quire [PATH | -]",
		Short: "Read a library of linked, tagged Markdown posts",
		Long: `quire reads libraries of linked, tagged Markdown posts in a terminal.

PATH is a folder to browse or a file to read; - or a pipe is Markdown from standard
input. Without PATH, quire opens $QUIRE_LIBRARY, the library in your settings, or
the current folder.`,
		Example: `  quire ~/notes                         browse a folder
  quire post.md                         read a file
  quire --tour                          the manual, as a library of notes
  quire --linear ~/notes                browse line by line, for a screen reader
  quire show reinvent-2021 | less       print a note
  quire list '#aws -#meta'              find notes by tag`,
		Args:          validateRootArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       programVersion(),
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.validateFlags(); err != nil {
				return err
			}
			if err := rejectFormatConflict(cmd); err != nil {
				return err
			}
			o.silent = ignoresSettings(cmd)
			o.lenient = o.silent || cmd.Name() == "config"
			o.loadSettings(nil)
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.runRoot(cmd, args) },
	}
	root.SetIn(s.stdin)
	root.SetOut(s.out)
	root.SetErr(s.stderr)
	root.SetVersionTemplate("quire {{.Version}}\n")
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpFunc(o.printHelp)
	root.SetFlagErrorFunc(explainFlagError)
	o.bindFlags(root.PersistentFlags())
	root.Flags().BoolVar(&o.linear, "linear", false, "work line by line, without a full screen (screen readers, slow connections, scripts)")
	completeFlagValues(root, "color", "auto", "always", "never")
	completeFlagValues(root, "style", theme.Names...)
	completeFlagValues(root, "images", imageModes()...)
	if err := root.MarkPersistentFlagDirname("library"); err != nil {
		panic(err) // the flag exists, so only a programming error gets here
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(newHelp())
	root.AddCommand(newShow(o), newList(o), newSearch(o), newTags(o), newFields(o), newTasks(o), newOutline(o), newLinks(o), newBacklinks(o), newRelated(o), newCheck(o), newGraph(o), newStats(o), newMCP(o), newConfig(o), newCompletion(o), newMan(o))
	return root
}

// ignoresSettings reports whether cmd does not depend on the settings, so that their problems are not reported:
// help, and the commands that shells call.
func ignoresSettings(cmd *cobra.Command) bool {
	switch cmd.Name() {
	case "help", "man", "completion", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
		return true
	}
	return false
}

// finalExitCode raises code to exitError when settings are invalid or part of a library could not be read: the
// result is then not quite what the user asked for.
func (o *options) finalExitCode(code int) int {
	if (len(o.problems) > 0 || o.hadUnreadable) && !o.lenient {
		return max(code, exitError)
	}
	return code
}

// loadSettings loads the settings, with those of l unless l is nil. It reports each problem once and goes on;
// finalExitCode turns the problems into an error.
func (o *options) loadSettings(l *library.Library) {
	o.settings, o.problems = resolveSettings(o.env, l)
	o.cfg = o.settings.Config
	if o.silent {
		return
	}
	hint := len(o.reported) == 0 && !o.lenient
	for _, p := range o.problems {
		if text := safe.Text(p.Error()); !o.reported[text] {
			o.reported[text] = true
			fmt.Fprintln(o.stderr, "quire: "+text)
		}
	}
	if hint && len(o.reported) > 0 {
		fmt.Fprintln(o.stderr, "hint: quire config shows all settings and where each comes from")
	}
}

// validateRootArgs accepts at most one path. A first argument that looks like a command gets a suggestion.
func validateRootArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		if _, err := os.Stat(args[0]); err != nil && looksLikeCommand(args[0]) {
			hint := "quire help lists all commands"
			if near := suggestCommand(cmd, args[0]); near != "" {
				hint = "did you mean quire " + near + "?"
			}
			return usageError(hint, "%s: no such command", args[0])
		}
		return usageError("quire show prints several notes; quire DIR browses a folder", "%d paths given, only one can be opened", len(args))
	}
	return nil
}

// runRoot opens the reader, or prints if there is no terminal to open it on.
func (o *options) runRoot(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	switch {
	case len(args) == 1 && args[0] == "-", len(args) == 0 && !o.tour && !o.linear && o.library == "" && o.hasPipedInput():
		return o.readStdin(ctx)
	case len(args) == 0:
		return o.browseLibrary(ctx)
	case args[0] == "":
		return usageError("quire . opens the current folder", "the path is empty")
	}
	f, err := statFileArgument(args[0])
	if err != nil {
		return o.browseNote(cmd, args[0], err)
	}
	if f.info.IsDir() {
		o.library = args[0]
		return o.browseLibrary(ctx)
	}
	if !o.opensReader() {
		return o.showNotes(ctx, args, showFlags{})
	}
	l, path, err := o.openLibraryOfFile(f.file)
	if err != nil {
		return err
	}
	return o.runReader(ctx, l, startPage{path: path, anchor: f.heading})
}

// browseNote opens or prints the note called name, after stat of a file with that name failed with statErr.
func (o *options) browseNote(cmd *cobra.Command, name string, statErr error) error {
	ctx := cmd.Context()
	l, err := o.openLibrary()
	if err != nil {
		return err
	}
	c, err := o.loadCatalog(ctx, l, true)
	if err != nil {
		return err
	}
	_, _, t, err := o.findNoteArgument(ctx, c, name)
	if err != nil {
		return noSuchPathError(cmd, c, name, statErr)
	}
	if !o.opensReader() {
		return o.showNotes(ctx, []string{name}, showFlags{})
	}
	return o.runReader(ctx, l, startPage{path: t.Path, anchor: t.Heading})
}

// browseLibrary opens the reader on the selected library, or lists its notes.
func (o *options) browseLibrary(ctx context.Context) error {
	l, err := o.openLibrary()
	if err != nil {
		return err
	}
	if o.opensReader() {
		return o.runReader(ctx, l, startPage{})
	}
	c, err := o.loadCatalog(ctx, l, false)
	if err != nil {
		return err
	}
	found, err := o.searchNotes(ctx, c, "", selection{})
	if err != nil {
		return err
	}
	return o.printList(ctx, c, found.Hits, recordFlags{})
}

// hasPipedInput reports whether standard input is a pipe or a regular file, whose content is then read as Markdown.
// A device such as /dev/null is neither.
func (o *options) hasPipedInput() bool {
	info, err := o.stdin.Stat()
	return err == nil && (info.Mode()&os.ModeNamedPipe != 0 || info.Mode().IsRegular())
}
