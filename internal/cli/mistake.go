package cli

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/config"
)

// flagError says in quire's words what pflag found wrong, and what was probably meant.
func flagError(cmd *cobra.Command, err error) error {
	help := cmd.CommandPath() + " --help shows every flag"
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if short := e.GetSpecifiedShortnames(); short != "" {
			return unknownShort(cmd, short, e.GetSpecifiedName(), help)
		}
		return unknownFlag(cmd, e.GetSpecifiedName(), help)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		what, _ := pflag.UnquoteUsage(e.GetFlag())
		return usage(help, "--%s needs a value: --%s %s", e.GetFlag().Name, e.GetFlag().Name, what)
	}
	if f, ok := errors.AsType[*failure](err); ok { // it knows better what is wrong with its value
		return f
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usage(help, "--%s %s: %s", e.GetFlag().Name, e.GetValue(), badValue(e))
	}
	return usage(help, "%w", err)
}

// badValue is why a value was refused. All flags that refuse one are numbers or switches.
func badValue(e *pflag.InvalidValueError) string {
	switch {
	case errors.Is(e, strconv.ErrRange):
		return "too large"
	case e.GetFlag().Value.Type() == "bool":
		return "true or false is wanted"
	}
	return "a number is wanted"
}

func unknownFlag(cmd *cobra.Command, name, help string) error {
	if cmd == cmd.Root() {
		if of := withFlag(cmd, name); of != "" {
			return usage("quire "+of+" --"+name, "--%s goes behind its command", name)
		}
	}
	if near := config.Nearest(name, flagNames(cmd)); near != "" {
		help = "did you mean --" + near + "? " + help
	}
	return usage(help, "--%s: no such flag", name)
}

// unknownShort is about -x, alone or among others. A file that is called so was probably meant.
func unknownShort(cmd *cobra.Command, group, name, help string) error {
	if _, err := os.Lstat("-" + group); err == nil {
		help = "for a name that begins with a dash: " + cmd.CommandPath() + " -- -" + group
	} else if len(group) > 1 && slices.Contains(flagNames(cmd), group) {
		help = "did you mean --" + group + "? " + help
	} else if strings.Contains(cmd.Use, "QUERY") && len(group) > 1 {
		help = "a query that begins with a dash stands behind --: " + cmd.CommandPath() + " -- " + afterDash(group)
	}
	return usage(help, "-%s: no such flag", name)
}

// afterDash is a query that was taken for flags, as it is typed in a shell; QUERY when its first letters were flags, perhaps,
// and are not known any more.
func afterDash(group string) string {
	if c := group[0]; 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
		return "QUERY"
	}
	return "'-" + strings.ReplaceAll(group, "'", `'\''`) + "'"
}

// exclusive refuses two flags for the shape of records that do not say the same.
func exclusive(cmd *cobra.Command) error {
	format := cmd.Flags().Lookup("format")
	if format == nil || !format.Changed || !cmd.Flags().Changed("json") || format.Value.String() == "json" {
		return nil
	}
	return usage("choose one", "--json and --format exclude each other")
}

// listed is a list of the values that there are.
func listed(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// withFlag is a command that has a flag.
func withFlag(root *cobra.Command, flag string) string {
	for _, name := range []string{"list", "show"} {
		if c, _, err := root.Find([]string{name}); err == nil && c.Flags().Lookup(flag) != nil {
			return name
		}
	}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() && c.Flags().Lookup(flag) != nil {
			return c.Name()
		}
	}
	return ""
}

func flagNames(cmd *cobra.Command) []string {
	var names []string
	visit := func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	}
	cmd.Flags().VisitAll(visit)
	cmd.InheritedFlags().VisitAll(visit)
	return names
}

// nearCommand is the command that was probably meant, or "".
func nearCommand(root *cobra.Command, word string) string {
	var names []string
	for _, c := range root.Commands() {
		if !c.IsAvailableCommand() && c.Name() != "help" {
			continue
		}
		if slices.Contains(c.SuggestFor, word) {
			return c.Name()
		}
		names = append(names, c.Name())
	}
	return config.Nearest(word, names)
}

// noSuchPath is the error about the argument of quire alone, which may have
// been meant as a path, as the name of a note or as a command.
func noSuchPath(root *cobra.Command, c *catalog.Catalog, word string, statErr error) error {
	if !errors.Is(statErr, fs.ErrNotExist) {
		return &failure{code: exitError, err: errors.New(word + ": " + cause(statErr))}
	}
	if noSuchFile(word) {
		return usage("", "%s: no such file or folder", word)
	}
	what, meant := "no such file, folder or note", ""
	if isWord(word) {
		what, meant = "no such command, file, folder or note", nearCommand(root, word)
	}
	hint := "quire DIR browses a folder, quire FILE reads a file, quire help tells the commands"
	if meant != "" {
		hint = "did you mean quire " + meant + "?"
	} else if near := ids(c.Links.Likely(word, 3)); len(near) > 0 {
		hint = "did you mean the note\n" + indented(near)
	}
	return usage(hint, "%s: %s", word, what)
}

// isWord reports whether an argument looks like a command rather than like a path or a title.
func isWord(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }) < 0
}

// cause is an error of the operating system without the path, which the message names already.
func cause(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// arguments refuses a number of arguments that a command does not take.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("quire "+cmd.Use, "%s: %s?", cmd.Name(), what)
		case most == 0 && len(args) > 0:
			return usage("quire "+cmd.Use, "%s takes no arguments, and it was given %q", cmd.Name(), args[0])
		case most > 0 && len(args) > most:
			return usage("quire "+cmd.Use, "%s takes %s, and %d were given", cmd.Name(), plural(most, "argument"), len(args))
		}
		return nil
	}
}
