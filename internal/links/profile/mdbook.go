package profile

import (
	"cmp"
	"path"
	"strings"

	"quire/internal/address"
	"quire/internal/note"
)

func init() {
	register(generator{
		name: "mdBook", markers: []string{"book.toml"}, roots: []string{"book.toml"}, rank: rankSite, read: readMdBook,
	})
}

// mdBook holds what gives the chapters of a book their addresses.
type mdBook struct {
	chapters  map[string]bool     // the files of the table of contents; nil without one
	first     string              // the file that is also the home page
	redirects map[string][]string // address of a page -> addresses that lead to it
	elsewhere map[string]bool     // addresses that lead out of the book
}

// readMdBook reads book.toml and the table of contents, see https://rust-lang.github.io/mdBook/format/configuration/index.html and
// https://rust-lang.github.io/mdBook/format/summary.html.
func readMdBook(p *Profile, files Files, marker string) (bool, error) {
	s, err := readSettings(files, cmp.Or(marker, "book.toml"))
	if err != nil {
		return false, err
	}
	html := s.tableValue("output").tableValue("html")
	src, ok := cleanFolder(cmp.Or(s.tableValue("book").stringValue("src"), "src"))
	if !ok {
		src = "src"
	}
	p.Mounts = []Mount{{src, "/"}}
	p.Parse.Hashtags = false
	p.Parse.Dialect.TermIDs = true
	if site := html.stringValue("site-url"); strings.Contains(site, "//") {
		p.setSite(site)
	} else {
		p.BasePath = cleanBasePath(site)
	}
	p.addHost(html.stringValue("cname"))
	m := &mdBook{redirects: map[string][]string{}, elsewhere: map[string]bool{}}
	m.readRedirects(html.tableValue("redirect"))
	summary, err := files.Read(joinPath(src, "SUMMARY.md"))
	if summary != nil {
		m.readSummary(p, src, summary)
	}
	preprocessors := s.tableValue("preprocessor")
	for name := range preprocessors {
		if strings.ContainsAny(preprocessors.tableValue(name).stringValue("command"), " /") { // a program of the book itself
			p.Replaces = isItemName
		}
	}
	p.Publish, p.Generated, p.Exact = m.publish, m.findGenerated, true
	return true, err
}

// readSummary reads the table of contents: which chapters the book has, and their titles.
func (m *mdBook) readSummary(p *Profile, src string, text []byte) {
	m.chapters = map[string]bool{}
	p.Titles = map[string]string{}
	for _, l := range note.DefaultOptions().Parse("SUMMARY.md", text).Note.Details().Links {
		file, ok := cleanFolder(address.PercentDecode(l.Dest))
		if !ok || note.ExtensionOf(file) == "" {
			continue
		}
		if m.first == "" {
			m.first = file
		}
		m.chapters[file] = true
		if l.Text != "" && p.Titles[joinPath(src, file)] == "" {
			p.Titles[joinPath(src, file)] = l.Text
		}
	}
}

// readRedirects reads the table of old addresses; a new one may be relative to the old one.
func (m *mdBook) readRedirects(s settings) {
	for _, from := range sortedKeys(s) {
		to, from := s.stringValue(from), "/"+strings.TrimPrefix(from, "/")
		if strings.Contains(to, "//") {
			m.elsewhere[from] = true
			continue
		}
		to, _, _ = strings.Cut(to, "#")
		if !strings.HasPrefix(to, "/") {
			to = path.Join(path.Dir(from), to)
		}
		m.redirects[to] = append(m.redirects[to], from)
	}
}

// publish returns where mdBook publishes a chapter. A file that is not in the table of contents has no page.
func (m *mdBook) publish(p *Profile, page Page) Published {
	_, file, ok := p.Mounted(page.File)
	if !ok || m.chapters != nil && !m.chapters[file] {
		return Published{}
	}
	bare := "/" + strings.TrimSuffix(file, path.Ext(file))
	if strings.EqualFold(lastSegment(bare), "readme") {
		bare = dirOf(bare) + "/index"
	}
	out := Published{Address: bare + ".html", Aliases: m.redirects[bare+".html"]}
	if file == m.first {
		out.Aliases = append(out.Aliases[:len(out.Aliases):len(out.Aliases)], "/")
	}
	return out
}

// findGenerated reports the pages that mdBook makes itself, and the redirects that lead out of the book.
func (m *mdBook) findGenerated(_ *Profile, address string) (query string, ok bool) {
	switch strings.Trim(address, "/") {
	case "print.html", "toc.html", "404.html", "searchindex.js", "searchindex.json":
		return "", true
	}
	return "", m.elsewhere[address]
}

// itemName is the name of an item or a rule, as the preprocessors of books about programs replace it by an address: std::ops::Deref,
// items.fn, macro!.
var itemName = compileOnUse(`^[A-Za-z_]\w*(?:(?:::|[.-])[A-Za-z_]\w*)*(?:!|\(\))?$`)

// fileExtensions are the extensions by which a dotted name is that of a file.
var fileExtensions = compileOnUse(`(?i)\.(?:md|html?|rs|toml|json|ya?ml|txt|pdf|png|jpe?g|gif|svg|webp|css|js|py|c|h|sh)$`)

// isItemName reports whether a destination is the name of an item, and not one of a file. Files such as LICENSE have names in upper
// case.
func isItemName(dest string) bool {
	return itemName().MatchString(dest) && !fileExtensions().MatchString(dest) && strings.ToUpper(dest) != dest
}
