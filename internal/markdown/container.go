package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Forms of the first line of a fenced container, after its colons: what follows is a title or attributes.
//
//	:::note[Title]{.class}   Docusaurus, Starlight: https://docusaurus.io/docs/markdown-features/admonitions
//	::: tip Title            VitePress: https://vitepress.dev/guide/markdown#custom-containers
//	::: {.note title="x"}    pandoc, Quarto: https://pandoc.org/MANUAL.html#divs-and-spans
//	:::{note} Title          MyST: https://myst-parser.readthedocs.io/en/latest/syntax/admonitions.html
var (
	containerName       = regexp.MustCompile(`^[ \t]*(?:\{([A-Za-z][\w-]*)\}|([A-Za-z][\w-]*))`)
	containerAttributes = regexp.MustCompile(`[ \t]*\{[^{}]*\}[ \t]*$`)
	containerClass      = regexp.MustCompile(`\.(?:callout-)?([A-Za-z][\w-]*)`)
	containerSetting    = regexp.MustCompile(`^[ \t]*[\w-]+=`) // :::zone pivot="x" of Learn, which ends with :::zone-end
	containerTitle      = regexp.MustCompile(`[ {]title="([^"]*)"`)
)

// admonitionNames are the containers that are callouts even without a title. All others group what they hold.
var admonitionNames = map[string]bool{
	"note": true, "info": true, "tip": true, "hint": true, "important": true, "warning": true, "caution": true, "danger": true,
	"attention": true, "error": true, "success": true, "secondary": true, "example": true, "question": true, "quote": true,
	"abstract": true, "summary": true, "failure": true, "bug": true, "todo": true, "seealso": true, "details": true,
	"admonition": true, "warn": true, "spoiler": true, "faq": true, "tldr": true,
}

// minContainerColons is the number of colons in the shortest fence of a container.
const minContainerColons = 3

// containerParser parses containers: what stands between a line that begins with ::: and a name, and a line with no more
// than colons. A container without an end is prose.
type containerParser struct{}

func (containerParser) Trigger() []byte { return []byte{':'} }

func (containerParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], []byte(":::")) || len(pc.OpenedBlocks()) > maxOpenBlocks {
		return nil, parser.NoChildren
	}
	head := bytes.TrimRight(line[at:], " \t\r\n")
	rest := bytes.TrimLeft(head, ":")
	colons := len(head) - len(rest)
	if len(rest) == 0 || bytes.HasSuffix(rest, []byte(":::")) || !hasContainerEnd(reader.Source(), segment.Stop, colons, pc) {
		return nil, parser.NoChildren
	}
	c := &Callout{colons: colons}
	start := segment.Start + at - segment.Padding + colons
	if !c.readContainerHead(rest, start) {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return c, parser.HasChildren
}

// readContainerHead sets name and title of the container whose first line goes on with rest, at offset start, after the
// colons. It reports whether rest is the head of a container.
func (n *Callout) readContainerHead(rest []byte, start int) bool {
	title := [2]int{len(rest), len(rest)}
	if m := containerName.FindSubmatchIndex(rest); m != nil {
		n.Name = string(rest[max(m[2], m[4]):max(m[3], m[5])])
		title[0] = m[1]
		if a := containerAttributes.FindIndex(rest[m[1]:]); a != nil {
			title[1] = m[1] + a[0]
		}
		if v := bytes.TrimSpace(rest[title[0]:title[1]]); len(v) > 1 && v[0] == '[' && v[len(v)-1] == ']' {
			title[0], title[1] = bytes.IndexByte(rest, '[')+1, bytes.LastIndexByte(rest[:title[1]], ']')
		} else if len(v) > 0 && !isSpace(rest[title[0]]) || containerSetting.Match(v) {
			return false // the name is the beginning of something else
		}
	} else if v := bytes.TrimSpace(rest); v[0] == '{' && v[len(v)-1] == '}' {
		if m := containerClass.FindSubmatch(v); m != nil {
			n.Name = string(m[1])
		}
		if m := containerTitle.FindSubmatchIndex(rest); m != nil {
			title = [2]int{m[2], m[3]}
		}
	} else {
		return false
	}
	for title[0] < title[1] && isSpace(rest[title[0]]) {
		title[0]++
	}
	n.Name = strings.ToLower(n.Name)
	n.addTitle(text.NewSegment(start+title[0], start+title[1]))
	if n.Name == "details" || n.Name == "spoiler" {
		n.Fold = '-'
	}
	n.isGroup = n.FirstChild() == nil && !admonitionNames[n.Name]
	return true
}

// containerEndsKey holds, by number of colons, the stretch of the source up to a line that ends a container. Its start is
// where the search for it began; without such a line its stop is beyond the source.
var containerEndsKey = parser.NewContextKey()

// hasContainerEnd reports whether a line from offset on has no more than so many colons, or more of them.
func hasContainerEnd(source []byte, offset, colons int, pc parser.Context) bool {
	ends := pc.ComputeIfAbsent(containerEndsKey, func() any { return map[int]byteRange{} }).(map[int]byteRange)
	if known, ok := ends[colons]; ok && known.start <= offset && offset <= known.stop {
		return known.stop <= len(source)
	}
	for at := offset; at < len(source); {
		i := bytes.Index(source[at:], []byte(":::"))
		if i < 0 {
			break
		}
		at += i
		start, stop := bytes.LastIndexByte(source[:at], '\n')+1, lineEnd(source, at)
		if start >= offset && len(bytes.Trim(source[start:at], " \t>")) == 0 && containerEndLen(source[at:stop]) >= colons {
			ends[colons] = byteRange{offset, at}
			return true
		}
		at = stop
	}
	ends[colons] = byteRange{offset, len(source) + 1}
	return false
}

// containerEndLen returns the number of colons in a line that has nothing else, or 0 if they are too few for a fence.
func containerEndLen(line []byte) int {
	line = bytes.TrimSpace(line)
	if len(line) < minContainerColons || len(bytes.TrimLeft(line, ":")) > 0 {
		return 0
	}
	return len(line)
}

func (containerParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*Callout)
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		reader.AdvanceToEOL()
		return parser.Continue | parser.HasChildren
	}
	colons := containerEndLen(line)
	if colons < n.colons || pc.LastOpenedBlock().Node.IsRaw() || n.hasInner(colons, pc) {
		return parser.Continue | parser.HasChildren
	}
	reader.AdvanceToEOL()
	return parser.Close
}

// hasInner reports whether a fence of so many colons ends a container directly within n rather than n itself.
func (n *Callout) hasInner(colons int, pc parser.Context) bool {
	inside := false
	for _, b := range pc.OpenedBlocks() {
		if inside {
			c, ok := b.Node.(*Callout)
			return ok && c.colons > 0 && (c.colons <= colons || c.hasInner(colons, pc))
		}
		inside = b.Node == ast.Node(n)
	}
	return false
}

func (containerParser) Close(ast.Node, text.Reader, parser.Context) {}

func (containerParser) CanInterruptParagraph() bool { return true }

func (containerParser) CanAcceptIndentedLine() bool { return false }
