package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// jsxBlockParser parses lines of tags in MDX. Unlike a block of HTML they end where the tags end: what follows is Markdown, also
// without a blank line. https://mdxjs.com/docs/what-is-mdx/#interleaving
type jsxBlockParser struct{}

// jsxTagsKey holds the *jsxTags of the block that is open.
var jsxTagsKey = parser.NewContextKey()

func (jsxBlockParser) Trigger() []byte { return []byte{'<'} }

func (jsxBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if s, ok := pc.Get(scanResultKey).(*scanResult); !ok || !s.dialect.MDX {
		return nil, parser.NoChildren
	}
	line, segment := reader.PeekLine()
	name, isEnd := jsxTagName(line[pc.BlockOffset():])
	isBlock := blockElements[name]
	if name == "pre" || name == "script" || name == "style" || name == "textarea" {
		return nil, parser.NoChildren
	}
	t := &jsxTags{}
	t.read(line)
	switch {
	case !t.started, t.hasText && !isBlock:
		return nil, parser.NoChildren
	case ast.IsParagraph(pc.LastOpenedBlock().Node) && !isBlock && (name != "" && !isComponentName(name) || !isEnd && t.selfClosed):
		return nil, parser.NoChildren
	}
	node := ast.NewHTMLBlock(ast.HTMLBlockType7)
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	pc.Set(jsxTagsKey, t)
	return node, parser.NoChildren
}

func (jsxBlockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	t, ok := pc.Get(jsxTagsKey).(*jsxTags)
	if !ok || !t.inTag || len(bytes.TrimSpace(line)) == 0 {
		return parser.Close
	}
	t.read(line)
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close drops the text of tags that HTML does not know as such.
func (jsxBlockParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	if t, ok := pc.Get(jsxTagsKey).(*jsxTags); ok && t.onlyJSX && !t.hasText && !t.hasElement {
		node.Lines().SetSliced(0, 0)
	}
}

func (jsxBlockParser) CanInterruptParagraph() bool { return true }

func (jsxBlockParser) CanAcceptIndentedLine() bool { return false }

// jsxTagName returns the name of the tag with which v begins; that of a fragment is "".
func jsxTagName(v []byte) (name string, isEnd bool) {
	v = bytes.TrimPrefix(v, []byte("<"))
	isEnd = bytes.HasPrefix(v, []byte("/"))
	v = bytes.TrimPrefix(v, []byte("/"))
	end := 0
	for end < len(v) && isTagNameByte(v[end]) {
		end++
	}
	return string(v[:end]), isEnd
}

// isComponentName reports whether a tag is that of a component, not of HTML.
func isComponentName(name string) bool {
	return name[0] >= 'A' && name[0] <= 'Z' || strings.ContainsAny(name, ".-")
}

func isTagNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_'
}

// jsxTags follows the tags of JSX over lines.
type jsxTags struct {
	started    bool // there is a tag
	inTag      bool // the last one has no end yet
	hasText    bool // there is something other than tags
	hasElement bool // there is a tag of HTML
	onlyJSX    bool // there is a fragment or a value in braces
	selfClosed bool // the last one ends in />
	quote      byte // of the value in which the last line ends, or 0
	braces     int  // that are open in the tag
}

// read goes on with a line.
func (t *jsxTags) read(line []byte) {
	for i := 0; i < len(line); i++ {
		c := line[i]
		switch {
		case t.quote != 0:
			if c == t.quote {
				t.quote = 0
			}
		case !t.inTag:
			switch {
			case c == '<' && i+1 < len(line) && (isTagNameByte(line[i+1]) || line[i+1] == '/' || line[i+1] == '>'):
				name, _ := jsxTagName(line[i:])
				after := i + 1 + len(name)
				if t.inTag = name == "" || after < len(line) && bytes.IndexByte([]byte(" \t\n/>"), line[after]) >= 0 || line[i+1] == '/'; !t.inTag {
					t.hasText = true
				}
				t.started = t.started || t.inTag
				t.hasElement = t.hasElement || name != "" && !isComponentName(name)
				t.onlyJSX = t.onlyJSX || name == ""
			case c != ' ' && c != '\t' && c != '\n':
				t.hasText = true
			}
		case c == '"' || c == '\'' || c == '`':
			if t.braces > 0 && c == '\'' && i > 0 && isTagNameByte(line[i-1]) { // an apostrophe
				continue
			}
			t.quote = c
		case c == '{':
			t.braces++
			t.onlyJSX = true
		case c == '}':
			t.braces = max(t.braces-1, 0)
		case c == '>' && t.braces == 0:
			t.inTag, t.selfClosed = false, line[i-min(i, 1)] == '/'
		}
	}
}
