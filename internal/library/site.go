package library

import (
	"errors"
	"net/url"
	"path/filepath"
	"slices"
	"strings"

	"quire/internal/config"
	"quire/internal/links"
)

// maxSettings is how long a settings file of a site may be, in bytes.
const maxSettings = 256 << 10

var errTooLong = errors.New("too long")

// site reads where the notes are published: from quire.toml and from the
// configuration of Jekyll or Hugo, each in the root or else in the nearest
// folder above that has one (see foldersAbove).
func (l *Library) site(t tree) (links.Site, []Skipped) {
	var s siteReader
	s.read("", func(name string) ([]byte, error) { return readSmall(t, name, maxSettings) })
	prefix := ""
	for _, dir := range l.foldersAbove() {
		prefix += "../"
		s.read(prefix, func(name string) ([]byte, error) { return readAbove(dir, filepath.FromSlash(name), maxSettings) })
	}
	return s.site, s.odd
}

// siteReader gathers settings, the nearest first.
type siteReader struct {
	site           links.Site
	odd            []Skipped
	own, generator bool // found already
}

// read looks into one folder.
func (s *siteReader) read(prefix string, file func(name string) ([]byte, error)) {
	get := func(name string) []byte {
		text, err := file(name)
		if err != nil {
			s.odd = append(s.odd, Skipped{prefix + name, why(err)})
		}
		return text
	}
	if !s.own {
		if text := get(config.LibraryFile); text != nil {
			// What is wrong in it is told where all configuration is.
			c, _ := config.ParseLibrary(prefix+config.LibraryFile, text)
			s.site = MergeSites(MergeSites(SiteOf(c.Site, c.Hosts), links.Site{Permalinks: c.Permalinks}), s.site)
			s.own = true
		}
	}
	if s.generator {
		return
	}
	for _, g := range generators {
		for _, name := range g.files {
			text := get(name)
			if text == nil {
				continue
			}
			site, declared, err := g.parse(name, text)
			if err != nil {
				s.odd = append(s.odd, Skipped{prefix + name, "not understood: " + err.Error()})
			}
			if declared {
				s.site = MergeSites(s.site, site)
				s.generator = true
				return
			}
		}
	}
}

// SiteOf makes a Site of the address where notes are published, with or
// without scheme, and of further hosts, which may be written as addresses too.
func SiteOf(address string, hosts []string) links.Site {
	var s links.Site
	host, path := splitAddress(address)
	if host != "" {
		s.Hosts = append(s.Hosts, host)
		s.BasePath = path
	}
	for _, h := range hosts {
		if host, _ := splitAddress(h); host != "" && !slices.Contains(s.Hosts, host) {
			s.Hosts = append(s.Hosts, host)
		}
	}
	return s
}

// splitAddress returns host and path of an address, lower case and without
// trailing slash; both empty when it is none.
func splitAddress(address string) (host, path string) {
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
	return strings.ToLower(u.Host), cleanBase(u.Path)
}

// cleanBase makes "/docs" of docs/ and the like.
func cleanBase(path string) string {
	path = strings.Trim(path, "/")
	if path == "" {
		return ""
	}
	return "/" + path
}

// MergeSites joins two Sites; where only one can hold, it is that of a.
func MergeSites(a, b links.Site) links.Site {
	a.Hosts = union(a.Hosts, b.Hosts)
	a.Permalinks = union(a.Permalinks, b.Permalinks)
	if a.BasePath == "" {
		a.BasePath = b.BasePath
	}
	return a
}

// union keeps its arguments as they are.
func union(a, b []string) []string {
	a = slices.Clip(a)
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
