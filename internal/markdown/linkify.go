package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkifyExtension is the goldmark extension for GFM's extended autolinks (GFM §6.9): bare addresses in prose, such as
// https://host, www.host and me@host. Without atWordStart it does not look for the addresses without a scheme at the
// beginning of every word; that search is a good part of the time that goldmark takes for most texts.
type linkifyExtension struct{ atWordStart bool }

// Extend implements goldmark.Extender.
func (b linkifyExtension) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(
		util.Prioritized(bareURLParser{}, 998),
		util.Prioritized(bareWordParser(b), 999),
	))
}

// bareURLParser parses addresses with a scheme. The colon triggers it, since addresses are rarer than words: the scheme
// is then already text, and moves from there into the link.
type bareURLParser struct{}

// Trigger implements parser.InlineParser.
func (bareURLParser) Trigger() []byte { return []byte{':'} }

// Parse implements parser.InlineParser.
func (bareURLParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || segment.Padding > 0 || len(line) < 2 || before.Segment.Stop != segment.Start || pc.IsInLinkLabel() {
		return nil
	}
	source := block.Source()
	scheme := bareSchemeLen(source[before.Segment.Start:segment.Start])
	start := segment.Start - scheme
	if scheme == 0 || start > 0 && continuesScheme(source[start-1]) {
		return nil
	}
	n := bareRestLen(line[1:], isMailScheme(source[start:segment.Start]), pc, segment.Start+1)
	if n == 0 {
		return nil
	}
	if before.Segment = before.Segment.WithStop(start); before.Segment.IsEmpty() {
		parent.RemoveChild(parent, before)
	}
	block.Advance(1 + n)
	return newBareLink(ast.AutoLinkURL, start, segment.Start+1+n)
}

// bareRestLen returns the length of the part of an address after the colon, which begins v, or 0. offset is that of v in the
// source.
func bareRestLen(v []byte, isMail bool, pc parser.Context, offset int) int {
	slashes := []byte("//")
	switch {
	case isMail:
		return bareMailLen(v)
	case !bytes.HasPrefix(v, slashes):
		return 0
	}
	if n := authorityLen(v[len(slashes):], true); n > 0 {
		return addressEnd(v, len(slashes)+n, pc, offset)
	}
	return 0
}

// bareSchemes are the schemes of bare addresses. Those of mail have no slashes.
var bareSchemes = []string{"https", "http", "ftp", "mailto", "xmpp"}

// bareSchemeLen returns the length of the scheme with which v ends, or 0.
func bareSchemeLen(v []byte) int {
	for _, s := range bareSchemes {
		if len(v) >= len(s) && bytes.EqualFold(v[len(v)-len(s):], []byte(s)) {
			return len(s)
		}
	}
	return 0
}

// isMailScheme reports whether a mail address follows the scheme.
func isMailScheme(scheme []byte) bool { return scheme[0]|0x20 == 'm' || scheme[0]|0x20 == 'x' }

// continuesScheme reports whether c before a scheme makes it the end of another word or scheme, as in git+https, or of
// something that is no autolink: <https://a b>.
func continuesScheme(c byte) bool { return util.IsAlphaNumeric(c) || c == '+' || c == '<' }

// bareWordParser parses addresses without a scheme: of hosts that begin with www., and of mail. Without atWordStart it
// looks for them after punctuation only: see mayBeginWithAddress.
type bareWordParser struct{ atWordStart bool }

// Trigger implements parser.InlineParser. The space means every white space, and the beginning of a text.
func (b bareWordParser) Trigger() []byte {
	if b.atWordStart {
		return []byte(" *_~(")
	}
	return []byte("*_~(")
}

// Parse implements parser.InlineParser.
func (b bareWordParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if pc.IsInLinkLabel() {
		return nil
	}
	skip := 0 // the trigger, unless the word begins the text
	if c := line[0]; util.IsSpace(c) || bytes.IndexByte([]byte("*_~("), c) >= 0 {
		skip = 1
	}
	word, kind, n := line[skip:], ast.AutoLinkURL, 0
	isWWW := bytes.HasPrefix(word, []byte("www."))
	switch {
	case isWWW:
		if n = authorityLen(word, false); n > 0 {
			n = addressEnd(word, n, pc, segment.Start+skip)
		}
	case len(word) > 0 && util.IsAlphaNumeric(word[0]):
		kind, n = ast.AutoLinkEmail, bareMailLen(word)
	}
	if n == 0 {
		return nil
	}
	if skip > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+skip))
	}
	start := segment.Start + skip
	block.Advance(skip + n)
	link := newBareLink(kind, start, start+n)
	if isWWW {
		link.Protocol = []byte("http")
	}
	return link
}

// newBareLink returns the node of the bare address source[start:stop].
func newBareLink(kind ast.AutoLinkType, start, stop int) *ast.AutoLink {
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, stop)))
	link.SetPos(start)
	return link
}

// mayBeginWithAddress reports whether a word of src may be a bare address without a scheme; false is certain. A word
// begins after a space, at the beginning of the text of a line, or after a span. It does not begin after the bytes of
// preventsWordStart.
func mayBeginWithAddress(src []byte) bool {
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte("www."))
		if i < 0 {
			break
		}
		if at += i; at == 0 || !preventsWordStart(src[at-1]) {
			return true
		}
		at++
	}
	for at := 0; ; at++ {
		i := bytes.IndexByte(src[at:], '@')
		if i < 0 {
			return false
		}
		at += i
		if mayBeMailHost(src[at+1:]) && mayEndInMailbox(src[:at]) {
			return true
		}
	}
}

// preventsWordStart reports whether c, directly before an address, shows that no word begins there: c ends no
// list or quote marker, no span and no other address, and is not a space. The commonest cases are [a](www.x)
// and http://www.x.
func preventsWordStart(c byte) bool { return bytes.IndexByte([]byte("(<\"'/"), c) >= 0 }

// mayBeMailHost reports whether v may begin with the host of a mail address, which holds a dot.
func mayBeMailHost(v []byte) bool {
	for i, c := range v {
		if c == '.' {
			return i > 0
		}
		if !util.IsAlphaNumeric(c) && c != '-' {
			return false
		}
	}
	return false
}

// mayEndInMailbox reports whether v ends in a word that may be the part of a mail address before the @.
func mayEndInMailbox(v []byte) bool {
	i := len(v)
	for i > 0 && isMailboxByte(v[i-1]) {
		i--
	}
	name := v[i:]
	switch {
	case len(name) == 0:
		return false
	case i == 0, bytes.ContainsAny(name, "*_~=`$%}|"): // a span or cell may end inside
		return true
	case v[i-1] == '(' || v[i-1] == '<':
		return bytes.HasPrefix(name, []byte("www.")) // or it belongs to another address
	case v[i-1] == ':':
		return !bytes.HasSuffix(v[:i], []byte("mailto:"))
	}
	return v[i-1] != '"'
}

// isMailboxByte reports whether c may stand before the @ of a mail address.
func isMailboxByte(c byte) bool {
	return util.IsAlphaNumeric(c) || bytes.IndexByte([]byte("!#$%&'*+-./=?^_`{|}~"), c) >= 0
}
