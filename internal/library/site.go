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

// maxSettings bounds a settings file of a site in bytes; a longer file is not used.
const maxSettings = 256 << 10

var errTooLong = errors.New("too long")

// readSite reads where the notes are published from quire.toml and from the settings of Jekyll or Hugo, each in the root or
// else in the nearest parent folder that has such a file (see parentFolders).
func (l *Library) readSite(t tree) (links.Site, []Skipped) {
	var s siteReader
	s.readFolder("", func(name string) ([]byte, error) { return readSmall(t, name, maxSettings) })
	prefix := ""
	for _, dir := range l.parentFolders() {
		prefix += "../"
		s.readFolder(prefix, func(name string) ([]byte, error) { return readInParent(dir, filepath.FromSlash(name), maxSettings) })
	}
	return s.site, s.skipped
}

// siteReader collects the site settings of folders, from the root of the library upwards.
type siteReader struct {
	site                 links.Site
	skipped              []Skipped
	hasOwn, hasGenerator bool // a quire.toml, or settings of a generator, have been found
}

// readFolder reads the settings of one folder. read returns the content of a file in it, or nil if it does not exist;
// prefix is prepended to the names of skipped files.
func (s *siteReader) readFolder(prefix string, read func(name string) ([]byte, error)) {
	readOrSkip := func(name string) []byte {
		text, err := read(name)
		if err != nil {
			skipped := newSkipped(prefix+name, err)
			if skipped.Path == config.LibraryFile {
				skipped.Unreadable = false // loading the configuration reports it
			}
			s.skipped = append(s.skipped, skipped)
		}
		return text
	}
	if !s.hasOwn {
		if text := readOrSkip(config.LibraryFile); text != nil {
			// Loading the configuration reports the problems of this file.
			c, _ := config.ParseLibrary(prefix+config.LibraryFile, text)
			s.site = MergeSites(MergeSites(NewSite(c.Site, c.Hosts), links.Site{Permalinks: c.Permalinks}), s.site)
			s.hasOwn = true
		}
	}
	if s.hasGenerator {
		return
	}
	for _, g := range generators {
		for _, name := range g.files {
			text := readOrSkip(name)
			if text == nil {
				continue
			}
			site, declared, err := g.parseSite(name, text)
			switch {
			case err != nil && declared:
				s.skipped = append(s.skipped, Skipped{Path: prefix + name, Reason: "only partly used: " + err.Error()})
			case err != nil:
				s.skipped = append(s.skipped, Skipped{Path: prefix + name, Reason: "cannot be parsed: " + err.Error()})
			}
			if declared {
				s.site = MergeSites(s.site, site)
				s.hasGenerator = true
				return
			}
		}
	}
}

// NewSite returns the Site of the address where notes are published, with or without scheme, and of additional hosts, which
// may also be written as addresses. Invalid addresses are ignored.
func NewSite(address string, hosts []string) links.Site {
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

// splitAddress returns the host of an address in lower case, and its path without a trailing slash. Both are empty if it is
// not an HTTP address.
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
	return strings.ToLower(u.Host), cleanBasePath(u.Path)
}

// cleanBasePath returns path with one leading slash and no trailing slash, such as "/docs", or "".
func cleanBasePath(path string) string {
	path = strings.Trim(path, "/")
	if path == "" {
		return ""
	}
	return "/" + path
}

// MergeSites returns the union of two Sites, with the base path of a unless it is empty.
func MergeSites(a, b links.Site) links.Site {
	a.Hosts = appendMissing(a.Hosts, b.Hosts)
	a.Permalinks = appendMissing(a.Permalinks, b.Permalinks)
	if a.BasePath == "" {
		a.BasePath = b.BasePath
	}
	return a
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
