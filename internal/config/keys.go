package config

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The values that the settings style, sort, images and renderer accept. A style may also be the path of a style file.
var (
	styles = []string{"auto", "dark", "light", "contrast", "ansi", "plain"}
	sorts  = []string{"date", "title", "path", "modified", "relevance"}

	images    = []string{"auto", "kitty", "sixel", "iterm", "blocks", "off"}
	renderers = []string{"quire", "bubbletea"}

	relatives = []string{"file", "page"}
)

// MaxWidth bounds the setting width, in columns.
const MaxWidth = 10_000

// settingSpec describes one setting: its name, how to set it and how to read it.
type settingSpec struct {
	name     string
	set      func(c *Config, value any) error // value is a string from a flag or the environment, or a decoded TOML value
	get      func(c *Config) any              // the value for display: a string, an int, a bool or a []string
	userOnly bool                             // a library must not set it
	isTable  bool                             // a table that other code checks; only a file can set it, and set and get are nil
}

// envName returns the name of the environment variable that sets k.
func (k settingSpec) envName() string { return "QUIRE_" + strings.ToUpper(k.name) }

// settingSpecs lists all settings in the order in which they are shown.
var settingSpecs = []settingSpec{
	textSetting("library", func(c *Config) *string { return &c.Library }).restrictToUser(),
	{
		name: "style", set: func(c *Config, v any) error { return setStyle(&c.Style, v) },
		get: func(c *Config) any { return c.Style },
	},
	{name: "width", set: func(c *Config, v any) error { return setWidth(&c.Width, v) }, get: getWidth},
	{
		name: "sort", set: func(c *Config, v any) error { return setChoice(&c.Sort, v, sorts) },
		get: func(c *Config) any { return cmp.Or(c.Sort, "relevance") }, // the default; without search terms it means newest first
	},
	{
		name: "columns", set: func(c *Config, v any) error { return setColumns(&c.Columns, v) },
		get: func(c *Config) any { return c.Columns },
	},
	choiceSetting("images", func(c *Config) *string { return &c.Images }, images),
	boolSetting("mouse", func(c *Config) *bool { return &c.Mouse }),
	choiceSetting("renderer", func(c *Config) *string { return &c.Renderer }, renderers).restrictToUser(),
	boolSetting("hashtags", func(c *Config) *bool { return &c.Hashtags }),
	textSetting("site", func(c *Config) *string { return &c.Site }),
	listSetting("hosts", func(c *Config) *[]string { return &c.Hosts }).limitEntries(MaxHosts),
	listSetting("permalink", func(c *Config) *[]string { return &c.Permalinks }).limitEntries(MaxPermalinks),
	textSetting("generator", func(c *Config) *string { return &c.Generator }),
	listSetting("mounts", func(c *Config) *[]string { return &c.Mounts }).limitEntries(MaxPermalinks),
	listSetting("static", func(c *Config) *[]string { return &c.Static }).limitEntries(MaxPermalinks),
	choiceSetting("relative", func(c *Config) *string { return &c.Relative }, relatives),
	boolSetting("cache", func(c *Config) *bool { return &c.Cache }).restrictToUser(),
	boolSetting("state", func(c *Config) *bool { return &c.State }).restrictToUser(),
	{name: keysTable, userOnly: true, isTable: true},
	{name: queriesTable, isTable: true},
}

// queriesTable is the name of the TOML table of saved queries.
const queriesTable = "queries"

// keysTable is the name of the TOML table that binds keys to actions.
const keysTable = "keys"

// textSetting returns the spec of a setting that is a string; field returns where Config stores it.
func textSetting(name string, field func(*Config) *string) settingSpec {
	return settingSpec{name: name, set: func(c *Config, v any) error { return setText(field(c), v) }, get: func(c *Config) any { return *field(c) }}
}

// choiceSetting returns the spec of a string setting that must be one of choices.
func choiceSetting(name string, field func(*Config) *string, choices []string) settingSpec {
	return settingSpec{name: name, set: func(c *Config, v any) error { return setChoice(field(c), v, choices) }, get: func(c *Config) any { return *field(c) }}
}

// listSetting returns the spec of a setting that is a list of strings.
func listSetting(name string, field func(*Config) *[]string) settingSpec {
	return settingSpec{name: name, set: func(c *Config, v any) error { return setList(field(c), v) }, get: func(c *Config) any { return *field(c) }}
}

// boolSetting returns the spec of a boolean setting.
func boolSetting(name string, field func(*Config) *bool) settingSpec {
	return settingSpec{name: name, set: func(c *Config, v any) error { return setBool(field(c), v) }, get: func(c *Config) any { return *field(c) }}
}

// restrictToUser forbids libraries to set k.
func (k settingSpec) restrictToUser() settingSpec {
	k.userOnly = true
	return k
}

// Bounds of the lists that describe a site. Each pattern gives every note an address, and every link is compared with
// the hosts, so a file with thousands of either would cost each command time and memory.
const (
	MaxHosts      = 100
	MaxPermalinks = 64
	MaxPermalink  = 500 // bytes of one pattern
)

// limitEntries makes k reject a list of more than n strings, or with a string of more than MaxPermalink bytes. Nothing of
// a rejected list is set.
func (k settingSpec) limitEntries(n int) settingSpec {
	set := k.set
	k.set = func(c *Config, value any) error {
		var texts []string
		if err := setList(&texts, value); err != nil {
			return err
		}
		if len(texts) > n {
			return fmt.Errorf("has %d entries, at most %d are allowed", len(texts), n)
		}
		for i, s := range texts {
			if len(s) > MaxPermalink {
				return fmt.Errorf("entry %d is longer than %d bytes", i+1, MaxPermalink)
			}
		}
		return set(c, value)
	}
	return k
}

// getWidth returns the width for display: a number of columns or "auto".
func getWidth(c *Config) any {
	if c.Width == AutoWidth {
		return "auto"
	}
	return c.Width
}

// SettingNames returns the names of all settings.
func SettingNames() []string {
	names := make([]string, len(settingSpecs))
	for i, k := range settingSpecs {
		names[i] = k.name
	}
	return names
}

// unknownKeyMessage says that there is no setting called name, and suggests a similar name.
func unknownKeyMessage(name string) string {
	message := "no such setting: " + strconv.Quote(name)
	if near := NearestMatch(name, SettingNames()); near != "" {
		message += fmt.Sprintf(" (did you mean %q?)", near)
	}
	return message
}

// setText sets *to to a string without control characters and without surrounding space.
func setText(to *string, v any) error {
	s, ok := v.(string)
	if !ok {
		return typeError("a quoted string", v)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }); i >= 0 {
		return fmt.Errorf("%q contains a control character", s)
	}
	*to = strings.TrimSpace(s)
	return nil
}

// setList sets *to to a list of strings, or to the parts of a string separated by commas or spaces.
func setList(to *[]string, v any) error {
	var list []string
	switch v := v.(type) {
	case string:
		list = strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' })
	case []any:
		for _, item := range v {
			var s string
			if err := setText(&s, item); err != nil {
				return err
			}
			if s != "" {
				list = append(list, s)
			}
		}
	default:
		return typeError("a list of strings", v)
	}
	*to = list
	return nil
}

// setChoice sets *to to a string that must be one of choices.
func setChoice(to *string, v any, choices []string) error {
	var s string
	if err := setText(&s, v); err != nil {
		return err
	}
	if !slices.Contains(choices, s) {
		return fmt.Errorf("%q is not one of %s", s, strings.Join(choices, ", "))
	}
	*to = s
	return nil
}

// setColumns sets *to to the columns of the shelf: date or modified, tags, and keys of the front matter, without duplicates.
// The title is shown whether or not it is listed.
func setColumns(to *[]string, v any) error {
	var list []string
	if err := setList(&list, v); err != nil {
		return err
	}
	for i, name := range list {
		if slices.Contains(list[:i], name) {
			return fmt.Errorf("%s is listed twice", name)
		}
	}
	if slices.Contains(list, "date") && slices.Contains(list, "modified") {
		return errors.New("use date or modified, not both")
	}
	*to = list
	return nil
}

// setStyle sets *to to the name of a style or the path of a style file.
func setStyle(to *string, v any) error {
	var s string
	if err := setText(&s, v); err != nil {
		return err
	}
	if !isStyleFile(s) {
		return setChoice(to, s, styles)
	}
	*to = s
	return nil
}

// isStyleFile reports whether s is the path of a style file rather than the name of a style.
func isStyleFile(s string) bool {
	return strings.ContainsAny(s, `/\`) || strings.EqualFold(filepath.Ext(s), ".json")
}

// setWidth sets *to to a number of columns from 0 to MaxWidth, or to AutoWidth for "auto".
func setWidth(to *int, v any) error {
	var n int64
	switch v := v.(type) {
	case int64:
		n = v
	case string:
		if v == "auto" {
			*to = AutoWidth
			return nil
		}
		var err error
		if n, err = strconv.ParseInt(v, 10, 64); err != nil {
			n = math.MinInt64
		}
	default:
		return typeError("a number of columns", v)
	}
	if n < 0 || n > MaxWidth {
		return fmt.Errorf("%v is not a valid width: use 0 (never wraps) to %d, or \"auto\"", v, MaxWidth)
	}
	*to = int(n)
	return nil
}

// setBool sets *to to a bool, also written as 1, yes, on, 0, no or off in any case.
func setBool(to *bool, v any) error {
	switch v := v.(type) {
	case bool:
		*to = v
		return nil
	case string:
		switch strings.ToLower(v) {
		case "1", "true", "yes", "on":
			*to = true
			return nil
		case "0", "false", "no", "off":
			*to = false
			return nil
		}
	}
	return typeError("true or false", v)
}

// typeError says that a value has the wrong type: it must be what, such as "a list of strings", and not got.
func typeError(what string, got any) error {
	switch got := got.(type) {
	case map[string]any, []map[string]any:
		return fmt.Errorf("must be %s, not a table", what)
	case []any:
		return fmt.Errorf("must be %s, not a list", what)
	case string:
		return fmt.Errorf("must be %s, not %q", what, got)
	default:
		return fmt.Errorf("must be %s, not %v", what, got)
	}
}
