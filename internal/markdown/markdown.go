// Package markdown is the one Markdown dialect of quire: CommonMark with GFM,
// footnotes and definition lists, and what people write in Obsidian, Jekyll and Hugo on top of
// it. It turns bytes into a tree, and says what in it is a link, a heading or a named block.
//
//	source ──scan──▶ masked copy ──goldmark──▶ tree ──rewrite──▶ Document
//
// The scan hides from goldmark what is no Markdown (Liquid tags, template
// expressions) behind controls that mean nothing, without moving any offset; text is always read from the source.
// The rewrite makes one tree of it: raw HTML becomes the nodes it means, callouts and
// block ids are found, comments go, depth is bounded. So whoever walks the tree may recurse.
// A long source need not become one tree: see Parts.
//
// It must never touch a disk, know of notes or resolve an address, and never
// panic or take more than linear time, whatever the source.
package markdown

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Document is a parsed note. It is read-only: goroutines may share it.
type Document struct {
	Source []byte   // what was parsed; offsets and the segments of nodes point into it
	Root   ast.Node // depth is at most MaxDepth
	// Limited says what was left as plain text because it nests or repeats
	// beyond what any text does; "" when nothing was.
	Limited string

	links    []Link
	nodes    []ast.Node              // nodes[i] is links[i]
	index    func() map[ast.Node]int // the inverse
	size     int                     // bytes of Source that are in the tree
	starts   *lineStarts
	html     map[ast.Node]bool
	headings []Heading
	blocks   []Block

	jumps     []Jump
	jumpIndex map[ast.Node]int
}

// MaxDepth bounds how deep the nodes of a Document nest.
const MaxDepth = 400

// Parse reads src: the body of a note, UTF-8 with \n as line end. It keeps src.
// Bytes that are no UTF-8 are replaced, then Source is a copy.
func Parse(src []byte) *Document {
	return parse(src, func(masked []byte) parser.Parser {
		if wordsAreAddresses(masked) {
			return anyWord()
		}
		return dialect()
	})
}

func parse(src []byte, choose func(masked []byte) parser.Parser) *Document {
	src = valid(src)
	s := newScanner(src)
	s.upTo(len(src))
	pc := parser.NewContext()
	pc.Set(scanKey, &s.scanned)
	d := newDocument(src, choose(s.masked).Parse(text.NewReader(s.masked), parser.WithContext(pc)))
	d.finish(&rewriter{doc: d, found: &s.scanned, to: len(src)})
	return d
}

func valid(src []byte) []byte {
	if utf8.Valid(src) {
		return src
	}
	return bytes.ToValidUTF8(src, []byte("\ufffd"))
}

func newDocument(src []byte, root ast.Node) *Document {
	return &Document{Source: src, Root: root, size: len(src), html: map[ast.Node]bool{}, starts: &lineStarts{}}
}

// lineStarts are counted when they are asked for, once for all parts of a source.
type lineStarts struct {
	once sync.Once
	at   []int
}

// LineStarts are the offsets in Source at which its lines begin. They are not to be changed.
func (d *Document) LineStarts() []int {
	d.starts.once.Do(func() {
		d.starts.at = LineStarts(d.Source)
	})
	return d.starts.at
}

// LineStarts are the offsets in src at which its lines begin, 0 first.
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

// finish makes ours of goldmark's tree, and finds what there is to link.
func (d *Document) finish(r *rewriter) {
	d.Limited = r.found.limited
	r.rewrite()
	d.collect(r.found.brackets)
}

// Heading is a heading of a document.
type Heading struct {
	Level  int    // 1 to 6
	Text   string // visible text
	ID     string // explicit {#id}, or ""
	Offset int    // of its first byte in Source
	Node   ast.Node
}

// Headings are all headings in the order of the text, those in quotes and lists included.
func (d *Document) Headings() []Heading { return d.headings }

// Block is a block that is named by a ^id.
type Block struct {
	ID     string // without ^
	Offset int    // of the block in Source
	Node   ast.Node
}

// BlockIDs are the blocks that are named by a ^id, in the order of the text.
func (d *Document) BlockIDs() []Block { return d.blocks }
