package index

import (
	"context"
	"slices"
	"sync"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
	"quire/internal/text"
)

// searcher evaluates one query.
type searcher struct {
	*Index
	ctx        context.Context
	read       func(search.Hit) bool
	isRanked   bool        // hits are sorted by score
	queryTerms []queryTerm // words and phrases to rank by
	negations  int         // how many negations enclose the present node
}

// queryTerm is a word or phrase of the query, not negated, with its notes.
type queryTerm struct {
	words []text.Token
	*lookup
}

// lookup holds the notes of a word or phrase. Lookups are cached and shared, so they must not be modified.
type lookup struct {
	notes      bitset
	termFreqs  []float32   // of a word in ranked searches: the frequency by note, weighted by field
	phraseHits []phraseHit // of a phrase: its frequency in each note that has it, in order
}

func (f *lookup) byteSize() int { return 8*len(f.notes) + 4*len(f.termFreqs) + 8*cap(f.phraseHits) }

// eval returns the notes that match n; the caller owns the set. Of the notes that are not in within, which may be nil for
// all, the set may have any, so that nothing dear is looked up for them. It is false when n asks for nothing, which must
// neither empty nor fill the screen.
func (s *searcher) eval(n query.Node, within bitset) (bitset, bool) {
	switch n := n.(type) {
	case query.And:
		return s.evalAnd(n, within)
	case query.Or:
		return s.evalOr(n, within)
	case query.Not:
		return s.evalNot(n, within)
	case query.Named:
		return s.eval(n.X, within)
	case query.Word:
		return s.evalText(n.Text, n.Prefix)
	case query.Phrase:
		return s.evalText(n.Text, n.Prefix)
	case query.Field:
		return s.evalField(n)
	case query.Expression:
		return s.evalExpression(n, within), true
	}
	to := newBitset(len(s.notes))
	switch n := n.(type) {
	case nil:
		return nil, false
	case query.Tag:
		s.tags().addTagged(n.Name, n.Prefix, to)
	case query.KeyValue:
		s.evalKeyValue(n, to)
	case query.HasKey:
		s.evalHasKey(n, to)
	case query.State:
		s.evalState(n, to)
	case query.LinksTo:
		s.evalLinksTo(n.Note, to)
	case query.From:
		s.evalFrom(n.Note, to)
	case query.Modified:
		s.evalModified(n, to)
	default:
		s.evalDate(n, to)
	}
	return to, true
}

// evalAnd evaluates parts and intersects their notes. It is not ok if none of them restricts the notes.
func (s *searcher) evalAnd(parts []query.Node, within bitset) (bitset, bool) {
	var to bitset
	for _, n := range dearestLast(parts) {
		remaining := within
		if to != nil && readsTexts(n) {
			if remaining = to.clone(); within != nil {
				remaining.and(within)
			}
		}
		notes, ok := s.eval(n, remaining)
		switch {
		case !ok:
		case to == nil:
			to = notes
		default:
			to.and(notes)
		}
	}
	return to, to != nil
}

// evalOr evaluates parts and joins their notes. It is not ok if none of them restricts the notes.
func (s *searcher) evalOr(parts []query.Node, within bitset) (bitset, bool) {
	var to bitset
	for _, n := range dearestLast(parts) {
		remaining := within
		if to != nil && readsTexts(n) { // for notes that match already nothing needs to be read
			if remaining == nil {
				remaining = s.alive
			}
			remaining = remaining.clone()
			remaining.andNot(to)
		}
		notes, ok := s.eval(n, remaining)
		switch {
		case !ok:
		case to == nil:
			to = notes
		default:
			to.or(notes)
		}
	}
	return to, to != nil
}

// dearestLast returns parts with those last for which notes are read, so that only the notes that the others leave are.
func dearestLast(parts []query.Node) []query.Node {
	if !slices.ContainsFunc(parts, readsTexts) {
		return parts
	}
	sorted := slices.Clone(parts)
	slices.SortStableFunc(sorted, func(a, b query.Node) int {
		switch {
		case readsTexts(a) == readsTexts(b):
			return 0
		case readsTexts(a):
			return 1
		}
		return -1
	})
	return sorted
}

// readsTexts reports whether a part of a query has an expression, for which notes are read.
func readsTexts(n query.Node) bool { return query.Query{Root: n}.HasExpression() }

func (s *searcher) evalNot(n query.Not, within bitset) (bitset, bool) {
	s.negations++
	defer func() { s.negations-- }()
	notes, ok := s.eval(n.X, within)
	if !ok {
		return nil, false
	}
	to := s.alive.clone()
	to.andNot(notes)
	return to, true
}

// evalText returns the notes that contain the words of a text next to each other.
func (s *searcher) evalText(typed string, prefix bool) (bitset, bool) {
	words := text.TokenizeQuery(typed, prefix)
	switch len(words) {
	case 0:
		return nil, false
	case 1:
		f := s.lookUpWord(words)
		s.recordTerm(queryTerm{words, f})
		return f.notes.clone(), true
	}
	return s.lookUpPhrase(words, anyField)
}

func (s *searcher) recordTerm(l queryTerm) {
	if s.negations == 0 {
		s.queryTerms = append(s.queryTerms, l)
	}
}

// lookUpWord returns the notes of a word, with frequencies when they are needed for ranking.
func (s *searcher) lookUpWord(words []text.Token) *lookup {
	find, kind := s.docsWithWord, "word"
	if s.isRanked && s.negations == 0 {
		find, kind = s.termFreqsOfWord, "often"
	}
	return getOrCompute(s.Index, cacheKey(kind, words), func() (*lookup, int) {
		f := find(words[0])
		return f, f.byteSize()
	})
}

// docsWithWord returns the notes that contain a word anywhere.
func (s *searcher) docsWithWord(w text.Token) *lookup {
	to := newBitset(len(s.notes))
	s.eachSegment(func(g *segment) {
		for _, p := range []*postings{g.head, g.body()} {
			from, end := p.findTerms(w.Text, w.IsPrefix)
			if w.IsPrefix {
				p.addPrefixDocs(w.Text, from, end, to, g.base)
			} else {
				p.addDocs(from, end, to, g.base)
			}
		}
	})
	to.and(s.alive)
	return &lookup{notes: to}
}

// parallelNotes is the number of notes from which segments are searched in parallel.
const parallelNotes = 4096

// eachSegment calls look for every segment, in parallel for large libraries. Calls may write to the same bitset, since a
// segment begins at a multiple of 64 and so no word of it is shared.
func (s *searcher) eachSegment(look func(*segment)) {
	if len(s.segments) < 2 || len(s.notes) < parallelNotes {
		for _, g := range s.segments {
			look(g)
		}
		return
	}
	var done sync.WaitGroup
	for _, g := range s.segments[1:] {
		done.Go(func() { look(g) })
	}
	look(s.segments[0])
	done.Wait()
}

func (s *searcher) evalField(n query.Field) (bitset, bool) {
	if n.Name == query.Path {
		to := newBitset(len(s.notes))
		s.paths().addContaining(n.Text, to)
		to.and(s.alive)
		return to, true
	}
	words := text.TokenizeQuery(n.Text, n.Prefix)
	if len(words) == 0 {
		return nil, false
	}
	if n.Name == query.Title {
		return s.lookUpPhrase(words, fieldTitle)
	}
	to := newBitset(len(s.notes))
	s.texts[n.Name.String()]().addContaining(words, to)
	return to, true
}

// resolveName returns the paths of the notes that a name may stand for, and the heading it names.
func (s *searcher) resolveName(name string) (paths []string, heading string) {
	if s.links == nil {
		return nil, ""
	}
	t, ok := s.links.LookUpName(name)
	if !ok {
		return nil, ""
	}
	switch t.Status {
	case links.Note, links.Self:
		return []string{t.Path}, t.Heading
	case links.Ambiguous:
		return t.Candidates, ""
	}
	return nil, ""
}

func (s *searcher) evalLinksTo(name string, to bitset) {
	paths, heading := s.resolveName(name)
	for _, path := range paths {
		var last *note.Note
		var targets []links.Target // targets of the links of last
		for _, b := range s.links.Backlinks(path) {
			if heading != "" {
				if b.From != last {
					last, targets = b.From, s.links.Targets(b.From)
				}
				if targets[b.LinkIndex].Heading != heading {
					continue
				}
			}
			if i, ok := s.numberOf(b.From.Path); ok {
				to.add(i)
			}
		}
	}
}

func (s *searcher) evalFrom(name string, to bitset) {
	paths, _ := s.resolveName(name)
	for _, path := range paths {
		n := s.links.Note(path)
		if n == nil {
			continue
		}
		for _, t := range s.links.Targets(n) {
			if t.Status != links.Note {
				continue
			}
			if i, ok := s.numberOf(t.Path); ok {
				to.add(i)
			}
		}
	}
}
