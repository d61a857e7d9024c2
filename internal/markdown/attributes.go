package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/util"
)

// attributeList is a list of attributes as kramdown, Python-Markdown's attr_list, pandoc and Hugo write it:
// {: #id .class key="value" }, where only kramdown needs the colon.
type attributeList struct {
	id     []byte // the last #id or id="x", nil when there is none
	stop   int    // the offset after the }
	named  int    // attributes other than references
	words  int    // references of kramdown such as toc, which only {: } may hold
	autoID []byte // kramdown's auto_ids or auto_ids-PREFIX, or nil
	isTOC  bool   // kramdown's toc
	// isForBlock says that the list has a class or an id and that each can be the name of one, so that no text is taken for
	// it: {.lead}, not {.5} or {#12}.
	isForBlock bool
}

// parseAttributes parses the list with which v begins. ok is false when it is none.
func parseAttributes(v []byte) (l attributeList, ok bool) {
	v = v[:min(len(v), maxTag)]
	if len(v) < 3 || v[0] != '{' {
		return l, false
	}
	at := 1
	if v[at] == ':' {
		at++
	}
	hasColon := at == 2
	for {
		for at < len(v) && (v[at] == ' ' || v[at] == '\t') {
			at++
		}
		if at >= len(v) {
			return l, false
		}
		if v[at] == '}' {
			l.stop = at + 1
			return l, l.named > 0 || hasColon && l.words > 0
		}
		n := l.parseAttribute(v[at:])
		if n == 0 || l.words > 0 && !hasColon {
			return l, false
		}
		at += n
	}
}

// parseAttribute parses the attribute with which v begins and returns its length, or 0 when it is none.
func (l *attributeList) parseAttribute(v []byte) int {
	n := 0
	switch c := v[0]; {
	case c == '#' || c == '.':
		n = 1 + attributeWordLen(v[1:])
		if n == 1 {
			return 0
		}
		if c == '#' {
			l.id = v[1:n]
		}
		l.isForBlock = l.named == 0 && !isAllDigits(v[1:n]) || l.isForBlock && !isAllDigits(v[1:n])
		l.named++
		return n
	case c == '-' && len(v) > 1 && (v[1] == ' ' || v[1] == '}'): // pandoc: no number
		l.named++
		return 1
	}
	n = attributeWordLen(v)
	if n == 0 || !util.IsAlphaNumeric(v[0]) {
		return 0
	}
	if n == len(v) || v[n] != '=' {
		if bytes.HasPrefix(v[:n], []byte("auto_ids")) {
			l.autoID = v[:n]
		}
		l.isTOC = l.isTOC || string(v[:n]) == "toc"
		l.words++
		return n
	}
	key, value := v[:n], v[n+1:]
	if len(value) > 0 && (value[0] == '"' || value[0] == '\'') {
		end := bytes.IndexByte(value[1:], value[0])
		if end < 0 {
			return 0
		}
		n += 3 + end
		value = value[1 : 1+end]
	} else {
		value = value[:attributeWordLen(value)]
		if len(value) == 0 {
			return 0
		}
		n += 1 + len(value)
	}
	if bytes.EqualFold(key, []byte("id")) {
		l.id = value
	}
	l.named++
	return n
}

// attributeWordLen returns the length of the name or unquoted value with which v begins.
func attributeWordLen(v []byte) int {
	for i, c := range v {
		if bytes.IndexByte([]byte(" \t\n{}\"'="), c) >= 0 {
			return i
		}
	}
	return len(v)
}

// commentedID matches the explicit id of a heading in a comment: of MDX, as Docusaurus writes it, or of HTML.
var commentedID = regexp.MustCompile(`[ \t]*(?:\{/\*[ \t]*#([^\s{}]+)[ \t]*\*/\}|<!--[ \t]*#(\S+)[ \t]*-->)$`)

// cutHeadingAttributes finds the attributes at the end of a heading's last line. It returns the length of the text before
// them, without the hashes that may close a heading there, and the id, which may be nil; n is -1 when there are none.
func cutHeadingAttributes(line []byte) (n int, id []byte) {
	if bytes.HasSuffix(line, []byte("*/}")) || bytes.HasSuffix(line, []byte("-->")) {
		m := commentedID.FindSubmatchIndex(line)
		switch {
		case m == nil:
			return -1, nil
		case m[2] >= 0:
			return m[0], line[m[2]:m[3]]
		}
		return m[0], line[m[4]:m[5]]
	}
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || line[len(line)-1] != '}' {
		return -1, nil
	}
	l, ok := parseAttributes(line[open:])
	text := bytes.TrimRight(line[:open], " \t")
	if !ok || open+l.stop != len(line) || l.id == nil && len(text) == open && open > 0 {
		return -1, nil
	}
	if hashes := bytes.TrimRight(text, "#"); len(hashes) < len(text) && bytes.HasSuffix(hashes, []byte(" ")) {
		text = bytes.TrimRight(hashes, " \t") // ## Title ## {#id}, as in PHP Markdown Extra
	}
	return len(text), l.id
}
