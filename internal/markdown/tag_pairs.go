package markdown

import (
	"bytes"
	"strings"
)

// tagPair is a tag with a body and the tag that ends it: {% x %} … {% endx %}, {{< x >}} … {{< /x >}}, {% x() %} … {% end %}.
type tagPair struct {
	tag               templateTag
	start             int // of the tag
	endStart, endStop int // of the tag that ends the body
}

// tagPairs finds the pairs of tags outside of code.
type tagPairs struct {
	src   []byte
	open  []tagPair
	count map[string]int // open tags of each name
	pairs map[int]tagPair
	skip  string // the name of the tag that ends the open code or comment, or ""
}

// verbatimTags are the tags whose bodies hold no tags, with those that end them.
var verbatimTags = map[string]string{
	"raw": "endraw", "verbatim": "endverbatim", "comment": "endcomment", "highlight": "endhighlight", "codeblock": "endcodeblock",
}

// findTagPairs returns the pairs of tags of src by the offset of their first tag. It takes linear time.
func findTagPairs(src []byte) map[int]tagPair {
	if !bytes.Contains(src, []byte("{%")) && !bytes.Contains(src, []byte("{{<")) && !bytes.Contains(src, []byte("{{%")) {
		return nil
	}
	p := &tagPairs{src: src, count: map[string]int{}, pairs: map[int]tagPair{}}
	var fence fenceTracker
	for start := 0; start < len(src); {
		stop := lineEnd(src, start)
		if line := src[start:stop]; !fence.consumeLine(trimMarkers(line)) && bytes.IndexByte(line, '{') >= 0 {
			p.addLine(start, stop)
		}
		start = stop + 1
	}
	return p.pairs
}

// addLine finds the tags of a line.
func (p *tagPairs) addLine(start, stop int) {
	inCode, seen := false, start
	for i := start; i < stop; {
		j := bytes.IndexByte(p.src[i:stop], '{')
		if j < 0 {
			return
		}
		i += j
		inCode = inCode != hasOddBackticks(p.src[seen:i])
		seen = i
		t, ok := parseTag(p.src, i, min(len(p.src), i+maxTag))
		if !ok || inCode || !t.liquid && !t.isShortcode(p.src[i:]) || t.isEscaped() {
			i++
			continue
		}
		p.addTag(t, i)
		i = max(t.stop, i+1)
		seen = min(i, stop)
	}
}

// isShortcode reports whether the tag with which v begins is a shortcode and not an expression.
func (t templateTag) isShortcode(v []byte) bool {
	return bytes.HasPrefix(v, []byte("{{<")) || bytes.HasPrefix(v, []byte("{{%"))
}

// addTag takes the next tag.
func (p *tagPairs) addTag(t templateTag, at int) {
	if p.skip != "" {
		if t.name == p.skip {
			p.skip = ""
		}
		return
	}
	if end := verbatimTags[t.name]; t.liquid && end != "" {
		p.skip = end
		return
	}
	name, isEnd := t.endedName()
	if t.liquid {
		name, isEnd = strings.CutPrefix(t.name, "end")
		if isEnd && name == "" { // of Zola
			name = t.arg
		}
	}
	switch {
	case !isEnd && !t.isSelfClosing():
		name, _ := t.call()
		p.open = append(p.open, tagPair{tag: t, start: at})
		p.count[name]++
	case isEnd && name == "" && len(p.open) > 0:
		name, _ = p.open[len(p.open)-1].tag.call()
		fallthrough
	case isEnd:
		p.close(strings.ToLower(name), at, t.stop)
	}
}

// close pairs the end of a tag with the last open tag of that name. Those inside have no end.
func (p *tagPairs) close(name string, start, stop int) {
	for p.count[name] > 0 {
		last := p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
		opened, _ := last.tag.call()
		p.count[opened]--
		if opened == name {
			last.endStart, last.endStop = start, stop
			p.pairs[last.start] = last
			return
		}
	}
}
