package index

import (
	"slices"
	"sort"
	"strings"

	"quire/internal/note"
	"quire/internal/text"
)

// facet is an index of a field with few distinct values, such as tags: the notes of each value and the values of each note.
type facet struct {
	keys    []string // the values as queries compare them (no case, no accents), sorted
	display []string // the most common spelling of each value
	notes   [][]uint32
	ranks   []uint32 // of each value: its rank in the order of note.FoldName, which keeps accents

	ofNote []uint32 // the values of note i are ofNote[ends[i-1]:ends[i]]
	ends   []uint32
}

// valuesOf returns the numbers of the values of a note.
func (f *facet) valuesOf(i uint32) []uint32 { return f.ofNote[startOf(f.ends, int(i)):f.ends[i]] }

// facetBuilder collects the values of a facet. Values with the same note.FoldName are equal.
type facetBuilder struct {
	ids    map[string]uint32 // by note.FoldName
	values []facetValue
}

type facetValue struct {
	folded    string
	notes     []uint32
	spellings []spelling
}

type spelling struct {
	text  string
	count int
}

// add records a value of note i; "" is ignored. Notes must come in order of their paths, all values of a note together.
func (b *facetBuilder) add(i uint32, text string) {
	folded := note.FoldName(text)
	if folded == "" {
		return
	}
	if b.ids == nil {
		b.ids = map[string]uint32{}
	}
	id, ok := b.ids[folded]
	if !ok {
		id = uint32(len(b.values))
		b.ids[folded] = id
		b.values = append(b.values, facetValue{folded: folded})
	}
	v := &b.values[id]
	if n := len(v.notes); n > 0 && v.notes[n-1] == i {
		return
	}
	v.notes = append(v.notes, i)
	for j := range v.spellings {
		if v.spellings[j].text == text {
			v.spellings[j].count++
			return
		}
	}
	v.spellings = append(v.spellings, spelling{text, 1})
}

// build returns the facet for notes numbered below n.
func (b *facetBuilder) build(n int) facet {
	keys := make(map[string]string, len(b.values))
	for _, v := range b.values {
		keys[v.folded] = text.Fold(v.folded)
	}
	slices.SortFunc(b.values, func(a, c facetValue) int {
		if d := strings.Compare(keys[a.folded], keys[c.folded]); d != 0 {
			return d
		}
		return strings.Compare(a.folded, c.folded)
	})
	f := facet{ends: make([]uint32, n)}
	for _, v := range b.values {
		f.keys = append(f.keys, keys[v.folded])
		f.display = append(f.display, mostCommonSpelling(v.spellings))
		f.notes = append(f.notes, v.notes)
		for _, i := range v.notes {
			f.ends[i]++
		}
	}
	byName := make([]uint32, len(b.values))
	for id := range byName {
		byName[id] = uint32(id)
	}
	slices.SortFunc(byName, func(i, j uint32) int { return strings.Compare(b.values[i].folded, b.values[j].folded) })
	f.ranks = make([]uint32, len(byName))
	for rank, id := range byName {
		f.ranks[id] = uint32(rank)
	}
	total := uint32(0)
	at := make([]uint32, n)
	for i, c := range f.ends {
		at[i] = total
		total += c
		f.ends[i] = total
	}
	f.ofNote = make([]uint32, total)
	for id, notes := range f.notes {
		for _, i := range notes {
			f.ofNote[at[i]] = uint32(id)
			at[i]++
		}
	}
	return f
}

// mostCommonSpelling returns the spelling that most notes use; on a tie, that of the first note.
func mostCommonSpelling(s []spelling) string {
	best := s[0]
	for _, c := range s[1:] {
		if c.count > best.count {
			best = c
		}
	}
	return strings.Join(strings.Fields(best.text), " ")
}

// addTagged adds the notes that have the tag name or a tag nested in it; for a prefix, any tag that begins with name.
func (f *facet) addTagged(name string, prefix bool, to bitset) {
	name = text.Fold(note.FoldName(name))
	if prefix {
		f.addByKey(name, true, to)
		return
	}
	name = strings.TrimRight(name, "/")
	f.addByKey(name, false, to)
	f.addByKey(name+"/", true, to)
}

// addByKey adds the notes with the value key, or with any value that begins with it.
func (f *facet) addByKey(key string, prefix bool, to bitset) {
	for i := sort.SearchStrings(f.keys, key); i < len(f.keys) && strings.HasPrefix(f.keys[i], key); i++ {
		if !prefix && f.keys[i] != key {
			return
		}
		for _, n := range f.notes[i] {
			to.add(n)
		}
	}
}

// addContaining adds the notes with a value that contains the words in this order.
func (f *facet) addContaining(words []text.Token, to bitset) {
	for i, key := range f.keys {
		if !containsWords(text.Tokenize(key, words[0].Kind), words) {
			continue
		}
		for _, n := range f.notes[i] {
			to.add(n)
		}
	}
}

// containsWords reports whether text contains words at the same distances.
func containsWords(text, words []text.Token) bool {
	for start := range text {
		if startsWithWords(text[start:], words) {
			return true
		}
	}
	return false
}

// startsWithWords reports whether text begins with words at the same distances.
func startsWithWords(text, words []text.Token) bool {
	if len(words) > len(text) {
		return false
	}
	for i, w := range words {
		t := text[i]
		if t.Position-text[0].Position != w.Position-words[0].Position {
			return false
		}
		if t.Text != w.Text && !(w.IsPrefix && strings.HasPrefix(t.Text, w.Text)) {
			return false
		}
	}
	return true
}

// substringIndex holds texts in one block, for substring search.
type substringIndex struct {
	text string   // all texts, folded, each followed by a line end
	ends []uint32 // the offset after each text's line end
}

// newSubstringIndex returns the index of texts, numbered as they are given.
func newSubstringIndex(texts []string) substringIndex {
	var b strings.Builder
	n := substringIndex{ends: make([]uint32, len(texts))}
	for i, t := range texts {
		b.WriteString(strings.ReplaceAll(text.Fold(t), "\n", " "))
		b.WriteByte('\n')
		n.ends[i] = uint32(b.Len())
	}
	n.text = b.String()
	return n
}

// addContaining adds the numbers of the texts that contain part, which is folded first.
func (n *substringIndex) addContaining(part string, to bitset) {
	n.eachContaining(strings.ReplaceAll(text.Fold(part), "\n", " "), func(number uint32, _ string) { to.add(number) })
}

// eachContaining calls visit for each text that contains part, which must be folded and without line ends, in order.
func (n *substringIndex) eachContaining(part string, visit func(number uint32, text string)) {
	for at, number := 0, 0; ; number++ {
		i := strings.Index(n.text[at:], part)
		if i < 0 || at+i >= len(n.text) {
			return
		}
		for n.ends[number] <= uint32(at+i) {
			number++
		}
		at = int(n.ends[number])
		visit(uint32(number), n.text[startOf(n.ends, number):at-1])
	}
}
