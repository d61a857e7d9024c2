package markdown

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// bareAddresses is GFM's extension that makes links of addresses in prose: https://host, www.host, me@host. It
// looks for one at the beginning of every word, which for most texts is a good part of the time that goldmark takes.
type bareAddresses struct{ inWords bool }

// Extend implements goldmark.Extender.
func (b bareAddresses) Extend(m goldmark.Markdown) {
	p := extension.NewLinkifyParser()
	if !b.inWords {
		p = behindMarks{p}
	}
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(p, 999)))
}

// behindMarks looks for addresses behind marks only, not at the beginning of words. See wordsAreAddresses.
type behindMarks struct{ parser.InlineParser }

// Trigger implements parser.InlineParser. A space would stand for the beginnings of words.
func (b behindMarks) Trigger() []byte {
	return bytes.ReplaceAll(b.InlineParser.Trigger(), []byte(" "), nil)
}

// wordsAreAddresses reports whether a word of src may be an address that stands bare: false only where none is. A word
// begins behind a space, at the beginning of the text of a line or behind a span; none begins behind what endsNoSpan.
func wordsAreAddresses(src []byte) bool {
	for _, mark := range [...]string{"://", "www."} {
		for at := 0; ; at += len(mark) {
			i := bytes.Index(src[at:], []byte(mark))
			if i < 0 {
				break
			}
			at += i
			if start := at - protocol(src[:at]); mark == "www." || start < at {
				if start == 0 || !endsNoSpan(src[start-1]) {
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
		if mayBeHost(src[at+1:]) && mayBeMailbox(src[:at]) {
			return true
		}
	}
}

// protocol is the length of http, https or ftp at the end of v, or 0.
func protocol(v []byte) int {
	for _, name := range [...]string{"http", "https", "ftp"} {
		if bytes.HasSuffix(v, []byte(name)) {
			return len(name)
		}
	}
	return 0
}

// endsNoSpan reports whether c, before an address, tells that no word begins with it: c ends no marker of a list or quote, no
// span, no other address, and is no space. [a](http://x) and <http://x> are the commonest.
func endsNoSpan(c byte) bool { return bytes.IndexByte([]byte("(<\"'/"), c) >= 0 }

// mayBeHost reports whether v may begin with the host of an address of mail: there is a dot in it.
func mayBeHost(v []byte) bool {
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

// mayBeMailbox reports whether a word that may begin an address of mail ends v.
func mayBeMailbox(v []byte) bool {
	i := len(v)
	for i > 0 && inMailbox(v[i-1]) {
		i--
	}
	name := v[i:]
	switch {
	case len(name) == 0:
		return false
	case i == 0, bytes.ContainsAny(name, "*_~=`$%}|"): // a span or cell may end within
		return true
	case v[i-1] == '(' || v[i-1] == '<':
		return bytes.HasPrefix(name, []byte("www.")) // or another address
	case v[i-1] == ':':
		return !bytes.HasSuffix(v[:i], []byte("mailto:"))
	}
	return v[i-1] != '"'
}

// inMailbox reports whether c may stand before the @ of an address.
func inMailbox(c byte) bool {
	return util.IsAlphaNumeric(c) || bytes.IndexByte([]byte("!#$%&'*+-./=?^_`{|}~"), c) >= 0
}
