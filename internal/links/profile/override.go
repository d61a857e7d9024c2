package profile

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// NoGenerator is the name by which the user states that no generator makes a site of the library.
const NoGenerator = "none"

// Settings are what the user states about the site of a library. They override what its files say.
type Settings struct {
	Generator  string   // a name of Names, or NoGenerator; "" to find it
	Site       string   // address where the notes are published
	Hosts      []string // further hosts whose addresses lead into the library
	Permalinks []string // patterns of addresses, in the syntax of Jekyll or Hugo
	Mounts     []Mount
	Static     []string
	Relative   string // where relative links start: RelativeToFile or RelativeToPage; "" as the generator does
	Hashtags   *bool  // whether a #word in a text is a tag; nil as the generator does
}

// Or returns s with the settings of other where s states nothing, and with the hosts and permalinks of both.
func (s Settings) Or(other Settings) Settings {
	s.Generator, s.Relative = cmp.Or(s.Generator, other.Generator), cmp.Or(s.Relative, other.Relative)
	s.Hosts, s.Permalinks = appendMissing(s.Hosts, other.Hosts), appendMissing(s.Permalinks, other.Permalinks)
	if s.Site == "" {
		s.Site = other.Site
	} else if other.Site != "" {
		s.Hosts = appendMissing(s.Hosts, []string{other.Site})
	}
	if len(s.Mounts) == 0 {
		s.Mounts = other.Mounts
	}
	if len(s.Static) == 0 {
		s.Static = other.Static
	}
	s.Hashtags = cmp.Or(s.Hashtags, other.Hashtags)
	return s
}

// appendMissing returns a followed by the strings of b that are not in it. It does not change its arguments.
func appendMissing(a, b []string) []string {
	a = slices.Clip(a)
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}

// Where relative links start.
const (
	RelativeToFile = "file"
	RelativeToPage = "page"
)

// apply overrides a profile.
func (s Settings) apply(p *Profile) {
	declared, base := p.Hosts, p.BasePath
	p.Hosts = nil
	p.setSite(s.Site)
	p.BasePath = cmp.Or(p.BasePath, base)
	for _, h := range slices.Concat(s.Hosts, declared) {
		p.addHost(h)
	}
	if len(s.Mounts) > 0 {
		p.Mounts = s.Mounts
	}
	if len(s.Static) > 0 {
		p.Static = s.Static
	}
	if len(s.Permalinks) > 0 {
		p.addPermalinks(s.Permalinks)
	}
	switch s.Relative {
	case RelativeToPage:
		p.publishAs(func(a string) string { return strings.TrimSuffix(strings.TrimSuffix(a, ".html"), "/") + "/" })
	case RelativeToFile:
		p.publishAs(func(a string) string { return strings.TrimSuffix(a, "/") })
	}
	if s.Hashtags != nil {
		p.Parse.Hashtags = *s.Hashtags
	}
}

// publishAs changes the canonical address of every page, except that of the home page.
func (p *Profile) publishAs(change func(address string) string) {
	publish := *p
	p.Publish = func(_ *Profile, page Page) Published {
		out := publish.PublishedAt(page)
		if out.Address != "" && out.Address != "/" {
			out.Address = change(out.Address)
		}
		return out
	}
}

// addPermalinks publishes the pages also at the addresses of patterns. The first pattern that yields an address gives the
// canonical one.
func (p *Profile) addPermalinks(patterns []string) {
	var compiled []Pattern
	for _, s := range patterns {
		compiled = append(compiled, compilePatterns(s)...)
	}
	publish := *p
	p.Publish = func(_ *Profile, page Page) Published {
		out := publish.PublishedAt(page)
		if lastSegment(page.ID) == "_index" || page.IsIndex() && page.Folder() == "" || len(DeclaredAddresses(page)) > 0 {
			return out
		}
		for i, pattern := range slices.Backward(compiled) {
			address, ok := pattern.Fill(page)
			if !ok || address == "/" {
				continue
			}
			if i == 0 || out.Address == "" {
				out.Aliases, out.Address = append(out.Aliases, out.Address), address
				continue
			}
			out.Aliases = append(out.Aliases, address)
		}
		out.Aliases = slices.DeleteFunc(out.Aliases, func(a string) bool { return a == "" })
		return out
	}
}

// compilePatterns returns the patterns that a permalink of the user may mean: in Hugo :title is the title, in Jekyll the name
// of the file.
func compilePatterns(s string) []Pattern {
	if style, ok := jekyllStyles[s]; ok {
		s = style
	}
	var out []Pattern
	for _, spelled := range []string{s, strings.ReplaceAll(s, ":title", ":hugo_title")} {
		if p, ok := CompilePattern(spelled); ok && (len(out) == 0 || spelled != s) {
			out = append(out, p)
		}
	}
	return out
}

// CleanMount returns a mount with its folder and address in the form that profiles use. It is false if the folder lies outside
// of the library.
func CleanMount(folder, address string) (Mount, bool) {
	folder, ok := cleanFolder(folder)
	ok = ok && len(address) <= maxRoute
	return Mount{Folder: folder, Address: path.Clean("/" + address)}, ok
}

// fingerprint returns a text that differs for settings that differ.
func (s Settings) fingerprint() string {
	hashtags := "unset"
	if s.Hashtags != nil {
		hashtags = strconv.FormatBool(*s.Hashtags)
	}
	s.Hashtags = nil
	return fmt.Sprintf("%q %s", fmt.Sprintf("%+v", s), hashtags)
}

// FromSettings returns the sites of a library without files of settings.
func FromSettings(s Settings) Sites {
	sites, _ := Find(nil, nil, s)
	return sites
}
