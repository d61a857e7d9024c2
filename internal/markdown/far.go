package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// maxLabel bounds the label of a reference, as CommonMark does.
const maxLabel = 999

// farDefinitions are where the labels stand, in order, that may be defined: more
// than are, never fewer.
type farDefinitions struct {
	references map[string][]int // by label, as references compare them
	footnotes  map[string][]int // by label, without ^
}

// find looks for all labels before a colon.
func (f *farDefinitions) find(src []byte) {
	for at := 0; at < len(src); at += 2 {
		i := bytes.Index(src[at:], []byte("]:"))
		if i < 0 {
			return
		}
		at += i
		label := labelBefore(src[max(0, at-2*maxLabel):at])
		if label == nil {
			continue
		}
		if label[0] == '^' {
			f.footnotes = put(f.footnotes, string(label[1:]), at)
		} else {
			f.references = put(f.references, util.ToLinkReference(label), at)
		}
	}
}

func put(m map[string][]int, label string, at int) map[string][]int {
	if m == nil {
		m = map[string][]int{}
	}
	m[label] = append(m[label], at)
	return m
}

// labelBefore is what stands between the last [ and the end of v; nil when nothing does.
func labelBefore(v []byte) []byte {
	for i := len(v) - 1; i >= 0; i-- {
		if v[i] == '[' && (i == 0 || v[i-1] != '\\') {
			if label := v[i+1:]; len(bytes.TrimSpace(label)) > 0 {
				return label
			}
			return nil
		}
	}
	return nil
}

// reference reports whether a part that ends at stop refers to what may be defined behind it and is not known.
func (f *farDefinitions) reference(part []byte, stop int, known func(string) bool) bool {
	return refers(f.references, part, stop, func(label []byte) string { return util.ToLinkReference(label) }, known) > 0
}

// within reports whether a label may be defined in source[from:to].
func (f *farDefinitions) within(label string, from, to int) bool {
	places := f.references[label]
	k, _ := slices.BinarySearch(places, from)
	return k < len(places) && places[k] < to
}

// ambiguous reports whether a definition that was read may be the one before an offset or one from there to end.
func (f *farDefinitions) ambiguous(pc parser.Context, offset, end int) bool {
	for _, r := range pc.References() {
		if f.within(util.ToLinkReference(r.Label()), offset, end) {
			return true
		}
	}
	return false
}

// footnote is the place behind stop where a footnote may be defined that a part refers to and that is not known, or 0.
func (f *farDefinitions) footnote(part []byte, stop int, known func(string) bool) int {
	return refers(f.footnotes, part, stop, func(label []byte) string { return string(bytes.TrimPrefix(label, []byte("^"))) }, known)
}

func refers(to map[string][]int, part []byte, stop int, name func([]byte) string, known func(string) bool) int {
	if len(to) == 0 {
		return 0
	}
	for at := 0; at < len(part); {
		i := bytes.IndexByte(part[at:], '[')
		if i < 0 {
			break
		}
		at += i + 1
		label := labelAfter(part[at:min(len(part), at+2*maxLabel)])
		if label == nil {
			continue
		}
		places := to[name(label)]
		k, _ := slices.BinarySearch(places, stop)
		if k < len(places) && !known(name(label)) {
			return places[k]
		}
	}
	return 0
}

// labelAfter is what stands before the ] that ends a label; nil when there is none.
func labelAfter(v []byte) []byte {
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case '\\':
			i++
		case '[':
			return nil
		case ']':
			return v[:i]
		}
	}
	return nil
}
