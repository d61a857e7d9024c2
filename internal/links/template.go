package links

import (
	"strings"

	"quire/internal/note"
)

// isTemplate reports whether an address contains an expression of Liquid (Jekyll) or of Hugo.
func isTemplate(dest string) bool {
	return strings.Contains(dest, "{{") || strings.Contains(dest, "{%")
}

// resolveTemplate resolves an address with template expressions that can be evaluated without the
// generator: those that stand for the site's root, and those that name a page. Others get the status Template.
func (lk lookup) resolveTemplate(dest string) Target {
	rest, rooted := strings.TrimSpace(dest), false
	for isTemplate(rest) {
		body, after, ok := cutExpression(rest)
		if !ok { // text before the expression, or an unclosed expression
			return Target{Status: Template, Rule: ruleTemplate}
		}
		if isSiteRoot(body) {
			rest, rooted = strings.TrimSpace(after), true
			continue
		}
		if isTemplate(after) {
			return Target{Status: Template, Rule: ruleTemplate}
		}
		return lk.resolveExpression(body, strings.TrimSpace(after))
	}
	if !rooted {
		return Target{Status: Template, Rule: ruleTemplate}
	}
	return lk.resolveSitePath(lk.sourceSite(), "/"+strings.TrimLeft(rest, "/"), ruleTemplate)
}

// cutExpression splits off the template expression at the start of s. body is its content without braces, and
// without spaces and dashes at its ends.
func cutExpression(s string) (body, after string, ok bool) {
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

// siteRootExpressions are the expressions that stand for the site's root: Jekyll's, Hugo's, and a common shortcode.
var siteRootExpressions = map[string]bool{
	"site.url": true, "site.baseurl": true, "site.domain": true, ".Site.BaseURL": true, "site.BaseURL": true,
	"$.Site.BaseURL": true, "baseurl": true,
}

// isSiteRoot reports whether an expression stands for the site's root.
func isSiteRoot(body string) bool { return siteRootExpressions[strings.TrimSpace(body)] }

// resolveExpression resolves an expression that names a page. after is the text after the expression, such as a fragment.
func (lk lookup) resolveExpression(body, after string) Target {
	verb, arg, _ := strings.Cut(body, " ")
	arg = strings.TrimSpace(arg)
	switch verb {
	case "post_url":
		return lk.resolvePostURL(trimQuotes(arg) + after)
	case "link":
		return lk.resolveJekyllLink(trimQuotes(arg) + after)
	case "ref", "relref":
		return lk.resolveHugoRef(hugoRefPath(arg) + after)
	}
	if s, filters, ok := cutQuoted(body); ok && areAddressFilters(filters) {
		return lk.resolveSitePath(lk.sourceSite(), "/"+strings.TrimLeft(s, "/")+after, ruleTemplate)
	}
	return Target{Status: Template, Rule: ruleTemplate}
}

// resolvePostURL resolves the argument of Jekyll's post_url: the file name of a post, with its folders below _posts.
func (lk lookup) resolvePostURL(dest string) Target {
	p, frag := splitAddress(dest)
	p = strings.Trim(p, "/")
	f := findings{rule: ruleTemplate}
	for i := range lk.fileNames.items(note.FoldName(lastSegment(p))) {
		if hasPathSuffix(lk.notes[i].ID, p) {
			f.notes = append(f.notes, i)
		}
	}
	return lk.pageTarget(f, p, frag)
}

// resolveJekyllLink resolves the argument of Jekyll's link tag: a path relative to the site's source folder.
func (lk lookup) resolveJekyllLink(dest string) Target {
	p, frag := splitAddress(dest)
	f := findings{}
	if clean, ok := joinInRoot("", "./"+p); ok {
		if f = lk.findExactPath(clean); !f.exists() {
			f = lk.findByPathSuffix(clean)
		}
	}
	f.rule = ruleTemplate
	return lk.pageTarget(f, p, frag)
}

// resolveHugoRef resolves the argument of Hugo's ref and relref: a path from the content root if it begins
// with a slash, else from the folder of the page, else the name of any page.
func (lk lookup) resolveHugoRef(dest string) Target {
	p, frag := splitAddress(dest)
	if p == "" {
		return lk.resolveOwnAnchor(frag)
	}
	bare := trimNoteExt(p)
	f := findings{}
	if p[0] != '/' {
		f, _ = lk.findRelativeFile(p)
	}
	if clean, ok := joinInRoot("", "./"+bare); ok && !f.exists() {
		if f = lk.findFile(clean); !f.exists() {
			f = lk.findByPathSuffix(clean)
		}
		if !f.exists() && !strings.Contains(clean, "/") {
			f = lk.findNameAnywhere(clean)
		}
		if !f.exists() && !strings.Contains(clean, "/") {
			f = lk.findBySlug(clean)
		}
	}
	f.rule = ruleTemplate
	return lk.pageTarget(f, p, frag)
}

// pageTarget returns the target of a template that names a page: f, or broken if f is empty.
func (lk lookup) pageTarget(f findings, name, frag string) Target {
	if f.exists() {
		return lk.makeTarget(f, frag)
	}
	t := Target{Rule: ruleTemplate, Reason: "no note named " + name}
	lk.addSuggestion(&t, name)
	return t
}

// hugoRefPath returns the path among the arguments of Hugo's ref: the first argument, or the argument called path.
func hugoRefPath(arg string) string {
	arg = strings.TrimSpace(strings.TrimPrefix(arg, ". ")) // the page itself, in {{ ref . "x" }}
	if i := strings.Index(arg, "path="); i >= 0 {
		arg = arg[i+len("path="):]
	}
	if s, _, ok := cutQuoted(arg); ok {
		return s
	}
	word, _, _ := strings.Cut(arg, " ")
	return word
}

// cutQuoted splits off the quoted text at the start of s.
func cutQuoted(s string) (text, after string, ok bool) {
	if s == "" || strings.IndexByte("\"'`", s[0]) < 0 {
		return "", "", false
	}
	i := strings.IndexByte(s[1:], s[0])
	if i < 0 {
		return "", "", false
	}
	return s[1 : i+1], s[i+2:], true
}

// trimQuotes returns s without its quotes, if all of s is quoted.
func trimQuotes(s string) string {
	if text, after, ok := cutQuoted(s); ok && strings.TrimSpace(after) == "" {
		return text
	}
	return s
}

// areAddressFilters reports whether a chain of filters turns a path into an address on the site and does nothing else.
func areAddressFilters(filters string) bool {
	found := false
	for _, f := range strings.Split(filters, "|") {
		switch name, arg, _ := strings.Cut(strings.TrimSpace(f), ":"); strings.TrimSpace(name) {
		case "":
		case "relative_url", "absolute_url", "relURL", "absURL", "relLangURL", "absLangURL":
			found = true
		case "prepend":
			if !isSiteRoot(strings.TrimSpace(arg)) {
				return false
			}
			found = true
		default:
			return false
		}
	}
	return found
}
