package markdown

import (
	"bytes"
	"strings"
)

// templateTag is a tag of a template language: {% … %}, {{ … }}, {{< … >}}, {{% … %}} or {: … }.
type templateTag struct {
	stop         int
	name         string // the first word of a {% %} or shortcode
	liquid       bool   // {% %}
	doubleBraces bool   // {{ }}
	arg          string // the text after the name, trimmed
}

// maxTag bounds the search for the end of a tag, in bytes, so that many unclosed tags stay cheap.
const maxTag = 2000

// parseTag parses the tag that begins at src[i] and ends before stop.
func parseTag(src []byte, i, stop int) (templateTag, bool) {
	v := src[i:min(stop, i+maxTag)]
	for _, kind := range tagKinds {
		if !bytes.HasPrefix(v, []byte(kind.open)) {
			continue
		}
		end := bytes.Index(v[len(kind.open):], []byte(kind.close))
		if end < 0 {
			return templateTag{}, false
		}
		inner := string(v[len(kind.open) : len(kind.open)+end])
		t := templateTag{stop: i + len(kind.open) + end + len(kind.close)}
		return t.parseInner(kind.open, inner, i > 0 && canHaveAttributes(src[i-1]))
	}
	return templateTag{}, false
}

var tagKinds = []struct{ open, close string }{
	{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{:", "}"},
}

// parseInner sets the name and argument from the text between the delimiters; open is the delimiter before it.
// attached says that the tag directly follows a span. ok is false when the text is not a tag.
func (t templateTag) parseInner(open, inner string, attached bool) (parsed templateTag, ok bool) {
	inner = strings.TrimSpace(strings.Trim(inner, "-"))
	switch open {
	case "{:":
		if isKramdownExtension(inner) {
			t.name, _, _ = strings.Cut(inner, " ")
			return t, true
		}
		// Kramdown's attributes, for the span before them or for the block.
		list, isList := parseAttributes([]byte("{:" + inner + "}"))
		ok = attached || isList && list.named > 0 || inner == "toc" || strings.HasPrefix(inner, "auto_ids")
		return t, ok && inner != ""
	case "{{":
		t.doubleBraces = true
		if page, ok := strings.CutPrefix(inner, "embed "); ok { // of Logseq; other expressions have no name
			t.name, t.arg = "embed", strings.TrimSpace(page)
		}
		if name, _, isCall := strings.Cut(inner, "("); isCall && strings.HasSuffix(inner, ")") && isContentTag(name) { // of Zola
			t.name = inner
		}
		return t, inner != ""
	}
	t.liquid = open == "{%"
	t.doubleBraces = !t.liquid
	t.name = inner
	if i := strings.IndexAny(inner, " \t\n"); i >= 0 {
		t.name, t.arg = inner[:i], strings.TrimSpace(inner[i:])
	}
	return t, t.name != ""
}

// isKramdownExtension reports whether {:inner} begins or ends an extension: {::comment}, {::options x="y" /}, {:/}.
// https://kramdown.gettalong.org/syntax.html#extensions
func isKramdownExtension(inner string) bool {
	name, _, _ := strings.Cut(inner, " ")
	switch name {
	case ":comment", ":nomarkdown", ":options", "/comment", "/nomarkdown", "/options", "/", ":options/":
		return true
	}
	return false
}

// canHaveAttributes reports whether c ends a span that Kramdown's {: } can follow.
func canHaveAttributes(c byte) bool { return strings.IndexByte(")]*_`\"", c) >= 0 }

// pieceKind returns how the scan treats the tag.
func (t templateTag) pieceKind() pieceKind {
	switch {
	case t.isEscaped():
		return pieceEscaped
	case t.linkTarget() != "":
		return pieceLink
	case t.doubleBraces && !strings.HasPrefix(t.name, "/") && !strings.HasPrefix(t.name, "end"):
		return pieceExpression
	}
	return pieceHidden
}

// isEscaped reports whether the tag is how Hugo writes a shortcode in the text: {{</* x */>}}.
func (t templateTag) isEscaped() bool {
	return t.doubleBraces && strings.HasPrefix(t.name, "/*") && strings.HasSuffix(t.name+t.arg, "*/")
}

// isSelfClosing reports whether a shortcode has no body: {{< x />}}.
func (t templateTag) isSelfClosing() bool { return strings.HasSuffix(t.arg, "/") }

// endedName returns the name of the shortcode that the tag ends: x for {{< /x >}}.
func (t templateTag) endedName() (string, bool) {
	if !strings.HasPrefix(t.name, "/") {
		return "", false
	}
	name := t.name[1:]
	if name == "" {
		name = t.arg
	}
	return name, true
}

// linkTarget returns the note that the tag links to, or "".
func (t templateTag) linkTarget() string {
	switch t.name {
	case "post_url", "link":
		if t.liquid {
			return strings.Trim(t.arg, `"'`)
		}
	case "ref", "relref":
		if t.doubleBraces {
			return hugoRefTarget(t.arg)
		}
	case "embed": // https://docs.logseq.com/#/page/embed
		if page, ok := strings.CutPrefix(t.arg, "[["); ok && strings.HasSuffix(page, "]]") {
			return page[:len(page)-len("]]")]
		}
	}
	return ""
}

// hugoRefTarget returns the path in the arguments of Hugo's ref: "x", x, or path="x" lang="y".
func hugoRefTarget(arg string) string {
	if i := strings.Index(arg, "path="); i >= 0 {
		arg = arg[i+len("path="):]
	}
	if arg == "" {
		return ""
	}
	if q := arg[0]; q == '"' || q == '\'' || q == '`' {
		inner, _, _ := strings.Cut(arg[1:], string(q))
		return inner
	}
	first, _, _ := strings.Cut(arg, " ")
	return first
}

// fenceTracker follows fenced code through the lines of a source, without a notion of containers. It is right
// for all but contrived sources, and only decides what becomes of a tag that is alone on its line.
type fenceTracker struct {
	char byte
	size int // length of the open fence; 0 outside of code
}

// consumeLine takes the next line, without its container markers, and reports whether it is code or a fence.
func (f *fenceTracker) consumeLine(body []byte) bool {
	n := 0
	if len(body) > 0 && (body[0] == '`' || body[0] == '~') {
		for n < len(body) && body[n] == body[0] {
			n++
		}
	}
	if f.size > 0 {
		if n >= f.size && body[0] == f.char && len(bytes.TrimSpace(body[n:])) == 0 {
			f.size = 0
		}
		return true
	}
	if n < 3 || body[0] == '`' && bytes.IndexByte(body[n:], '`') >= 0 {
		return false
	}
	f.char, f.size = body[0], n
	return true
}

// trimMarkers cuts the container markers and spaces before the text of a line, and the spaces after it.
func trimMarkers(line []byte) []byte {
	for {
		line = bytes.TrimLeft(line, " \t")
		n := markerLen(line)
		if n == 0 {
			return bytes.TrimRight(line, " \t\r")
		}
		line = line[n:]
	}
}

// markerLen returns the length of the container marker at the start of line (>, -, +, *, 1. or 1)), or 0.
func markerLen(line []byte) int {
	if len(line) == 0 {
		return 0
	}
	n := 0
	switch c := line[0]; {
	case c == '>':
		return 1
	case c == '-' || c == '+' || c == '*':
		n = 1
	case c >= '0' && c <= '9':
		for n < len(line) && n < 9 && line[n] >= '0' && line[n] <= '9' {
			n++
		}
		if n == len(line) || line[n] != '.' && line[n] != ')' {
			return 0
		}
		n++
	default:
		return 0
	}
	if n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	return n
}
