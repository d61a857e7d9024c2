package config

import (
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
	styles = []string{"auto", "dark", "light", "ansi", "plain"}
	sorts  = []string{"date", "title", "path", "modified", "relevance"}
)

// maxWidth is the widest text that makes sense to lay out, in columns.
const maxWidth = 10_000

// key is one setting, from whichever source it comes. The value handed to set
// is a string where the source knows nothing else, or what TOML made of it.
type key struct {
	name string
	set  func(c *Config, value any) error
	own  bool // only the user may set it, never a library
}

func (k key) env() string { return "QUIRE_" + strings.ToUpper(k.name) }

var keys = []key{
	{name: "library", own: true, set: func(c *Config, v any) error { return setText(&c.Library, v) }},
	{name: "style", set: func(c *Config, v any) error { return setStyle(&c.Style, v) }},
	{name: "width", set: func(c *Config, v any) error { return setWidth(&c.Width, v) }},
	{name: "site", set: func(c *Config, v any) error { return setText(&c.Site, v) }},
	{name: "hosts", set: func(c *Config, v any) error { return setList(&c.Hosts, v) }},
	{name: "sort", set: func(c *Config, v any) error { return setChoice(&c.Sort, v, sorts) }},
	{name: "mouse", set: func(c *Config, v any) error { return setBool(&c.Mouse, v) }},
	{name: "cache", own: true, set: func(c *Config, v any) error { return setBool(&c.Cache, v) }},
	{name: "hashtags", set: func(c *Config, v any) error { return setBool(&c.Hashtags, v) }},
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
