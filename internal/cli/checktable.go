package cli

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"quire/internal/check"
	"quire/internal/numbers"
	"quire/internal/safe"
	"quire/internal/text"
	"quire/internal/theme"
)

// printFindingsTable prints findings on a terminal: first the links to the same missing target in several files, each once
// with their number, then each file with its other findings. Rows are wrapped to the width of the terminal.
func (o *options) printFindingsTable(all []check.Finding) error {
	t, err := o.chooseTableTheme()
	if err != nil {
		return err
	}
	shared, rest := groupFindings(all)
	w := findingWriter{theme: t, out: &colorprofile.Writer{Forward: o.out, Profile: o.colourProfile()}}
	w.fitColumns(append(shared[:len(shared):len(shared)], rest...), o.terminalColumns())
	for i, g := range shared {
		if i == 0 {
			w.printHeading("in several files")
		}
		w.printRow(g, w.formatCount(g), w.listPlaces(g, formatPlace))
	}
	last := ""
	for i, g := range rest {
		if g.first().Path != last || i == 0 {
			last = g.first().Path
			w.printHeading(safe.Text(last))
		}
		also := ""
		if others := g.others(); len(others.places) > 0 {
			also = "also at " + w.listPlaces(others, formatPosition)
		}
		w.printRow(g, formatPosition(g.first()), also)
	}
	return w.err
}

// findingGroup holds findings of the same kind with the same message, in their order; most groups have one. They differ
// by their places.
type findingGroup struct{ places []check.Finding }

func (g findingGroup) first() check.Finding { return g.places[0] }

// others returns the group without its first finding.
func (g findingGroup) others() findingGroup { return findingGroup{g.places[1:]} }

// groupFindings groups findings about links to the same missing target. Shared holds those in several files, the most
// frequent first; rest holds the others, in their order. What is wrong with a note itself is never grouped: a list of
// orphans is a list of notes.
func groupFindings(all []check.Finding) (shared, rest []findingGroup) {
	type key struct {
		kind                check.Kind
		message, suggestion string
	}
	var groups []*findingGroup
	byKey := map[key]*findingGroup{}
	for _, f := range all {
		k := key{f.Kind, f.Message, f.Suggestion}
		if g := byKey[k]; g != nil {
			g.places = append(g.places, f)
			continue
		}
		g := &findingGroup{[]check.Finding{f}}
		if groups = append(groups, g); f.Kind.IsLink() {
			byKey[k] = g
		}
	}
	for _, g := range groups {
		if isInSeveralFiles(g.places) {
			shared = append(shared, *g)
		} else {
			rest = append(rest, *g)
		}
	}
	slices.SortStableFunc(shared, func(a, b findingGroup) int { return cmp.Compare(len(b.places), len(a.places)) })
	return shared, rest
}

func isInSeveralFiles(places []check.Finding) bool {
	return slices.ContainsFunc(places, func(f check.Finding) bool { return f.Path != places[0].Path })
}

// findingWriter prints the rows of a table of findings. It keeps the first error of out.
type findingWriter struct {
	theme *theme.Theme
	out   io.Writer
	err   error

	printed         bool // a heading was printed before
	numbers, kinds  int  // widths of the columns
	indent, measure int  // of messages; the measure is their width
	narrow          bool // messages go on lines of their own
}

// fitColumns sets the columns for the rows of groups in a terminal of the given width.
func (w *findingWriter) fitColumns(groups []findingGroup, columns int) {
	for _, g := range groups {
		w.numbers = max(w.numbers, len(formatPosition(g.first())), text.Wcwidth.Width(w.formatCount(g)))
		w.kinds = max(w.kinds, len(g.first().Kind.String()))
	}
	w.indent = 2 + w.numbers + 2 + w.kinds + 2
	if w.narrow = columns < w.indent+20; w.narrow {
		w.indent = 4
	}
	w.measure = max(columns-w.indent, 16)
}

// formatCount returns how many findings a group has.
func (w *findingWriter) formatCount(g findingGroup) string {
	times := "×"
	if w.theme.ASCII {
		times = "x"
	}
	return numbers.Format(len(g.places)) + times
}

// listPlaces lists as many of the first places of a group as fit on a line, at least one, and says how many more there
// are.
func (w *findingWriter) listPlaces(g findingGroup, format func(check.Finding) string) string {
	listed, names := "", ""
	for i, f := range g.places {
		if i > 0 {
			names += ", "
		}
		names += safe.Text(format(f))
		line := names
		if more := len(g.places) - i - 1; more > 0 {
			line += " and " + numbers.Format(more) + " more"
		}
		if i > 0 && text.Wcwidth.Width(line) > w.measure {
			break
		}
		listed = line
	}
	return listed
}

// printHeading prints a heading over rows, after a blank line if there are rows above.
func (w *findingWriter) printHeading(heading string) {
	if w.printed {
		w.print("\n")
	}
	w.printed = true
	w.print(w.theme.Bold.Render(heading) + "\n")
}

// printRow prints what a group says: number in the first column, its kind, its message, and below that its suggestion and
// places, if there are any.
func (w *findingWriter) printRow(g findingGroup, number, places string) {
	f := g.first()
	lines := wrapWords(safe.Text(f.Message), w.measure, theme.Style{})
	if f.Suggestion != "" {
		lines = append(lines, wrapWords("did you mean "+safe.Text(f.Suggestion)+"?", w.measure, w.theme.Tip)...)
	}
	if places != "" {
		lines = append(lines, wrapWords(places, w.measure, w.theme.Dim)...)
	}
	separator := "\n" + text.Spaces(w.indent)
	first := "  "
	if w.narrow {
		first = separator
	}
	w.print(fmt.Sprintf("  %s  %s%s%s\n", w.theme.Dim.Render(text.Wcwidth.PadLeft(number, w.numbers)),
		kindStyle(w.theme, f.Kind).Render(text.Wcwidth.Pad(f.Kind.String(), w.kinds)), first, strings.Join(lines, separator)))
}

func (w *findingWriter) print(s string) {
	if w.err == nil {
		_, w.err = io.WriteString(w.out, s)
	}
}

// wrapWords breaks a text into lines of at most width cells. It never breaks a path or an address, so that it can be copied:
// if too long for a line, it is left to the terminal to wrap. It breaks other words that are too long.
func wrapWords(s string, width int, style theme.Style) []string {
	isAddress := func(word string) bool { return strings.ContainsAny(word, "/.#") }
	lines := text.Wcwidth.Wrap(s, text.Lines{Width: width, IsWhole: isAddress})
	if len(lines) == 0 {
		lines = []string{""}
	}
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}

// formatPlace returns PATH:LINE:COLUMN of a finding.
func formatPlace(f check.Finding) string {
	if f.Line == 0 {
		return f.Path
	}
	return f.Path + ":" + formatPosition(f)
}

// formatPosition returns LINE:COLUMN of a finding, or "" if it concerns the whole file.
func formatPosition(f check.Finding) string {
	if f.Line == 0 {
		return ""
	}
	return fmt.Sprintf("%d:%d", f.Line, max(f.Column, 1))
}

func kindStyle(t *theme.Theme, k check.Kind) theme.Style {
	if k.IsError() {
		return t.Error
	}
	return t.Warning
}
