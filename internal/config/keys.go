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

// Styles and Sorts are the names that the keys style and sort take. A style
// may also be the path of a style file.
var (
	styles = []string{"auto", "dark", "light", "contrast", "ansi", "plain"}
	sorts  = []string{"date", "title", "path", "modified", "relevance"}

	columns = []string{"date", "modified", "title", "tags"}
	images  = []string{"auto", "blocks", "off"}
)

// maxWidth is the widest text that makes sense to lay out, in columns.
const maxWidth = 10_000

// key is one setting, from whichever source it comes. The value handed to set
// is a string where the source knows nothing else, or what TOML made of it.
type key struct {
	name  string
	set   func(c *Config, value any) error
	get   func(c *Config) any // the value as it is shown: text, a number, true or false, or a list of texts
	own   bool                // only the user may set it, never a library
	table bool                // of what others know, in a file only
}

func (k key) env() string { return "QUIRE_" + strings.ToUpper(k.name) }

var keys = []key{
	text("library", func(c *Config) *string { return &c.Library }).users(),
	{
		name: "style", set: func(c *Config, v any) error { return setStyle(&c.Style, v) },
		get: func(c *Config) any { return c.Style },
	},
	{name: "width", set: func(c *Config, v any) error { return setWidth(&c.Width, v) }, get: widthOf},
	{
		name: "sort", set: func(c *Config, v any) error { return setChoice(&c.Sort, v, sorts) },
		get: func(c *Config) any { return cmp.Or(c.Sort, "relevance") }, // which is the newest first, where there are no words
	},
	{
		name: "columns", set: func(c *Config, v any) error { return setColumns(&c.Columns, v) },
		get: func(c *Config) any { return c.Columns },
	},
	choice("images", func(c *Config) *string { return &c.Images }, images),
	truth("mouse", func(c *Config) *bool { return &c.Mouse }),
	truth("hashtags", func(c *Config) *bool { return &c.Hashtags }),
	text("site", func(c *Config) *string { return &c.Site }),
	list("hosts", func(c *Config) *[]string { return &c.Hosts }),
	list("permalink", func(c *Config) *[]string { return &c.Permalinks }),
	truth("cache", func(c *Config) *bool { return &c.Cache }).users(),
	truth("state", func(c *Config) *bool { return &c.State }).users(),
	{name: keysTable, own: true, table: true},
}

// keysTable is the table of the keys of actions.
const keysTable = "keys"

func text(name string, of func(*Config) *string) key {
	return key{name: name, set: func(c *Config, v any) error { return setText(of(c), v) }, get: func(c *Config) any { return *of(c) }}
}

func choice(name string, of func(*Config) *string, choices []string) key {
	return key{name: name, set: func(c *Config, v any) error { return setChoice(of(c), v, choices) }, get: func(c *Config) any { return *of(c) }}
}

func list(name string, of func(*Config) *[]string) key {
	return key{name: name, set: func(c *Config, v any) error { return setList(of(c), v) }, get: func(c *Config) any { return *of(c) }}
}

func truth(name string, of func(*Config) *bool) key {
	return key{name: name, set: func(c *Config, v any) error { return setBool(of(c), v) }, get: func(c *Config) any { return *of(c) }}
}

func (k key) users() key {
	k.own = true
	return k
}

func widthOf(c *Config) any {
	if c.Width == AutoWidth {
		return "auto"
	}
	return c.Width
}

// Keys returns the names of all settings.
func Keys() []string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return names
}

// Set gives one setting the value that a flag carries.
func (c *Config) Set(name, value string) error {
	i := slices.IndexFunc(keys, func(k key) bool { return k.name == name })
	if i < 0 {
		return errors.New(unknown(name))
	}
	if keys[i].table {
		return errors.New(name + " can be set in a file only")
	}
	return keys[i].set(c, value)
}

// unknown says that there is no such key, and which one may be meant.
func unknown(name string) string {
	message := "unknown key " + strconv.Quote(name)
	if near := Nearest(name, Keys()); near != "" {
		message += fmt.Sprintf(" (did you mean %q?)", near)
	}
	return message
}

func setText(to *string, v any) error {
	s, ok := v.(string)
	if !ok {
		return wanted("text in quotes", v)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f }); i >= 0 {
		return fmt.Errorf("%q holds a control character", s)
	}
	*to = strings.TrimSpace(s)
	return nil
}

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
		return wanted("a list of texts", v)
	}
	*to = list
	return nil
}

func setChoice(to *string, v any, choices []string) error {
	var s string
	if err := setText(&s, v); err != nil {
		return err
	}
	if !slices.Contains(choices, s) {
		return fmt.Errorf("%q is none of %s", s, strings.Join(choices, ", "))
	}
	*to = s
	return nil
}

// setColumns takes the columns of the shelf. The title is always among them, date and modified not both.
func setColumns(to *[]string, v any) error {
	var list []string
	if err := setList(&list, v); err != nil {
		return err
	}
	for i, name := range list {
		if !slices.Contains(columns, name) {
			return fmt.Errorf("%q is none of %s", name, strings.Join(columns, ", "))
		}
		if slices.Contains(list[:i], name) {
			return fmt.Errorf("%s is there twice", name)
		}
	}
	if slices.Contains(list, "date") && slices.Contains(list, "modified") {
		return errors.New("there is room for one date: date or modified")
	}
	*to = list
	return nil
}

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

// isStyleFile tells the path of a style file from the name of a style.
func isStyleFile(s string) bool {
	return strings.ContainsAny(s, `/\`) || strings.EqualFold(filepath.Ext(s), ".json")
}

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
		return wanted("a number of columns", v)
	}
	if n < 0 || n > maxWidth {
		return fmt.Errorf("%v is no width: from 0 (never wraps) to %d, or \"auto\"", v, maxWidth)
	}
	*to = int(n)
	return nil
}

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
	return wanted("true or false", v)
}

func wanted(what string, got any) error {
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
