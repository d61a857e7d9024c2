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
	"quire/internal/numbers"
	"quire/internal/safe"
	"quire/internal/text"
)

// checkFlags holds the flags of check: which kinds of problems it looks for and how it prints them.
type checkFlags struct {
	recordFlags
	only, skip []string
	orphans    bool
	part       sortFlags[check.Finding]
}

type findingJSON struct {
	Path            pathText `json:"path"`
	PathBytes       []byte   `json:"path_bytes,omitempty"`
	Line            int      `json:"line,omitempty"`
	Column          int      `json:"column,omitempty"`
	Kind            string   `json:"kind"`
	Message         string   `json:"message"`
	Suggestion      pathText `json:"suggestion,omitempty"`
	SuggestionBytes []byte   `json:"suggestion_bytes,omitempty"`
}

func newCheck(o *options) *cobra.Command {
	cf := checkFlags{part: sortFlags[check.Finding]{orders: []sortOrder[check.Finding]{
		{"path", nil},
		{"kind", func(a, b check.Finding) int { return cmp.Compare(a.Kind, b.Kind) }},
	}}}
	cmd := &cobra.Command{
		Use:        "check",
		Short:      "Check the library for problems",
		SuggestFor: []string{"lint", "validate", "verify", "fsck", "doctor"},
		Long: `Check the library for problems: dead, mis-cased, ambiguous and refused links,
missing headings, images and attachments, invalid front matter and dates, names
that two notes share, and tags that look like typos. Links are resolved as in the
reader. Nothing outside the library is checked: a link to a page that the site
generator makes, to what lies beside the opened folder, or to a folder is no
problem.

On a terminal, links to the same missing target are one row with their number and
the first places. In a pipe, each finding is one line, PATH:LINE:COLUMN: KIND:
MESSAGE, which editors and code review tools understand. The exit code is 1 if
there are findings, otherwise 0.`,
		Annotations: map[string]string{helpFooterKey: "Kinds:\n" + formatKinds()},
		Example: `  quire check                           all problems
  quire check --only links              links, images and attachments
  quire check --skip warnings           for a commit hook
  quire check --only orphan             notes without backlinks
  quire check --format sarif > quire.sarif   for code review
  vim -q <(quire check)                 step through them with :cnext`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError("to check the library in DIR: quire -L DIR check", "check takes no arguments, got %q", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return o.runCheck(cmd.Context(), cf) },
	}
	f := cmd.Flags()
	cf.bindFlags(cmd, findingJSON{}, "sarif")
	f.StringSliceVar(&cf.only, "only", nil, "check only these `KINDS`, separated by commas")
	f.StringSliceVar(&cf.skip, "skip", nil, "skip these `KINDS`, separated by commas")
	cf.part.bindFlags(cmd)
	f.BoolVar(&cf.orphans, "orphans", false, "also report notes without backlinks")
	completeFlagValues(cmd, "only", check.KindNames()...)
	completeFlagValues(cmd, "skip", check.KindNames()...)
	return cmd
}

// kindWidth is the width of the column of kinds in the help, in cells.
const kindWidth = 18

// formatKinds lists the kinds of problems and the groups of kinds, one per line.
func formatKinds() string {
	var b strings.Builder
	for _, k := range check.AllKinds() {
		fmt.Fprintf(&b, "  %s %s\n", text.Wcwidth.Pad(k.String(), kindWidth), k.Description())
	}
	b.WriteString("Groups of kinds:")
	for _, g := range []struct {
		name        string
		first, last check.Kind
	}{{"links", check.DeadLink, check.MissingFile}, {"errors", check.DeadLink, check.BadText}, {"warnings", check.SkippedFile, check.SimilarTag}} {
		fmt.Fprintf(&b, "\n  %s %s to %s", text.Wcwidth.Pad(g.name, kindWidth), g.first, g.last)
	}
	return b.String()
}

// checkOptions converts the flags to the options of the check. An unknown kind is a usage error.
func (f *checkFlags) checkOptions() (check.Options, error) {
	o := check.Options{Kinds: check.All &^ check.NewKindSet(check.Orphan), ReportCommonNames: len(f.only) > 0}
	only, err := parseKinds("--only", f.only)
	if err != nil {
		return o, err
	}
	skip, err := parseKinds("--skip", f.skip)
	if err != nil {
		return o, err
	}
	if len(f.only) > 0 {
		o.Kinds = only
	}
	if f.orphans {
		o.Kinds |= check.NewKindSet(check.Orphan)
	}
	o.Kinds &^= skip
	return o, nil
}

// parseKinds returns the set of the named kinds and groups of kinds; an unknown name is a usage error of that flag.
func parseKinds(flag string, names []string) (check.KindSet, error) {
	var all check.KindSet
	for _, name := range names {
		set, ok := check.ParseKinds(strings.TrimSpace(name))
		if !ok {
			hint := "the kinds are:\n" + formatKinds()
			if near := nearestKind(name); near != "" {
				hint = "did you mean " + near + "? " + hint
			}
			return 0, usageError(hint, "%s %s: no such kind", flag, name)
		}
		all |= set
	}
	return all, nil
}

// nearestKind returns the kind or group that a misspelt name probably means, or "": the first that contains the name, if
// that has at least three bytes, or else the nearest in spelling.
func nearestKind(name string) string {
	name = strings.TrimSpace(name)
	for _, known := range check.KindNames() {
		if len(name) > 2 && strings.Contains(known, name) {
			return known
		}
	}
	return config.NearestMatch(name, check.KindNames())
}

func (o *options) runCheck(ctx context.Context, f checkFlags) error {
	opts, err := f.checkOptions()
	if err != nil {
		return err
	}
	if err := f.part.validate(); err != nil {
		return err
	}
	c, err := o.openCatalog(ctx, true)
	if err != nil {
		return err
	}
	if c.Status().Notes == 0 { // a mistyped path must not look like a library without problems
		return noResultsError(c)
	}
	all, err := findProblems(ctx, c, opts)
	if err != nil {
		return err
	}
	if all, err = f.part.apply(all); err != nil {
		return err
	}
	switch {
	case f.usesJSONForm():
		err = o.printFindingsJSON(all, f.recordFlags)
	case f.format.text == "sarif":
		err = o.writeSARIF(ctx, c, opts.Kinds, all)
	case o.outTTY && !f.nul:
		err = o.printFindingsTable(all)
	default:
		err = o.printFindingsLines(all, f.nul)
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
		fmt.Fprintln(o.stderr, formatSummary(c, all))
	}
	if len(all) > 0 {
		return errQuiet
	}
	return nil
}

// findProblems checks a library.
func findProblems(ctx context.Context, c *catalog.Catalog, opts check.Options) ([]check.Finding, error) {
	in := check.Input{Library: c}
	for _, s := range c.Skipped() {
		in.Skipped = append(in.Skipped, check.Skipped{Path: s.Path, Why: s.Reason})
	}
	return check.Run(ctx, in, opts)
}

func newFindingJSON(f check.Finding) findingJSON {
	return findingJSON{
		pathText(f.Path), pathBytes(f.Path), f.Line, f.Column, f.Kind.String(), safe.Text(f.Message),
		pathText(f.Suggestion), pathBytes(f.Suggestion),
	}
}

func (o *options) printFindingsJSON(all []check.Finding, rf recordFlags) error {
	for _, f := range all {
		if err := rf.writeValue(o.streams, newFindingJSON(f)); err != nil {
			return err
		}
	}
	return nil
}

// printFindingsLines prints findings as compilers do, PATH:LINE:COLUMN: KIND: MESSAGE. A finding that concerns a whole file
// gets the position 1:1, since editors ignore lines without a position.
func (o *options) printFindingsLines(all []check.Finding, nul bool) error {
	end := byte('\n')
	if nul {
		end = 0
	}
	for _, f := range all {
		path := f.Path
		if !nul || o.outTTY {
			path = safe.Text(path)
		}
		fmt.Fprintf(o.out, "%s:%d:%d: %s: %s%s", path, max(f.Line, 1), max(f.Column, 1), f.Kind, safe.Text(f.Message), suggestionSuffix(f))
		if err := o.out.WriteByte(end); err != nil {
			return err
		}
	}
	return nil
}

// suggestionSuffix returns what is appended to the message of a finding: its suggestion, if it has one.
func suggestionSuffix(f check.Finding) string {
	if f.Suggestion == "" {
		return ""
	}
	return " (did you mean " + safe.Text(f.Suggestion) + "?)"
}

// formatSummary returns one line with the numbers of errors, warnings, files and notes.
func formatSummary(c catalog.Library, all []check.Finding) string {
	if len(all) == 0 {
		return numbers.Pluralize(c.Status().Notes, "note") + " checked, no problems"
	}
	errors, files := 0, map[string]bool{}
	for _, f := range all {
		files[f.Path] = true
		if f.Kind.IsError() {
			errors++
		}
	}
	return fmt.Sprintf("%s, %s in %s; %s checked", numbers.Pluralize(errors, "error"), numbers.Pluralize(len(all)-errors, "warning"),
		numbers.Pluralize(len(files), "file"), numbers.Pluralize(c.Status().Notes, "note"))
}
