// Package markdown parses the Markdown dialect of quire: CommonMark with GFM, footnotes and definition lists,
// plus what people write for Obsidian, Jekyll and Hugo. It turns bytes into a tree, and says what in the tree
// is a link, a heading or a named block.
//
//	source ──scan──▶ masked copy ──goldmark──▶ tree ──rewrite──▶ Document
//
// The scan hides from goldmark what is not Markdown (Liquid tags, template expressions). In a masked copy it
// replaces them by control characters that mean nothing, so that no offset moves; text is always read from the
// source. The rewrite turns goldmark's tree into a simpler one: raw HTML becomes the nodes it means, callouts
// and block ids are recognised, comments are removed, and the depth is bounded, so that code that walks the
// tree may recurse. A long source need not become a single tree: see PartParser.
//
// The package must never touch a disk, know about notes or resolve an address. It must never panic or take more
// than linear time, whatever the source.
package markdown

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Document is a parsed note. It is read-only, so goroutines may share it.
type Document struct {
	Source []byte   // the parsed text; offsets and the segments of nodes point into it
	Root   ast.Node // at most MaxDepth deep
	// LimitReason says what was left as plain text because it nests or repeats more than any real text; "" when
	// nothing was.
	LimitReason string

	links     []Link
	linkNodes []ast.Node              // linkNodes[i] is the node of links[i]
	linkIndex func() map[ast.Node]int // the inverse, computed once
	treeSize  int                     // bytes of Source that the tree covers
	starts    *lineStarts
	htmlNodes map[ast.Node]bool
	headings  []Heading
	blocks    []Block

	jumps     []FootnoteJump
	jumpIndex map[ast.Node]int
}

// MaxDepth bounds how deep the nodes of a Document nest.
const MaxDepth = 400

// Parse parses src: the body of a note, in UTF-8 with \n as line end. The Document keeps src, so the caller
// must not change it. If src holds bytes that are not UTF-8, Source is a copy with U+FFFD for each run of them.
func Parse(src []byte) *Document { return Dialect{}.Parse(src) }

// Parse parses src like the function Parse, in the dialect.
func (d Dialect) Parse(src []byte) *Document {
	return parse(src, d, func(masked []byte) parser.Parser {
		if d.MDX {
			return mdxParser()
		}
		if mayBeginWithAddress(masked) {
			return wordStartParser()
		}
		return defaultParser()
	})
}

// parse parses src like Parse, with the parser that choose selects for the masked copy.
func parse(src []byte, dialect Dialect, choose func(masked []byte) parser.Parser) *Document {
	src = toValidUTF8(src)
	s := newScanner(src, dialect)
	s.scanTo(len(src))
	pc := parser.NewContext()
	pc.Set(scanResultKey, &s.scanResult)
	d := newDocument(src, choose(s.masked).Parse(text.NewReader(s.masked), parser.WithContext(pc)))
	d.finishTree(&rewriter{doc: d, scan: &s.scanResult, stop: len(src)})
	return d
}

// toValidUTF8 returns src, or a copy with U+FFFD for each run of bytes that are not UTF-8.
func toValidUTF8(src []byte) []byte {
	if utf8.Valid(src) {
		return src
	}
	return bytes.ToValidUTF8(src, []byte("\ufffd"))
}

func newDocument(src []byte, root ast.Node) *Document {
	return &Document{Source: src, Root: root, treeSize: len(src), htmlNodes: map[ast.Node]bool{}, starts: &lineStarts{}}
}

// lineStarts computes the starts of lines on first use, once for all parts of a source.
type lineStarts struct {
	once    sync.Once
	offsets []int
}

// LineStarts returns the offsets in Source at which its lines begin. The caller must not change them.
func (d *Document) LineStarts() []int {
	d.starts.once.Do(func() {
		d.starts.offsets = LineStarts(d.Source)
	})
	return d.starts.offsets
}

// LineStarts returns the offsets in src at which its lines begin, 0 first.
func LineStarts(src []byte) []int {
	starts := make([]int, 1, 2+bytes.Count(src, []byte{'\n'}))
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			return starts
		}
		at += i + 1
		starts = append(starts, at)
	}
}

// finishTree rewrites goldmark's tree and finds its links and headings.
func (d *Document) finishTree(r *rewriter) {
	d.LimitReason = r.scan.limitReason
	r.rewriteTree()
	r.addAttributeIDs()
	d.collectLinks(r.scan.bracketCount)
}

// Heading is a heading of a document.
type Heading struct {
	Level  int    // 1 to 6
	Text   string // visible text
	ID     string // explicit {#id}, or ""
	Offset int    // of its first byte in Source
	Node   ast.Node
}

// Headings returns all headings in the order of the text, including those in quotes and lists.
func (d *Document) Headings() []Heading { return d.headings }

// Block is a block that a ^id names, or a place that the id of an HTML element or a list of attributes names.
type Block struct {
	ID     string   // without ^; for a Term the prefix of its id
	Term   string   // the text of the term of a definition list of which an id is to be made, or ""
	Offset int      // of the block in Source
	Node   ast.Node // nil if IsElementID
	// IsElementID says that the ID is that of an HTML element: links refer to it as #ID, not as #^ID.
	IsElementID bool
}

// BlockIDs returns the blocks and places that an id names, in the order of the text.
func (d *Document) BlockIDs() []Block { return d.blocks }
