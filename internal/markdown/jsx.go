package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// maxJSX bounds the length of a tag, or of an import or export, in bytes.
const maxJSX = 64 << 10

// jsxBudgetKey holds the number of bytes that may still be searched in vain for ends of tags, imports and exports, so that
// many without an end stay cheap.
var jsxBudgetKey = parser.NewContextKey()

// jsxWindow returns the beginning of v in which an end may be searched, at most maxJSX bytes and nothing when the budget is
// spent. The caller pays what it searched in vain with payJSX.
func jsxWindow(v []byte, sourceLen int, pc parser.Context) []byte {
	budget := pc.ComputeIfAbsent(jsxBudgetKey, func() any { n := 8*sourceLen + maxJSX; return &n }).(*int)
	return v[:min(len(v), maxJSX, max(*budget, 0))]
}

// payJSX takes n bytes off the budget.
func payJSX(n int, pc parser.Context) {
	if budget, ok := pc.Get(jsxBudgetKey).(*int); ok {
		*budget -= n
	}
}

// parseJSXTag parses the tag that v begins with and returns its length. For anything else the length is 0, and read says
// how many bytes were read to know. Unlike in HTML, names keep their case, since <Title> is a component and not a title;
// values may be expressions in braces, and those that are strings are read. Values without quotes are accepted, too.
// https://mdxjs.com/docs/what-is-mdx/#jsx
func parseJSXTag(v []byte) (e element, length, read int) {
	s := jsxScanner{v: v, at: 1}
	e.kind = html.StartTagToken
	if s.peek() == '/' {
		e.kind = html.EndTagToken
		s.at++
	}
	e.name = string(s.name())
	if s.peek() != '>' && e.name == "" {
		return e, 0, s.at
	}
	for {
		blank := s.skipSpace()
		switch c := s.peek(); {
		case c == '>':
			return linkElement(e), s.at + 1, s.at + 1
		case c == '/' && e.kind == html.StartTagToken:
			s.at++
			s.skipSpace()
			if s.peek() != '>' {
				return e, 0, s.at
			}
			e.kind = html.SelfClosingTagToken
		case c == '{' && e.kind == html.StartTagToken: // a spread or a comment
			n := bracedLen(s.v[s.at:])
			if s.at += n; n == 0 {
				return e, 0, len(v)
			}
		case blank && e.kind == html.StartTagToken:
			a, shown, ok := s.attribute()
			if !ok {
				return e, 0, s.at
			}
			if shown {
				e.attr = append(e.attr, a)
			}
		default:
			return e, 0, s.at
		}
	}
}

// linkElement returns e, or an <a> or <img> if it is the component that Docusaurus, Next, Astro and others have for links and
// pictures, and says whether it is any other component.
// https://docusaurus.io/docs/docusaurus-core#link
func linkElement(e element) element {
	switch e.name {
	case "Image", "Img":
		e.name = "img"
		return e
	case "Link", "NavLink":
	default:
		e.isComponent = e.name != "" && e.name[0] >= 'A' && e.name[0] <= 'Z'
		return e
	}
	e.name = "a"
	for i := range e.attr {
		if e.attr[i].Key == "to" {
			e.attr[i].Key = "href"
		}
	}
	return e
}

// jsxScanner reads the parts of a tag.
type jsxScanner struct {
	v  []byte
	at int
}

// peek returns the next byte, or 0 at the end.
func (s *jsxScanner) peek() byte {
	if s.at < len(s.v) {
		return s.v[s.at]
	}
	return 0
}

// skipSpace skips white space and reports whether there was some.
func (s *jsxScanner) skipSpace() bool {
	start := s.at
	for s.at < len(s.v) && isSpace(s.v[s.at]) {
		s.at++
	}
	return s.at > start
}

// name returns the name of an element or attribute, which may be empty.
func (s *jsxScanner) name() []byte {
	start := s.at
	for s.at < len(s.v) && (util.IsAlphaNumeric(s.v[s.at]) || s.v[s.at] == '_' || s.v[s.at] == '$' || s.at > start && strings.IndexByte("-.:@", s.v[s.at]) >= 0) {
		s.at++
	}
	return s.v[start:s.at]
}

// attribute reads an attribute. isKnown is false if its value is false or not known before the page is run.
func (s *jsxScanner) attribute() (a html.Attribute, isKnown, ok bool) {
	a.Key = string(s.name())
	if a.Key == "" {
		return a, false, false
	}
	after := s.at
	s.skipSpace()
	if s.peek() != '=' {
		s.at = after
		return a, true, true
	}
	s.at++
	s.skipSpace()
	switch c := s.peek(); c {
	case '"', '\'':
		n := bytes.IndexByte(s.v[s.at+1:], c)
		if n < 0 {
			s.at = len(s.v)
			return a, false, false
		}
		a.Val = html.UnescapeString(string(s.v[s.at+1 : s.at+1+n]))
		s.at += n + 2
		return a, true, true
	case '{':
		n := bracedLen(s.v[s.at:])
		if n == 0 {
			s.at = len(s.v)
			return a, false, false
		}
		var isString bool
		value := string(bytes.TrimSpace(s.v[s.at+1 : s.at+n-1]))
		if a.Val, isString = stringLiteral(value); !isString && (a.Key == "href" || a.Key == "to" || a.Key == "src" || a.Key == "items") {
			a.Val, isString = "{"+value+"}", true // a link of which the resolver knows that it is one, or the labels of tabs
		}
		s.at += n
		return a, isString || value == "true", true
	}
	start := s.at
	for s.at < len(s.v) && !isSpace(s.v[s.at]) && strings.IndexByte("<>\"'`{}", s.v[s.at]) < 0 {
		s.at++
	}
	a.Val = html.UnescapeString(string(s.v[start:s.at]))
	return a, true, s.at > start
}

// stringLiteral returns the value of an expression that is a plain string.
func stringLiteral(v string) (string, bool) {
	if len(v) < 2 || strings.IndexByte("\"'`", v[0]) < 0 || v[len(v)-1] != v[0] {
		return "", false
	}
	inner := v[1 : len(v)-1]
	return inner, strings.IndexByte(inner, v[0]) < 0 && !strings.ContainsAny(inner, "\\\n") && (v[0] != '`' || !strings.Contains(inner, "${"))
}

// bracedLen returns the length of the expression in braces or other brackets that v begins with, or 0 if it has no end.
func bracedLen(v []byte) int {
	depth := 0
	for i := 0; i < len(v); i++ {
		switch c := v[i]; c {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		default:
			i += literalLen(v[i:])
		}
	}
	return 0
}

// literalLen returns the length of the string or comment that v begins with, without its last byte, or 0.
func literalLen(v []byte) int {
	n := 0
	switch {
	case v[0] == '"' || v[0] == '\'':
		n = quotedLen(v)
	case v[0] == '`':
		n = 1 + bytes.IndexByte(v[1:], '`') + 1
	case bytes.HasPrefix(v, []byte("/*")):
		n = 2 + bytes.Index(v[2:], []byte("*/")) + 2
	}
	return max(n-1, 0)
}
