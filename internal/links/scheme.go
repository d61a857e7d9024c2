package links

import (
	"slices"
	"strings"

	"quire/internal/address"
)

// externalSchemes are the schemes that may be passed to other programs. All others are refused,
// since a scheme can start any program with any argument.
var externalSchemes = map[string]bool{
	"http": true, "https": true, "mailto": true, "tel": true,
	"ftp": true, "gemini": true, "gopher": true, "irc": true, "ircs": true, "news": true, "xmpp": true,
	"obsidian": true,
}

// applicationSchemes are schemes by which pages open other programs or settings, most of them registered:
// https://www.iana.org/assignments/uri-schemes/uri-schemes.xhtml. quire does not pass them on, but a link with one is no mistake.
var applicationSchemes = map[string]bool{
	"about": true, "chrome": true, "edge": true, "feed": true, "geo": true, "git": true, "intent": true, "itms-apps": true,
	"magnet": true, "market": true, "matrix": true, "notion": true, "org-protocol": true, "otpauth": true, "sftp": true, "sip": true,
	"skype": true, "slack": true, "sms": true, "spotify": true, "ssh": true, "steam": true, "svn": true, "tg": true, "things": true,
	"vscode": true, "vscode-insiders": true, "webcal": true, "whatsapp": true, "zoommtg": true, "zotero": true,
}

// OpensApplication reports whether an address is meant for another program, such as vscode: or ms-settings:, or is a picture that
// the address itself holds. Browsers follow such links although quire refuses them.
func OpensApplication(dest string, isImage bool) bool {
	scheme, rest, ok := splitScheme(strings.TrimSpace(dest))
	return ok && (applicationSchemes[scheme] || strings.HasPrefix(scheme, "ms-") || isImage && scheme == "data" && strings.HasPrefix(rest, "image/"))
}

// resolveScheme resolves an address with a scheme; rest is the part after the colon.
func (lk lookup) resolveScheme(dest, scheme, rest string) Target {
	switch {
	case slices.Contains(lk.sites.At(lk.sourceSite()).Schemes, scheme):
		return Target{Status: Template, Rule: ruleScheme, Reason: "the site generator finds the page for " + scheme + ": links"}
	case scheme == denoteScheme:
		return lk.resolveDenote(rest)
	case !externalSchemes[scheme]:
		return Target{Status: Refused, Rule: ruleScheme, Reason: "quire does not follow " + scheme + ": links"}
	case scheme != "http" && scheme != "https":
		return Target{Status: External, URL: dest, Rule: ruleScheme}
	case !strings.HasPrefix(rest, "//"):
		return Target{Status: Refused, Rule: ruleScheme, Reason: "the address has no host"}
	}
	return lk.resolveWeb(dest, scheme, rest[2:])
}

// resolveWeb resolves an http or https address; rest is the part after the two slashes.
func (lk lookup) resolveWeb(url, scheme, rest string) Target {
	authority, p := splitAuthority(rest)
	if strings.ContainsAny(authority, `\ `) || authority == "" {
		return Target{Status: Refused, Rule: ruleScheme, Reason: "the address has no host"}
	}
	out := Target{Status: External, URL: url, Rule: ruleScheme}
	own, ok := lk.hosts()[hostKey(scheme, authority)]
	if !ok {
		return out
	}
	page, frag := splitAddress(p)
	if !own.isInferred() { // a page that the library does not have is broken
		plain, inside := normalizeRoute(page)
		if _, below := lk.belowBase(own.site, plain); inside && !below && lk.sites.At(own.site).BasePath != "" {
			return out // another site on the same host
		}
		if s := lk.sites.At(own.site); inside && s.Owns != nil && !s.Owns(plain) {
			return out
		}
		t := lk.resolveSitePath(own.site, p, ruleHost)
		if t.Status == Broken && lk.isForeignArea(own.site, plain) {
			return out
		}
		return t
	}
	if own.segments[firstSegment(page)] { // an inferred host may have other pages than the library's
		if f, _ := lk.findOnSite(own.site, page); f.exists() && (strings.Trim(page, "/") != "" || !lk.isReadme(f)) {
			f.rule = ruleHost
			return lk.makeTarget(f, frag)
		}
	}
	return out
}

// isReadme reports whether a note is called README: it presents a repository, and is seldom the home page of a site.
func (lk lookup) isReadme(f findings) bool {
	return len(f.notes) == 1 && strings.EqualFold(lastSegment(lk.notes[f.notes[0]].ID), "readme")
}

// splitAuthority splits "host:80/path?q" into "host:80" and "/path?q". The path always begins with a slash.
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

// hostKey returns the form in which hosts are compared: in lower case and ASCII, without www. and without
// the default port of the scheme. It keeps a user name, so that an address with one never matches the library's host.
func hostKey(scheme, authority string) string {
	h := strings.ToLower(address.AuthorityToASCII(authority))
	switch scheme {
	case "http":
		h = strings.TrimSuffix(h, ":80")
	case "https":
		h = strings.TrimSuffix(h, ":443")
	}
	return strings.TrimPrefix(h, "www.")
}
