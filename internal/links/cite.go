package links

import (
	"slices"
	"strings"

	"quire/internal/markdown"
	"quire/internal/note"
)

// Citation is one way to write down where a place in the library is.
type Citation struct {
	Form CitationForm
	Text string
}

// CitationForm is how a citation is written.
type CitationForm uint8

// The forms of a Citation.
const (
	CiteSite CitationForm = iota // https://host/blog/slug#anchor, or /blog/slug#anchor where no host is known
	CiteWiki                     // [[Name#Heading]]
	CiteLink                     // [Title](../folder/file.md#anchor), from another note
)

// Cite is how the note n, or the place in it that anchor names, can be linked to from the
// note from; nil is a note at the root. Each citation leads to exactly that place, by this
// resolver's own rules; a form in which nothing does is left out.
func (r *Resolver) Cite(n *note.Note, anchor string, from *note.Note) []Citation {
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

// leads says whether an address that is written in from leads to a place in n.
func (r *Resolver) leads(from *note.Note, form markdown.Form, dest string, n *note.Note, anchor string) bool {
	t := r.Resolve(from, markdown.Link{Form: form, Dest: dest})
	return (t.Status == Note || t.Status == Self) && t.Path == n.Path && t.Heading == anchor && t.MissingHeading == ""
}

func fragment(anchor string) string {
	if anchor == "" {
		return ""
	}
	return "#" + anchor
}

func (r *Resolver) siteCitations(n *note.Note, anchor string) []string {
	routes := r.Addresses(n)
	if len(routes) == 0 {
		routes = []string{n.ID}
	}
	var hosts []string
	for h := range r.hosts() {
		hosts = append(hosts, h)
	}
	slices.SortFunc(hosts, func(a, b string) int { // the bare name before www and those with a port
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	var paths []string
	for _, host := range hosts {
		for segment := range r.hosts()[host] { // where the library's own links have been seen to lead
			paths = append(paths, "https://"+host+joinRoute(segment, slugOf(n)))
		}
	}
	slices.Sort(paths)
	var all []string
	for _, host := range hosts {
		for _, route := range routes {
			all = append(all, "https://"+host+joinRoute(r.base, route), "https://"+host+joinRoute("", route))
		}
	}
	all = append(all, paths...)
	if len(r.Addresses(n)) > 0 {
		all = append(all, joinRoute(r.base, routes[0]), joinRoute("", routes[0]))
	}
	for i := range all {
		all[i] += fragment(anchor)
	}
	return slices.DeleteFunc(all, func(s string) bool {
		return strings.ContainsAny(s, " <>\"") || !r.leads(nil, markdown.Inline, s, n, anchor)
	})
}

func joinRoute(base, route string) string {
	if base = strings.Trim(base, "/"); base != "" {
		base += "/"
	}
	return "/" + base + strings.TrimLeft(route, "/")
}

// wikiCitations are names of the note, the shortest that means no other first: as Obsidian writes it.
func (r *Resolver) wikiCitations(n *note.Note, anchor string, from *note.Note) []string {
	names := []string{lastSegment(n.ID), n.Title, n.ID}
	frags := []string{fragment(anchor)}
	for _, h := range n.Details().Headings {
		if h.Anchor == anchor && anchor != "" {
			frags = []string{"#" + h.Text, "#" + loose(h.Text), fragment(anchor)}
		}
	}
	var out []string
	for _, name := range names {
		for _, frag := range frags {
			if dest := name + frag; name != "" && !strings.ContainsAny(dest, "[]|\n") && r.leads(from, markdown.Wiki, dest, n, anchor) {
				out = append(out, "[["+dest+"]]")
			}
		}
	}
	return out
}

// linkCitations are Markdown links by the path from the folder of the other note.
func (r *Resolver) linkCitations(n *note.Note, anchor string, from *note.Note) []string {
	dest := relativePath(ask{Resolver: r, round: &round{from: from}}.folder(), n.Path)
	if from != nil && from.Path == n.Path && anchor != "" {
		dest = ""
	}
	dest = destEscaper.Replace(dest) + fragment(anchor)
	if !r.leads(from, markdown.Inline, dest, n, anchor) {
		return nil
	}
	text := n.Title
	for _, h := range n.Details().Headings {
		if h.Anchor == anchor && anchor != "" && h.Text != "" {
			text = h.Text
		}
	}
	return []string{"[" + textEscaper.Replace(text) + "](" + dest + ")"}
}

var (
	destEscaper = strings.NewReplacer("%", "%25", " ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "#", "%23", "?", "%3F", `\`, "%5C", "&", "%26")
	textEscaper = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`, "`", "\\`", "*", `\*`, "_", `\_`, "<", `\<`)
)

// relativePath is the way from a folder to a file, both below the root.
func relativePath(dir, file string) string {
	var at []string
	if dir != "" {
		at = strings.Split(dir, "/")
	}
	to := strings.Split(file, "/")
	same := 0
	for same < len(at) && same < len(to)-1 && at[same] == to[same] {
		same++
	}
	return strings.Repeat("../", len(at)-same) + strings.Join(to[same:], "/")
}
