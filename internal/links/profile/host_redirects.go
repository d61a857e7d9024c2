package profile

import (
	"strings"
)

// hostRedirects are the redirects that the host of a site makes, see https://docs.netlify.com/routing/redirects/ and
// https://vercel.com/docs/project-configuration#redirects.
type hostRedirects []rewrite

// splat is what stands for the rest of an address in _redirects.
var splat = compileOnUse(`\*$`)

// addHostRedirects reads the redirects of the host, which come after those of the generator. An address that the host redirects to
// another site is not one that the library could have.
func (p *Profile) addHostRedirects(files Files) {
	var r hostRedirects
	for _, folder := range append([]string{""}, p.Static...) {
		text, _ := files.Read(joinPath(folder, "_redirects")) // unreadable: then the host's redirects are not known
		for line := range strings.Lines(string(text)) {
			if f := strings.Fields(line); len(f) > 1 && strings.HasPrefix(f[0], "/") && (len(f) < 3 || strings.HasPrefix(f[2], "3")) {
				r.add(splat().ReplaceAllString(f[0], ":splat*"), f[1])
			}
		}
	}
	s, _ := readLooseJSON(files, "vercel.json")
	for _, rule := range s.tableList("redirects") {
		if !rule.has("has") && !rule.has("missing") {
			r.add(rule.stringValue("source"), rule.stringValue("destination"))
		}
	}
	if len(r) == 0 {
		return
	}
	redirect, generated := p.Redirect, p.Generated
	p.Redirect = func(p *Profile, address string) (string, bool) {
		if redirect != nil {
			if to, ok := redirect(p, address); ok {
				return to, true
			}
		}
		to, ok := r.target(p, address)
		if p.BasePath != "" {
			to = strings.TrimPrefix(to, p.BasePath)
		}
		return to, ok && strings.HasPrefix(to, "/")
	}
	p.Generated = func(p *Profile, address string) (string, bool) {
		if generated != nil {
			if query, ok := generated(p, address); ok {
				return query, true
			}
		}
		for range maxHostRedirects {
			to, ok := r.target(p, address)
			if !ok {
				return "", false
			}
			if !strings.HasPrefix(to, "/") {
				return "", true
			}
			address = strings.TrimPrefix(to, p.BasePath)
		}
		return "", false
	}
}

// maxHostRedirects bounds how many redirects are followed one after the other.
const maxHostRedirects = 4

// add adds a redirect if its pattern can be read and is not that of every address.
func (r *hostRedirects) add(from, to string) {
	if strings.HasPrefix(from, "/:") && strings.Count(from, "/") == 1 || strings.HasPrefix(from, "/(") || from == "/" || len(*r) >= maxPatterns {
		return
	}
	if rule, ok := compileRewrite(from, to); ok {
		*r = append(*r, rule)
	}
}

// target returns where the host redirects an address that has no base path. The patterns have it.
func (r hostRedirects) target(p *Profile, address string) (string, bool) {
	whole := p.BasePath + "/" + strings.Trim(address, "/")
	for _, rule := range r {
		for _, from := range []string{whole, whole + "/"} {
			if m := rule.from.FindStringSubmatchIndex(from); m != nil {
				to, _, _ := strings.Cut(string(rule.from.ExpandString(nil, rule.to, from, m)), "#")
				return to, to != ""
			}
		}
	}
	return "", false
}
