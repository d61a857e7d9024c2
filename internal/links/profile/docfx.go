package profile

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"quire/internal/note"
)

func init() {
	register(generator{
		name: "DocFX", markers: []string{learnSettings, "docfx.json"}, roots: []string{learnSettings, "docfx.json"}, rank: rankSite, read: readDocFX,
	})
}

// learnSettings is the file that says which folders of a repository Microsoft Learn publishes.
const learnSettings = ".openpublishing.publish.config.json"

// learnHosts are the addresses of Microsoft Learn, the present one first.
var learnHosts = []string{"learn.microsoft.com", "docs.microsoft.com"}

// docfx holds what the settings of a site of DocFX, or of a repository of Microsoft Learn, say about addresses.
type docfx struct {
	isLearn   bool
	docsets   []docset
	redirects map[string]string // form of foldLearnAddress -> address
	api       []string          // folders of the pages that are made of programs
}

// docset is a folder with docfx.json.
type docset struct {
	folder string
	base   string // path of its pages on Microsoft Learn; "" if it is not known
	known  bool
	groups []docfxGroup
}

// maxDocfxGroups bounds the groups of all docsets.
const maxDocfxGroups = 200

// docfxGroup is a group of content, as docfx.json has it: a folder of sources and where it goes.
type docfxGroup struct {
	folder, address string
	folders         []string // in it, in lower case and with a slash
}

// readDocFX reads docfx.json, see https://dotnet.github.io/docfx/reference/docfx-json-reference.html, or the docsets of a
// repository of Microsoft Learn.
func readDocFX(p *Profile, files Files, marker string) (bool, error) {
	d := &docfx{redirects: map[string]string{}}
	err := d.readDocsets(p, files, marker)
	if len(d.docsets) == 0 {
		return false, err
	}
	p.Backslashes = true // files are often edited and built on Windows
	p.Parse.Hashtags = false
	p.Schemes = []string{"xref"}
	p.PageEnds = []string{".yml", "/index.yml"}
	p.PageFirst, p.Publish, p.Generated = true, d.publish, d.findGenerated
	p.Exact = true
	for _, set := range d.docsets {
		// https://dotnet.github.io/docfx/docs/links-and-cross-references.html
		p.Shorthands = append(p.Shorthands, Shorthand{"~/", set.folder})
		p.Exact = p.Exact && (set.known || !d.isLearn)
		for _, g := range set.groups {
			p.Mounts = append(p.Mounts, Mount{g.folder, cleanBasePath(set.base + "/" + g.address)})
		}
	}
	if d.isLearn {
		p.FoldAddress = foldLearnAddress
		if p.Exact {
			p.Hosts, p.Owns = learnHosts, d.owns
			p.Address = learnHosts[0] + d.docsets[0].base
		}
		p.Redirect = d.redirect
	}
	return true, err
}

// readDocsets reads docfx.json, or the docsets that the settings of Microsoft Learn name.
func (d *docfx) readDocsets(p *Profile, files Files, marker string) error {
	if marker != learnSettings {
		s, err := readLooseJSON(files, "docfx.json")
		if s == nil {
			return cmp.Or(err, errNoSettings)
		}
		p.setSite(s.tableValue("build").tableValue("sitemap").stringValue("baseUrl"))
		meta := s.tableValue("build").tableValue("globalMetadata")
		d.isLearn = meta.has("breadcrumb_path") || meta.has("uhfHeaderId")
		for _, m := range s.tableList("metadata") {
			if folder, ok := cleanFolder(cmp.Or(m.stringValue("dest"), m.stringValue("output"), "api")); ok && folder != "" {
				d.api = append(d.api, folder)
			}
		}
		d.addDocset(files, "", s)
		return err
	}
	s, err := readLooseJSON(files, marker)
	if s == nil {
		return err
	}
	d.isLearn = true
	redirections := s.stringList("redirection_files")
	if !slices.Contains(redirections, ".openpublishing.redirection.json") {
		redirections = append(redirections, ".openpublishing.redirection.json")
	}
	sources := map[string]string{}
	for _, name := range redirections[:min(len(redirections), maxPatterns)] {
		if readErr := readRedirections(files, name, sources); err == nil {
			err = readErr
		}
	}
	for _, set := range s.tableList("docsets_to_publish") {
		folder, ok := cleanFolder(set.stringValue("build_source_folder"))
		if !ok || len(d.docsets) >= maxPatterns {
			continue
		}
		if s, _ := readLooseJSON(files, joinPath(folder, "docfx.json")); s != nil {
			d.addDocset(files, folder, s)
			last := &d.docsets[len(d.docsets)-1]
			last.checkBase(s, set, sources)
		}
	}
	for _, file := range sortedKeys(sources) {
		address := sources[file]
		if at, ok := d.address(file); ok {
			d.redirects[foldLearnAddress(strings.Trim(at, "/"))] = address
		}
	}
	return err
}

// readLooseJSON reads settings in JSON. Programs of Microsoft allow comments, and commas before a closing bracket.
func readLooseJSON(files Files, name string) (settings, error) {
	text, err := files.Read(name)
	if err != nil || text == nil {
		return nil, err
	}
	if s, err := parseSettings(name, text); err == nil {
		return s, nil
	}
	return readScript(files, name)
}

// readRedirections adds the redirections of a file to sources: the file that is gone -> the address of the page for it, see
// https://learn.microsoft.com/en-us/contribute/content/redirect.
func readRedirections(files Files, name string, sources map[string]string) error {
	s, err := readLooseJSON(files, name)
	for _, r := range s.tableList("redirections") {
		file := cmp.Or(strings.TrimPrefix(r.stringValue("source_path_from_root"), "/"), r.stringValue("source_path"))
		if to := r.stringValue("redirect_url"); file != "" && strings.HasPrefix(to, "/") {
			sources[file], _, _ = strings.Cut(to, "#")
		}
	}
	return err
}

// addDocset adds the docset in a folder. The metadata names a file of the docset by its address on Microsoft Learn, which gives the
// address of the docset.
func (d *docfx) addDocset(files Files, folder string, s settings) {
	build := s.tableValue("build")
	set := docset{folder: folder}
	groups := 0
	for _, other := range d.docsets {
		groups += len(other.groups)
	}
	for _, c := range build.tableList("content") {
		src, ok := cleanFolder(joinPath(folder, c.stringValue("src")))
		if hasNotes := slices.ContainsFunc(c.stringList("files"), isNotePattern); !ok || !hasNotes || groups+len(set.groups) >= maxDocfxGroups {
			continue
		}
		g := newDocfxGroup(files, src, strings.Trim(c.stringValue("dest"), "/."))
		if !slices.ContainsFunc(set.groups, func(have docfxGroup) bool { return have.folder == src }) {
			set.groups = append(set.groups, g)
		}
	}
	if len(set.groups) == 0 {
		set.groups = []docfxGroup{newDocfxGroup(files, folder, "")}
	}
	if crumbs := build.tableValue("globalMetadata").stringValue("breadcrumb_path"); d.isLearn && strings.HasPrefix(crumbs, "/") {
		at := path.Dir(crumbs)
		for _, c := range build.tableList("content") {
			if dest := strings.Trim(c.stringValue("dest"), "/"); dest != "" && lastSegment(at) == lastSegment(dest) && strings.HasSuffix(at, "/"+dest) {
				set.base, set.known = strings.TrimSuffix(at, "/"+dest), true
			}
		}
		if !set.known && slices.Contains(files.List(folder), lastSegment(at)+"/") {
			set.base, set.known = path.Dir(at), true
		}
	}
	d.docsets = append(d.docsets, set)
}

func newDocfxGroup(files Files, folder, address string) docfxGroup {
	g := docfxGroup{folder: folder, address: address}
	for _, name := range files.List(folder) {
		if strings.HasSuffix(name, "/") {
			g.folders = append(g.folders, strings.ToLower(name))
		}
	}
	return g
}

// owns reports whether an address on Microsoft Learn is one of these docsets: it is below one, and not in a folder that the docset
// does not have. Several docsets may share the beginning of their addresses.
func (d *docfx) owns(address string) bool {
	address = foldLearnAddress(address)
	if _, ok := d.redirects[address]; ok {
		return true
	}
	for _, set := range d.docsets {
		for _, g := range set.groups {
			base := foldLearnAddress(strings.Trim(set.base+"/"+g.address, "/"))
			if !HasPathPrefix(address, base) {
				continue
			}
			folder, _, isInFolder := strings.Cut(strings.TrimPrefix(address[len(base):], "/"), "/")
			if !isInFolder || slices.Contains(g.folders, folder+"/") {
				return true
			}
		}
	}
	return false
}

// isNotePattern reports whether a pattern for files stands for notes.
func isNotePattern(pattern string) bool {
	return strings.Contains(pattern, "md") || strings.HasSuffix(pattern, "*")
}

// checkBase looks for the address of a docset whose metadata do not give it: a name that most redirections into it begin with.
func (set *docset) checkBase(s, publish settings, sources map[string]string) {
	for _, name := range []string{s.tableValue("build").stringValue("dest"), publish.stringValue("build_output_subfolder"), publish.stringValue("docset_name")} {
		base, hits, total := cleanBasePath(strings.ToLower(name)), 0, 0
		for file, address := range sources {
			if base != "" && hasPathPrefixFold(file, set.folder) {
				total++
				if HasPathPrefix(strings.ToLower(address), base) {
					hits++
				}
			}
		}
		if !set.known && hits*2 > total {
			set.base, set.known = base, true
		}
	}
}

// foldLearnAddress returns the form in which Microsoft Learn compares addresses: in lower case and without the language.
func foldLearnAddress(address string) string {
	address = strings.ToLower(address)
	first, rest, _ := strings.Cut(address, "/")
	if len(first) == len("en-us") && first[2] == '-' {
		return rest
	}
	return address
}

// hasPathPrefixFold is HasPathPrefix without case. The prefix has as many bytes in whole: letters whose cases differ in length do
// not match.
func hasPathPrefixFold(whole, prefix string) bool {
	return len(whole) >= len(prefix) && strings.EqualFold(whole[:len(prefix)], prefix) && (prefix == "" || len(whole) == len(prefix) || whole[len(prefix)] == '/')
}

// address returns the address of a file.
func (d *docfx) address(file string) (string, bool) {
	best, at := -1, ""
	for _, set := range d.docsets {
		for _, g := range set.groups {
			if len(g.folder) > best && hasPathPrefixFold(file, g.folder) {
				best = len(g.folder)
				at = joinAddress(set.base+"/"+g.address, "/"+strings.TrimPrefix(file[len(g.folder):], "/"))
			}
		}
	}
	if best < 0 {
		return "", false
	}
	at = strings.TrimSuffix(at, note.ExtensionOf(at))
	switch folder, isIndex := strings.CutSuffix(at, "/index"); {
	case isIndex:
		return folder + "/", true
	case !d.isLearn:
		return at + ".html", true
	}
	return at, true
}

// publish returns where a page is published. The page of a PowerShell module has the name of its folder and stands for it.
func (d *docfx) publish(_ *Profile, page Page) Published {
	at, _ := d.address(page.File)
	out := Published{Address: at, Aliases: DeclaredAliases(page)}
	if dir := page.Folder(); d.isLearn && dir != "" && strings.EqualFold(lastSegment(dir), page.Name()) && page.hasField("Module Guid") {
		out.Address, out.Aliases = dirOf(at)+"/", append(out.Aliases, at)
	}
	return out
}

// findGenerated reports the tables of contents that DocFX makes, and the pages about programs.
func (d *docfx) findGenerated(_ *Profile, address string) (query string, ok bool) {
	isAPI := slices.ContainsFunc(d.api, func(folder string) bool { return HasPathPrefix(strings.Trim(address, "/"), folder) })
	name := path.Base(address)
	return "", isAPI || name == "toc.html" || name == "toc.json"
}

// redirect returns the address that replaces that of a file which is gone.
func (d *docfx) redirect(_ *Profile, address string) (string, bool) {
	to, ok := d.redirects[foldLearnAddress(strings.Trim(address, "/"))]
	return to, ok
}
