package cli

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/tui"
)

// settingJSON is one setting as it is in force.
type settingJSON struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`          // text, a number, true or false, or a list of texts
	Source string `json:"source"`         // default, file, environment or flag
	Name   string `json:"name,omitempty"` // of the file, the variable or the flag
	Line   int    `json:"line,omitempty"`
}

func newConfig(o *shared) *cobra.Command {
	var rf recordFlags
	var path bool
	cmd := &cobra.Command{
		Use:        "config [NAME...]",
		Short:      "What is set, and where each setting comes from",
		SuggestFor: []string{"settings", "options", "preferences", "configuration", "keys"},
		Long: `Every setting that is in force, with its value and the place that it comes from:
a file and its line, a variable, an option of this call, or the default. In a
pipe these are parted by tabs. NAME picks some of them; keys are all keys of the
reader, of which else only those are shown that were set.

The later wins: the user's file, quire.toml in the library, the environment, the
options. What is wrong in a file is told on standard error, and then the exit
code is 1. The keys of the reader are set in a table, [keys]:

  [keys]
  down = ["j", "ctrl+j"]
  backlinks = "b"`,
		Example: `  quire config                          all settings
  quire config keys                     all keys of the reader
  quire config --path                   the file to write them in
  $EDITOR "$(quire config --path)"
  quire config --json | jq -r 'select(.source != "default") | .key'`,
		ValidArgs: config.Keys(),
		RunE: func(_ *cobra.Command, args []string) error {
			if path {
				return o.configPath()
			}
			return o.config(rf, args)
		},
	}
	rf.bind(cmd, settingJSON{})
	cmd.Flags().BoolVar(&path, "path", false, "the path of your own file, which need not exist")
	return cmd
}

func (o *shared) configPath() error {
	path := config.Path(o.env)
	if path == "" {
		return usage("set HOME, XDG_CONFIG_HOME or QUIRE_CONFIG", "there is no place for a file of your own")
	}
	_, err := fmt.Fprintln(o.out, path)
	return err
}

func (o *shared) config(rf recordFlags, names []string) error {
	l, err := o.open()
	if err != nil {
		return err
	}
	defer l.Close()
	o.configure(l)
	all, err := picked(o.flagged(o.set), names)
	if err != nil {
		return err
	}
	r, err := o.newRecords(rf, column{}, column{share: 2}, column{share: 3})
	if err != nil {
		return err
	}
	for _, s := range all {
		if err := r.setting(s); err != nil {
			return err
		}
	}
	if r.forPeople() && len(names) == 0 {
		r.table.free(cell{})
		r.table.free(cell{text: "quire config keys shows every key of the reader", style: r.theme.Dim})
	}
	if err := r.flush(); err != nil {
		return err
	}
	if len(o.wrong) > 0 {
		return errQuiet
	}
	return nil
}

// picked are the settings of some names, each whole or before a dot; without any, all but the keys that are the usual ones.
func picked(s config.Settings, names []string) ([]config.Setting, error) {
	all := s.All()
	actions, _ := tui.Actions(s.Keys)
	for _, a := range actions {
		all = append(all, config.Setting{Name: "keys." + a.Name, Value: a.Keys, Origin: s.KeyOrigin(a.Name)})
	}
	var out []config.Setting
	for _, one := range all {
		if len(names) == 0 && (!strings.HasPrefix(one.Name, "keys.") || one.Origin.Kind != config.FromDefault) {
			out = append(out, one)
		}
	}
	for _, name := range names {
		before := len(out)
		var known []string
		for _, one := range all {
			known = append(known, one.Name)
			if one.Name == name || strings.HasPrefix(one.Name, name+".") {
				out = append(out, one)
			}
		}
		if len(out) > before {
			continue
		}
		hint := "quire config names every setting, quire config keys every key"
		if near := config.Nearest(name, known); near != "" {
			hint = "did you mean " + near + "?"
		}
		return nil, usage(hint, "%s: no such setting", name)
	}
	return out, nil
}

// setting writes one of them.
func (r *records) setting(s config.Setting) error {
	from := s.Origin
	if r.flags.whole() {
		value := s.Value
		if list, ok := value.([]string); ok && list == nil {
			value = []string{} // which JSON shows as a list
		}
		return r.add(settingJSON{s.Name, value, string(from.Kind), from.Name, from.Line})
	}
	value, where := s.Text(), cell{text: from.String(), style: r.theme.Dim}
	if !r.forPeople() {
		return r.add(nil, cell{text: s.Name}, cell{text: value}, where)
	}
	if home := r.s.env("HOME"); home != "" && from.Line > 0 {
		if rest, ok := strings.CutPrefix(where.text, home+string(filepath.Separator)); ok {
			where.text = filepath.Join("~", rest)
		}
	}
	v := cell{text: value}
	if value == "" {
		v = cell{text: "none", style: r.theme.Dim}
	}
	if from.Kind != config.FromDefault {
		where.style = r.theme.Text
		v.style = r.theme.Bold
	}
	r.table.add(cell{text: s.Name}, v, where)
	return nil
}

// flagged are the settings with what the options of this call make of them.
func (o *shared) flagged(s config.Settings) config.Settings {
	if o.library != "" {
		s.Library = o.library
		s.Flagged("library", "--library")
	}
	if o.style != "" {
		s.Style = o.style
		s.Flagged("style", "--style")
	}
	if o.images != "" {
		s.Images = o.images
		s.Flagged("images", "--images")
	}
	if len(o.hosts) > 0 {
		s.Hosts = append(slices.Clone(o.hosts), s.Hosts...)
		s.Flagged("hosts", "--host")
	}
	if o.noState {
		s.State = false
		s.Flagged("state", "--no-state")
	}
	return s
}

// settled are the settings, with those of a library once one is open, and what is wrong in them. Keys that cannot be are left out.
func settled(env func(string) string, l *library.Library) (config.Settings, []config.Problem) {
	from := config.Sources{Env: env}
	if l != nil {
		if text, err := l.Read(config.LibraryFile); err == nil {
			from.Library = text
			if l.Root != "" {
				from.LibraryFile = filepath.Join(l.Root, config.LibraryFile)
			}
		}
	}
	s, problems := config.Read(from)
	if len(s.Keys) == 0 {
		return s, problems
	}
	_, wrong := tui.Actions(s.Keys)
	for _, p := range wrong {
		problems = append(problems, s.KeyProblem(p.Action, p.Message))
		delete(s.Keys, p.Action)
	}
	return s, byLine(problems)
}

// byLine are problems by their lines, the files in the order in which they were read.
func byLine(problems []config.Problem) []config.Problem {
	var files []string
	for _, p := range problems {
		if !slices.Contains(files, p.File) {
			files = append(files, p.File)
		}
	}
	slices.SortStableFunc(problems, func(a, b config.Problem) int {
		return cmp.Or(cmp.Compare(slices.Index(files, a.File), slices.Index(files, b.File)), cmp.Compare(a.Line, b.Line))
	})
	return problems
}

// firstProblem is what the reader says of settings that could not be used: every other command tells them on standard error.
func firstProblem(problems []config.Problem) string {
	if len(problems) == 0 {
		return ""
	}
	p := problems[0]
	text := filepath.Base(p.File)
	if p.Line > 0 {
		text += fmt.Sprint(":", p.Line)
	}
	text += ": " + p.Message
	if len(problems) > 1 {
		return plural(len(problems), "setting") + " are wrong, quire config tells all: " + text
	}
	return text
}
