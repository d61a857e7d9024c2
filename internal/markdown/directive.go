package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// directiveParser parses the directives of Microsoft Learn that show a file. A picture may have a long description, which is
// text as any other, up to :::image-end:::.
//
//	:::image type="content" source="x.png" alt-text="words":::   a picture
//	:::code language="cs" source="x.cs" range="1-9":::           a link, since the code is in another file
//
// https://learn.microsoft.com/en-us/contribute/content/markdown-reference
type directiveParser struct{}

var (
	directiveHead    = regexp.MustCompile(`^:::(image|code|video)[ \t\r\n]`)
	directiveSetting = regexp.MustCompile(`([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')`)
	directiveEnd     = []byte(":::image-end:::")
)

// fenceColons is what begins and ends a directive.
var fenceColons = []byte(":::")

func (directiveParser) Trigger() []byte { return []byte{':'} }

func (directiveParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, directiveEnd) {
		block.Advance(len(directiveEnd))
		return &comment{}
	}
	m := directiveHead.FindSubmatch(line)
	s, ok := pc.Get(scanResultKey).(*scanResult)
	if m == nil || !ok {
		return nil
	}
	content, ok := readDirective(block, s.source, len(m[0])-1)
	if !ok {
		return nil
	}
	return newDirective(string(m[1]), content, segment.Start)
}

// readDirective reads on to the colons that end a directive whose head has so many bytes, and returns what stands between.
// The end is the next three colons, so that a paragraph full of heads is read only once.
func readDirective(block text.Reader, source []byte, head int) ([]byte, bool) {
	var content []byte
	block.Advance(head)
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return nil, false
		}
		if i := bytes.Index(line, fenceColons); i >= 0 {
			block.Advance(i + len(fenceColons))
			return append(content, source[segment.Start:max(segment.Start, segment.Start+i-segment.Padding)]...), true
		}
		content = append(append(content, source[segment.Start:segment.Stop]...), '\n')
		block.AdvanceLine()
	}
}

// newDirective returns what a directive with these settings shows, or nil if they name no file.
func newDirective(kind string, settings []byte, offset int) ast.Node {
	var source, alt []byte
	for _, m := range directiveSetting.FindAllSubmatch(settings, -1) {
		value := bytes.Join(bytes.Fields(append(bytes.Clone(m[2]), m[3]...)), []byte{' '})
		switch string(m[1]) {
		case "source":
			source = value
		case "alt-text":
			alt = value
		}
	}
	if len(source) == 0 {
		return nil
	}
	link := ast.NewLink()
	link.Destination = source
	if kind != "image" {
		link.AppendChild(link, ast.NewString(source))
		link.SetPos(offset)
		return link
	}
	image := ast.NewImage(link)
	image.SetPos(offset)
	if len(alt) > 0 {
		image.AppendChild(image, ast.NewString(alt))
	}
	return image
}
