package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"quire/internal/check"
	"quire/internal/safe"
	"quire/internal/text"
	"quire/internal/theme"
)

// printFindingsTable prints findings on a terminal: each file once, and below it its findings with their positions, wrapped
// to the width of the terminal.
func (o *options) printFindingsTable(all []check.Finding) error {
	t, err := o.chooseTableTheme()
	if err != nil {
		return err
	}
	w := &colorprofile.Writer{Forward: o.out, Profile: o.colourProfile()}
	positions, kinds := 0, 0 // widths of the columns
	for _, f := range all {
		positions, kinds = max(positions, len(formatPosition(f))), max(kinds, len(f.Kind.String()))
	}
	indent := 2 + positions + 2 + kinds + 2
	measure := max(o.terminalColumns()-indent, 20)
	if o.terminalColumns() < indent+20 { // too narrow for columns: the message goes on lines of its own
		indent, measure = 4, max(o.terminalColumns()-4, 16)
	}
	last := ""
	for i, f := range all {
		var b strings.Builder
		if f.Path != last || i == 0 {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(t.Bold.Render(safe.Text(f.Path)) + "\n")
			last = f.Path
		}
		fmt.Fprintf(&b, "  %s  %s", t.Dim.Render(text.Graphemes.PadLeft(formatPosition(f), positions)),
			kindStyle(t, f.Kind).Render(text.Graphemes.Pad(f.Kind.String(), kinds)))
		lines := wrapWords(safe.Text(f.Message), measure, theme.Style{})
		if f.Suggestion != "" {
			lines = append(lines, wrapWords("did you mean "+safe.Text(f.Suggestion)+"?", measure, t.Tip)...)
		}
		separator := "\n" + strings.Repeat(" ", indent)
		if indent == 4 {
			b.WriteString(separator)
		} else {
			b.WriteString("  ")
		}
		b.WriteString(strings.Join(lines, separator) + "\n")
		if _, err := w.WriteString(b.String()); err != nil {
			return err
		}
	}
	return nil
}

// wrapWords breaks a text into lines of at most width cells. It never breaks a path or an address, so that it can be copied:
// if too long for a line, it is left to the terminal to wrap. It breaks other words that are too long.
func wrapWords(s string, width int, style theme.Style) []string {
	isAddress := func(word string) bool { return strings.ContainsAny(word, "/.#") }
	lines := text.Graphemes.Wrap(s, text.Lines{Width: width, IsWhole: isAddress})
	if len(lines) == 0 {
		lines = []string{""}
	}
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
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
