package index

import (
	"slices"

	"quire/internal/text"
)

// phraseCursor walks the notes that hold one word of a phrase: along the posting list of an exact term, or along a sorted
// list of the occurrences of all terms that a prefix term stands for.
type phraseCursor struct {
	offset   uint32   // from the first word of the phrase
	repeats  []uint32 // further offsets of the same word, sorted, where the phrase repeats it
	postings cursor
	list     []uint64 // note<<32 | position, sorted
	isList   bool
}

// intersectPhrase calls visit for each note of must (all notes when nil) in which the words of the cursors stand at their
// offsets, with the positions of the first word.
func (p *postings) intersectPhrase(cursors []phraseCursor, must bitset, visit func(doc uint32, positions []uint32)) {
	var first, next []uint32
	var repeats repeatFilter
	for doc := uint32(0); ; doc++ {
		var ok bool
		if doc, ok = seekCommonDoc(cursors, doc); !ok {
			return
		}
		next = cursors[0].positions(doc, next[:0])
		first = repeats.keepRepeated(phraseStarts(append(first[:0], next...), cursors[0].offset), next, cursors[0].repeats)
		for i := 1; i < len(cursors); i++ {
			next = cursors[i].positions(doc, next[:0])
			first = repeats.keepRepeated(keepAdjacent(first, next, cursors[i].offset), next, cursors[i].repeats)
		}
		if len(first) > 0 && (must == nil || must.has(doc)) {
			visit(doc, first)
		}
	}
}

// seekCommonDoc returns the first note at or after doc that all cursors have.
func seekCommonDoc(cursors []phraseCursor, doc uint32) (uint32, bool) {
	for i := 0; i < len(cursors); {
		at, ok := cursors[i].seek(doc)
		switch {
		case !ok:
			return 0, false
		case at != doc:
			doc, i = at, 0
		default:
			i++
		}
	}
	return doc, true
}

// phraseStarts converts positions of a word at an offset to positions of the first word of the phrase.
func phraseStarts(positions []uint32, offset uint32) []uint32 {
	kept := positions[:0]
	for _, p := range positions {
		if p >= offset {
			kept = append(kept, p-offset)
		}
	}
	return kept
}

// keepAdjacent keeps the positions p of first for which next has p+offset. Both must be sorted.
func keepAdjacent(first, next []uint32, offset uint32) []uint32 {
	kept := first[:0]
	i := 0
	for _, p := range first {
		for i < len(next) && next[i] < p+offset {
			i++
		}
		if i < len(next) && next[i] == p+offset {
			kept = append(kept, p)
		}
	}
	return kept
}

// prefixTerm is a word of a phrase that stands for the terms [from, to).
type prefixTerm struct {
	from, to int
	offset   uint32 // from the first word of the phrase
}

// phraseCursors returns one cursor per exact term. Prefix terms are returned separately, to be expanded later; when there
// are only prefix terms, the first of them gets a cursor. ok is false when some word is in no note. The cursors may leave
// out notes that are not in common (nil: all notes).
func (p *postings) phraseCursors(words []text.Token, common bitset) (cursors []phraseCursor, prefixes []prefixTerm, ok bool) {
	known := make(map[int]int, len(words)) // by term: its cursor
	for _, w := range words {
		offset := uint32(w.Position - words[0].Position)
		from, to := p.findTerms(w.Text, w.IsPrefix)
		switch {
		case from == to:
			return nil, nil, false
		case to == from+1:
			if i, ok := known[from]; ok {
				cursors[i].repeats = append(cursors[i].repeats, offset)
				continue
			}
			known[from] = len(cursors)
			one := p.fetch(from, to, true)
			cursors = append(cursors, phraseCursor{offset: offset, postings: one.cursor(from)})
		default:
			prefixes = append(prefixes, prefixTerm{from, to, offset})
		}
	}
	if len(cursors) == 0 {
		first := prefixes[0]
		cursors = append(cursors, phraseCursor{offset: first.offset, isList: true, list: p.listOccurrences(first.from, first.to, common)})
		prefixes = prefixes[1:]
	}
	return cursors, prefixes, true
}

// listOccurrences returns the sorted occurrences (note<<32 | position) of a range of terms in the notes of common, or in
// all notes when it is nil.
func (p *postings) listOccurrences(from, to int, common bitset) []uint64 {
	var list []uint64
	var positions []uint32
	all := p.fetch(from, to, true)
	for i := from; i < to; i++ {
		for c := all.cursor(i); c.next(); {
			if common != nil && !common.has(c.doc) {
				continue
			}
			positions = c.positions(positions[:0])
			for _, at := range positions {
				list = append(list, uint64(c.doc)<<32|uint64(at))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list) // a word and its form with signs (c, c++) share a position
}

// seek moves to the first note at or after doc that holds the word, and returns it.
func (l *phraseCursor) seek(doc uint32) (uint32, bool) {
	if !l.isList {
		ok := l.postings.seek(doc)
		return l.postings.doc, ok
	}
	for len(l.list) > 0 && uint32(l.list[0]>>32) < doc {
		l.list = l.list[1:]
	}
	if len(l.list) == 0 {
		return 0, false
	}
	return uint32(l.list[0] >> 32), true
}

// positions appends the positions of the word in doc, where the cursor must be. It may be called once for each note.
func (l *phraseCursor) positions(doc uint32, to []uint32) []uint32 {
	if !l.isList {
		return l.postings.positions(to)
	}
	for _, v := range l.list {
		if uint32(v>>32) != doc {
			break
		}
		to = append(to, uint32(v))
	}
	return to
}
