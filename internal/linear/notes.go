package linear

import (
	"errors"
	"slices"
	"strings"

	"quire/internal/index"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
)

// tally is what is in the list, and in which order.
func (s *session) tally() string {
	text := plural(len(s.Notes), "note", "notes")
	if s.Library != nil && s.Library.Name != "" {
		text = safe.Text(s.Library.Name) + ": " + text
	}
	if s.query != "" {
		text = number(len(s.hits)) + " of " + number(len(s.Notes)) + " notes match " + s.query
	}
	return text + ", " + s.orderName()
}

func (s *session) orderName() string {
	name := map[index.Sort]string{index.Title: "by title", index.Path: "by path", index.Modified: "changed last first", index.Date: "newest first"}[s.Sort]
	if s.Sort == index.Auto {
		if name = "newest first"; len(s.words) > 0 {
			name = "best first"
		}
	}
	if s.Reverse {
		name += ", backwards"
	}
	return name
}

// search puts a query in force. What is wrong with it is left out, and kept to be told.
func (s *session) search(text string) {
	q, err := query.Parse(text)
	s.query, s.words = text, q.Words()
	s.hits = s.Index.Search(q, index.Options{Sort: s.Sort, Reverse: s.Reverse, Read: s.wasRead})
	if len(s.hits) == 0 && text != "" { // as while typing on the screen: the last word may be the beginning of one
		s.hits = s.Index.Search(q, index.Options{Sort: s.Sort, Reverse: s.Reverse, Typing: true, Read: s.wasRead})
	}
	if s.page != nil {
		s.page.in = s.numberOf(s.page.path)
	}
	s.slip = ""
	if slip := (*query.SyntaxError)(nil); errors.As(err, &slip) {
		s.slip = slip.Message
	}
}

// numberOf is the number of a note in the list, from 0, or -1.
func (s *session) numberOf(path string) int {
	return slices.IndexFunc(s.hits, func(h index.Hit) bool { return h.Note.Path == path && path != "" })
}

// list closes the open note and prints the notes.
func (s *session) list(string) {
	if s.page != nil {
		s.trail.ahead = append(s.trail.ahead, s.here())
		s.trail.behind = nil
		s.leave()
	}
	if len(s.hits) == 0 {
		s.fail("no note matches "+s.query, "query alone shows all "+number(len(s.Notes)))
		return
	}
	hits := s.hits
	items := make([]string, len(hits))
	for i, h := range hits {
		items[i] = row(h.Note)
	}
	s.offer("", items, choice{what: "note", do: func(i int) { s.open(hits[i].Note.Path, entry{}) }})
}

// row is a note on one line: what it is called, its date, its tags.
func row(n *note.Note) string {
	text := n.Title
	if !n.Date.IsZero() {
		text += ", " + n.Date.Format("2006-01-02")
	}
	if n.Draft {
		text += ", draft"
	}
	if len(n.Tags) > 0 {
		text += ", " + strings.Join(n.Tags, ", ")
	}
	return text
}

// queryFor narrows the list, and shows it.
func (s *session) queryFor(text string) {
	text = strings.TrimSpace(text)
	s.search(text)
	if s.slip != "" {
		s.fail("left out of the query: " + s.slip)
	}
	if text == "" {
		s.leave()
		s.say(s.tally())
		return
	}
	s.list("")
}

// sortBy changes the order of the list; the order that it has is turned round.
func (s *session) sortBy(name string) {
	by, err := index.ParseSort(name)
	if err != nil {
		s.fail(err.Error() + ": date, title, path, modified or relevance")
		return
	}
	switch {
	case name == "":
	case by == s.Sort:
		s.Reverse = !s.Reverse
	default:
		s.Sort, s.Reverse = by, false
	}
	s.search(s.query)
	s.say(s.tally())
}

// tags offers the tags of the notes in the list, or those of the open note.
func (s *session) tags(string) {
	counts := s.Index.Tags(s.hits)
	if s.page != nil {
		own := map[string]bool{}
		for _, t := range s.page.src.Note.Tags {
			own[note.Fold(t)] = true
		}
		counts = slices.DeleteFunc(s.Index.Tags(nil), func(c index.TagCount) bool { return !own[note.Fold(c.Tag)] })
	}
	if len(s.hits) == 0 && s.page == nil {
		counts = nil
	}
	if len(counts) == 0 {
		s.fail("no tags")
		return
	}
	items := make([]string, len(counts))
	for i, c := range counts {
		items[i] = c.Tag + ", " + number(c.Notes)
	}
	with := func(i int, not bool) {
		q, _ := query.Parse(s.query)
		var n query.Node = query.Tag{Name: counts[i].Tag}
		if not {
			n = query.Not{X: n}
		}
		s.queryFor(query.Query{Root: query.All(q.Root, n)}.String())
	}
	s.offer("", items, choice{what: "tag", do: func(i int) { with(i, false) }, not: func(i int) { with(i, true) }})
}

// openNamed opens a note by its number in the list, a name that means it, or a part of its title.
func (s *session) openNamed(name string) {
	if name == "" {
		s.fail("open what? a number of the list, or a name")
		return
	}
	if strings.Trim(name, "0123456789") == "" && len(s.hits) > 0 {
		if i, ok := s.numbered(name, "note", len(s.hits)); ok {
			s.open(s.hits[i].Note.Path, entry{})
		}
		return
	}
	if t, ok := s.Links.Named(name); ok {
		switch t.Status {
		case links.Note:
			if t.MissingHeading != "" {
				s.failf("%s has no heading %s", t.Path, t.MissingHeading)
				return
			}
			s.open(t.Path, entry{heading: t.Heading})
			return
		case links.Ambiguous:
			s.offerPaths("which one?", t.Candidates)
			return
		}
	}
	var paths []string
	for _, h := range s.Index.GoTo(name, mostNear) {
		paths = append(paths, h.Note.Path)
	}
	if len(paths) == 0 {
		for _, n := range s.Links.Likely(name, 3) {
			paths = append(paths, n.Path)
		}
	}
	if len(paths) == 0 {
		s.fail("no note is called like " + name)
		return
	}
	s.failed = true
	s.offerPaths("no note is called just so:", paths)
}

// mostNear is how many notes are offered for a part of a name.
const mostNear = 9

// offerPaths offers notes to go on to. A path may carry #anchor.
func (s *session) offerPaths(title string, paths []string) {
	items := make([]string, len(paths))
	for i, p := range paths {
		path, anchor := s.splitAnchor(p)
		items[i] = path
		if n := s.Links.Note(path); n != nil {
			items[i] = n.Title + ", " + path
		}
		if anchor != "" {
			items[i] += ", " + anchor
		}
	}
	s.offer(title, items, choice{what: "note", do: func(i int) {
		path, anchor := s.splitAnchor(paths[i])
		s.open(path, entry{heading: anchor})
	}})
}

// splitAnchor parts a path and its #anchor; a file's name may hold a # itself.
func (s *session) splitAnchor(p string) (path, anchor string) {
	if s.Links.Note(p) != nil {
		return p, ""
	}
	path, anchor, _ = strings.Cut(p, "#")
	return path, anchor
}
