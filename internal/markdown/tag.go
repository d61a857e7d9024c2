package markdown

import (
	"bytes"
	"strings"
)

// tag is {% … %}, {{ … }}, {{< … >}}, {{% … %}} or {: … }.
type tag struct {
	stop   int
	name   string // the first word of a {% %} or a shortcode
	liquid bool   // {% %}
	braces bool   // {{ }}
	arg    string // what follows the name, trimmed
}

// maxTag bounds how far the end of a tag is looked for, so that many unclosed ones cost no more than one.
const maxTag = 2000

// readTag reads the tag that begins at src[i] and ends before stop.
func readTag(src []byte, i, stop int) (tag, bool) {
	v := src[i:min(stop, i+maxTag)]
	for _, kind := range tagKinds {
		if !bytes.HasPrefix(v, []byte(kind.open)) {
			continue
		}
		end := bytes.Index(v[len(kind.open):], []byte(kind.close))
		if end < 0 {
			return tag{}, false
		}
		inner := string(v[len(kind.open) : len(kind.open)+end])
		t := tag{stop: i + len(kind.open) + end + len(kind.close)}
		return t.read(kind.open, inner, i > 0 && attributable(src[i-1]))
	}
	return tag{}, false
}

var tagKinds = []struct{ open, close string }{
	{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"}, {"{%", "%}"}, {"{:", "}"},
}

func (t tag) read(open, inner string, attached bool) (tag, bool) {
	inner = strings.TrimSpace(strings.Trim(inner, "-"))
	switch open {
	case "{:":
		// Kramdown's attributes, of the span before them or of the block.
		ok := attached || strings.HasPrefix(inner, "#") || strings.HasPrefix(inner, ".") || inner == "toc"
		return t, ok && inner != ""
	case "{{":
		t.braces = true
		return t, inner != ""
	}
	t.liquid = open == "{%"
	t.braces = !t.liquid
	t.name, t.arg, _ = strings.Cut(inner, " ")
	t.arg = strings.TrimSpace(t.arg)
	return t, t.name != ""
}

// attributable reports whether c ends a span that Kramdown's {: } can follow.
func attributable(c byte) bool { return strings.IndexByte(")]*_`\"", c) >= 0 }

func (t tag) kind() pieceKind {
	switch {
	case t.target() != "":
		return address
	case t.braces && !strings.HasPrefix(t.name, "/") && !strings.HasPrefix(t.name, "end"):
		return expression
	}
	return hidden
}

// target is the note that a tag names as the target of a link, or "".
func (t tag) target() string {
	switch t.name {
	case "post_url", "link":
		if t.liquid {
			return strings.Trim(t.arg, `"'`)
		}
	case "ref", "relref":
		if t.braces {
			return refTarget(t.arg)
		}
	}
	return ""
}

// refTarget is the path in the arguments of Hugo's ref: "x", x, path="x" lang="y".
func refTarget(arg string) string {
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

// fence follows fenced code through the lines of a source, without knowing of
// containers: it is right for all that is not contrived, and only decides what a tag alone on its line becomes.
type fence struct {
	char byte
	size int // 0 outside
}

// line takes the next line, without its container markers, and reports whether it is code or a fence.
func (f *fence) line(body []byte) bool {
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

// trimPrefix cuts the container markers and spaces before the text of a line.
func trimPrefix(line []byte) []byte {
	for {
		line = bytes.TrimLeft(line, " \t")
		n := marker(line)
		if n == 0 {
			return bytes.TrimRight(line, " \t\r")
		}
		line = line[n:]
	}
}

// marker is the length of the container marker at the start of line: >, -, +, *, 1. or 1); 0 for none.
func marker(line []byte) int {
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
