package links

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"quire/internal/address"
	"quire/internal/note"
	"quire/internal/text"
)

// resolveFragment returns the anchor in n that a fragment means: an anchor, an alternative
// anchor, the text of a heading, or a ^block. For #A#B it is a heading B in the section A.
// "" with true means the note itself.
func (r *Resolver) resolveFragment(n *note.Note, frag string) (string, bool) {
	frag, _, _ = strings.Cut(frag, ":~:") // a browser's text fragment
	frag = strings.TrimRight(frag, "#")
	frag = strings.TrimPrefix(frag, "user-content-") // GitHub adds it to all ids and leaves it out of addresses
	// The fragment as written comes first: a heading may contain a %.
	if got, ok := r.resolveFragmentText(n, frag); ok {
		return got, true
	}
	if plain := address.PercentDecode(frag); plain != frag {
		return r.resolveFragmentText(n, plain)
	}
	return "", false
}

// resolveFragmentText resolves a fragment without decoding it.
func (r *Resolver) resolveFragmentText(n *note.Note, frag string) (string, bool) {
	if frag == "" {
		return "", true
	}
	o := r.loadOutline(n)
	if got, ok := o.findAnchor(frag, 0, len(o.headings)); ok {
		return got, true
	}
	if strings.EqualFold(frag, "top") {
		return "", true
	}
	lo, hi := 0, len(o.headings)
	parts := strings.Split(frag, "#")
	if len(parts) < 2 || len(parts) > 8 {
		return "", false
	}
	for i, p := range parts {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		got, ok := o.findAnchor(p, lo, hi)
		if !ok || i == len(parts)-1 {
			return got, ok
		}
		index := slices.IndexFunc(o.headings, func(h note.Heading) bool { return h.Anchor == got })
		if index < 0 {
			return "", false
		}
		lo, hi = index+1, sectionEnd(o.headings, index)
	}
	return "", false
}

// sectionEnd returns the index of the next heading of the same or a higher level than hs[i], or len(hs).
func sectionEnd(hs []note.Heading, i int) int {
	for k := i + 1; k < len(hs); k++ {
		if hs[k].Level <= hs[i].Level {
			return k
		}
	}
	return len(hs)
}

// findAnchor returns the anchor of a block, or of the heading in headings[lo:hi] that matches name best.
func (o *outline) findAnchor(name string, lo, hi int) (string, bool) {
	if anchor, ok := o.blocks()[blockKey(name)]; ok && lo == 0 && !o.hasAnchor(name) {
		return anchor, true
	}
	var i int
	if len(o.headings) > indexThreshold {
		i = o.lookUp(name, lo, hi)
	} else {
		i = scanHeadings(o.headings, name, lo, hi)
	}
	if i < 0 {
		i = o.generatedNames.firstItemFrom(name, lo)
	}
	if i < 0 || i >= hi {
		return "", false
	}
	return o.headings[i].Anchor, true
}

// hasAnchor reports whether name is the anchor of a heading, which comes before the id of an element.
func (o *outline) hasAnchor(name string) bool {
	return slices.ContainsFunc(o.headings, func(h note.Heading) bool { return h.Anchor == name })
}

// blockKey returns the form in which the anchors of blocks are compared: case counts in the ids of HTML elements alone.
func blockKey(anchor string) string {
	if strings.HasPrefix(anchor, "^") {
		return strings.ToLower(anchor)
	}
	return anchor
}

// indexBlocks returns the anchors of the first block with each key.
func indexBlocks(blocks []note.Block) map[string]string {
	if len(blocks) == 0 {
		return nil
	}
	index := make(map[string]string, len(blocks))
	for _, b := range blocks {
		anchor := b.Anchor()
		if key := blockKey(anchor); b.ID != "" && index[key] == "" {
			index[key] = anchor
		}
	}
	return index
}

// headingKeys returns the names by which a link can refer to a heading, in four levels, the
// strictest first: its anchor in NFC, its alternative anchors, its folded text, and its text without
// punctuation, since Obsidian omits punctuation from links.
func headingKeys(h *note.Heading) [][]string {
	return [][]string{{text.NFC(h.Anchor)}, h.Alt, {note.FoldName(h.Text)}, {foldToWords(h.Text)}}
}

// fragmentKeys returns the forms of a fragment that are compared with headingKeys, level by level.
func fragmentKeys(name string) [4]string {
	return [4]string{text.NFC(name), name, note.FoldName(name), foldToWords(name)}
}

// scanHeadings returns the index of the heading in hs[lo:hi] that matches name at the strictest level, the first of
// several, or -1.
func scanHeadings(hs []note.Heading, name string, lo, hi int) int {
	for i := lo; i < hi; i++ { // most links match exactly, and folding is expensive
		if hs[i].Anchor == name {
			return i
		}
	}
	want := fragmentKeys(name)
	bestLevel, index := len(want), -1
	for i := lo; i < hi && bestLevel > 1; i++ {
		for level, names := range headingKeys(&hs[i])[:bestLevel] {
			if want[level] != "" && slices.Contains(names, want[level]) {
				bestLevel, index = level, i
				break
			}
		}
	}
	return index
}

// foldToWords folds s and replaces each run of other characters than letters, digits, marks and _ by a space.
func foldToWords(s string) string {
	return strings.Join(strings.FieldsFunc(note.FoldName(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '_'
	}), " ")
}

// indexThreshold is the number of headings above which a note gets tables to look them up.
const indexThreshold = 64

// outline holds the parts of a note that links can refer to.
type outline struct {
	note     *note.Note
	headings []note.Heading
	blocks   func() map[string]string // the anchors of the blocks, by blockKey
	tables   [4]nameTable             // the headings by the keys of each level; empty for up to indexThreshold headings
	// generatedNames has the headings by names that further site generators give them. They come after all others.
	generatedNames nameTable
}

// loadOutline returns the outline of n from the cache, or unpacks it from the note's details.
func (r *Resolver) loadOutline(n *note.Note) *outline {
	if o, ok := r.outlines.Load(n); ok {
		return o.(*outline)
	}
	if o := r.lastForeignOutline.Load(); o != nil && o.note == n {
		return o
	}
	d := n.Details()
	o := &outline{note: n, headings: d.Headings}
	o.blocks = sync.OnceValue(func() map[string]string { return indexBlocks(d.Blocks) })
	o.generatedNames.fill = func(t *nameTable) { addGeneratedNames(t, d.Headings, r.sites.Of(n.Path).HeadingName) }
	if len(o.headings) > indexThreshold {
		o.buildTables()
	}
	if r.Note(n.Path) == n {
		r.outlines.Store(n, o)
	} else {
		r.lastForeignOutline.Store(o)
	}
	return o
}

// Headings returns the headings of a note. They are cached for each note of the library, and for the last note that is
// not in the library, since the reader calls it for each frame.
func (r *Resolver) Headings(n *note.Note) []note.Heading { return r.loadOutline(n).headings }

// buildTables fills the tables.
func (o *outline) buildTables() {
	for i := range o.headings {
		for level, names := range headingKeys(&o.headings[i]) {
			for _, name := range names {
				if name != "" {
					o.tables[level].add(name, i)
				}
			}
		}
	}
}

// lookUp does the same as scanHeadings by means of the tables.
func (o *outline) lookUp(name string, lo, hi int) int {
	for level, key := range fragmentKeys(name) {
		if i := o.tables[level].firstItemFrom(key, lo); i >= 0 && i < hi {
			return i
		}
	}
	return -1
}

// nearestHeading returns the anchor of the heading in n with the lowest edit distance to name, or "" if the distance
// exceeds maxEdits. It compares at most 500 headings.
func (r *Resolver) nearestHeading(n *note.Note, name string) string {
	want := foldToWords(name[strings.LastIndexByte(name, '#')+1:])
	best, anchor := maxEdits(want)+1, ""
	headings := r.loadOutline(n).headings
	for _, h := range headings[:min(len(headings), 500)] {
		for _, have := range []string{foldToWords(h.Text), foldToWords(h.Anchor)} {
			if d := text.EditDistance(want, have, best-1); d < best {
				best, anchor = d, h.Anchor
			}
		}
	}
	return anchor
}
