package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// linkifyExtension is the goldmark extension for GFM's extended autolinks: bare addresses in prose, such as
// https://host, www.host and me@host. Without atWordStart it does not look for an address at the beginning of
// every word; that search is a good part of the time that goldmark takes for most texts.
type linkifyExtension struct{ atWordStart bool }

// Extend implements goldmark.Extender.
func (b linkifyExtension) Extend(m goldmark.Markdown) {
	p := extension.NewLinkifyParser()
	if !b.atWordStart {
		p = punctuationOnlyParser{p}
	}
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(p, 999)))
}

// punctuationOnlyParser looks for addresses after punctuation only, not at the beginning of words. Texts
// without a bare address use it: see mayContainBareAddress.
type punctuationOnlyParser struct{ parser.InlineParser }

// Trigger implements parser.InlineParser. It leaves out the space, which goldmark uses for the beginning of a
// word.
func (b punctuationOnlyParser) Trigger() []byte {
	return bytes.ReplaceAll(b.InlineParser.Trigger(), []byte(" "), nil)
}

// mayContainBareAddress reports whether a word of src may be a bare address; false is certain. A word begins
// after a space, at the beginning of the text of a line, or after a span. It does not begin after the bytes of
// preventsWordStart.
func mayContainBareAddress(src []byte) bool {
	for _, mark := range [...]string{"://", "www."} {
		for at := 0; ; at += len(mark) {
			i := bytes.Index(src[at:], []byte(mark))
			if i < 0 {
				break
			}
			at += i
			if start := at - protocolSuffixLen(src[:at]); mark == "www." || start < at {
				if start == 0 || !preventsWordStart(src[start-1]) {
					return true
				}
			}
		}
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

// protocolSuffixLen returns the length of the http, https or ftp that v ends with, or 0.
func protocolSuffixLen(v []byte) int {
	for _, name := range [...]string{"http", "https", "ftp"} {
		if bytes.HasSuffix(v, []byte(name)) {
			return len(name)
		}
	}
	return 0
}

// preventsWordStart reports whether c, directly before an address, shows that no word begins there: c ends no
// list or quote marker, no span and no other address, and is not a space. The commonest cases are [a](http://x)
// and <http://x>.
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
