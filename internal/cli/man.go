package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newMan(o *shared) *cobra.Command {
	return &cobra.Command{
		Use:        "man",
		Short:      "The manual page, for man -l",
		SuggestFor: []string{"manual", "manpage"},
		Example: `  quire man | man -l -
  quire man > ~/.local/share/man/man1/quire.1`,
		Args: arguments(0, 0, ""),
		RunE: func(cmd *cobra.Command, _ []string) error {
			page := manPage{w: o.out}
			page.write(cmd.Root())
			return page.err
		},
	}
}

// manPage writes the commands as a page in roff's man macros. Two things decided against the
// libraries that do so: they print examples as prose, and they write -w as --w.
type manPage struct {
	w   io.Writer
	err error
}

func (m *manPage) write(root *cobra.Command) {
	m.line(`.TH QUIRE 1 "" %s "User Commands"`, quoted("quire "+version()))
	m.section("NAME")
	m.text("quire - " + strings.ToLower(root.Short[:1]) + root.Short[1:])
	m.section("SYNOPSIS")
	m.line(".B quire\n[\\fIPATH\\fR | \\fB\\-\\fR]\n.br\n.B quire\n\\fICOMMAND\\fR [\\fIARGUMENT\\fR...]")
	m.section("DESCRIPTION")
	m.text(root.Long)
	m.section("OPTIONS")
	m.line("These stand with every command, in any place.")
	m.flags(root.PersistentFlags())
	m.section("COMMANDS")
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			m.command(c)
		}
	}
	for _, s := range manSections {
		m.section(s.title)
		for _, e := range s.entries {
			m.line(".TP\n%s", bold(e[0]))
			m.text(e[1])
		}
	}
	m.section("EXAMPLES")
	m.code(root.Example)
}

func (m *manPage) command(c *cobra.Command) {
	m.line(".SS %s", quoted(c.UseLine()))
	about := c.Long
	if about == "" {
		about = c.Short + "."
	}
	m.text(about)
	m.flags(c.LocalNonPersistentFlags())
	if more := c.Annotations[closing]; more != "" {
		m.line(".PP")
		m.text(more)
	}
	if c.Example != "" {
		m.line(".PP")
		m.code(c.Example)
	}
}

func (m *manPage) flags(flags *pflag.FlagSet) {
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name := bold("--" + f.Name)
		if f.Shorthand != "" {
			name = bold("-"+f.Shorthand) + ", " + name
		}
		value, about := pflag.UnquoteUsage(f)
		if value != "" {
			name += " \\fI" + escaped(value) + "\\fR"
		}
		m.line(".TP\n%s", name)
		m.text(about)
	})
}

func (m *manPage) section(title string) { m.line(".SH %s", title) }

// text writes paragraphs. Lines that are indented, such as a list of words, keep their shape.
func (m *manPage) text(text string) {
	var code []string
	flush := func() {
		if len(code) > 0 {
			m.code(strings.Join(code, "\n"))
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
			m.line(".PP")
		} else {
			m.line("%s", escaped(line))
		}
	}
	flush()
}

// code writes lines as they are.
func (m *manPage) code(text string) {
	m.line(".EX")
	for _, line := range strings.Split(text, "\n") {
		m.line("%s", escaped(line))
	}
	m.line(".EE")
}

func (m *manPage) line(format string, args ...any) {
	if m.err == nil {
		_, m.err = fmt.Fprintf(m.w, format+"\n", args...)
	}
}

func bold(s string) string { return "\\fB" + escaped(s) + "\\fR" }

// quoted is an argument of a macro.
func quoted(s string) string { return `"` + strings.ReplaceAll(escaped(s), `"`, `\(dq`) + `"` }

// plainText is what roff would take for something else: its own escapes, and the ASCII marks that it sets as other characters.
var plainText = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`)

func escaped(s string) string {
	s = plainText.Replace(s)
	if strings.HasPrefix(s, ".") {
		s = `\&` + s
	}
	return s
}

// manSections say what no help text of a command does.
var manSections = []struct {
	title   string
	entries [][2]string
}{
	{"QUERIES", [][2]string{
		{"event driven", "Both words, anywhere: title, tags, description, text."},
		{`"cell based"`, "The words in this order."},
		{`#aws, tag:aws, #"front end"`, "Tagged so, or with a tag below it, such as aws/lambda."},
		{"-x, x OR y, ( ... )", "Not, or, grouping. A space is and."},
		{"title: author: path: series: lang:", "In that field."},
		{"date:2021, date:2021-06..2022, after:2021, before:2022", "By date."},
		{"is:draft, is:orphan, is:untagged, is:unread, has:broken, has:problem", "By state."},
		{"links:NOTE, from:NOTE", "Notes that link to it; notes that it links to."},
	}},
	{"READING BY LINES", [][2]string{
		{"--linear", "Without a screen: commands are typed, lines are printed, and what can be chosen has a number. There is no cursor, box or colour, and where no person types no prompt and no waiting. TERM=dumb chooses it by itself."},
		{"help", "Lists the commands. A number chooses from what was listed last, an empty line prints the next screen."},
	}},
	{"EXIT STATUS", [][2]string{
		{"0", "Fine. A reader that closes the pipe early is no error."},
		{"1", "Nothing matched, or check found something."},
		{"2", "Wrong usage, or a file could not be read."},
		{"130", "Interrupted."},
	}},
	{"ENVIRONMENT", [][2]string{
		{"QUIRE_LIBRARY", "The library to open when none is named."},
		{"QUIRE_STYLE, QUIRE_WIDTH, QUIRE_SORT, QUIRE_SITE, QUIRE_HOSTS, QUIRE_MOUSE, QUIRE_HASHTAGS, QUIRE_CACHE", "The settings of the same names."},
		{"QUIRE_CONFIG", "Another file of settings."},
		{"QUIRE_PAGER, PAGER", "What show prints through on a terminal. PAGER counts with --pager only."},
		{"VISUAL, EDITOR", "What the reader opens a note with."},
		{"NO_COLOR, CLICOLOR_FORCE", "No colour; colour in a pipe."},
	}},
	{"FILES", [][2]string{
		{"~/.config/quire/config.toml", "Your settings. XDG_CONFIG_HOME moves it."},
		{"quire.toml", "The settings of a library, at its root."},
	}},
}
