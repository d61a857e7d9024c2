package cli

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"quire/internal/check"
	"quire/internal/safe"
	"quire/internal/theme"
)

// findingsTable lists findings for people: the file once, and under it each finding with its place, wrapped to the terminal.
func (o *shared) findingsTable(all []check.Finding) error {
	t, err := o.tableTheme()
	if err != nil {
		return err
	}
	w := &colorprofile.Writer{Forward: o.out, Profile: o.profile()}
	places, kinds := 0, 0
	for _, f := range all {
		places, kinds = max(places, len(place(f))), max(kinds, len(f.Kind.String()))
	}
	indent := 2 + places + 2 + kinds + 2
	measure := max(o.columns()-indent, 20)
	if o.columns() < indent+20 { // too narrow for columns: the message goes below
		indent, measure = 4, max(o.columns()-4, 16)
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
		fmt.Fprintf(&b, "  %s  %s", t.Dim.Render(fmt.Sprintf("%*s", places, place(f))),
			kindStyle(t, f.Kind).Render(fmt.Sprintf("%-*s", kinds, f.Kind)))
		lines := wrapped(safe.Text(f.Message), measure, theme.Style{})
		if f.Suggestion != "" {
			lines = append(lines, wrapped("did you mean "+safe.Text(f.Suggestion), measure, t.Tip)...)
		}
		between := "\n" + strings.Repeat(" ", indent)
		if indent == 4 {
			b.WriteString(between)
		} else {
			b.WriteString("  ")
		}
		b.WriteString(strings.Join(lines, between) + "\n")
		if _, err := w.WriteString(b.String()); err != nil {
			return err
		}
	}
	return nil
}

// wrapped are the lines of a text. A path or an address is never broken, so that it can be copied: one too long for a line
// is left to the terminal. Any other word that is too long is broken.
func wrapped(text string, width int, style theme.Style) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && ansi.StringWidth(line)+1+ansi.StringWidth(word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
		if !strings.ContainsAny(word, "/.#") {
			parts := strings.Split(ansi.Hardwrap(word, width, true), "\n")
			last := len(parts) - 1
			lines, line = append(lines, parts[:last]...), parts[last]
		}
	}
	lines = append(lines, line)
	for i := range lines {
		lines[i] = style.Render(lines[i])
	}
	return lines
}

// place is where in its file a finding is, empty for the whole of it.
func place(f check.Finding) string {
	if f.Line == 0 {
		return ""
	}
	return fmt.Sprintf("%d:%d", f.Line, max(f.Column, 1))
}

func kindStyle(t *theme.Theme, k check.Kind) theme.Style {
	if k.Grave() {
		return t.Error
	}
	return t.Warning
}
