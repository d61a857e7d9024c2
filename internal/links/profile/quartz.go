package profile

import (
	"cmp"
	"path"
	"strings"

	"quire/internal/note"
)

func init() {
	markers := []string{"quartz.config.ts", "quartz.config.js", "quartz.config.yaml"}
	register(generator{name: "Quartz", markers: markers, roots: markers, rank: rankSite, hasWikiLinks: true, read: readQuartz})
}

// readQuartz reads the configuration, see https://quartz.jzhao.xyz/configuration. Names in [[ ]] follow Obsidian, see
// https://quartz.jzhao.xyz/features/wikilinks.
func readQuartz(p *Profile, files Files, marker string) (bool, error) {
	var s settings
	var err error
	if path.Ext(marker) == ".yaml" {
		s, err = readSettings(files, marker)
	} else {
		s, err = readScript(files, marker)
		p.remarkOnScript(cmp.Or(marker, "the configuration of Quartz"))
	}
	p.setSite(s.tableValue("configuration").stringValue("baseUrl"))
	p.addCNAME(files, "content")
	p.Mounts = []Mount{{"content", "/"}}
	p.Publish, p.Generated = publishQuartz, quartzGenerated
	p.ListsFolders, p.NamesAnywhere, p.LinksFromRoot = true, true, true
	return true, err
}

// publishQuartz returns where Quartz publishes a page. Aliases and the permalink of a page lead to it, see
// https://quartz.jzhao.xyz/plugins/AliasRedirects.
func publishQuartz(p *Profile, page Page) Published {
	_, file, ok := p.Mounted(page.File)
	if !ok {
		return Published{}
	}
	out := Published{Address: "/" + quartzSlug(strings.TrimSuffix(file, note.ExtensionOf(file)))}
	if folder, isIndex := strings.CutSuffix(out.Address, "/index"); isIndex {
		out.Address = folder + "/"
	}
	for _, address := range append(DeclaredAddresses(page), DeclaredAliases(page)...) {
		if address != "/"+page.Slug {
			out.Aliases = append(out.Aliases, address)
		}
	}
	for _, alias := range page.Aliases {
		alias = quartzSlug(strings.Trim(alias, "/"))
		out.Aliases = append(out.Aliases, "/"+alias)
		if dir := dirOf(file); dir != "" { // older versions begin in the folder of the page
			out.Aliases = append(out.Aliases, "/"+quartzSlug(dir)+"/"+alias)
		}
	}
	return out
}

// quartzSlugs writes paths as Quartz does in addresses.
var quartzSlugs = strings.NewReplacer(" ", "-", "\t", "-", "&", "-and-", "%", "-percent", "?", "", "#", "")

// quartzSlug returns the address of a path without extension; see sluggify in quartz/util/path.ts.
func quartzSlug(p string) string {
	if dir, isIndex := strings.CutSuffix(p, "_index"); isIndex && (dir == "" || strings.HasSuffix(dir, "/")) {
		p = dir + "index"
	}
	return quartzSlugs.Replace(p)
}

// quartzGenerated reports the pages that Quartz makes: the lists of tags, see https://quartz.jzhao.xyz/features/folder-and-tag-listings,
// and feeds.
func quartzGenerated(_ *Profile, address string) (query string, ok bool) {
	address = strings.Trim(address, "/")
	if tag, isTag := strings.CutPrefix(address, "tags/"); isTag {
		return TagQuery(tag), true
	}
	switch address {
	case "tags", "index.xml", "sitemap.xml":
		return "", true
	}
	return "", false
}
