// Package profile knows what each site generator makes of a library: where its content lies, at which address it publishes a
// note, from where a relative link starts, which of its files are settings. A generator is one file with one table of tests.
//
//	files at the root, above and below ──▶ Find ──▶ Sites: one Profile for each site in the library
//	                                                   │
//	     links: where does an address lead? ───────────┤
//	     library, note: what of a text is Markdown? ───┘
//
// It reads settings through Files and never runs a program: of settings in JavaScript it reads the literals. It must never
// resolve a link.
package profile

import (
	"path"
	"strings"

	"quire/internal/address"
	"quire/internal/note"
)

// Profile is what a site generator makes of a library. Paths of files are slash paths from the root of the site, addresses
// begin with a slash and have no base path.
type Profile struct {
	Generator string   // name, as its own documentation spells it; empty without a generator
	Evidence  string   // the file or folder by which the generator was recognized
	Remarks   []string // what the user should know about how the settings were read, each a sentence without a full stop

	Address  string   // of the site, without scheme; empty if the settings do not say it
	Hosts    []string // host names, with port where given, whose addresses lead into the site
	BasePath string   // "/docs": the path prefix of the site, without trailing slash; may be empty

	// Owns reports whether an address without slashes at its ends and without the base path is one of the site, where other sites
	// have addresses on the same hosts. It is nil if all are.
	Owns func(address string) bool

	// Mounts are the folders of the content and their addresses, the most specific folder first. Without any, the whole site
	// is content.
	Mounts []Mount
	// Static are the folders whose files are published at the root of the site.
	Static []string
	// Shorthands are prefixes of links that stand for a folder, such as Zola's @/.
	Shorthands []Shorthand
	// Schemes are those of links that the generator itself replaces by addresses, such as xref.
	Schemes []string
	// Variables are the values of template variables by their names, such as site.url.
	Variables map[string]string

	// Publish returns where the site publishes a note. If it is nil, a note is published at the path of its file; see
	// PublishByPath.
	Publish func(*Profile, Page) Published
	// Style says how PublishByPath writes an address.
	Style Style
	// FoldAddress returns the form of an address without slashes at its ends in which addresses are compared, for sites that do not tell
	// upper from lower case. It may be nil.
	FoldAddress func(address string) string
	// Generated reports whether the generator itself makes a page at an address, and the query that lists the notes which the
	// page shows; the query may be empty. It may be nil.
	Generated func(p *Profile, address string) (query string, ok bool)
	// Exact says that a note is published at no other address than those of Publish: the resolver infers none.
	Exact bool
	// PageFirst says that a relative link without the extension of a note is left to the browser: it starts from the page.
	PageFirst bool
	// Redirect returns the address whose page is shown at an address that has none: the site redirects there, or it is the page in
	// the default language. It may be nil.
	Redirect func(p *Profile, address string) (target string, ok bool)
	// FileRoots returns the folders, as slash paths from the root of the site, from which a link to a file may start on the page of
	// a file, after the folder of that file. A link that begins with a slash starts there too. It may be nil.
	FileRoots func(p *Profile, file string) []string
	// Replaces reports whether the site replaces the destination of a link that is no address: a word that a render hook or a
	// preprocessor knows. It may be nil.
	Replaces func(dest string) bool
	// Absent are the folders and files that the settings mount but that are not there, and their addresses without slash at the
	// end: what a build fetches. No link below such an address can be known to be broken.
	Absent []Mount
	// HeadingName returns the id that the site gives to a heading with a text, if the ids that every heading has do not include it.
	// It may be nil.
	HeadingName func(text string) string
	// Transliterates says that the site writes letters outside ASCII in Latin letters in the ids of headings.
	Transliterates bool
	// ListsFolders says that the generator makes a page for every folder of the content, which lists its notes.
	ListsFolders bool
	// ListDepth is the depth below the content down to which the generator does so; 0 for any.
	ListDepth int
	// SplitLanguage splits the language off the name of a file without extension: index.fr is index in fr. It is nil if names
	// have no languages.
	SplitLanguage func(name string) (base, language string)
	// PageEnds are what may stand after the path of a page in the name of its file, if it is no note: .html, /index.html.
	PageEnds []string
	// IndexNames are the names of notes that stand for their folder, if they are others than index, _index and README.
	IndexNames []string

	Languages
	Keys

	// Backslashes says that a backslash in an address is a slash.
	Backslashes bool
	// NamesAnywhere says that the name of a file in a Markdown link finds the file in any folder, as in Obsidian.
	NamesAnywhere bool
	// LinksFromRoot says that a relative Markdown link may start at the root of the content, as in Quartz.
	LinksFromRoot bool
	Wiki          WikiRules
	PlainBrackets bool // the generator makes no link of [[x]], unless a plugin does
	// Parse says what is Markdown and what is a tag in the notes.
	Parse note.Options
	// Titles are the titles that the settings give to files, by path; they apply to notes without a title in their front matter.
	Titles map[string]string
}

// Shorthand is a prefix of links that stands for a folder: "@/" for "content".
type Shorthand struct{ Prefix, Folder string }

// WikiRules are the rules of wiki links by which programs differ from Obsidian. Without any of them a name is the end of a path, a
// title or an alias.
type WikiRules struct {
	LabelFirst  bool // [[text|page]], as in GitHub's wikis
	DashIsSpace bool // Page-Name.md is the page "Page Name" in whatever folder, as in GitHub's wikis
	TitlesOnly  bool // a name is the title of a page or an alias, never that of a file, as in Logseq
	FromRoot    bool // a name is a path from the root of the site, in the same case, as in SilverBullet
}

// Style says how an address is made from the path of a file.
type Style struct {
	Folders   bool // a/b.md is published at /a/b/, otherwise at /a/b
	HTML      bool // a/b.md is published at /a/b.html; index files at their folder
	Lower     bool // in lower case
	Dashes    bool // with dashes in place of spaces
	NoNumbers bool // without the number before a name: 01-intro is intro
}

// Page is a note together with the path of its file in the site.
type Page struct {
	File    string // slash path from the root of the site, with extension
	Content string // slash path below the mount that the file is in, with extension; File if it is in none
	*note.Note
}

// Published is where a site publishes a page. Addresses begin with a slash. One that ends in a slash is that of a folder: a
// relative link on that page starts within it (RFC 3986, section 5.3).
type Published struct {
	Address string   // empty if the page is not published
	Aliases []string // addresses that lead to the page
	// Prefix stands before the addresses that begin with a slash on this page, such as "/fr" where the generator keeps links within
	// a language. Addresses without the prefix are tried next.
	Prefix string
}

// Folder returns the address in which relative links of the page start, ending in a slash, or "" if the page is not published.
func (p Published) Folder() string {
	if p.Address == "" {
		return ""
	}
	return "/" + strings.TrimPrefix(p.Address[:strings.LastIndexByte(p.Address, '/')+1], "/")
}

// Name returns the name of the page's file, without folders and extension.
func (p Page) Name() string { return strings.TrimSuffix(path.Base(p.File), note.ExtensionOf(p.File)) }

// Folder returns the folder of the page's file, "" for the root of the site.
func (p Page) Folder() string { return dirOf(p.File) }

// IsIndex reports whether the page stands for its folder.
func (p Page) IsIndex() bool { return IsIndexName(p.Name()) }

// Field returns a text field of the front matter, or "". It unpacks the details of the note.
func (p Page) Field(key string) string {
	for _, f := range p.Details().Fields {
		if f.Key == key {
			s, _ := f.Value.(string)
			return strings.TrimSpace(s)
		}
	}
	return ""
}

// hasField reports whether the front matter has a key.
func (p Page) hasField(key string) bool {
	for _, f := range p.Details().Fields {
		if f.Key == key {
			return true
		}
	}
	return false
}

// TagQuery returns the query for the notes with a tag as it stands in an address, where a dash may stand for a space.
func TagQuery(tag string) string {
	tag = address.PercentDecode(tag)
	spaced := strings.ReplaceAll(tag, "-", " ")
	if strings.ContainsAny(tag, "\" ()") {
		return `#"` + strings.ReplaceAll(tag, `"`, "") + `"`
	}
	if spaced != tag {
		return "#" + tag + ` OR #"` + spaced + `"`
	}
	return "#" + tag
}

// PublishedAt returns where the site publishes a page. An address that is longer than maxRoute is left out.
func (p *Profile) PublishedAt(page Page) Published {
	publish := p.Publish
	if publish == nil {
		publish = (*Profile).PublishByPath
	}
	out := publish(p, page)
	if len(out.Address) > maxRoute {
		out.Address = ""
	}
	return out
}

// PublishByPath returns the address of a page by the path of its file, the mounts and the style. What the front matter
// declares comes first.
func (p *Profile) PublishByPath(page Page) Published {
	out := Published{Aliases: DeclaredAliases(page)}
	if declared := DeclaredAddresses(page); len(declared) > 0 {
		out.Address = declared[0]
		out.Aliases = append(out.Aliases, declared[1:]...)
		return out
	}
	if m, rest, ok := p.Mounted(page.File); ok {
		out.Address = joinAddress(m.Address, p.Style.Address(rest))
	}
	return out
}

// DeclaredAddresses returns the addresses that the front matter of a page declares as its own.
func DeclaredAddresses(page Page) []string {
	var out []string
	for _, s := range page.Routes {
		if s, ok := fillDeclared(s, page); ok {
			out = append(out, s)
		}
	}
	return out
}

// DeclaredAliases returns the addresses that the front matter of a page declares to lead to it.
func DeclaredAliases(page Page) []string {
	var out []string
	for _, s := range page.Redirects {
		if s, ok := fillDeclared(s, page); ok {
			out = append(out, s)
		}
	}
	return out
}

// fillDeclared returns a declared address with a slash in front. Jekyll fills placeholders in front matter too.
func fillDeclared(s string, page Page) (string, bool) {
	if s == "" || strings.Contains(s, "://") {
		return "", false
	}
	if strings.Contains(s, "/:") {
		pattern, ok := CompilePattern(s)
		if !ok {
			return "", false
		}
		if s, ok = pattern.Fill(page); !ok {
			return "", false
		}
	}
	return "/" + strings.TrimPrefix(s, "/"), true
}

// Address returns the address of a note by its path below a mount, with extension.
func (s Style) Address(file string) string {
	name := strings.TrimSuffix(file, note.ExtensionOf(file))
	parts := strings.Split(name, "/")
	last := len(parts) - 1
	index := IsIndexName(parts[last])
	if index {
		parts = parts[:last]
	}
	for i, part := range parts {
		if s.NoNumbers {
			part = trimNumber(part)
		}
		if s.Lower {
			part = strings.ToLower(part)
		}
		if s.Dashes {
			part = strings.ReplaceAll(part, " ", "-")
		}
		parts[i] = part
	}
	address := "/" + strings.Join(parts, "/")
	switch {
	case address == "/":
		return address
	case s.HTML && !index:
		return address + ".html"
	case s.Folders || s.HTML:
		return address + "/"
	}
	return address
}

// trimNumber returns a name without the number that orders it: 01-intro, 1. intro, 01_intro.
func trimNumber(name string) string {
	i := 0
	for i < len(name) && name[i] >= '0' && name[i] <= '9' {
		i++
	}
	rest := strings.TrimLeft(name[i:], " ")
	if i == 0 || rest == "" || !strings.ContainsRune("-_.", rune(rest[0])) {
		return name
	}
	if rest = strings.TrimLeft(rest[1:], " "); rest == "" {
		return name
	}
	return rest
}

// IsIndexName reports whether a note of this name, without extension, stands for its folder.
func IsIndexName(name string) bool {
	return strings.EqualFold(name, "index") || name == "_index" || strings.EqualFold(name, "readme")
}

// HasPathPrefix reports whether prefix is empty, equals whole, or equals its first segments.
func HasPathPrefix(whole, prefix string) bool {
	return prefix == "" || strings.HasPrefix(whole, prefix) && (len(whole) == len(prefix) || whole[len(prefix)] == '/')
}

// joinAddress joins the address of a mount and an address below it.
func joinAddress(mount, below string) string {
	return "/" + strings.TrimPrefix(strings.Trim(mount, "/")+below, "/")
}

func joinPath(dir, name string) string {
	switch {
	case dir == "":
		return name
	case name == "":
		return dir
	}
	return dir + "/" + name
}

// dirOf returns the folder of a slash path, "" for the root.
func dirOf(p string) string { return p[:max(strings.LastIndexByte(p, '/'), 0)] }

func lastSegment(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

func firstSegment(p string) string {
	first, _, below := strings.Cut(p, "/")
	if !below {
		return ""
	}
	return first
}
