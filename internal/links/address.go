package links

import (
	"path"
	"strings"

	"quire/internal/address"
	"quire/internal/note"
	"quire/internal/text"
)

// trimNoteExt returns name without the extension of a note, in any case. It keeps other extensions.
func trimNoteExt(name string) string { return strings.TrimSuffix(name, note.ExtensionOf(name)) }

// indexNames are the names of notes that represent their folder, the preferred name first.
var indexNames = []string{"index", "_index", "README", "readme", "Readme", "Index"}

// splitAddress splits an address into path and fragment. It drops the query.
func splitAddress(dest string) (p, frag string) {
	p, frag, _ = strings.Cut(dest, "#")
	p, _, _ = strings.Cut(p, "?")
	return p, frag
}

// splitScheme splits "mailto:x" into "mailto" and "x" (RFC 3986 §3.1). The scheme is returned in lower case.
func splitScheme(dest string) (scheme, rest string, ok bool) {
	for i := 0; i < len(dest); i++ {
		c := dest[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(dest[:i]), dest[i+1:], true
		default:
			return "", "", false
		}
	}
	return "", "", false
}

// addScheme adds the scheme to an address that GFM recognizes without it: www.x and a@b.
func addScheme(dest string) string {
	switch {
	case strings.Contains(dest, ":"):
		return dest
	case len(dest) > 4 && strings.EqualFold(dest[:4], "www."):
		return "http://" + dest
	case strings.Contains(dest, "@"):
		return "mailto:" + dest
	}
	return dest
}

// joinInRoot joins dir and rel and cleans the result. The root of the library is "". It returns
// false if the result is outside the root.
func joinInRoot(dir, rel string) (string, bool) {
	p := path.Join(dir, rel)
	switch {
	case p == "." || p == "":
		return "", true
	case p == ".." || strings.HasPrefix(p, "../") || p[0] == '/':
		return "", false
	}
	return p, true
}

// normalizeRoute converts a path on the site into the form in which routes are compared:
// decoded, without leading and trailing slashes, and without .html and /index. "" is the
// site's root. It returns false if the path leads outside the root.
func normalizeRoute(p string) (string, bool) {
	p, ok := joinInRoot("", "./"+address.PercentDecode(p))
	return trimPageSuffix(p), ok
}

// trimPageSuffix returns p without the .html and /index that generators append to the path of a page.
func trimPageSuffix(p string) string {
	for _, end := range []string{".html", ".htm"} {
		p = strings.TrimSuffix(p, end)
	}
	if p == "index" {
		return ""
	}
	return strings.TrimSuffix(p, "/index")
}

func lastSegment(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// dirOf returns the folder of a slash path, "" for the root.
func dirOf(p string) string { return p[:max(strings.LastIndexByte(p, '/'), 0)] }

// hasPathSuffix reports whether the path tail equals the last segments of the path whole, or all of it. Canonically
// equivalent names are equal.
func hasPathSuffix(whole, tail string) bool {
	return hasExactSuffix(whole, tail) || hasExactSuffix(text.NFC(whole), text.NFC(tail))
}

// hasExactSuffix is hasPathSuffix for names that are spelled with the same bytes.
func hasExactSuffix(whole, tail string) bool {
	return strings.HasSuffix(whole, tail) &&
		(len(whole) == len(tail) || whole[len(whole)-len(tail)-1] == '/')
}
