package markdown

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The parsers of the dialect: wordStartParser is for texts in which a word may be a bare address, defaultParser for
// all others (see linkifyExtension).
var (
	defaultParser   = sync.OnceValue(func() parser.Parser { return newParser(linkifyExtension{}, extension.Footnote) })
	wordStartParser = sync.OnceValue(func() parser.Parser { return newParser(linkifyExtension{atWordStart: true}, extension.Footnote) })
)

// newParser returns goldmark's parser with the extensions of the dialect. Parsers with smaller priorities come
// first; goldmark has code spans at 100, links at 200, autolinks at 300, raw HTML at 400 and emphasis at 500.
func newParser(bare linkifyExtension, footnotes goldmark.Extender, options ...goldmark.Option) parser.Parser {
	return goldmark.New(append(options,
		goldmark.WithExtensions(bare, extension.Table, extension.Strikethrough, footnotes, inlineNotes{}, extension.DefinitionList),
		goldmark.WithParserOptions(
			parser.WithBlockParsers(ownBlockParsers()...),
			parser.WithInlineParsers(
				util.Prioritized(taskParser{extension.NewTaskCheckBoxParser()}, 0),
				util.Prioritized(templateParser{}, 90),
				util.Prioritized(wikiParser{}, 95), // before footnotes (101) and links (200)
				util.Prioritized(spanParser{}, 96),
				util.Prioritized(mathParser{}, 99),
				util.Prioritized(directiveParser{}, 440),
				util.Prioritized(emojiParser{}, 450),
				util.Prioritized(superscriptParser{}, 450), // after notes (94)
				util.Prioritized(markParser{}, 500),
				util.Prioritized(commentParser{}, 500),
			),
		),
	)...).Parser()
}

// ownBlockParsers returns the parsers of the blocks that neither goldmark nor its extensions know.
func ownBlockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(rawBlockParser{}, 90),
		util.Prioritized(tagBlockParser{}, 94),
		util.Prioritized(admonitionParser{}, 95), // before the underlines of headings (100)
		util.Prioritized(diagramParser{}, 95),
		util.Prioritized(containerParser{}, 96),
		util.Prioritized(abbreviationParser{}, 250), // before lists (300)
		util.Prioritized(commentBlockParser{}, 750),
		util.Prioritized(mathBlockParser{}, 760),
	}
}

// templateParser makes nodes of the template pieces that the scan found.
type templateParser struct{}

func (templateParser) Trigger() []byte { return []byte{'{'} }

func (templateParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	s, ok := pc.Get(scanResultKey).(*scanResult)
	if !ok || segment.Padding > 0 {
		return nil
	}
	p, ok := s.pieceAt(segment.Start)
	n := p.stop - p.start
	if !ok || n > len(line) {
		return nil
	}
	source := string(s.unmask(line[:n]))
	block.Advance(n)
	if p.kind == pieceHidden {
		return &comment{}
	}
	if p.kind == pieceContent {
		return s.contentNode(p)
	}
	if p.kind == pieceRaw {
		return &Template{Source: string(s.source[p.start:p.stop])}
	}
	if p.kind == pieceEscaped {
		source = strings.Replace(strings.Replace(source, "/*", "", 1), "*/", "", 1)
	}
	node := &Template{Source: source}
	if p.kind == pieceLink {
		if t, ok := parseTag([]byte(source), 0, n); ok {
			node.Target = t.linkTarget()
		}
	}
	return node
}

// markParser parses ==x==.
type markParser struct{}

func (markParser) Trigger() []byte { return []byte{'='} }

func (p markParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '=' || before == '=' || len(line) > 2 && line[2] == '=' {
		return nil
	}
	node := parser.ScanDelimiter(line, before, 2, p)
	if node == nil {
		return nil
	}
	// A letter or digit before == keeps it from opening, and one after it from closing: a==b is a comparison.
	if before < 0x80 && util.IsAlphaNumeric(byte(before)) {
		node.CanOpen = false
	}
	if len(line) > 2 && util.IsAlphaNumeric(line[2]) {
		node.CanClose = false
	}
	if !node.CanOpen && !node.CanClose {
		return nil
	}
	node.Segment = segment.WithStop(segment.Start + 2)
	block.Advance(2)
	pc.PushDelimiter(node)
	return node
}

func (markParser) IsDelimiter(b byte) bool { return b == '=' }

func (markParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

func (markParser) OnMatch(int) ast.Node { return &Mark{} }

// wikiParser parses [[target]], [[target|label]] and ![[target]].
type wikiParser struct{}

// maxWikiLink bounds the length of a wiki link in bytes. File names are shorter, and many unclosed brackets
// stay cheap.
const maxWikiLink = 1000

func (wikiParser) Trigger() []byte { return []byte{'!', '['} }

func (wikiParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	found, ok := pc.Get(scanResultKey).(*scanResult)
	line, segment := block.PeekLine()
	open, form := 2, Wiki
	if line[0] == '!' {
		open, form = 3, Embed
	}
	if !ok || segment.Padding > 0 || len(line) < open || !bytes.HasSuffix(line[:open], []byte("[[")) {
		return nil
	}
	end := bytes.Index(line[open:min(len(line), open+maxWikiLink)], []byte("]]"))
	if end < 0 {
		return nil
	}
	inner := line[open : open+end]
	after := line[open+end+2:]
	if !isWikiLink(inner, after) {
		return nil
	}
	if _, defined := pc.Reference(util.ToLinkReference(found.unmask(inner))); defined { // a reference in brackets: [[x]] and [x]: /y
		return nil
	}
	target, label := cutPipe(inner)
	node := &WikiLink{Form: form, Target: strings.TrimSpace(string(found.unmask(target)))}
	if label < 0 || node.IsEmbed() && isSize(inner[label:]) {
		if label >= 0 {
			node.Size = string(bytes.TrimSpace(inner[label:]))
		}
		node.AppendChild(node, ast.NewString([]byte(wikiLinkText(node.Target))))
	} else {
		start := segment.Start + open
		appendLabel(node, block.Source(), start+label, start+end)
	}
	block.Advance(open + end + 2)
	return node
}

// isWikiLink reports whether [[inner]] followed by after is a wiki link. It is not for a link whose text is in
// brackets, [[1]](url), for nested lists in prose, and for code.
func isWikiLink(inner, after []byte) bool {
	if len(bytes.TrimSpace(inner)) == 0 || bytes.IndexByte(inner, '\n') >= 0 || bytes.Count(inner, []byte("`"))%2 == 1 {
		return false
	}
	target, _ := cutPipe(inner)
	if bytes.ContainsAny(target, "[]") || len(bytes.TrimSpace(target)) == 0 {
		return false
	}
	if len(after) > 0 && after[0] == '(' {
		end := bytes.IndexAny(after[:min(len(after), maxWikiLink)], ") \n")
		return end < 0 || after[end] != ')'
	}
	return true
}

// cutPipe splits inner at the first |, which is written \| in a table. label is the offset after the |, or -1.
func cutPipe(inner []byte) (target []byte, label int) {
	i := bytes.IndexByte(inner, '|')
	if i < 0 {
		return inner, -1
	}
	return bytes.TrimSuffix(inner[:i], []byte(`\`)), i + 1
}

// isSize reports whether the label of an embed or a picture is a width, or a width and a height like 100x145.
func isSize(label []byte) bool {
	width, height, hasHeight := bytes.Cut(bytes.TrimSpace(label), []byte("x"))
	return isAllDigits(width) && (!hasHeight || isAllDigits(height))
}

func isAllDigits(v []byte) bool {
	for _, c := range v {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(v) > 0
}

// wikiLinkText returns what Obsidian shows for a target without a label: note#heading becomes note > heading.
func wikiLinkText(target string) string {
	if !strings.ContainsAny(target, "#`") {
		return target
	}
	parts := strings.FieldsFunc(target, func(r rune) bool { return r == '#' })
	for i := range parts {
		parts[i] = strings.ReplaceAll(strings.TrimSpace(parts[i]), "`", "")
	}
	if len(parts) == 0 {
		return target
	}
	return strings.Join(parts, " > ")
}

// appendLabel gives a wiki link the label source[start:stop]. Only code spans have a meaning in it.
func appendLabel(node *WikiLink, source []byte, start, stop int) {
	for stop > start && source[stop-1] == ' ' {
		stop--
	}
	for start < stop {
		open := bytes.IndexByte(source[start:stop], '`')
		if open < 0 {
			break
		}
		length := bytes.IndexByte(source[start+open+1:stop], '`')
		if length < 0 {
			break
		}
		appendText(node, start, start+open)
		span := ast.NewCodeSpan()
		span.AppendChild(span, ast.NewRawTextSegment(text.NewSegment(start+open+1, start+open+1+length)))
		node.AppendChild(node, span)
		start += open + length + 2
	}
	appendText(node, start, stop)
}

func appendText(parent ast.Node, start, stop int) {
	if start < stop {
		parent.AppendChild(parent, ast.NewTextSegment(text.NewSegment(start, stop)))
	}
}
