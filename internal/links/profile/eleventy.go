package profile

import (
	"cmp"
	"path"
	"strings"
)

func init() {
	markers := []string{".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts"}
	register(generator{name: "Eleventy", markers: markers, roots: markers, rank: rankSite, read: readEleventy})
}

// eleventy holds what gives the pages of an Eleventy site their addresses.
type eleventy struct {
	input      string            // folder of the templates
	hidden     []string          // folders below the input that hold no pages: includes, layouts, data
	permalinks map[string]string // folder -> the permalink that its data file gives; unknownPermalink if it cannot be read
	templates  map[string]bool   // addresses of templates that are not notes
}

// readEleventy reads the literals of Eleventy's configuration, see https://www.11ty.dev/docs/config/.
func readEleventy(p *Profile, files Files, marker string) (bool, error) {
	name := cmp.Or(marker, "eleventy.config.js")
	text, err := files.Read(name)
	if err != nil {
		return false, err
	}
	p.remarkOnScript(name)
	p.Parse.Hashtags = false
	all := &scripts{files: files, loaded: map[string]*script{}}
	s := all.parse(name, string(text))
	config := settingsOf(s.exportedValue())
	if at, ok := s.declared["config"]; ok { // export const config = { … }
		for key, value := range settingsOf(s.evaluate("config", at)) {
			if _, known := config[key]; !known && config != nil {
				config[key] = value
			}
		}
	}
	dir := config.tableValue("dir")
	e := &eleventy{permalinks: map[string]string{}, templates: map[string]bool{}}
	e.input, _ = cleanFolder(cmp.Or(dir.stringValue("input"), firstText(s.callsOf("setInputDirectory"))))
	data := cmp.Or(dir.stringValue("data"), firstText(s.callsOf("setDataDirectory")), "_data")
	e.hidden = []string{
		data, cmp.Or(dir.stringValue("includes"), firstText(s.callsOf("setIncludesDirectory")), "_includes"),
		cmp.Or(dir.stringValue("layouts"), firstText(s.callsOf("setLayoutsDirectory")), "_includes"),
	}
	p.BasePath = cleanBasePath(config.stringValue("pathPrefix"))
	p.Mounts = []Mount{{e.input, "/"}}
	for _, args := range s.callsOf("addPassthroughCopy") {
		e.readCopy(p, args)
	}
	readEleventyHost(p, files, joinPath(e.input, path.Clean(data)))
	e.readFolder(files, e.input, 0)
	p.Publish, p.Generated, p.PageFirst = e.publish, e.findGenerated, true
	p.FileRoots = func(*Profile, string) []string { return []string{e.input} }
	return true, nil
}

// callsOf returns the arguments of all calls of a method, as far as they are literals.
func (s *script) callsOf(method string) [][]any {
	var out [][]any
	pos := s.pos
	s.pos = 0
	for s.skipSpace(); s.pos < len(s.text); s.skipSpace() {
		if s.skipToken() == method && s.startsWith("(") {
			out = append(out, s.list('(', ')'))
		}
	}
	s.pos = pos
	return out
}

// firstText returns the first argument of the first call that is a text.
func firstText(calls [][]any) string {
	for _, args := range calls {
		if len(args) > 0 {
			if text, ok := args[0].(string); ok {
				return text
			}
		}
	}
	return ""
}

// readCopy reads which files are copied as they are, see https://www.11ty.dev/docs/copy/. What lies in the input folder keeps its
// path anyway.
func (e *eleventy) readCopy(p *Profile, args []any) {
	if len(args) == 0 {
		return
	}
	var copies settings
	switch v := args[0].(type) {
	case string:
		copies = settings{v: strings.TrimPrefix(strings.TrimPrefix(path.Clean(v), e.input), "/")}
	case map[string]any:
		copies = v
	}
	for _, from := range sortedKeys(copies) {
		folder, ok := cleanFolder(from)
		to := "/" + strings.Trim(copies.stringValue(from), "./")
		if !ok || folder == "" || strings.ContainsAny(folder, "*{") || joinPath(e.input, to[1:]) == folder {
			continue
		}
		if to == "/" {
			p.Static = append(p.Static, folder)
		} else {
			p.Mounts = append(p.Mounts, Mount{folder, to})
		}
	}
}

// readEleventyHost reads the address of the site from the data file in which most sites keep it; Eleventy itself does not need it.
func readEleventyHost(p *Profile, files Files, data string) {
	for _, name := range []string{"site", "metadata", "meta", "config"} {
		for _, ext := range []string{".json", ".js", ".mjs", ".cjs"} {
			s, err := readScript(files, joinPath(data, name+ext))
			if err != nil || s == nil {
				continue
			}
			for _, key := range []string{"url", "origin", "baseUrl", "siteUrl"} {
				if host, _ := splitSite(s.stringValue(key)); host != "" && strings.Contains(s.stringValue(key), "://") {
					p.addHost(host)
				}
			}
		}
	}
}

// publish returns where Eleventy writes a page, see https://www.11ty.dev/docs/permalinks/.
func (e *eleventy) publish(_ *Profile, page Page) Published {
	if !HasPathPrefix(page.File, e.input) {
		return Published{}
	}
	file := strings.TrimPrefix(page.File[len(e.input):], "/")
	if e.isHidden(file) {
		return Published{}
	}
	permalink, ok := e.ownPermalink(page)
	for dir := dirOf(page.File); !ok && HasPathPrefix(dir, e.input); dir = dirOf(dir) {
		if permalink, ok = e.permalinks[dir]; dir == "" {
			break
		}
	}
	if !ok {
		return Published{Address: eleventyAddress(strings.TrimSuffix(file, path.Ext(file)))}
	}
	address, ok := fillEleventy(permalink, page, file)
	if !ok || permalink == "" {
		return Published{}
	}
	address = "/" + strings.TrimPrefix(address, "/")
	if strings.HasSuffix(address, "/index.html") {
		address = strings.TrimSuffix(address, "index.html")
	}
	return Published{Address: address}
}

// ownPermalink returns the permalink in the front matter of a page; "" if it says that there is none.
func (e *eleventy) ownPermalink(page Page) (permalink string, ok bool) {
	for _, f := range page.Details().Fields {
		if f.Key == "permalink" {
			switch v := f.Value.(type) {
			case bool:
				return "", !v
			case string:
				return strings.TrimSpace(v), true
			}
		}
	}
	return page.Field("permalink"), page.hasField("permalink")
}

// isHidden reports whether a template is no page by the folder it lies in.
func (e *eleventy) isHidden(file string) bool {
	for _, folder := range append(e.hidden, "node_modules", "_site") {
		if folder = path.Clean(folder); HasPathPrefix(file, folder) || HasPathPrefix(joinPath(e.input, file), folder) && folder != "." {
			return true
		}
	}
	return false
}

// eleventyAddress returns the address of a template by its path without extension: a page whose name is that of its folder stands
// for the folder.
func eleventyAddress(bare string) string {
	dir, base := dirOf(bare), lastSegment(bare)
	if base == "index" || dir != "" && base == lastSegment(dir) {
		bare = dir
	}
	if bare == "" {
		return "/"
	}
	return "/" + bare + "/"
}
