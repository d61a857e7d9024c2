package markdown

import (
	"bytes"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/net/html"

	"quire/internal/safe"
)

// maxElementID bounds the length of an id in bytes. Longer ones are no name that a link would use.
const maxElementID = 300

// attributeID is an id in a list of attributes that the scan found outside of code.
type attributeID struct {
	id     string
	offset int
}

// firstFrom returns the index of the first id at or after offset.
func firstFrom(ids []attributeID, offset int) int {
	return sort.Search(len(ids), func(i int) bool { return ids[i].offset >= offset })
}

// scanAttributes records the id of the list of attributes that begins at src[i] in the line src[start:stop], if there is one,
// and returns its length if it is no text.
func (s *scanner) scanAttributes(i, start, stop int) int {
	if stop-i < len("{#a}") || bytes.IndexByte([]byte("{%"), s.src[i+1]) >= 0 {
		return 0
	}
	l, ok := parseAttributes(s.src[i:stop])
	if !ok {
		return 0
	}
	if id := string(l.id); isElementID(id) {
		s.attributeIDs = append(s.attributeIDs, attributeID{id, i})
	}
	if l.isTOC {
		s.tocMarks = append(s.tocMarks, attributeID{"", i})
	}
	if l.autoID != nil {
		prefix := strings.TrimPrefix(strings.TrimPrefix(string(l.autoID), "auto_ids"), "-")
		s.termPrefixes = append(s.termPrefixes, attributeID{prefix, i})
	}
	return s.attributesLen(l, i, start, stop)
}

// isElementID reports whether a link can name an element by id.
func isElementID(id string) bool {
	return id != "" && len(id) <= maxElementID && !strings.ContainsAny(id, " \t\n") && !strings.Contains(id, "{{")
}

// addElementID records the id and the name of an HTML element, by which links refer to it as browsers do: see "indicated
// part" in https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment.
func (r *rewriter) addElementID(e element, offset int) {
	if len(e.attr) == 0 || e.kind != html.StartTagToken && e.kind != html.SelfClosingTagToken {
		return
	}
	id, name := e.attrValue("id"), e.attrValue("name")
	if isElementID(id) {
		r.addAnchor(id, offset)
	}
	if name != id && isElementID(name) {
		r.addAnchor(name, offset)
	}
}

// addAnchor records an id that stands at offset.
func (r *rewriter) addAnchor(id string, offset int) {
	r.doc.blocks = append(r.doc.blocks, Block{ID: safe.Text(id), Offset: r.visibleOffset(offset), IsElementID: true})
}

// addAttributeIDs records the ids in lists of attributes. They name the block in which they stand.
func (r *rewriter) addAttributeIDs() {
	ids := r.scan.attributeIDs
	for _, a := range ids[firstFrom(ids, r.start):firstFrom(ids, r.stop)] {
		r.doc.blocks = append(r.doc.blocks, Block{ID: safe.Text(a.id), Offset: r.blockStart(a.offset), IsElementID: true})
	}
}

// removeHeadingIDs removes the element ids that are those of headings, which have names enough.
func (d *Document) removeHeadingIDs() {
	if len(d.blocks) == 0 {
		return
	}
	ids := map[string]bool{}
	for _, h := range d.headings {
		ids[h.ID] = true
	}
	d.blocks = slices.DeleteFunc(d.blocks, func(b Block) bool { return b.IsElementID && b.Term == "" && ids[b.ID] })
}

// maxAnchorLines bounds how many lines are searched for the text to which an id belongs.
const maxAnchorLines = 20

// anchorLines remembers what was found for the ids of a line, since a line may hold any number of them.
type anchorLines struct{ line, found int }

// visibleOffset returns offset, or the start of the next line with text when the line at offset holds only tags: an
// <a id="x"></a> above a heading leads to the heading.
func (r *rewriter) visibleOffset(offset int) int {
	src := r.doc.Source
	offset = min(max(offset, 0), len(src))
	line := bytes.LastIndexByte(src[:offset], '\n') + 1
	if r.tagLines.line != line+1 {
		r.tagLines = anchorLines{line + 1, findVisibleLine(src, line)}
	}
	if r.tagLines.found > line {
		return r.tagLines.found
	}
	return offset
}

// findVisibleLine returns the start of the first line from the one at line on that holds more than tags, or line.
func findVisibleLine(src []byte, line int) int {
	at, inTag := line, false
	for range maxAnchorLines {
		if at >= len(src) {
			break
		}
		end := lineEnd(src, at)
		var rest []byte
		if rest, inTag = skipTags(trimMarkers(src[at:end]), inTag); len(rest) > 0 {
			return at
		}
		at = end + 1
	}
	return line
}

// skipTags returns line from the first text that is no HTML tag. inTag says that the line begins, and then that it ends,
// within a tag.
func skipTags(line []byte, inTag bool) (rest []byte, stillInTag bool) {
	for len(line) > 0 && (inTag || line[0] == '<') {
		end := bytes.IndexByte(line, '>')
		if end < 0 {
			return nil, true
		}
		line, inTag = bytes.TrimLeft(line[end+1:], " \t"), false
	}
	return line, inTag
}

// blockStart returns the offset of the first of the lines around offset that are not blank.
func (r *rewriter) blockStart(offset int) int {
	src := r.doc.Source
	start := bytes.LastIndexByte(src[:offset], '\n') + 1
	for range maxAnchorLines {
		if start == 0 {
			break
		}
		line := bytes.LastIndexByte(src[:start-1], '\n') + 1
		if len(bytes.TrimSpace(src[line:start])) == 0 {
			break
		}
		start = line
	}
	return start
}

// addTermID records a term of a definition list, if an id is made of it: kramdown does below {:auto_ids}, with the prefix
// of {:auto_ids-PREFIX}, and some generators always do.
// https://kramdown.gettalong.org/syntax.html#definition-lists
func (r *rewriter) addTermID(term ast.Node) {
	if term.Kind() != east.KindDefinitionTerm || !r.scan.dialect.TermIDs && len(r.scan.termPrefixes) == 0 {
		return
	}
	offset := max(r.doc.NodeOffset(term), 0)
	prefix := ""
	if prefixes := r.scan.termPrefixes; len(prefixes) > 0 {
		prefix = prefixes[max(firstFrom(prefixes, offset)-1, 0)].id
	}
	r.doc.blocks = append(r.doc.blocks, Block{ID: prefix, Term: r.doc.Text(term), Offset: offset, IsElementID: true})
}
