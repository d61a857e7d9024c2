package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// highlightFenceLen is the length of the fence that replaces {% highlight x %}. The text before the x is always
// longer, so the x can stay where it is.
const highlightFenceLen = 10

// codeTags are the tags whose bodies are code.
//
//	{% highlight x %}                      Jekyll: https://jekyllrb.com/docs/liquid/tags/#code-snippet-highlighting
//	{% codeblock title lang:x address %}   Hexo: https://hexo.io/docs/tag-plugins#Code-Block
//	{{< highlight x >}}, {{< code-toggle >}}   Hugo: https://gohugo.io/shortcodes/highlight/
var codeTags = map[string]bool{
	"highlight": true, "codeblock": true, "code": true, "code-toggle": true, "prism": true, "sourcecode": true, "mermaid": true,
	"plantuml": true, "katex": true, "chart": true, "graphviz": true, "command": true,
}

// maskHighlight turns a line that is {% highlight x %} or another tag of code into the opening fence of a code
// block, and the line that ends it into the closing fence. It reports whether the line is either of them or
// lies between.
func (s *scanner) maskHighlight(start, stop int) bool {
	i := start + len(s.src[start:stop]) - len(bytes.TrimLeft(s.src[start:stop], " \t"))
	if s.highlightEnd != "" {
		if bytes.Contains(s.src[i:stop], []byte(s.highlightEnd)) {
			s.highlightEnd = ""
			s.fillMask(i, stop, '`')
		}
		return true
	}
	if start < s.commentEnd || s.fence.size > 0 || start < s.rawEnd || stop-i < highlightFenceLen || s.src[i] != '{' {
		return false
	}
	t, ok := parseTag(s.src, i, stop)
	if !ok || !codeTags[t.name] || !t.liquid && !t.isShortcode(s.src[i:]) || s.holdsFence(t, stop) {
		return false
	}
	if rest := bytes.TrimSpace(s.src[t.stop:stop]); len(rest) > 0 && !bytes.Equal(rest, []byte("{% raw %}")) {
		return false
	}
	open, end := "{%", "end"+t.name
	if t.doubleBraces {
		open, end = "{{", "/"+t.name
	}
	n := s.findEndTag(open, end, stop)
	if n < 0 || bytes.Contains(s.src[stop:n], []byte("\n")) && len(bytes.TrimSpace(s.src[n:lineEnd(s.src, n)])) > 0 {
		return false
	}
	if t.doubleBraces && (t.isSelfClosing() || t.isReopened(s.src[stop:n])) { // the end is that of a later tag
		return false
	}
	s.highlightEnd = end
	s.fence.size = 0
	s.maskCodeTag(t, i, stop)
	return true
}

// isReopened reports whether a shortcode of the same name begins in text, so that an end after text is not that of t.
func (t templateTag) isReopened(text []byte) bool {
	return bytes.Contains(text, []byte("{{< "+t.name+" ")) || bytes.Contains(text, []byte("{{% "+t.name+" "))
}

// holdsFence reports whether the code after a tag is in a fence of its own, as in GitBook's {% code title="x" %}.
func (s *scanner) holdsFence(t templateTag, stop int) bool {
	body := bytes.TrimLeft(s.src[stop:min(len(s.src), stop+maxTag)], " \t\n>")
	return t.name != "highlight" && (bytes.HasPrefix(body, []byte("```")) || bytes.HasPrefix(body, []byte("~~~")))
}

// maskCodeTag makes a fence of the tag at src[i], with its language where it stands.
func (s *scanner) maskCodeTag(t templateTag, i, stop int) {
	language, _, _ := strings.Cut(t.arg, " ")
	if t.name != "highlight" {
		_, language, _ = strings.Cut(t.arg, "lang:")
		language, _, _ = strings.Cut(language, " ")
		if !t.codeContent().isEmpty() {
			s.codeTags = addTag(s.codeTags, stop+1, t)
		}
	}
	at := bytes.Index(s.src[i:stop], []byte(t.name)) + i + len(t.name)
	s.fillMask(i, stop, ' ')
	s.fillMask(i, i+highlightFenceLen, '`')
	if j := bytes.Index(s.src[at:stop], []byte(language)); j >= 0 && at+j >= i+highlightFenceLen {
		copy(s.masked[at+j:], language)
	}
}

// codeContent returns the title and the address of a tag of code.
func (t templateTag) codeContent() (c tagContent) {
	_, args := t.call()
	var words []string
	for _, p := range args.positional {
		option, _, isOption := strings.Cut(p.value, ":")
		switch {
		case isPageAddress(p.value):
			c.link = p.value
		case isOption && strings.Trim(option, "abcdefghijklmnopqrstuvwxyz_") == "": // lang:js line_number:false
		case c.link != "":
			c.label = strings.TrimSpace(c.label + " " + p.value)
		default:
			words = append(words, p.value)
		}
	}
	c.addText(strings.Join(words, " "))
	c.addText(args.first(true, "title", "caption", "file", "filename", "name"))
	return c
}

// insertCodeLabel puts the title and the address of a tag before the code that it begins.
func (r *rewriter) insertCodeLabel(code ast.Node) {
	lines := code.Lines()
	if len(r.scan.codeTags) == 0 || lines.Len() == 0 {
		return
	}
	first := bytes.LastIndexByte(r.doc.Source[:lines.At(0).Start], '\n') + 1
	t, ok := r.scan.codeTags[first]
	if !ok {
		return
	}
	label := ast.NewParagraph()
	label.SetPos(first)
	label.AppendChild(label, t.codeContent().node(first))
	code.Parent().InsertBefore(code.Parent(), code, label)
	r.rewriteInlines(label, false)
}

// maskMultilineTag hides a tag that begins at i and ends on a later line of its paragraph. It returns where to
// go on.
func (s *scanner) maskMultilineTag(i, stop int) int {
	v := s.src[i:min(len(s.src), i+maxTag)]
	if end := bytes.Index(v, []byte("\n\n")); end >= 0 {
		v = v[:end]
	}
	t, ok := parseTag(v, 0, len(v))
	if !ok || i+t.stop <= stop {
		return i + 1
	}
	s.multilineEnd = i + t.stop
	if !t.content().isEmpty() {
		s.contentTags = addTag(s.contentTags, i, t)
		s.addPiece(piece{i, stop, pieceContent})
		return stop
	}
	s.hidePiece(i, stop)
	return stop
}
