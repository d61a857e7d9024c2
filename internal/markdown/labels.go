package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// maxLabel bounds the label of a reference, as CommonMark does.
const maxLabel = 999

// labelIndex holds the ascending offsets at which each label may be defined. It holds more offsets than there
// are definitions, never fewer, because it does not parse the source.
type labelIndex struct {
	references map[string][]int // by label, normalised as CommonMark 6.3 compares them
	footnotes  map[string][]int // by label, without ^
}

// addLabels adds every label of src that stands before a colon.
func (f *labelIndex) addLabels(src []byte) {
	for at := 0; at < len(src); at += 2 {
		i := bytes.Index(src[at:], []byte("]:"))
		if i < 0 {
			return
		}
		at += i
		label := lastLabel(src[max(0, at-2*maxLabel):at])
		if label == nil {
			continue
		}
		if label[0] == '^' {
			f.footnotes = appendOffset(f.footnotes, string(label[1:]), at)
		} else {
			f.references = appendOffset(f.references, util.ToLinkReference(label), at)
		}
	}
}

func appendOffset(offsets map[string][]int, label string, offset int) map[string][]int {
	if offsets == nil {
		offsets = map[string][]int{}
	}
	offsets[label] = append(offsets[label], offset)
	return offsets
}

// lastLabel returns the text between the last unescaped [ of v and its end; nil when it is blank or there
// is no [.
func lastLabel(v []byte) []byte {
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

// needsLaterDefinition reports whether part, which ends at stop, has a reference that is not known and may be
// defined after stop.
func (f *labelIndex) needsLaterDefinition(part []byte, stop int, isKnown func(string) bool) bool {
	return firstLaterDefinition(f.references, part, stop, func(label []byte) string { return util.ToLinkReference(label) }, isKnown) > 0
}

// mayDefine reports whether source[from:to] may define a label.
func (f *labelIndex) mayDefine(label string, from, to int) bool {
	offsets := f.references[label]
	k, _ := slices.BinarySearch(offsets, from)
	return k < len(offsets) && offsets[k] < to
}

// isAmbiguous reports whether source[offset:end] may define again a label that pc knows, so that the definition
// in pc may be either of the two.
func (f *labelIndex) isAmbiguous(pc parser.Context, offset, end int) bool {
	for _, r := range pc.References() {
		if f.mayDefine(util.ToLinkReference(r.Label()), offset, end) {
			return true
		}
	}
	return false
}

// laterFootnote returns the offset after stop at which a footnote may be defined that part refers to and that
// is not known, or 0.
func (f *labelIndex) laterFootnote(part []byte, stop int, isKnown func(string) bool) int {
	return firstLaterDefinition(f.footnotes, part, stop, func(label []byte) string { return string(bytes.TrimPrefix(label, []byte("^"))) }, isKnown)
}

// firstLaterDefinition returns the first offset in definitions, at or after stop, of a label that part refers
// to and that is not known, or 0. normalize makes the key of definitions from a label.
func firstLaterDefinition(definitions map[string][]int, part []byte, stop int, normalize func([]byte) string, isKnown func(string) bool) int {
	if len(definitions) == 0 {
		return 0
	}
	for at := 0; at < len(part); {
		i := bytes.IndexByte(part[at:], '[')
		if i < 0 {
			break
		}
		at += i + 1
		label := firstLabel(part[at:min(len(part), at+2*maxLabel)])
		if label == nil {
			continue
		}
		offsets := definitions[normalize(label)]
		k, _ := slices.BinarySearch(offsets, stop)
		if k < len(offsets) && !isKnown(normalize(label)) {
			return offsets[k]
		}
	}
	return 0
}

// firstLabel returns the text of v before the ] that ends a label; nil when another label begins or nothing
// ends.
func firstLabel(v []byte) []byte {
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
