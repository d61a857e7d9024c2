package links

import (
	"strings"

	"quire/internal/note"
)

// isTemplate reports whether an address holds an expression of Jekyll's Liquid or of Hugo.
func isTemplate(dest string) bool {
	return strings.Contains(dest, "{{") || strings.Contains(dest, "{%")
}

// template resolves those expressions whose meaning is known without running the
// generator: those that name the site's root, and those that name a page.
func (a ask) template(dest string) Target {
	rest, rooted := strings.TrimSpace(dest), false
	for isTemplate(rest) {
		body, after, ok := expression(rest)
		if !ok { // text before or inside an expression that is not closed
			return Target{Status: Template, Via: viaTemplate}
		}
		if namesRoot(body) {
			rest, rooted = strings.TrimSpace(after), true
			continue
		}
		if isTemplate(after) {
			return Target{Status: Template, Via: viaTemplate}
		}
		return a.expression(body, strings.TrimSpace(after))
	}
	if !rooted {
		return Target{Status: Template, Via: viaTemplate}
	}
	return a.absolute("/"+strings.TrimLeft(rest, "/"), viaTemplate)
}

// expression takes the expression at the start of s: its body without braces, trimmed, and what follows.
func expression(s string) (body, after string, ok bool) {
	for _, braces := range [][2]string{{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}} {
		if !strings.HasPrefix(s, braces[0]) {
			continue
		}
		i := strings.Index(s, braces[1])
		if i < len(braces[0]) {
			return "", "", false
		}
		body = strings.Trim(s[len(braces[0]):i], "- \t")
		return body, s[i+len(braces[1]):], true
	}
	return "", "", false
}

// rootNames are the expressions that stand for the site's root: Jekyll's, Hugo's, and a common shortcode.
var rootNames = map[string]bool{
	"site.url": true, "site.baseurl": true, "site.domain": true, ".Site.BaseURL": true, "site.BaseURL": true,
	"$.Site.BaseURL": true, "baseurl": true,
}

// namesRoot reports whether an expression stands for the site's root.
func namesRoot(body string) bool { return rootNames[strings.TrimSpace(body)] }

// expression resolves one expression that names a page; after is what stands behind it: a fragment, perhaps.
func (a ask) expression(body, after string) Target {
	verb, arg, _ := strings.Cut(body, " ")
	arg = strings.TrimSpace(arg)
	switch verb {
	case "post_url":
		return a.post(unquote(arg) + after)
	case "link":
		return a.fromRoot(unquote(arg) + after)
	case "ref", "relref":
		return a.hugo(hugoPath(arg) + after)
	}
	if s, filters, ok := quoted(body); ok && makesAddress(filters) {
		return a.absolute("/"+strings.TrimLeft(s, "/")+after, viaTemplate)
	}
	return Target{Status: Template, Via: viaTemplate}
}

// post is Jekyll's post_url: the file name of a post, with folders below _posts where there are any.
func (a ask) post(dest string) Target {
	p, frag := splitAddress(dest)
	p = strings.Trim(p, "/")
	f := found{via: viaTemplate}
	for i := range a.names.all(note.Fold(lastSegment(p))) {
		if endsWith(a.notes[i].ID, p) {
			f.notes = append(f.notes, i)
		}
	}
	return a.page(f, p, frag)
}

// fromRoot is Jekyll's link: a path below the site's source.
func (a ask) fromRoot(dest string) Target {
	p, frag := splitAddress(dest)
	f := found{}
	if clean, ok := join("", "./"+p); ok {
		if f = a.exact(clean); !f.ok() {
			f = a.bySuffix(clean)
		}
	}
	f.via = viaTemplate
	return a.page(f, p, frag)
}

// hugo is Hugo's ref: a path from the content's root when it begins with a slash, else
// one from the page's own folder, else the name of any page.
func (a ask) hugo(dest string) Target {
	p, frag := splitAddress(dest)
	if p == "" {
		return a.anchor(frag)
	}
	bare := trimNoteExt(p)
	f := found{}
	if p[0] != '/' {
		f, _ = a.fileFrom(p)
	}
	if clean, ok := join("", "./"+bare); ok && !f.ok() {
		if f = a.file(clean); !f.ok() {
			f = a.bySuffix(clean)
		}
		if !f.ok() && !strings.Contains(clean, "/") {
			f = a.byFileName(clean)
		}
		if !f.ok() && !strings.Contains(clean, "/") {
			f = a.bySlug(clean)
		}
	}
	f.via = viaTemplate
	return a.page(f, p, frag)
}

// page is the answer to a template that names one page.
func (a ask) page(f found, name, frag string) Target {
	if f.ok() {
		return a.target(f, frag)
	}
	t := Target{Via: viaTemplate, Why: "no note named " + name}
	a.suggest(&t, name)
	return t
}

// hugoPath is the argument of ref: the first one, or that named path.
func hugoPath(arg string) string {
	arg = strings.TrimSpace(strings.TrimPrefix(arg, ". ")) // the page itself, in {{ ref . "x" }}
	if i := strings.Index(arg, "path="); i >= 0 {
		arg = arg[i+len("path="):]
	}
	if s, _, ok := quoted(arg); ok {
		return s
	}
	word, _, _ := strings.Cut(arg, " ")
	return word
}

// quoted takes the quoted text at the start of s, and what follows it.
func quoted(s string) (text, after string, ok bool) {
	if s == "" || strings.IndexByte("\"'`", s[0]) < 0 {
		return "", "", false
	}
	i := strings.IndexByte(s[1:], s[0])
	if i < 0 {
		return "", "", false
	}
	return s[1 : i+1], s[i+2:], true
}

func unquote(s string) string {
	if text, after, ok := quoted(s); ok && strings.TrimSpace(after) == "" {
		return text
	}
	return s
}

// makesAddress reports whether filters turn a path into an address of the site and do nothing else.
func makesAddress(filters string) bool {
	any := false
	for _, f := range strings.Split(filters, "|") {
		switch name, arg, _ := strings.Cut(strings.TrimSpace(f), ":"); strings.TrimSpace(name) {
		case "":
		case "relative_url", "absolute_url", "relURL", "absURL", "relLangURL", "absLangURL":
			any = true
		case "prepend":
			if !namesRoot(strings.TrimSpace(arg)) {
				return false
			}
			any = true
		default:
			return false
		}
	}
	return any
}
