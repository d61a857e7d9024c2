package cli

import (
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/numbers"
)

// explainFlagError turns an error of pflag into a usage error with quire's wording and a hint at what was probably
// meant.
func explainFlagError(cmd *cobra.Command, err error) error {
	help := cmd.CommandPath() + " --help lists all flags"
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		if short := e.GetSpecifiedShortnames(); short != "" {
			return unknownShorthandError(cmd, short, e.GetSpecifiedName(), help)
		}
		return unknownFlagError(cmd, e.GetSpecifiedName(), help)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		what, _ := pflag.UnquoteUsage(e.GetFlag())
		return usageError(help, "--%s needs a value: --%s %s", e.GetFlag().Name, e.GetFlag().Name, what)
	}
	if f, ok := errors.AsType[*failure](err); ok { // the flag's own message is more precise
		return f
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usageError(help, "--%s %s: %s", e.GetFlag().Name, e.GetValue(), describeBadValue(e))
	}
	return usageError(help, "%w", err)
}

// describeBadValue says why a value was refused. Every flag that refuses values takes a number or a boolean.
func describeBadValue(e *pflag.InvalidValueError) string {
	switch {
	case errors.Is(e, strconv.ErrRange):
		return "too large"
	case e.GetFlag().Value.Type() == "bool":
		return "must be true or false"
	}
	return "must be a number"
}

// unknownFlagError returns the usage error for an unknown long flag. Before the command it suggests a command that
// has the flag; otherwise it suggests the nearest flag name.
func unknownFlagError(cmd *cobra.Command, name, help string) error {
	if cmd == cmd.Root() {
		if owner := findCommandWithFlag(cmd, name); owner != "" {
			return usageError("quire "+owner+" --"+name, "--%s goes after the command", name)
		}
	}
	if near := config.NearestMatch(name, flagNames(cmd)); near != "" {
		help = "did you mean --" + near + "? " + help
	}
	return usageError(help, "--%s: no such flag", name)
}

// unknownShorthandError returns the usage error for the unknown shorthand name within group, such as x in -abx. The
// group may be meant as a file name, as a long flag or as a query; the hint covers each.
func unknownShorthandError(cmd *cobra.Command, group, name, help string) error {
	if _, err := os.Lstat("-" + group); err == nil {
		help = "for a file name that begins with a dash: " + cmd.CommandPath() + " -- -" + group
	} else if len(group) > 1 && slices.Contains(flagNames(cmd), group) {
		help = "did you mean --" + group + "? " + help
	} else if strings.Contains(cmd.Use, "QUERY") && len(group) > 1 {
		help = "for a query that begins with a dash: " + cmd.CommandPath() + " -- " + quoteDashQuery(group)
	}
	// pflag splits a group by bytes and names only the first byte of a character outside ASCII.
	if i := strings.IndexFunc(group, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 && name >= "\u0080" {
		_, size := utf8.DecodeRuneInString(group[i:])
		name = group[i : i+size]
	}
	return usageError(help, "-%s: no such flag", name)
}

// quoteDashQuery returns a query that pflag took for shorthand flags, quoted for a shell. It returns "QUERY" when
// group starts with a letter: flags may have been parsed and removed before it, so the query is not known in full.
func quoteDashQuery(group string) string {
	if c := group[0]; 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
		return "QUERY"
	}
	return "'-" + strings.ReplaceAll(group, "'", `'\''`) + "'"
}

// rejectFormatConflict returns a usage error when --json and --format ask for different record formats.
func rejectFormatConflict(cmd *cobra.Command) error {
	format := cmd.Flags().Lookup("format")
	if format == nil || !format.Changed || !cmd.Flags().Changed("json") || format.Value.String() == "json" {
		return nil
	}
	return usageError("use only one of them", "--json and --format cannot be used together")
}

// joinChoices joins names as "a, b or c". names must not be empty.
func joinChoices(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// findCommandWithFlag returns the name of a command that has the flag, or "". It prefers list and show.
func findCommandWithFlag(root *cobra.Command, flag string) string {
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

// flagNames returns the names of the visible flags of cmd, inherited ones included.
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

// suggestCommand returns the name of the command that word probably means, or "".
func suggestCommand(root *cobra.Command, word string) string {
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
	return config.NearestMatch(word, names)
}

// noSuchPathError returns the error for quire's own argument, which may have been meant as a path, as the name of a
// note or as a command.
func noSuchPathError(cmd *cobra.Command, c catalog.Library, word string, statErr error) error {
	if !errors.Is(statErr, fs.ErrNotExist) {
		return &failure{code: exitError, err: errors.New(word + ": " + trimPathError(statErr))}
	}
	if isMissingFile(word) {
		return usageError("", "%s: no such file or folder", word)
	}
	what, meant := "no such file, folder or note", ""
	if looksLikeCommand(word) {
		what, meant = "no such command, file, folder or note", suggestCommand(cmd.Root(), word)
	}
	hint := "quire DIR browses a folder, quire FILE reads a file, quire help lists all commands"
	if meant != "" {
		hint = "did you mean quire " + meant + "?"
	} else if near, err := c.LikelyNotes(cmd.Context(), word, 3); err == nil && len(near) > 0 {
		hint = "did you mean the note:\n" + indentLines(noteIDs(near))
	}
	return usageError(hint, "%s: %s", word, what)
}

// looksLikeCommand reports whether s consists of lower-case ASCII letters and dashes only, so that it can be a
// command's name.
func looksLikeCommand(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' }) < 0
}

// trimPathError returns the message of err without the path of an fs.PathError, for messages that name the path
// already.
func trimPathError(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// limitArguments returns a check that a command gets minArgs to maxArgs arguments. A negative maxArgs sets no upper
// limit. question names what is missing when there are too few.
func limitArguments(minArgs, maxArgs int, question string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < minArgs:
			return usageError("quire "+cmd.Use, "%s: %s?", cmd.Name(), question)
		case maxArgs == 0 && len(args) > 0:
			return usageError("quire "+cmd.Use, "%s takes no arguments, got %q", cmd.Name(), args[0])
		case maxArgs > 0 && len(args) > maxArgs:
			return usageError("quire "+cmd.Use, "%s takes %s, got %d", cmd.Name(), numbers.Pluralize(maxArgs, "argument"), len(args))
		}
		return nil
	}
}
