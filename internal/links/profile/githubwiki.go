package profile

import (
	"path"
	"slices"
	"strings"
)

func init() {
	register(generator{
		name: "GitHub wiki", markers: []string{"_Sidebar.*", "_Footer.*", "Home.*"}, rank: rankWiki, read: readGitHubWiki,
	})
}

// gitHubRemote matches the address from which a wiki was cloned: https://github.com/owner/repo.wiki.git or
// git@github.com:owner/repo.wiki.git.
var gitHubRemote = compileOnUse(`(?m)^\s*url\s*=\s*\S*\bgithub\.com[:/]([\w.-]+)/([\w.-]+?)\.wiki(?:\.git)?/?\s*$`)

// readGitHubWiki recognizes a wiki of GitHub by the name of its folder, or by a sidebar or footer beside the home page:
// https://docs.github.com/en/communities/documenting-your-project-with-wikis/editing-wiki-content. A page has the name of its file,
// in whatever folder that is, without case and with dashes for spaces: https://github.com/gollum/gollum/wiki.
func readGitHubWiki(p *Profile, files Files, marker string) (bool, error) {
	list := files.List("")
	hasHome := slices.ContainsFunc(list, func(name string) bool { return strings.TrimSuffix(name, path.Ext(name)) == wikiHome })
	isNamed := strings.HasSuffix(files.Name(), ".wiki")
	if marker != "" && !isNamed && (!hasHome || strings.HasPrefix(marker, wikiHome)) {
		return false, nil
	}
	p.Wiki.LabelFirst, p.Wiki.DashIsSpace = true, true
	p.Parse.Hashtags = false
	p.Exact, p.PageFirst = true, true
	p.Publish, p.FoldAddress = publishWikiPage, foldWikiAddress
	p.BasePath = "/wiki" // links go up to it and down again: ../wiki/Page
	// The address of the wiki stands nowhere but in the settings of Git.
	if slices.Contains(list, ".git/") {
		text, _ := files.Read(".git/config") // too long or unreadable: then the address is not known
		if m := gitHubRemote().FindSubmatch(text); m != nil {
			p.setSite("https://github.com/" + string(m[1]) + "/" + string(m[2]) + "/wiki")
		}
	}
	return true, nil
}

// wikiHome is the name of the first page of a wiki.
const wikiHome = "Home"

// publishWikiPage publishes a page under the name of its file, without folders.
func publishWikiPage(_ *Profile, page Page) Published {
	if name := page.Name(); name != wikiHome {
		return Published{Address: "/" + name}
	}
	return Published{Address: "/", Aliases: []string{"/" + wikiHome}}
}

// foldWikiAddress returns the form in which addresses of pages are compared.
func foldWikiAddress(address string) string {
	return strings.ReplaceAll(strings.ToLower(address), " ", "-")
}
