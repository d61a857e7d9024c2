package links

import "strings"

// isTemplate reports whether an address contains an expression of Liquid (Jekyll) or of Hugo.
func isTemplate(dest string) bool {
	return strings.Contains(dest, "{{") || strings.Contains(dest, "{%") || isJSXExpression(dest)
}

// isJSXExpression reports whether an address is a value in braces of MDX: href={useBaseUrl('x')}.
func isJSXExpression(dest string) bool {
	return strings.HasPrefix(dest, "{") && strings.HasSuffix(dest, "}")
}

// resolveTemplate resolves an address with template expressions that can be evaluated without the
// generator: those whose value is known, those that stand for the site's root, and those that name a page. Others get the
// status Template.
func (lk lookup) resolveTemplate(dest string) Target {
	if isJSXExpression(dest) && !strings.HasPrefix(dest, "{{") && !strings.HasPrefix(dest, "{%") {
		return Target{Status: Template, Rule: ruleTemplate}
	}
	rest, rooted := strings.TrimSpace(dest), false
	known := "" // the text before rest, with the values of its expressions
	for isTemplate(rest) {
		before, at, _ := cutTemplate(rest)
		body, after, ok := cutExpression(at)
		if !ok {
			return Target{Status: Template, Rule: ruleTemplate}
		}
		known += before
		value, ok := lk.evaluate(body)
		switch isRoot := isSiteRoot(body) && known == ""; {
		case isRoot && value == "":
			rooted = true
			after = strings.TrimLeft(after, " ")
		case ok:
			known += value
		case (known == "" || strings.Trim(known, "/") == strings.Trim(lk.sites.At(lk.sourceSite()).BasePath, "/")) && !isTemplate(after):
			return lk.resolveExpression(body, strings.TrimSpace(after))
		default:
			return Target{Status: Template, Rule: ruleTemplate}
		}
		rest = after
	}
	known += rest
	if known == "" && !rooted {
		return Target{Status: Template, Rule: ruleTemplate}
	}
	if rooted && !isAddress(known) {
		return lk.resolveSitePath(lk.sourceSite(), "/"+strings.TrimLeft(known, "/"), ruleTemplate)
	}
	t := lk.resolveAddress(known)
	t.Rule = ruleTemplate
	return t
}

// isAddress reports whether a text begins with a scheme or a host.
func isAddress(s string) bool {
	_, rest, ok := splitScheme(s)
	return strings.HasPrefix(s, "//") || ok && strings.HasPrefix(rest, "//")
}

// cutTemplate splits s before its first expression.
func cutTemplate(s string) (before, at string, ok bool) {
	i := strings.Index(s, "{{")
	if j := strings.Index(s, "{%"); i < 0 || j >= 0 && j < i {
		i = j
	}
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i:], true
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
	"site.url": true, "site.baseurl": true, "site.domain": true, "site.github.url": true, ".Site.BaseURL": true, "site.BaseURL": true,
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
		return lk.resolveHugoRef(arg, after)
	case "embed": // {{embed [[page]]}} of Logseq
		if page, ok := strings.CutPrefix(arg, "[["); ok && len(page) > len("]]") && strings.HasSuffix(page, "]]") {
			return lk.resolveWiki(page[:len(page)-len("]]")])
		}
	}
	if s, filters, ok := cutQuoted(body); ok && areAddressFilters(filters) {
		return lk.resolveSitePath(lk.sourceSite(), "/"+strings.TrimLeft(s, "/")+after, ruleTemplate)
	}
	return Target{Status: Template, Rule: ruleTemplate}
}

// resolveHugoRef resolves the arguments of Hugo's ref and relref: a page by its path from the folder of the page or from the root
// of the content, else by its name, and a language. Without Hugo's settings it is a path of a file.
func (lk lookup) resolveHugoRef(arg, after string) Target {
	dest, language := hugoRefArguments(arg)
	p, frag := splitAddress(dest + after)
	if p == "" {
		return lk.resolveOwnAnchor(frag)
	}
	if site := lk.sites.At(lk.sourceSite()); site.RefKeys != nil {
		from := ""
		if lk.source != nil {
			from = site.File(lk.source.Path)
		}
		return lk.resolveRefKeys(site.RefKeys(from, p, language), p, frag)
	}
	f := lk.findReferred(p)
	f.rule = ruleTemplate
	return lk.pageTarget(f, p, frag)
}

// resolveRefKeys resolves a reference to p by its keys.
func (lk lookup) resolveRefKeys(keys []string, p, frag string) Target {
	site := lk.sourceSite()
	t, ok := lk.resolveKeys(site, keys, ruleTemplate, frag)
	if ok {
		return t
	}
	if address := lk.sites.At(site).KeyAddress; address != nil && len(keys) > 0 && p[0] == '/' {
		if t, ok := lk.resolveGenerated(site, address(keys[0])); ok && t.Status == Outside {
			return t
		}
	}
	t = Target{Rule: ruleTemplate, Reason: "no note named " + p}
	if !lk.suggestTranslation(&t, site, keys) {
		lk.addSuggestion(&t, p)
	}
	return t
}

// findReferred finds the note that the argument of ref names in a library without settings of Hugo.
func (lk lookup) findReferred(p string) findings {
	f := findings{}
	if p[0] != '/' {
		f, _ = lk.findRelativeFile(p)
	}
	clean, ok := joinInRoot("", "./"+trimNoteExt(p))
	if !ok || f.exists() {
		return f
	}
	if f = lk.findFile(clean); !f.exists() {
		f = lk.findByPathSuffix(clean)
	}
	if !f.exists() && !strings.Contains(clean, "/") {
		f = lk.findNameAnywhere(clean)
	}
	if !f.exists() && !strings.Contains(clean, "/") {
		f = lk.findBySlug(clean)
	}
	return f
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

// hugoRefArguments returns the path and the language among the arguments of Hugo's ref: the first argument, or those called path
// and lang.
func hugoRefArguments(arg string) (dest, language string) {
	arg = strings.TrimSpace(strings.TrimPrefix(arg, ". ")) // the page itself, in {{ ref . "x" }}
	for isFirst := true; arg != ""; isFirst = false {
		name := ""
		if word, value, ok := strings.Cut(arg, "="); ok && !strings.ContainsAny(word, "\"'` ") && (word == "path" || word == "lang" || word == "outputFormat") {
			name, arg = word, strings.TrimSpace(value)
		}
		value, rest, ok := cutQuoted(arg)
		if !ok {
			value, rest, _ = strings.Cut(arg, " ")
		}
		switch {
		case name == "lang":
			language = value
		case name == "path" || name == "" && isFirst:
			dest = value
		}
		arg = strings.TrimSpace(rest)
	}
	return dest, language
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
