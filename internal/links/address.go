package links

import (
	"path"
	"strings"
)

// noteExts are the extensions of notes; the library finds notes by the same ones.
var noteExts = []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}

// trimNoteExt takes a note's extension from a path or name.
func trimNoteExt(name string) string {
	for _, ext := range noteExts {
		if i := len(name) - len(ext); i > 0 && strings.EqualFold(name[i:], ext) {
			return name[:i]
		}
	}
	return name
}

// indexNames are the notes that stand for their folder, best first.
var indexNames = []string{"index", "_index", "README", "readme", "Readme", "Index"}

func isIndex(name string) bool {
	return strings.EqualFold(name, "index") || name == "_index" || strings.EqualFold(name, "readme")
}

// splitAddress parts an address into path and fragment. The query is dropped.
func splitAddress(dest string) (p, frag string) {
	p, frag, _ = strings.Cut(dest, "#")
	p, _, _ = strings.Cut(p, "?")
	return p, frag
}

// splitScheme parts "mailto:x" into "mailto" and "x". The scheme comes in lower case.
// See RFC 3986, section 3.1.
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

// withScheme completes what GFM takes for a link without its scheme.
func withScheme(dest string) string {
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

// decode resolves percent-encoding. What is no encoding stays as it is: people
// write "100% sure.md".
func decode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, lo := hexDigit(s[i+1]), hexDigit(s[i+2])
			if hi >= 0 && lo >= 0 {
				b.WriteByte(byte(hi<<4 | lo))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// join is the path that rel means in folder dir. It is false when that lies
// outside the root. The root itself is "".
func join(dir, rel string) (string, bool) {
	p := path.Join(dir, rel)
	switch {
	case p == "." || p == "":
		return "", true
	case p == ".." || strings.HasPrefix(p, "../") || p[0] == '/':
		return "", false
	}
	return p, true
}

// cleanSite brings a declared address or prefix into the form in which routes are compared:
// decoded, without leading and trailing slash, /index.html and .html. "" is
// the site's root. It is false for what lies outside.
func cleanSite(p string) (string, bool) {
	p, ok := join("", "./"+decode(p))
	return trimPage(p), ok
}

// trimPage takes away what generators put behind the name of a page.
func trimPage(p string) string {
	for _, end := range []string{".html", ".htm"} {
		p = strings.TrimSuffix(p, end)
	}
	if p == "index" {
		return ""
	}
	return strings.TrimSuffix(p, "/index")
}

func lastSegment(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// dirOf is the folder of a slash path, "" for the root.
func dirOf(p string) string { return p[:max(strings.LastIndexByte(p, '/'), 0)] }

// endsWith reports whether tail is whole or the last segments of whole.
func endsWith(whole, tail string) bool {
	return strings.HasSuffix(whole, tail) &&
		(len(whole) == len(tail) || whole[len(whole)-len(tail)-1] == '/')
}
