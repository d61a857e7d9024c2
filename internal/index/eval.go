package index

import (
	"sync"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
)

// search is one question on its way through an index.
type search struct {
	*Index
	read     func(*note.Note) bool
	ranks    bool   // hits are ordered by their points
	leaves   []leaf // what is asked for in words, for ranking
	excluded int    // how many minus signs the part being looked at is under
}

// leaf is a word or phrase that is asked for, and where it is.
type leaf struct {
	words []word
	*found
}

// found is where a word or a phrase is. It is kept for whoever asks next, and not written to.
type found struct {
	notes set
	often []float32   // of a word, where hits are ranked: by note, how often it is there, weighed by field
	hits  []phraseHit // of a phrase: the same for the notes that it is in, in order
}

func (f *found) bytes() int { return 8*len(f.notes) + 4*len(f.often) + 8*cap(f.hits) }

// eval is the notes that match n; the caller owns the set. It is false where n
// asks for nothing: a sign without letters, which must neither empty nor fill the screen.
func (s *search) eval(n query.Node) (set, bool) {
	switch n := n.(type) {
	case query.And:
		return s.all(n)
	case query.Or:
		return s.any(n)
	case query.Not:
		return s.not(n)
	case query.Word:
		return s.words(n.Text, n.Prefix)
	case query.Phrase:
		return s.words(n.Text, n.Prefix)
	case query.Field:
		return s.field(n)
	}
	to := newSet(len(s.notes))
	switch n := n.(type) {
	case nil:
		return nil, false
	case query.Tag:
		s.tags().tagged(n.Name, n.Prefix, to)
	case query.State:
		s.state(n, to)
	case query.LinksTo:
		s.linksTo(n.Note, to)
	case query.From:
		s.from(n.Note, to)
	default:
		s.dated(n, to)
	}
	return to, true
}

func (s *search) all(parts query.And) (set, bool) {
	var to set
	for _, n := range parts {
		notes, ok := s.eval(n)
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

func (s *search) any(parts query.Or) (set, bool) {
	var to set
	for _, n := range parts {
		notes, ok := s.eval(n)
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

func (s *search) not(n query.Not) (set, bool) {
	s.excluded++
	defer func() { s.excluded-- }()
	notes, ok := s.eval(n.X)
	if !ok {
		return nil, false
	}
	to := s.alive.clone()
	to.without(notes)
	return to, true
}

// words is the notes that contain the words of text, next to one another.
func (s *search) words(text string, prefix bool) (set, bool) {
	words := queryWords(composed(text), prefix)
	switch len(words) {
	case 0:
		return nil, false
	case 1:
		f := s.word(words)
		s.asked(leaf{words, f})
		return f.notes.clone(), true
	}
	return s.phrase(words, anyField)
}

func (s *search) asked(l leaf) {
	if s.excluded == 0 {
		s.leaves = append(s.leaves, l)
	}
}

// word is where a word is.
func (s *search) word(words []word) *found {
	find, kind := s.containing, "word"
	if s.ranks && s.excluded == 0 {
		find, kind = s.weighed, "often"
	}
	return recall(s.Index, keyOf(kind, words), func() (*found, int) {
		f := find(words[0])
		return f, f.bytes()
	})
}

// containing is the notes that contain a word anywhere.
func (s *search) containing(w word) *found {
	to := newSet(len(s.notes))
	s.eachSegment(func(g *segment) {
		for _, p := range []*postings{g.head, g.body()} {
			from, end := p.find(w.text, w.prefix)
			if w.prefix {
				p.unionPrefix(w.text, from, end, to, g.base)
			} else {
				p.union(from, end, to, g.base)
			}
		}
	})
	to.and(s.alive)
	return &found{notes: to}
}

// manyNotes is from where on segments are looked through at the same time.
const manyNotes = 4096

// eachSegment calls look for every segment, for several at once where this is worth it: what they write to does not
// overlap, because sets are words of 64 notes and a segment begins with one.
func (s *search) eachSegment(look func(*segment)) {
	if len(s.segments) < 2 || len(s.notes) < manyNotes {
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

func (s *search) field(n query.Field) (set, bool) {
	if n.Name == query.Path {
		to := newSet(len(s.notes))
		s.paths().containing(n.Text, to)
		to.and(s.alive)
		return to, true
	}
	words := queryWords(composed(n.Text), n.Prefix)
	if len(words) == 0 {
		return nil, false
	}
	if n.Name == query.Title {
		return s.phrase(words, inTitle)
	}
	to := newSet(len(s.notes))
	facets := map[query.FieldName]func() *facet{query.Author: s.authors, query.Series: s.series, query.Lang: s.langs}
	facets[n.Name]().worded(words, to)
	return to, true
}

func (s *search) state(n query.State, to set) {
	switch n {
	case query.Draft:
		to.or(s.facts().draft)
	case query.Orphan:
		to.or(s.orphan())
	case query.Untagged:
		to.or(s.facts().untagged)
	case query.Broken:
		to.or(s.broken())
	case query.Problem:
		to.or(s.facts().problem)
	case query.Unread:
		for _, i := range s.byPath {
			if s.read == nil || !s.read(s.notes[i]) {
				to.add(i)
			}
		}
	}
}

// dated adds the notes of a period. Days are compared as their authors wrote them.
func (s *search) dated(n query.Node, to set) {
	from, end := int32(1), int32(1<<31-1) // end is behind the last day
	switch n := n.(type) {
	case query.Date:
		if !n.From.IsZero() {
			from = dayNumber(n.From.First())
		}
		if !n.To.IsZero() {
			end = dayNumber(n.To.Next())
		}
	case query.After:
		from = dayNumber(n.Day.Next())
	case query.Before:
		end = dayNumber(n.Day.First())
	}
	for i, day := range s.facts().days {
		if day >= from && day < end {
			to.add(uint32(i))
		}
	}
}

// named is the notes that a name may mean, with the heading that it names.
func (s *search) named(name string) (paths []string, heading string) {
	if s.links == nil {
		return nil, ""
	}
	t, ok := s.links.Named(name)
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

func (s *search) linksTo(name string, to set) {
	paths, heading := s.named(name)
	for _, path := range paths {
		var last *note.Note
		var targets []links.Target // of its links
		for _, b := range s.links.Backlinks(path) {
			if heading != "" {
				if b.From != last {
					last, targets = b.From, s.links.Targets(b.From)
				}
				if targets[b.Link].Heading != heading {
					continue
				}
			}
			if i, ok := s.number(b.From.Path); ok {
				to.add(i)
			}
		}
	}
}

func (s *search) from(name string, to set) {
	paths, _ := s.named(name)
	for _, path := range paths {
		n := s.links.Note(path)
		if n == nil {
			continue
		}
		for _, t := range s.links.Targets(n) {
			if t.Status != links.Note {
				continue
			}
			if i, ok := s.number(t.Path); ok {
				to.add(i)
			}
		}
	}
}
