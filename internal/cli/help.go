package cli

import (
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/text"
)

// helpFooterKey names the annotation that holds the end of a command's help: lists that would push the examples out
// of sight.
const helpFooterKey = "closing"

// usageTemplate puts the examples first, because most people who ask for help want a line to copy.
const usageTemplate = `{{if .HasExample}}Examples:
{{.Example}}

{{end}}Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} COMMAND

Commands:{{range .Commands}}{{if or .IsAvailableCommand (eq .Name "help")}}
  {{rpad .Name .NamePadding}}  {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

Global flags:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{with index .Annotations "closing"}}

{{. | trimTrailingWhitespaces}}{{end}}
`

// printHelp writes the help of cmd, wrapped at the width of the terminal. Without a terminal the lines stay as they are.
func (o *options) printHelp(cmd *cobra.Command, _ []string) {
	about := strings.TrimSpace(cmd.Long)
	if about == "" {
		about = cmd.Short
	}
	io.WriteString(cmd.OutOrStdout(), wrapHelp(about+"\n\n"+cmd.UsageString(), o.terminalColumns())) //nolint:errcheck // Main flushes, and sees the error again
}

// wrapHelp wraps a help text at columns cells: its paragraphs, and each indented line that is wider. 0 columns wraps nothing.
func wrapHelp(help string, columns int) string {
	if columns <= 0 {
		return help
	}
	var lines []string
	for line := range strings.SplitSeq(help, "\n") {
		if last := len(lines) - 1; last >= 0 && isProse(line) && isProse(lines[last]) {
			lines[last] += " " + line
		} else {
			lines = append(lines, line)
		}
	}
	for i, line := range lines {
		lines[i] = wrapHelpLine(line, columns)
	}
	return strings.Join(lines, "\n")
}

// isProse reports whether a line of a help text belongs to a paragraph.
func isProse(line string) bool { return line != "" && line[0] != ' ' }

// wrapHelpLine wraps a line, never within a word. The explanation in a list, such as that of a flag, goes on below its
// beginning, or where that leaves it too little room, in lines of its own that are indented deeper than the line.
func wrapHelpLine(line string, columns int) string {
	if len(line) <= columns {
		return line
	}
	explanation := strings.TrimLeft(line, " ")
	indent := len(line) - len(explanation)
	hang := indent
	if indent > 0 {
		hang += 4
	}
	head := line[:indent]
	if gap := helpGap.FindStringIndex(explanation); gap != nil {
		head, explanation = line[:indent+gap[1]], explanation[gap[1]:]
		if len(head) <= columns*3/5 {
			hang = len(head)
		}
	}
	below := "\n" + text.Spaces(hang)
	if len(head) > hang {
		head = wrapHelpLine(strings.TrimRight(head, " "), columns) + below
	}
	isWhole := func(string) bool { return true }
	rows := text.Wcwidth.Wrap(explanation, text.Lines{Width: max(columns-hang, 1), IsWhole: isWhole})
	return head + strings.Join(rows, below)
}

// helpGap matches the blanks between the columns of a list.
var helpGap = regexp.MustCompile(` {2,}`)
