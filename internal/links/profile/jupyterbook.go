package profile

import (
	"cmp"
	"path"
	"strings"

	"quire/internal/note"
)

func init() {
	register(generator{ // before Jekyll, whose settings have the same name
		name: "Jupyter Book", markers: []string{"_toc.yml"}, roots: []string{"_toc.yml"}, rank: rankSite - 1, read: readJupyterBook,
	})
}

// readJupyterBook reads the table of contents and _config.yml, see https://jupyterbook.org/v1/structure/toc.html and
// https://jupyterbook.org/v1/customize/config.html.
func readJupyterBook(p *Profile, files Files, marker string) (bool, error) {
	toc, err := readSettings(files, cmp.Or(marker, "_toc.yml"))
	root := toc.stringValue("root")
	if marker != "" && root == "" && !strings.HasPrefix(toc.stringValue("format"), "jb-") {
		return false, err
	}
	s, configErr := readSettings(files, "_config.yml")
	html := s.tableValue("html")
	p.setSite(html.stringValue("baseurl"))
	p.Parse.Hashtags = false
	p.Mounts = []Mount{{"", "/"}}
	p.Exact, p.IndexNames = true, []string{"index"}
	p.Titles = map[string]string{}
	addTocTitles(p.Titles, toc, 0)
	root = trimSourceExtension(root)
	p.Publish = func(_ *Profile, page Page) Published {
		out := Published{Address: "/" + strings.TrimSuffix(page.File, note.ExtensionOf(page.File)) + ".html"}
		if strings.TrimSuffix(page.File, note.ExtensionOf(page.File)) == root {
			out.Aliases = []string{"/"} // which leads to the first page
		}
		return out
	}
	p.PageEnds = []string{".ipynb", ".rst"}
	p.Generated = jupyterBookGenerated
	return true, cmp.Or(err, configErr)
}

// maxTocDepth bounds the depth of a table of contents.
const maxTocDepth = 16

// addTocTitles adds the titles that a table of contents gives to files.
func addTocTitles(titles map[string]string, s settings, depth int) {
	if file, ok := cleanFolder(s.stringValue("file")); ok && file != "" && s.stringValue("title") != "" {
		titles[trimSourceExtension(file)+".md"] = s.stringValue("title")
	}
	for _, list := range []string{"parts", "chapters", "sections"} {
		for _, item := range s.tableList(list) {
			if depth < maxTocDepth {
				addTocTitles(titles, item, depth+1)
			}
		}
	}
}

// trimSourceExtension returns the path of a file in a table of contents without extension, which may be left out there.
func trimSourceExtension(file string) string {
	switch path.Ext(file) {
	case ".md", ".ipynb", ".rst":
		return strings.TrimSuffix(file, path.Ext(file))
	}
	return file
}

// jupyterBookGenerated reports the pages that Sphinx makes.
func jupyterBookGenerated(_ *Profile, address string) (query string, ok bool) {
	switch strings.Trim(address, "/") {
	case "genindex.html", "search.html", "index.html", "":
		return "", true
	}
	return "", false
}
