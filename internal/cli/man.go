package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/query"
)

func newMan(o *options) *cobra.Command {
	return &cobra.Command{
		Use:        "man",
		Short:      "Print the manual page",
		SuggestFor: []string{"manual", "manpage"},
		Example: `  quire man | man -l -
  quire man > ~/.local/share/man/man1/quire.1`,
		Args: limitArguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			page := manPage{w: o.out}
			page.writePage(cmd.Root())
			return page.err
		},
	}
}

// manPage writes the commands as a manual page in roff's man macros. It does not use a library for this because the
// existing ones print examples as prose and write -w as --w. The first write error is kept in err and stops all
// output.
type manPage struct {
	w   io.Writer
	err error
}

// writePage writes the whole page.
func (m *manPage) writePage(root *cobra.Command) {
	m.writeLine(`.TH QUIRE 1 "" %s "User Commands"`, quoteMacroArg("quire "+programVersion()))
	m.writeSection("NAME")
	m.writeText("quire - " + strings.ToLower(root.Short[:1]) + root.Short[1:])
	m.writeSection("SYNOPSIS")
	m.writeLine(".B quire\n[\\fIPATH\\fR | \\fB\\-\\fR]\n.br\n.B quire\n\\fICOMMAND\\fR [\\fIARGUMENT\\fR...]")
	m.writeSection("DESCRIPTION")
	m.writeText(root.Long)
	m.writeSection("OPTIONS")
	m.writeLine("These flags work with every command, before or after its name.")
	m.writeFlags(root.PersistentFlags())
	m.writeSection("COMMANDS")
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			m.writeCommand(c)
		}
	}
	for _, s := range manSections {
		m.writeSection(s.title)
		for _, e := range s.entries {
			m.writeLine(".TP\n%s", roffBold(e[0]))
			m.writeText(e[1])
		}
	}
	m.writeSection("EXAMPLES")
	m.writeCode(root.Example)
}

// writeCommand writes the section of one command: usage, description, flags, help footer and examples.
func (m *manPage) writeCommand(c *cobra.Command) {
	m.writeLine(".SS %s", quoteMacroArg(c.UseLine()))
	about := c.Long
	if about == "" {
		about = c.Short + "."
	}
	m.writeText(about)
	m.writeFlags(c.LocalNonPersistentFlags())
	if more := c.Annotations[helpFooterKey]; more != "" {
		m.writeLine(".PP")
		m.writeText(more)
	}
	if c.Example != "" {
		m.writeLine(".PP")
		m.writeCode(c.Example)
	}
}

// writeFlags writes an entry for each flag except hidden ones and --help.
func (m *manPage) writeFlags(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name := roffBold("--" + f.Name)
		if f.Shorthand != "" {
			name = roffBold("-"+f.Shorthand) + ", " + name
		}
		value, about := pflag.UnquoteUsage(f)
		if value != "" {
			name += " \\fI" + escapeRoff(value) + "\\fR"
		}
		m.writeLine(".TP\n%s", name)
		m.writeText(about)
	})
}

func (m *manPage) writeSection(title string) { m.writeLine(".SH %s", title) }

// writeText writes paragraphs. Indented lines, such as a list of words, keep their line breaks.
func (m *manPage) writeText(text string) {
	var code []string
	flush := func() {
		if len(code) > 0 {
			m.writeCode(strings.Join(code, "\n"))
		}
		code = nil
	}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "  ") {
			code = append(code, line)
			continue
		}
		flush()
		if line == "" {
			m.writeLine(".PP")
		} else {
			m.writeLine("%s", escapeRoff(line))
		}
	}
	flush()
}

// writeCode writes lines without filling, as an example block.
func (m *manPage) writeCode(text string) {
	m.writeLine(".EX")
	for _, line := range strings.Split(text, "\n") {
		m.writeLine("%s", escapeRoff(line))
	}
	m.writeLine(".EE")
}

func (m *manPage) writeLine(format string, args ...any) {
	if m.err == nil {
		_, m.err = fmt.Fprintf(m.w, format+"\n", args...)
	}
}

func roffBold(s string) string { return "\\fB" + escapeRoff(s) + "\\fR" }

// quoteMacroArg escapes and quotes s as one argument of a roff macro.
func quoteMacroArg(s string) string {
	return `"` + strings.ReplaceAll(escapeRoff(s), `"`, `\(dq`) + `"`
}

// roffEscaper escapes the backslash, which starts roff's escapes, and the ASCII marks that roff prints as other characters.
var roffEscaper = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

// escapeRoff escapes s as text in roff. A leading dot would start a macro, so it is protected too.
func escapeRoff(s string) string {
	s = roffEscaper.Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}

// manSections hold what the help of no command covers.
var manSections = []struct {
	title   string
	entries [][2]string
}{
	{"QUERIES", [][2]string{
		{"event driven", "Both words, anywhere in the title, tags, description or text."},
		{`"cell based"`, "The exact phrase."},
		{`#aws, tag:aws, #"front end"`, "Notes with this tag, or with a tag below it, such as aws/lambda."},
		{"@name", "What the query stands for that the settings save under this name, in the table [queries]."},
		{"-x, x OR y, ( ... )", "Not, or, grouping. A space means and."},
		{"title: author: path: series: lang:", "Words in that field."},
		{"date:2021, date:2021-06..2022, after:2021, before:2022", "By date."},
		{"date:today, yesterday, week, month, year, 7d, 3w, 2m, 1y", "By a date that counts from today: on that day, or in the last so many days, weeks, months or years. after: and before: take the same, as in before:1y."},
		{"modified:today, modified:7d, modified:2021", "By the last change of the file, as date: does."},
		{strings.Join(query.StateNames(), ", "), "By the state of the note; is:todo means that it has an open task."},
		{"links:NOTE, from:NOTE", "Notes that link to NOTE; notes that NOTE links to."},
	}},
	{"LINEAR MODE", [][2]string{
		{"--linear", "Works line by line, without a full screen: you type commands, and quire prints numbered lists to choose from. It uses no cursor movement, boxes or colour. If the commands come from a pipe or a file, it neither prompts nor waits. With TERM=dumb this is the default."},
		{"help", "Lists the commands. A number chooses from the last list; an empty line prints the next screen."},
	}},
	{"PATHS IN RECORDS", [][2]string{
		{"-0", "Ends records with NUL. In a pipe, paths are then printed byte for byte, in templates too."},
		{"--json", "In a path that is not valid UTF-8, U+FFFD replaces the invalid bytes. A second field, its name ending in _bytes, such as path_bytes, then holds the whole path in base64."},
	}},
	{"EXIT STATUS", [][2]string{
		{"0", "Success. It is not an error if the pipe is closed early."},
		{"1", "No matches, or check found problems."},
		{"2", "Wrong usage, or a file or folder could not be read. Standard error names it, and the output covers everything that could be read."},
		{"130", "Interrupted."},
	}},
	{"ENVIRONMENT", [][2]string{
		{"QUIRE_LIBRARY", "The library to open by default."},
		{"QUIRE_STYLE, QUIRE_WIDTH, QUIRE_SORT, QUIRE_SITE, QUIRE_HOSTS, QUIRE_MOUSE, QUIRE_RENDERER, QUIRE_HASHTAGS, QUIRE_CACHE", "Override the settings of the same names."},
		{"QUIRE_CONFIG", "Another settings file."},
		{"QUIRE_PAGER, PAGER", "The pager of show on a terminal. PAGER is used only with --pager."},
		{"VISUAL, EDITOR", "The editor in which the reader opens a note."},
		{"NO_COLOR, CLICOLOR_FORCE", "Disable colour; force colour in a pipe."},
	}},
	{"FILES", [][2]string{
		{"~/.config/quire/config.toml", "Your settings. XDG_CONFIG_HOME changes the folder."},
		{"quire.toml", "The settings of a library, in its root folder."},
	}},
}
