package links

import (
	"slices"
	"strings"

	"quire/internal/address"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/safe"
)

// Citation is text to paste that links to a note or to a place in it.
type Citation struct {
	Form CitationForm
	Text string
}

// CitationForm is the syntax of a citation.
type CitationForm uint8

// The forms of a Citation.
const (
	CiteSite CitationForm = iota // https://host/blog/slug#anchor, or /blog/slug#anchor if no host is known
	CiteWiki                     // [[Name#Heading]]
	CiteLink                     // [Title](../folder/file.md#anchor), from another note
)

// Citations returns how the note from can link to the note n, or to an anchor in it, at most one citation for each form. A
// nil from stands for a note at the root.
//
// Resolve leads from each citation to exactly that place; a form in which no citation does is omitted. A citation is a
// single line that package safe does not change: unsafe characters are percent-encoded in addresses and replaced in link
// text, and a wiki link that would contain them is omitted.
func (r *Resolver) Citations(n *note.Note, anchor string, from *note.Note) []Citation {
	if n == nil {
		return nil
	}
	var out []Citation
	add := func(form CitationForm, texts []string) {
		if len(texts) > 0 {
			out = append(out, Citation{form, texts[0]})
		}
	}
	add(CiteSite, r.siteCitations(n, anchor))
	add(CiteWiki, r.wikiCitations(n, anchor, from))
	add(CiteLink, r.linkCitations(n, anchor, from))
	return out
}

// leadsTo reports whether a link in the note from resolves to n and exactly this anchor.
func (r *Resolver) leadsTo(from *note.Note, form markdown.Form, dest string, n *note.Note, anchor string) bool {
	t := r.Resolve(from, markdown.Link{Form: form, Dest: dest})
	return (t.Status == Note || t.Status == Self) && t.Path == n.Path && t.Heading == anchor && t.MissingHeading == ""
}

// formatFragment returns "#" and the anchor, or "" for no anchor.
func formatFragment(anchor string) string {
	if anchor == "" {
		return ""
	}
	return "#" + anchor
}

// siteCitations returns the addresses of n on the site that resolve to it, the best first: with a host at the known
// routes, with a host below the paths at which the library's links find notes, and then without a host.
func (r *Resolver) siteCitations(n *note.Note, anchor string) []string {
	routes, base := r.SitePaths(n), r.sites.Of(n.Path).BasePath
	if len(routes) == 0 {
		routes = []string{n.ID}
	}
	var hosts []string
	for h := range r.hosts() {
		hosts = append(hosts, h)
	}
	slices.SortFunc(hosts, func(a, b string) int { // the shortest first: without port or subdomain
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	var paths []string
	for _, host := range hosts {
		for segment := range r.hosts()[host].segments { // the paths at which the library's links find notes
			paths = append(paths, "https://"+host+joinRoute(segment, slugOf(n)))
		}
	}
	slices.Sort(paths)
	var urls []string
	for _, host := range hosts {
		for _, route := range routes {
			urls = append(urls, "https://"+host+joinRoute(base, route), "https://"+host+joinRoute("", route))
		}
	}
	urls = append(urls, paths...)
	if site := r.sites.Of(n.Path); site.Generator != "" || site.Publish != nil || len(n.Routes)+len(n.Redirects) > 0 {
		urls = append(urls, joinRoute(base, routes[0]), joinRoute("", routes[0]))
	}
	for i := range urls {
		urls[i] += formatFragment(anchor)
	}
	return slices.DeleteFunc(urls, func(s string) bool {
		return strings.ContainsAny(s, " <>\"") || !r.leadsTo(nil, markdown.Inline, s, n, anchor)
	})
}

// joinRoute returns the path of a route below the site's base path, with a leading slash.
func joinRoute(base, route string) string {
	if base = strings.Trim(base, "/"); base != "" {
		base += "/"
	}
	return "/" + base + strings.TrimLeft(route, "/")
}

// wikiCitations returns the wiki links that resolve to n, the shortest form first, as Obsidian writes them: by file name,
// by title, by path.
func (r *Resolver) wikiCitations(n *note.Note, anchor string, from *note.Note) []string {
	names := []string{lastSegment(n.ID), n.Title, n.ID}
	frags := []string{formatFragment(anchor)}
	for _, h := range n.Details().Headings {
		if h.Anchor == anchor && anchor != "" {
			frags = []string{"#" + h.Text, "#" + foldToWords(h.Text), formatFragment(anchor)}
		}
	}
	var out []string
	for _, name := range names {
		for _, frag := range frags {
			if dest := name + frag; name != "" && !strings.ContainsAny(dest, "[]|") && safe.Text(dest) == dest && r.leadsTo(from, markdown.Wiki, dest, n, anchor) {
				out = append(out, "[["+dest+"]]")
			}
		}
	}
	return out
}

// linkCitations returns a Markdown link with the path relative to the note from, if it resolves to n.
func (r *Resolver) linkCitations(n *note.Note, anchor string, from *note.Note) []string {
	dest := relativePath(lookup{Resolver: r, batch: &batch{source: from}}.sourceFolder(), n.Path)
	if from != nil && from.Path == n.Path && anchor != "" {
		dest = ""
	}
	dest = escapeDestination(dest) + address.Encode(formatFragment(anchor))
	if !r.leadsTo(from, markdown.Inline, dest, n, anchor) {
		return nil
	}
	text := n.Title
	for _, h := range n.Details().Headings {
		if h.Anchor == anchor && anchor != "" && h.Text != "" {
			text = h.Text
		}
	}
	return []string{"[" + textEscaper.Replace(safe.Text(text)) + "](" + dest + ")"}
}

// escapeDestination percent-encodes the characters of a path that would end a link's destination (CommonMark §6.3),
// separate the parts of an address, or be invisible. It prepends ./ if the first segment contains a colon, so that it is
// not taken for a scheme (RFC 3986 §4.2).
func escapeDestination(path string) string {
	if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ":") {
		path = "./" + path
	}
	return address.Encode(destEscaper.Replace(path))
}

var (
	destEscaper = strings.NewReplacer("%", "%25", "'", "%27", " ", "%20", "(", "%28", ")", "%29", "#", "%23", "?", "%3F", "&", "%26")
	textEscaper = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "`", "\\`", "*", `\*`, "_", `\_`, "<", `\<`, "&", `\&`, "~", `\~`, "|", `\|`, "^", `\^`, "$", `\$`, "==", `\=\=`)
)

// relativePath returns the path of file relative to the folder dir. Both are relative to the root.
func relativePath(dir, file string) string {
	var folders []string
	if dir != "" {
		folders = strings.Split(dir, "/")
	}
	segments := strings.Split(file, "/")
	shared := 0
	for shared < len(folders) && shared < len(segments)-1 && folders[shared] == segments[shared] {
		shared++
	}
	return strings.Repeat("../", len(folders)-shared) + strings.Join(segments[shared:], "/")
}
