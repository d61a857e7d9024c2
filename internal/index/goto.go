package index

import "strings"

// goToNames are the names by which a note is gone to, folded: titles, slugs and aliases.
type goToNames struct {
	names  []string
	notes  []uint32 // the note of each name
	has    []uint64 // the letters of each name, see letters
	shares []float32
}

// What names other than the title are worth, of a title's points.
const (
	aliasShare = 0.95
	slugShare  = 0.9
)

func (x *Index) newGoToNames() *goToNames {
	g := &goToNames{}
	add := func(i uint32, name string, share float32) {
		name = fold(strings.Join(strings.Fields(name), " "))
		if name == "" {
			return
		}
		g.names = append(g.names, name)
		g.notes = append(g.notes, i)
		g.has = append(g.has, letters(name))
		g.shares = append(g.shares, share)
	}
	for _, i := range x.byPath {
		n := x.notes[i]
		add(i, n.Title, 1)
		for _, a := range n.Aliases {
			add(i, a, aliasShare)
		}
		add(i, n.Slug, slugShare)
	}
	return g
}

// letters has a bit for every byte of s: what lacks one of the typed bits cannot match.
func letters(s string) (bits uint64) {
	for i := range len(s) {
		bits |= 1 << (s[i] & 63)
	}
	return bits
}

// GoTo is the notes whose title, slug or alias is most like what was typed, best first, at most limit of them (0 for
// all). The letters of each typed word must be in the name in their order; words may come in any order. Letters that
// stand together, begin a word or make up the whole name count more. Nothing typed gives all notes in the default order.
func (x *Index) GoTo(text string, limit int) []Hit {
	parts := strings.Fields(fold(text))
	if len(parts) == 0 {
		return x.sorted(x.alive, Options{Limit: limit})
	}
	need := letters(strings.Join(parts, ""))
	points := x.sums.Get().(*[]float32)
	defer x.release(points)
	g := x.goTo()
	for j, name := range g.names {
		if g.has[j]&need != need {
			continue
		}
		if p := likeness(name, parts) * g.shares[j]; p > (*points)[g.notes[j]] {
			(*points)[g.notes[j]] = p
		}
	}
	var keys []scored
	for _, i := range x.order(Date, false) {
		if p := (*points)[i]; p > 0 {
			keys = append(keys, scored{p, i})
		}
	}
	keys = best(keys, limit)
	if limit > 0 && len(keys) > limit {
		keys = keys[:limit]
	}
	hits := make([]Hit, len(keys))
	for i, k := range keys {
		hits[i] = Hit{Note: x.notes[k.number], Score: float64(k.score), number: k.number + 1}
	}
	return hits
}

// Points of a likeness. A letter is the unit; what makes a match a good one
// outweighs what a few more letters of it would bring.
const (
	perLetter   = 16
	together    = 8 // with the letter before it
	startsWord  = 8
	startsName  = 8
	wholeName   = 32
	gapAtMost   = 12 // taken away for the letters between
	leastAmount = 0.6
)

// likeness is the points of a name for all parts, or 0.
func likeness(name string, parts []string) float32 {
	sum, typed := 0, 0
	for _, part := range parts {
		p := partLikeness(name, part)
		if p == 0 {
			return 0
		}
		sum += p
		typed += len(part)
	}
	if typed+len(parts)-1 == len(name) && strings.Join(parts, " ") == name {
		sum += wholeName
	}
	// of equals, the name of which less was left untyped
	return float32(sum) + float32(typed)/float32(len(name)+1)
}

func partLikeness(name, part string) int {
	if at := bestPlace(name, part); at >= 0 {
		return len(part)*(perLetter+together) - together + startPoints(name, at)
	}
	return scattered(name, part)
}

// bestPlace is where part is in name as a whole, preferably at the start of a word, or -1.
func bestPlace(name, part string) int {
	first := -1
	for from := 0; ; {
		i := strings.Index(name[from:], part)
		if i < 0 {
			return first
		}
		if at := from + i; isStart(name, at) {
			return at
		} else if first < 0 {
			first = at
		}
		from += i + 1
	}
}

func startPoints(name string, at int) int {
	switch {
	case at == 0:
		return startsWord + startsName
	case isStart(name, at):
		return startsWord
	}
	return 0
}

// isStart reports whether a word begins at a byte of a folded name.
func isStart(name string, at int) bool {
	return at == 0 || name[at-1] < 0x80 && asciiWord[name[at-1]] == 0
}

// scattered is the points of a part whose letters stand apart in a name, or 0 when
// they do not, or so far apart that it is chance.
func scattered(name, part string) int {
	points, at, last := 0, 0, -1
	for i := range len(part) {
		j := strings.IndexByte(name[at:], part[i])
		if j < 0 {
			return 0
		}
		j += at
		if j != last+1 || i == 0 { // a letter that begins a word is better than the first
			if k := nextStart(name, part[i], at); k >= 0 && restFollows(name[k+1:], part[i+1:]) {
				j = k
			}
		}
		points += perLetter + startPoints(name, j)
		switch {
		case i > 0 && j == last+1:
			points += together
		case i > 0:
			points -= min(j-last-1, gapAtMost)
		}
		last, at = j, j+1
	}
	if float64(points) < leastAmount*float64(perLetter*len(part)) {
		return 0
	}
	return points
}

// nextStart is where a word of name that begins with c begins, from a byte on, or -1.
func nextStart(name string, c byte, from int) int {
	for i := from; i < len(name); i++ {
		if name[i] == c && isStart(name, i) {
			return i
		}
	}
	return -1
}

// restFollows reports whether the letters of part are in name in their order.
func restFollows(name, part string) bool {
	for i := range len(part) {
		j := strings.IndexByte(name, part[i])
		if j < 0 {
			return false
		}
		name = name[j+1:]
	}
	return true
}
