package address

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// maxHostLen is the maximum length of a host as written, in bytes: DNS allows 253 characters (RFC 1035 §2.3.4), and each
// may take up to twelve bytes when percent-encoded.
const maxHostLen = 253 * 12

// hostProfile maps host names as browsers do (UTS #46). It accepts underscores and symbols, since names in use have them.
var hostProfile = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false), idna.CheckHyphens(false), idna.CheckJoiners(false))

// splitHost splits an http or https address around its host: "https://user@", "host", ":80/path".
func splitHost(addr string) (before, host, after string) {
	_, rest, _ := strings.Cut(addr, ":")
	start := len(addr) - len(strings.TrimLeft(rest, "/"))
	end := len(addr)
	if i := strings.IndexAny(addr[start:], "/?#"); i >= 0 {
		end = start + i
	}
	if i := strings.LastIndexByte(addr[start:end], '@'); i >= 0 {
		start += i + 1
	}
	if i := strings.LastIndexByte(addr[start:end], ':'); i >= 0 && strings.Trim(addr[start+i+1:end], "0123456789") == "" {
		end = start + i
	}
	return addr[:start], addr[start:end], addr[end:]
}

// hasBackslash reports whether the part before the host contains a backslash. Browsers read it as a slash and other
// programs do not, so that they would find different hosts.
func hasBackslash(before string) bool { return strings.Contains(before, `\`) }

// userName returns the decoded user name from the part before the host, or "".
func userName(before string) string {
	_, user, _ := strings.Cut(before, ":")
	return PercentDecode(strings.TrimSuffix(strings.TrimLeft(user, "/"), "@"))
}

// hostToASCII returns the host that a browser looks up for a written host, with labels in punycode (RFC 3492) if needed.
// It is false if the host is not a valid name. It does not change ASCII names.
func hostToASCII(written string) (string, bool) {
	if len(written) > maxHostLen {
		return "", false
	}
	decoded := PercentDecode(written)
	if decoded == written && isASCII(written) {
		return written, written != "" && !strings.ContainsAny(written, " \"<>\\^`{|}")
	}
	host, _ := hostProfile.ToASCII(decoded) // it converts what it can, even if it returns an error
	if host == "" || strings.ContainsFunc(host, isInvalidInHost) {
		return "", false
	}
	return host, true
}

// AuthorityToASCII returns the authority of an address, as in user@host:80, with its host as hostToASCII returns it, so that
// both spellings of an internationalised name compare equal. It does not change an authority with an invalid host.
func AuthorityToASCII(authority string) string {
	if isASCII(authority) && !strings.Contains(authority, "%") {
		return authority
	}
	const scheme = "https://"
	before, written, after := splitHost(scheme + authority)
	host, ok := hostToASCII(written)
	if !ok {
		return authority
	}
	return strings.TrimPrefix(before, scheme) + host + after
}

// isInvalidInHost reports whether r may not occur in a host name in ASCII.
func isInvalidInHost(r rune) bool {
	return r >= 0x80 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._~", r)
}

// hostToUnicode returns host with its punycode labels decoded.
func hostToUnicode(host string) string {
	lower := strings.ToLower(host)
	if len(host) > maxHostLen || !strings.Contains(lower, "xn--") {
		return host
	}
	decoded, _ := idna.Punycode.ToUnicode(lower)
	return decoded
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

// hostScripts returns the names of the scripts of the letters in the non-ASCII labels of a host, sorted.
func hostScripts(host string) []string {
	found := map[string]bool{}
	for _, label := range strings.FieldsFunc(host, func(r rune) bool { return strings.ContainsRune(".\u3002\uff0e\uff61", r) }) {
		if isASCII(label) {
			continue
		}
		for _, r := range label {
			if unicode.IsLetter(r) {
				found[runeScript(r)] = true
			}
		}
	}
	delete(found, "Common")
	delete(found, "Inherited")
	return slices.Sorted(maps.Keys(found))
}

// runeScript returns the name of the Unicode script of r, or Common.
func runeScript(r rune) string {
	if r < 0x80 {
		return "Latin"
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return "Common"
}
