package index

import (
	"slices"
	"sort"
	"strings"

	"quire/internal/note"
)

// facet is a field with few distinct values, and the notes of each.
type facet struct {
	keys  []string // sorted: the values as they are compared with a query, without case and accents
	shown []string // in the spelling that most notes have
	notes [][]uint32
	ranks []uint32 // of each value among all by note.Fold, which keeps the accents that keys lack

	ofNote []uint32 // the values of note i are ofNote[ends[i-1]:ends[i]]
	ends   []uint32
}

// values are the numbers of the values of a note.
func (f *facet) values(i uint32) []uint32 { return f.ofNote[begin(f.ends, int(i)):f.ends[i]] }

// facetBuilder gathers the values of a facet. Values are the same when note.Fold says so.
type facetBuilder struct {
	ids    map[string]uint32 // by note.Fold
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

// add gives a note a value; "" is none. Notes come in order of their paths, a note's values one after another.
func (b *facetBuilder) add(i uint32, text string) {
	folded := note.Fold(text)
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

// facet is what was gathered, for notes numbered below n.
func (b *facetBuilder) facet(n int) facet {
	keys := make(map[string]string, len(b.values))
	for _, v := range b.values {
		keys[v.folded] = fold(v.folded)
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
		f.shown = append(f.shown, commonest(v.spellings))
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

// commonest is the spelling of most notes; of equals, that of the first note.
func commonest(s []spelling) string {
	best := s[0]
	for _, c := range s[1:] {
		if c.count > best.count {
			best = c
		}
	}
	return strings.Join(strings.Fields(best.text), " ")
}

// tagged adds the notes with the tag name or one nested in it, or for a prefix with any tag that begins so.
func (f *facet) tagged(name string, prefix bool, to set) {
	name = fold(note.Fold(name))
	if prefix {
		f.keyed(name, true, to)
		return
	}
	name = strings.TrimRight(name, "/")
	f.keyed(name, false, to)
	f.keyed(name+"/", true, to)
}

func (f *facet) keyed(key string, prefix bool, to set) {
	for i := sort.SearchStrings(f.keys, key); i < len(f.keys) && strings.HasPrefix(f.keys[i], key); i++ {
		if !prefix && f.keys[i] != key {
			return
		}
		for _, n := range f.notes[i] {
			to.add(n)
		}
	}
}

// worded adds the notes whose value contains the words in this order.
func (f *facet) worded(words []word, to set) {
	for i, key := range f.keys {
		if !contains(queryWords(key, false), words) {
			continue
		}
		for _, n := range f.notes[i] {
			to.add(n)
		}
	}
}

// contains reports whether words stand somewhere in text, with the same distances.
func contains(text, words []word) bool {
	for start := range text {
		if at(text[start:], words) {
			return true
		}
	}
	return false
}

func at(text, words []word) bool {
	if len(words) > len(text) {
		return false
	}
	for i, w := range words {
		t := text[i]
		if t.pos-text[0].pos != w.pos-words[0].pos {
			return false
		}
		if t.text != w.text && !(w.prefix && strings.HasPrefix(t.text, w.text)) {
			return false
		}
	}
	return true
}

// names are texts in one block, to be searched for any part of them.
type names struct {
	text string   // folded, each between line ends
	ends []uint32 // behind the line end of each
}

func newNames(texts []string) names {
	var b strings.Builder
	n := names{ends: make([]uint32, len(texts))}
	for i, t := range texts {
		b.WriteString(strings.ReplaceAll(fold(t), "\n", " "))
		b.WriteByte('\n')
		n.ends[i] = uint32(b.Len())
	}
	n.text = b.String()
	return n
}

// containing adds the numbers of the texts that contain part.
func (n *names) containing(part string, to set) {
	part = strings.ReplaceAll(fold(part), "\n", " ")
	for at := 0; ; {
		i := strings.Index(n.text[at:], part)
		if i < 0 || at+i >= len(n.text) {
			return
		}
		number := sort.Search(len(n.ends), func(j int) bool { return n.ends[j] > uint32(at+i) })
		to.add(uint32(number))
		at = int(n.ends[number])
	}
}
