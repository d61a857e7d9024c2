package linear

import (
	"errors"
	"slices"
	"strings"

	"quire/internal/links"
	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/search/suggest"
)

// listSummary says how many notes are in the list, why, and in which order.
func (s *session) listSummary() string {
	status := s.library.Status()
	text := numbers.Count(status.Notes, "note", "notes")
	if status.Name != "" {
		text = safe.Text(status.Name) + ": " + text
	}
	if s.query != "" {
		text = numbers.Format(len(s.found.Hits)) + " of " + numbers.Format(status.Notes) + " notes match " + s.query
	}
	return text + ", " + s.describeSort()
}

// describeSort describes the order of the list.
func (s *session) describeSort() string {
	name := s.Sort.Description()
	if s.sortKey != "" {
		name = "by " + s.sortKey
	} else if s.Sort == search.Auto {
		if name = search.Date.Description(); len(s.queryWords) > 0 {
			name = "best match first"
		}
	}
	if s.Reverse {
		name += ", in reverse order"
	}
	return name
}

// setQuery filters the list by a query. It ignores an invalid part and keeps the reason in queryError.
func (s *session) setQuery(text string) {
	q, err := s.Queries.Parse(text)
	s.query = text
	request := search.Request{Query: q, Sort: s.Sort, SortKey: s.sortKey, Reverse: s.Reverse, IsRead: s.isRead, Facets: []search.Facet{search.FacetTagTree}}
	s.search(request)
	if len(s.found.Hits) == 0 && text != "" { // as package tui does while typing: match the last word as a prefix
		request.Typing = true
		s.search(request)
	}
	s.queryWords = s.found.Query.Words()
	if s.queryExpression = ""; len(s.found.Query.Expressions()) > 0 {
		s.queryExpression = match.DisplayWord(match.ExpressionWord(s.found.Query.Expressions()[0]))
	}
	if s.page != nil {
		s.page.hitIndex = s.hitIndex(s.page.path)
	}
	s.queryError = ""
	if syntaxErr := (*query.SyntaxError)(nil); errors.As(err, &syntaxErr) {
		s.queryError = syntaxErr.Message
	}
}

// search fills the list with the hits of a request, or empties it and prints why the request failed.
func (s *session) search(r search.Request) {
	var err error
	if s.found, err = s.library.Search(s.ctx, r); err != nil {
		s.fail("search: " + err.Error())
	}
}

// hitIndex returns the index of a note in the list, or -1.
func (s *session) hitIndex(path string) int {
	if path == "" {
		return -1
	}
	return s.found.IndexOf(path)
}

// listNotes closes the open page and lists the notes; a number opens one of them.
func (s *session) listNotes(string) {
	if s.page != nil {
		s.history.forward = append(s.history.forward, s.currentEntry())
		s.history.back = nil
		s.closePage()
	}
	if len(s.found.Hits) == 0 {
		q, _ := s.Queries.Parse(s.query)
		suggestions, _ := suggest.ForEmpty(s.ctx, s.library, search.Request{Query: q, IsRead: s.isRead})
		said := []string{"no notes match " + s.query}
		for _, suggested := range suggestions {
			said = append(said, suggested.String())
		}
		s.fail(append(said, "query alone resets to all "+numbers.Count(s.library.Status().Notes, "note", "notes"))...)
		return
	}
	hits := s.found.Hits
	items := make([]string, len(hits))
	for i, h := range hits {
		items[i] = formatNoteRow(h)
	}
	s.offerMenu("", items, menu{noun: "note", choose: func(i int) { s.openNote(hits[i].Path(), destination{}) }})
}

// formatNoteRow formats a note on one line: title, date, tags, and whether it is a draft.
func formatNoteRow(h search.Hit) string {
	text := h.Title()
	if !h.Date().IsZero() {
		text += ", " + h.Date().Format("2006-01-02")
	}
	if h.IsDraft() {
		text += ", draft"
	}
	if len(h.Tags()) > 0 {
		text += ", " + strings.Join(h.Tags(), ", ")
	}
	return text
}

// filterNotes filters the list by a query and prints it. Without a query it prints only a summary of all notes.
func (s *session) filterNotes(text string) {
	text = strings.TrimSpace(text)
	s.setQuery(text)
	if s.queryError != "" {
		s.fail("ignored: " + s.queryError)
	}
	for _, u := range s.found.UnknownKeys {
		s.printText(u.String())
	}
	if text == "" {
		if s.page != nil {
			s.closePage()
		}
		s.menu = menu{}
		s.printText(s.listSummary())
		return
	}
	s.listNotes("")
}

// changeSort sorts the list by the named order, or by the values of a key of the front matter, or reverses it if it already has
// that order. Without a name it only prints the current order.
func (s *session) changeSort(name string) {
	order, key, ok := s.resolveSort(name)
	switch {
	case !ok:
		return
	case name == "":
	case order == s.Sort && key == s.sortKey:
		s.Reverse = !s.Reverse
	default:
		s.Sort, s.sortKey, s.Reverse = order, key, false
	}
	s.setQuery(s.query)
	s.printText(s.listSummary())
}

// resolveSort returns the order or the key of a name, or prints that there is none.
func (s *session) resolveSort(name string) (order search.Sort, key string, ok bool) {
	order, err := search.ParseSort(name)
	if err == nil {
		return order, "", true
	}
	key, near, keyErr := search.ResolveKey(s.ctx, s.library, name)
	switch {
	case keyErr != nil:
		s.fail("sort: " + keyErr.Error())
	case key != "":
		return search.Auto, key, true
	case near != "":
		s.fail(err.Error() + "; did you mean " + near + "?")
	default:
		s.fail(err.Error() + "; use " + search.SortChoices() + ", or a key of the front matter")
	}
	return search.Auto, "", false
}

// listTags lists the tags of the notes in the list, or of the open note: N adds tag N to the query, -N excludes it.
func (s *session) listTags(string) {
	counts, err := s.countTags()
	if err != nil {
		s.fail("tags: " + err.Error())
		return
	}
	if len(counts) == 0 {
		s.fail("no tags")
		return
	}
	items := make([]string, len(counts))
	for i, c := range counts {
		items[i] = c.Value + ", " + numbers.Format(c.Notes)
	}
	addTag := func(i int, exclude bool) {
		q, _ := query.Parse(s.query)
		var node query.Node = query.Tag{Name: counts[i].Value}
		if exclude {
			node = query.Not{X: node}
		}
		s.filterNotes(query.Query{Root: query.JoinAnd(q.Root, node)}.String())
	}
	s.offerMenu("", items, menu{noun: "tag", choose: func(i int) { addTag(i, false) }, exclude: func(i int) { addTag(i, true) }})
}

// countTags counts the tags of the notes in the list, or of the open note in the whole library.
func (s *session) countTags() ([]search.ValueCount, error) {
	if s.page == nil {
		return s.found.Facets[search.FacetTagTree], nil
	}
	pageTags := map[string]bool{}
	for _, t := range s.page.source.Note.Tags {
		pageTags[note.FoldName(t)] = true
	}
	counts, err := s.library.CountTags(s.ctx)
	return slices.DeleteFunc(counts, func(c search.ValueCount) bool { return !pageTags[note.FoldName(c.Value)] }), err
}

// openByName opens a note by its number in the list or by a name that a link could use. For part of a title it offers the
// notes that match.
func (s *session) openByName(name string) {
	if s.openByGoTo(name) {
		return
	}
	if strings.Trim(name, "0123456789") == "" && len(s.found.Hits) > 0 {
		if i, ok := s.parseNumber(name, "note", len(s.found.Hits)); ok {
			s.openNote(s.found.Hits[i].Path(), destination{})
		}
		return
	}
	if s.NameOfPath != nil {
		if inside, ok := s.NameOfPath(s.ctx, s.library, name); ok {
			name = inside
		}
	}
	t, err := s.library.ResolveName(s.ctx, name)
	switch {
	case err != nil:
		s.fail("open: " + err.Error())
		return
	case t.Status == links.Note && t.MissingHeading != "":
		s.failf("%s has no heading %s", t.Path, t.MissingHeading)
		return
	case t.Status == links.Note:
		s.openNote(t.Path, destination{heading: t.Heading})
		return
	case t.Status == links.Ambiguous:
		s.offerPaths("which note?", t.Candidates)
		return
	}
	paths, err := s.suggestNotes(name)
	if err != nil {
		s.fail("open: " + err.Error())
		return
	}
	if len(paths) == 0 {
		s.fail(name + ": no such note")
		return
	}
	s.failed = true
	s.offerPaths("no note has exactly this name. Did you mean:", paths)
}

// suggestNotes returns the paths of the notes that part of a name may mean, or else of those with similar names.
func (s *session) suggestNotes(name string) ([]string, error) {
	var paths []string
	named, err := s.library.GoTo(s.ctx, name, maxSuggestions)
	for _, h := range named {
		paths = append(paths, h.Path())
	}
	if err != nil || len(paths) > 0 {
		return paths, err
	}
	near, err := s.library.LikelyNotes(s.ctx, name, 3)
	for _, h := range near {
		paths = append(paths, h.Path())
	}
	return paths, err
}

// maxSuggestions limits how many notes openByName offers for part of a title.
const maxSuggestions = 9

// offerPaths lists notes below a title; a number opens one of them. A path may end in #anchor.
func (s *session) offerPaths(title string, paths []string) {
	items := make([]string, len(paths))
	for i, p := range paths {
		path, anchor := s.splitAnchor(p)
		items[i] = path
		if h, ok := s.library.Lookup(path); ok {
			items[i] = h.Title() + ", " + path
		}
		if anchor != "" {
			items[i] += ", " + anchor
		}
	}
	s.offerMenu(title, items, menu{noun: "note", choose: func(i int) {
		path, anchor := s.splitAnchor(paths[i])
		s.openNote(path, destination{heading: anchor})
	}})
}

// splitAnchor splits a path from its #anchor. A # that belongs to the name of an existing note stays in the path.
func (s *session) splitAnchor(p string) (path, anchor string) {
	if _, ok := s.library.Lookup(p); ok {
		return p, ""
	}
	path, anchor, _ = strings.Cut(p, "#")
	return path, anchor
}
