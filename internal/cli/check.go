package cli

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/check"
	"quire/internal/config"
	"quire/internal/safe"
)

// checkFlags choose what is looked for and how it is told.
type checkFlags struct {
	recordFlags
	only, skip []string
	orphans    bool
	part       part[check.Finding]
}

type findingJSON struct {
	Path       string `json:"path"`
	Line       int    `json:"line,omitempty"`
	Column     int    `json:"column,omitempty"`
	Kind       string `json:"kind"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion,omitempty"`
}

func newCheck(o *shared) *cobra.Command {
	cf := checkFlags{part: part[check.Finding]{orders: []ordering[check.Finding]{
		{"path", nil},
		{"kind", func(a, b check.Finding) int { return cmp.Compare(a.Kind, b.Kind) }},
	}}}
	cmd := &cobra.Command{
		Use:        "check",
		Short:      "Everything that is wrong with the library",
		SuggestFor: []string{"lint", "validate", "verify", "fsck", "doctor"},
		Long: `Everything that is wrong with the library: dead, mis-cased, ambiguous and refused links, missing headings,
images and attachments, front matter and dates that cannot be read, names that two notes share, tags that
look like slips. Links are resolved as the reader does it; nothing outside the library is looked at.

In a pipe a finding is one line, PATH:LINE:COLUMN: KIND: MESSAGE, which editors and code review tools read.
The exit code is 1 when there is a finding, and 0 when there is none.`,
		Annotations: map[string]string{closing: "Kinds:\n" + kindList()},
		Example: `  quire check                           everything
  quire check --only links              what leads nowhere
  quire check --skip warnings           for a commit hook
  quire check --only orphan             notes that nobody links to
  quire check --format sarif > quire.sarif   for code review
  vim -q <(quire check)                 walk through them with :cnext`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage("quire -L DIR check checks the library in DIR", "check takes no arguments, and it was given %q", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return o.runCheck(cmd.Context(), cf) },
	}
	f := cmd.Flags()
	cf.bind(cmd, findingJSON{}, "sarif")
	f.StringSliceVar(&cf.only, "only", nil, "look for these `KINDS` alone, parted by commas")
	f.StringSliceVar(&cf.skip, "skip", nil, "look for all but these `KINDS`")
	cf.part.bind(cmd)
	f.BoolVar(&cf.orphans, "orphans", false, "also for notes that no other note links to")
	choices(cmd, "only", check.Names()...)
	choices(cmd, "skip", check.Names()...)
	return cmd
}

// kindList is a line a kind, and a line a group.
func kindList() string {
	var b strings.Builder
	for _, k := range check.Kinds() {
		fmt.Fprintf(&b, "  %-18s %s\n", k, k.About())
	}
	fmt.Fprintf(&b, "and groups of them:\n  %-18s %s to %s\n  %-18s %s to %s\n  %-18s %s to %s",
		"links", check.DeadLink, check.MissingFile, "errors", check.DeadLink, check.BadText,
		"warnings", check.SkippedFile, check.SimilarTag)
	return b.String()
}

// options are what the flags ask for. A kind that is none is an error in the call.
func (f *checkFlags) options() (check.Options, error) {
	o := check.Options{Kinds: check.All &^ check.SetOf(check.Orphan), Habits: len(f.only) > 0}
	only, err := kindSet("--only", f.only)
	if err != nil {
		return o, err
	}
	skip, err := kindSet("--skip", f.skip)
	if err != nil {
		return o, err
	}
	if len(f.only) > 0 {
		o.Kinds = only
	}
	if f.orphans {
		o.Kinds |= check.SetOf(check.Orphan)
	}
	o.Kinds &^= skip
	return o, nil
}

func kindSet(flag string, names []string) (check.Set, error) {
	var all check.Set
	for _, name := range names {
		set, ok := check.ByName(strings.TrimSpace(name))
		if !ok {
			hint := "the kinds are\n" + kindList()
			if near := nearestKind(name); near != "" {
				hint = "did you mean " + near + "? " + hint
			}
			return 0, usage(hint, "%s %s: no such kind", flag, name)
		}
		all |= set
	}
	return all, nil
}

// nearestKind is the kind that was probably meant: one that the word is a part of, or nearly is.
func nearestKind(name string) string {
	name = strings.TrimSpace(name)
	for _, known := range check.Names() {
		if len(name) > 2 && strings.Contains(known, name) {
			return known
		}
	}
	return config.Nearest(name, check.Names())
}

func (o *shared) runCheck(ctx context.Context, f checkFlags) error {
	opts, err := f.options()
	if err != nil {
		return err
	}
	if err := f.part.check(); err != nil {
		return err
	}
	c, err := o.catalog(ctx, true)
	if err != nil {
		return err
	}
	if len(c.Notes) == 0 { // a slip in a path must not look like a library without faults
		return nothing(c)
	}
	in := check.Input{Notes: c.Notes, Links: c.Links}
	for _, s := range c.Skipped {
		in.Skipped = append(in.Skipped, check.Skipped(s))
	}
	all, err := f.part.of(check.Run(in, opts))
	if err != nil {
		return err
	}
	switch {
	case f.whole():
		err = o.findingsJSON(all, f.recordFlags)
	case f.format.text == "sarif":
		err = o.sarif(c, opts.Kinds, all)
	case o.outTTY && !f.nul:
		err = o.findingsTable(all)
	default:
		err = o.findingsLines(all, f.nul)
	}
	if err != nil {
		return err
	}
	if o.errTTY {
		if err := o.out.Flush(); err != nil {
			return err
		}
		if o.outTTY && len(all) > 0 {
			fmt.Fprintln(o.stderr)
		}
		fmt.Fprintln(o.stderr, summary(c, all))
	}
	if len(all) > 0 {
		return errQuiet
	}
	return nil
}

func (o *shared) findingsJSON(all []check.Finding, rf recordFlags) error {
	for _, f := range all {
		if err := rf.write(o.streams, findingJSON{f.Path, f.Line, f.Column, f.Kind.String(), safe.Text(f.Message), f.Suggestion}); err != nil {
			return err
		}
	}
	return nil
}

// findingsLines writes what compilers write and editors read. A finding that
// concerns a whole file stands at its first byte: a line without a place would not be read.
func (o *shared) findingsLines(all []check.Finding, nul bool) error {
	end := byte('\n')
	if nul {
		end = 0
	}
	for _, f := range all {
		path := f.Path
		if !nul || o.outTTY {
			path = safe.Text(path)
		}
		fmt.Fprintf(o.out, "%s:%d:%d: %s: %s%s", path, max(f.Line, 1), max(f.Column, 1), f.Kind, safe.Text(f.Message), meant(f))
		if err := o.out.WriteByte(end); err != nil {
			return err
		}
	}
	return nil
}

func meant(f check.Finding) string {
	if f.Suggestion == "" {
		return ""
	}
	return " (did you mean " + safe.Text(f.Suggestion) + ")"
}

// summary is one line on what was found.
func summary(c *catalog.Catalog, all []check.Finding) string {
	if len(all) == 0 {
		return plural(len(c.Notes), "note") + ", nothing wrong"
	}
	errors, files := 0, map[string]bool{}
	for _, f := range all {
		files[f.Path] = true
		if f.Kind.Grave() {
			errors++
		}
	}
	return fmt.Sprintf("%s, %s in %s; %s in all", plural(errors, "error"), plural(len(all)-errors, "warning"),
		plural(len(files), "file"), plural(len(c.Notes), "note"))
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
