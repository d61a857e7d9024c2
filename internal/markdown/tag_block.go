package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// blockTag says what a tag with a body means.
type blockTag struct {
	kind    string // of a callout; "=" is the value of style, type or color, or the first word; "group" groups what it holds
	isTitle bool   // positional arguments without quotes are the title
}

// blockTags are the tags with a body that are callouts, tabs or groups.
//
//	{% hint style="x" %}, {% tab title="x" %}    GitBook: https://gitbook.com/docs/creating-content/blocks/hint
//	{{% alert title="x" color="y" %}}            Docsy: https://www.docsy.dev/docs/content/shortcodes/
//	{{< hint x >}}, {{< details "x" >}}          Hugo Book: https://hugo-book-demo.netlify.app
//	{% blockquote x, y %}, {% pullquote %}       Hexo: https://hexo.io/docs/tag-plugins
var blockTags = map[string]blockTag{
	"hint": {kind: "="}, "alert": {kind: "="}, "callout": {kind: "="}, "admonition": {kind: "="}, "notice": {kind: "="}, "message": {kind: "="},
	"note": {kind: "note"}, "tip": {kind: "tip"}, "info": {kind: "info"}, "warning": {kind: "warning"}, "warn": {kind: "warning"},
	"important": {kind: "important"}, "caution": {kind: "caution"}, "danger": {kind: "danger"}, "error": {kind: "error"}, "aside": {kind: "note"},
	"details": {kind: "details", isTitle: true}, "expand": {kind: "details", isTitle: true}, "expandable": {kind: "details", isTitle: true},
	"accordion": {kind: "details", isTitle: true}, "collapse": {kind: "details", isTitle: true}, "spoiler": {kind: "details", isTitle: true},
	"tab": {kind: "tab", isTitle: true}, "tabitem": {kind: "tab", isTitle: true}, "step": {kind: "step", isTitle: true}, "card": {kind: "card", isTitle: true},
	"blockquote": {kind: "quote", isTitle: true}, "quote": {kind: "quote", isTitle: true}, "pullquote": {kind: "quote"}, "code": {kind: "group"},
	"tabs": {kind: "group"}, "tabpane": {kind: "group"}, "cards": {kind: "group"}, "steps": {kind: "group"}, "stepper": {kind: "group"}, "columns": {kind: "group"},
	"column": {kind: "group"}, "tabbed": {kind: "group"}, "center": {kind: "group"}, "codetabs": {kind: "group"}, "code-group": {kind: "group"},
}

// title returns the title among the arguments of the tag.
func (b blockTag) title(args tagArguments) string {
	if title := args.first(true, "title", "summary", "heading", "header", "name", "label", "tabname"); title != "" {
		return title
	}
	if b.kind == "quote" || b.kind == "group" {
		return ""
	}
	if quoted := args.listQuoted(); len(quoted) > 0 && (b.isTitle || b.kind != "=" || len(args.positional) > 1) {
		return quoted[len(quoted)-1]
	}
	if b.isTitle {
		return args.words()
	}
	return ""
}

// calloutName returns the kind of callout that the tag is.
func (b blockTag) calloutName(args tagArguments) string {
	if b.kind != "=" {
		return b.kind
	}
	name := args.first(true, "style", "type", "color", "kind", "icon", "class", "context")
	if name == "" && len(args.positional) > 0 {
		name = args.positional[0].value
	}
	switch name = strings.ToLower(name); {
	case name == "" || name == "primary" || name == "default":
		return "note"
	case admonitionNames[name]:
		return name
	case name == "working":
		return "info"
	}
	return "note"
}

// tagBlockParser makes callouts and groups of the blocks between a tag and its end.
type tagBlockParser struct{}

func (tagBlockParser) Trigger() []byte { return []byte{'{'} }

func (tagBlockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	s, ok := pc.Get(scanResultKey).(*scanResult)
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if !ok || at < 0 || len(s.tagBlocks) == 0 || len(line) <= at || len(pc.OpenedBlocks()) > maxOpenBlocks {
		return nil, parser.NoChildren
	}
	start := segment.Start + at - segment.Padding
	pair, ok := s.tagBlocks[start]
	if !ok {
		return nil, parser.NoChildren
	}
	name, args := pair.tag.call()
	b := blockTags[name]
	c := &Callout{Name: b.calloutName(args), end: pair.endStart, isGroup: b.kind == "group"}
	c.SetPos(start)
	if c.Name == "details" {
		c.Fold = '-'
	}
	if c.content = pair.tag.content(); !c.content.isEmpty() && c.isGroup {
		c.isGroup, c.Name = false, name
	}
	reader.AdvanceToEOL()
	return c, parser.HasChildren
}

func (tagBlockParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n, ok := node.(*Callout)
	if line, segment := reader.PeekLine(); !ok || segment.Start+len(bytes.TrimRight(line, "\n")) >= n.end {
		return parser.Close
	}
	return parser.Continue | parser.HasChildren
}

// insertContent makes a title of what a reader sees of the tag that begins n. goldmark allows no inline nodes in blocks
// before it parses their lines.
func (n *Callout) insertContent() {
	if n.content.isEmpty() {
		return
	}
	title := &CalloutTitle{}
	title.SetPos(n.Pos())
	title.AppendChild(title, n.content.node(n.Pos()))
	if first := n.FirstChild(); first != nil {
		n.InsertBefore(n, first, title)
	} else {
		n.AppendChild(n, title)
	}
}

func (tagBlockParser) Close(ast.Node, text.Reader, parser.Context) {}

func (tagBlockParser) CanInterruptParagraph() bool { return true }

func (tagBlockParser) CanAcceptIndentedLine() bool { return false }

// addTagBlock records the pair of tags of which the first is alone on the line src[start:stop], from offset i on, if it is a
// block. The line of the end must hold nothing else either.
func (s *scanner) addTagBlock(i, start, stop int) bool {
	pair, ok := s.pairs[i]
	name, _ := pair.tag.call()
	if !ok || blockTags[name] == (blockTag{}) || pair.endStart <= stop || len(trimMarkers(s.src[start:i])) > 0 || len(bytes.TrimSpace(s.src[min(pair.tag.stop, stop):stop])) > 0 {
		return false
	}
	lineStart := bytes.LastIndexByte(s.src[:pair.endStart], '\n') + 1
	if len(bytes.Trim(s.src[lineStart:pair.endStart], " \t>")) > 0 || len(bytes.TrimSpace(s.src[pair.endStop:lineEnd(s.src, pair.endStop)])) > 0 {
		return false
	}
	if s.tagBlocks == nil {
		s.tagBlocks = map[int]tagPair{}
	}
	s.tagBlocks[i] = pair
	return true
}
