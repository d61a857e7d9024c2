package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/numbers"
	"quire/internal/tui"
)

// settingJSON is the JSON form of a setting, as it is in force.
type settingJSON struct {
	Key       string   `json:"key"`
	Value     any      `json:"value"`          // a string, number, boolean or list of strings
	Source    string   `json:"source"`         // default, site, file, environment or flag
	Name      pathText `json:"name,omitempty"` // of the file, the environment variable or the flag
	NameBytes []byte   `json:"name_bytes,omitempty"`
	Line      int      `json:"line,omitempty"`
}

func newConfig(o *options) *cobra.Command {
	var rf recordFlags
	var path bool
	cmd := &cobra.Command{
		Use:        "config [NAME...]",
		Short:      "Show the settings and where each comes from",
		SuggestFor: []string{"settings", "options", "preferences", "configuration", "keys"},
		Long: `Show the settings in force, each with its value and where it comes from: a file
and line, an environment variable, a command-line flag or the default. In a pipe,
these are separated by tabs. NAME selects settings. The name keys selects all keys
of the reader; without it, only the keys that you have set are shown.

From lowest to highest priority: the settings of the site generator that makes a
site of the library, such as _config.yml (source "site"), your settings file, quire.toml in the library,
the environment, the flags. Errors in a file are reported on standard error, and
the exit code is then 1. A table [keys] sets the keys of the reader:

  [keys]
  down = ["j", "ctrl+j"]
  backlinks = "b"

A table [queries], in your settings file or in the library's, saves queries. In a
query, @week then stands for the one called week:

  [queries]
  week = "modified:7d -is:draft"`,
		Example: `  quire config                          all settings
  quire config keys                     all keys of the reader
  quire config --path                   the file to write settings to
  $EDITOR "$(quire config --path)"
  quire config --json | jq -r 'select(.source != "default") | .key'`,
		ValidArgs: config.SettingNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			if path {
				return o.printConfigPath()
			}
			return o.printConfig(rf, args)
		},
	}
	rf.bindFlags(cmd, settingJSON{})
	cmd.Flags().BoolVar(&path, "path", false, "print the path of your settings file, even if it does not exist")
	return cmd
}

// printConfigPath prints the path of the user's settings file, which need not exist.
func (o *options) printConfigPath() error {
	path := config.UserFilePath(o.env)
	if path == "" {
		return usageError("set HOME, XDG_CONFIG_HOME or QUIRE_CONFIG", "there is no folder for a settings file")
	}
	_, err := fmt.Fprintln(o.out, path)
	return err
}

// printConfig prints the named settings, or all if there are no names. It returns errQuiet if the settings have problems.
func (o *options) printConfig(rf recordFlags, names []string) error {
	l, err := o.openLibrary()
	if err != nil {
		return err
	}
	defer l.Close()
	o.loadSettings(l)
	all, err := selectSettings(o.applyFlags(o.settings), o.siteSettings(l.FindSites(o.linkSite(o.settings))), names)
	if err != nil {
		return err
	}
	r, err := o.newRecordWriter(rf, column{}, column{share: 2}, column{share: 3})
	if err != nil {
		return err
	}
	for _, s := range all {
		if err := r.addSetting(s); err != nil {
			return err
		}
	}
	if r.usesTable() && len(names) == 0 {
		r.table.addSpanningRow(cell{})
		r.table.addSpanningRow(cell{text: "quire config keys shows all keys of the reader", style: r.theme.Dim})
	}
	if err := r.flushTable(); err != nil {
		return err
	}
	if len(o.problems) > 0 {
		return errQuiet
	}
	return nil
}

// selectSettings returns the settings with the given names. A name also selects the settings below it: keys selects
// keys.down. Without names, it returns all settings except keys that have their default. Those of the site take the place of
// defaults.
func selectSettings(s config.Settings, site []config.Setting, names []string) ([]config.Setting, error) {
	var all []config.Setting
	for _, setting := range s.List() {
		if i := slices.IndexFunc(site, func(t config.Setting) bool { return t.Name == setting.Name }); i >= 0 && setting.Origin.Kind == config.FromDefault {
			setting = site[i]
		}
		all = append(all, setting)
		for _, t := range site {
			if strings.HasPrefix(t.Name, setting.Name+".") {
				all = append(all, t)
			}
		}
	}
	all = append(all, s.ListQueries()...)
	actions, _ := tui.Actions(s.Keys)
	for _, a := range actions {
		all = append(all, config.Setting{Name: "keys." + a.Name, Value: a.Keys, Origin: s.KeyOrigin(a.Name)})
	}
	var out []config.Setting
	for _, setting := range all {
		if len(names) == 0 && (!strings.HasPrefix(setting.Name, "keys.") || setting.Origin.Kind != config.FromDefault) {
			out = append(out, setting)
		}
	}
	for _, name := range names {
		before := len(out)
		var known []string
		for _, setting := range all {
			known = append(known, setting.Name)
			if setting.Name == name || strings.HasPrefix(setting.Name, name+".") {
				out = append(out, setting)
			}
		}
		if len(out) > before || name == "queries" {
			continue
		}
		hint := "quire config lists all settings, quire config keys all keys"
		if near := config.NearestMatch(name, known); near != "" {
			hint = "did you mean " + near + "?"
		}
		return nil, usageError(hint, "%s: no such setting", name)
	}
	return out, nil
}

// addSetting adds one setting to the records or to the table.
func (r *recordWriter) addSetting(s config.Setting) error {
	from := s.Origin
	if r.flags.usesJSONForm() {
		value := s.Value
		if list, ok := value.([]string); ok && list == nil {
			value = []string{} // encoded as [] rather than null
		}
		return r.addRecord(settingJSON{s.Name, value, string(from.Kind), pathText(from.Name), pathBytes(from.Name), from.Line})
	}
	value, where := s.Text(), cell{text: from.String(), style: r.theme.Dim}
	if !r.usesTable() {
		return r.addRecord(nil, cell{text: s.Name}, cell{text: value}, where)
	}
	if home := r.streams.env("HOME"); home != "" && from.Line > 0 {
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
	r.table.addRow(cell{text: s.Name}, v, where)
	return nil
}

// applyFlags returns the settings, overridden by the flags of this call.
func (o *options) applyFlags(s config.Settings) config.Settings {
	if o.library != "" {
		s.Library = o.library
		s.SetFlagOrigin("library", "--library")
	}
	if o.style != "" {
		s.Style = o.style
		s.SetFlagOrigin("style", "--style")
	}
	if o.images != "" {
		s.Images = o.images
		s.SetFlagOrigin("images", "--images")
	}
	if len(o.hosts) > 0 {
		s.Hosts = append(slices.Clone(o.hosts), s.Hosts...)
		s.SetFlagOrigin("hosts", "--host")
	}
	if o.noState {
		s.State = false
		s.SetFlagOrigin("state", "--no-state")
	}
	return s
}

// resolveSettings reads the settings from the user's file, the environment and, if l is not nil, the library. It also returns
// the problems that it found, in the order of files and lines. Invalid settings and keys are ignored.
func resolveSettings(env func(string) string, l *library.Library) (config.Settings, []config.Problem) {
	from := config.Sources{Env: env, LibraryFile: config.LibraryFile}
	var unreadable []config.Problem
	if l != nil {
		if l.Root != "" {
			from.LibraryFile = filepath.Join(l.Root, config.LibraryFile)
		}
		text, err := l.ReadFile(config.LibraryFile)
		switch {
		case err == nil:
			from.Library = text
		case !errors.Is(err, fs.ErrNotExist) && !library.IsOutside(err):
			unreadable = []config.Problem{{File: from.LibraryFile, Message: "cannot be read: " + config.ErrorWithoutPath(err)}}
		}
	}
	s, problems := config.LoadSettings(from)
	problems = append(problems, unreadable...)
	if len(s.Keys) == 0 {
		return s, problems
	}
	_, keyProblems := tui.Actions(s.Keys)
	for _, p := range keyProblems {
		problems = append(problems, s.KeyProblem(p.Action, p.Message))
		delete(s.Keys, p.Action)
	}
	return s, sortProblems(problems)
}

// sortProblems sorts problems by file, in the order in which the files were read, and by line.
func sortProblems(problems []config.Problem) []config.Problem {
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

// settingsNotice summarizes the problems of the settings in one line for the reader's screen, "" without problems. All other
// commands print the problems on standard error.
func settingsNotice(problems []config.Problem) string {
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
		return numbers.Pluralize(len(problems), "setting") + " are invalid; run `quire config`; first: " + text
	}
	return text
}
