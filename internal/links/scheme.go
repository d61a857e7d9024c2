package links

import "strings"

// external are the schemes that a reader may hand on. Everything else is
// refused: a scheme can start any program with any argument.
var external = map[string]bool{
	"http": true, "https": true, "mailto": true, "tel": true,
	"ftp": true, "gemini": true, "gopher": true, "irc": true, "ircs": true, "news": true, "xmpp": true,
	"obsidian": true,
}

// scheme resolves an address with a scheme; rest is what follows the colon.
func (a ask) scheme(dest, scheme, rest string) Target {
	switch {
	case !external[scheme]:
		return Target{Status: Refused, Via: viaScheme, Why: "quire does not follow " + scheme + ": links"}
	case scheme != "http" && scheme != "https":
		return Target{Status: External, URL: dest, Via: viaScheme}
	case !strings.HasPrefix(rest, "//"):
		return Target{Status: Refused, Via: viaScheme, Why: "the address names no host"}
	}
	return a.web(dest, scheme, rest[2:])
}

// web resolves an http or https address; rest is what follows the two slashes.
func (a ask) web(url, scheme, rest string) Target {
	authority, p := splitAuthority(rest)
	if strings.ContainsAny(authority, `\ `) || authority == "" {
		return Target{Status: Refused, Via: viaScheme, Why: "the address names no host"}
	}
	out := Target{Status: External, URL: url, Via: viaScheme}
	own, ok := a.hosts()[hostKey(scheme, authority)]
	if !ok {
		return out
	}
	page, frag := splitAddress(p)
	if own == nil { // declared: whatever the library does not have is broken
		if plain, inside := cleanSite(page); inside && !endsAfter(plain, a.base) {
			return out // another site on the same host
		}
		return a.absolute(p, viaHost)
	}
	// Inferred: the library is only part of what may be there.
	if f, _ := a.onSite(page, own[firstSegment(page)]); f.ok() {
		f.via = viaHost
		return a.target(f, frag)
	}
	return out
}

// splitAuthority parts "host:80/path?q" into "host:80" and "/path?q". The second begins with a slash.
func splitAuthority(rest string) (authority, p string) {
	i := strings.IndexAny(rest, "/?#")
	if i < 0 {
		return rest, "/"
	}
	if rest[i] != '/' {
		return rest[:i], "/" + rest[i:]
	}
	return rest[:i], rest[i:]
}

// hostKey is the form in which hosts are compared: lower case, without www. and
// without the scheme's own port. A user name in it is no host of the library's.
func hostKey(scheme, authority string) string {
	h := strings.ToLower(authority)
	switch scheme {
	case "http":
		h = strings.TrimSuffix(h, ":80")
	case "https":
		h = strings.TrimSuffix(h, ":443")
	}
	return strings.TrimPrefix(h, "www.")
}
