package profile

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"quire/internal/decode"
)

// settings holds a parsed settings file. Keys are compared without case, but an exact match wins.
type settings map[string]any

// parseSettings parses text as TOML, JSON or YAML, by the extension of name.
func parseSettings(name string, text []byte) (s settings, err error) {
	defer func() {
		if cause := recover(); cause != nil { // a parser can panic on hostile text
			err = fmt.Errorf("the parser failed: %v", cause)
		}
	}()
	var value any
	switch path.Ext(name) {
	case ".toml":
		s, _, err = decode.TOML(text)
		return s, err
	case ".json":
		err = json.Unmarshal(text, &value)
	default:
		value, err = decode.YAML(text)
	}
	if err != nil {
		return nil, err
	}
	if value == nil {
		return settings{}, nil
	}
	s, ok := value.(map[string]any)
	if !ok {
		return nil, errors.New("not a table of settings")
	}
	return s, nil
}

// lookup returns the value of key, or nil.
func (s settings) lookup(key string) any {
	if v, ok := s[key]; ok {
		return v
	}
	found := ""
	for k := range s { // of several spellings the first in order counts, whatever the order of the map
		if strings.EqualFold(k, key) && (found == "" || k < found) {
			found = k
		}
	}
	return s[found]
}

// has reports whether there is a key.
func (s settings) has(key string) bool { return s.lookup(key) != nil }

// stringValue returns the string called key, or "" if it is missing or not a string.
func (s settings) stringValue(key string) string {
	v, _ := s.lookup(key).(string)
	return strings.TrimSpace(v)
}

// boolValue returns the boolean called key, or the default if it is missing or not a boolean.
func (s settings) boolValue(key string, missing bool) bool {
	if v, ok := s.lookup(key).(bool); ok {
		return v
	}
	return missing
}

// tableValue returns the table called key, or nil if it is missing or not a table.
func (s settings) tableValue(key string) settings {
	v, _ := s.lookup(key).(map[string]any)
	return v
}

// tableList returns the tables in the list called key.
func (s settings) tableList(key string) []settings {
	var tables []settings
	for _, t := range tablesOfTOML(s.lookup(key)) {
		tables = append(tables, t)
	}
	items, _ := s.lookup(key).([]any)
	for _, item := range items {
		if t, ok := item.(map[string]any); ok {
			tables = append(tables, t)
		}
	}
	return tables
}

// tablesOfTOML returns a list of tables in the type that the parser of TOML gives it.
func tablesOfTOML(value any) []map[string]any {
	tables, _ := value.([]map[string]any)
	return tables
}

// stringList returns the strings in the list called key, or the one string called key.
func (s settings) stringList(key string) []string {
	switch v := s.lookup(key).(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, item := range v {
			if text, ok := item.(string); ok {
				out = append(out, text)
			}
		}
		return out
	}
	return nil
}

// setSite adds the host of an address, with or without scheme, to the profile, and takes its base path.
func (p *Profile) setSite(address string) {
	host, base := splitSite(address)
	if host == "" {
		return
	}
	p.addHost(host)
	p.Address, p.BasePath = host+base, base
}

// addHost adds a host that may be written as an address.
func (p *Profile) addHost(address string) {
	if host, _ := splitSite(address); host != "" && !slices.Contains(p.Hosts, host) {
		p.Hosts = append(p.Hosts, host)
	}
}

// splitSite returns the host of an address in lower case, and its path without a trailing slash. Both are empty if it is not
// an HTTP address.
func splitSite(address string) (host, base string) {
	address = strings.TrimSpace(address)
	if address == "" || strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") {
		return "", ""
	}
	if !strings.Contains(address, "//") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return "", ""
	}
	return strings.ToLower(u.Host), cleanBasePath(u.Path)
}

// cleanBasePath returns path with one leading slash and no trailing slash, such as "/docs", or "".
func cleanBasePath(path string) string {
	if path = strings.Trim(path, "/"); path == "" {
		return ""
	}
	return "/" + path
}

// cleanFolder returns a folder as the settings of a generator write it, ./docs/ or /docs, as a slash path, "" for the root. It
// is false if the folder lies outside of the site or is longer than a path can be.
func cleanFolder(folder string) (string, bool) {
	if len(folder) > maxRoute {
		return "", false
	}
	p := path.Clean("/" + strings.ReplaceAll(folder, `\`, "/"))
	if rel := path.Clean(strings.TrimLeft(folder, "/")); rel == ".." || strings.HasPrefix(rel, "../") {
		return "", false
	}
	return strings.Trim(p, "/"), true
}

// contentFolder returns a folder like cleanFolder, but one that lies beside the site too: ../docs.
func contentFolder(folder string) (string, bool) {
	if clean, ok := cleanFolder(folder); ok {
		return clean, true
	}
	if len(folder) > maxRoute {
		return "", false
	}
	clean := path.Clean(strings.ReplaceAll(folder, `\`, "/"))
	return clean, clean != ".." && !strings.HasPrefix(clean, "/")
}
