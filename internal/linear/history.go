package linear

import "quire/internal/render"

// historyEntry records a page and the line at the top of its screen. An empty path stands for Options.Document. Or it records
// the list, if a link led there.
type historyEntry struct {
	path string
	pos  render.Pos

	isList             bool
	query, queryBefore string // of the list: in force there, and on the page with the link
}

// history holds the pages to go back and forward to, the nearest last in each slice.
type history struct{ back, forward []historyEntry }

// push returns the history after the user leaves e for a new page: e is the next to go back to, and there is nothing to
// go forward to.
func (h history) push(e historyEntry) history { return history{back: append(h.back, e)} }

// currentEntry returns the open page at the top of the screen printed last, or the list. Either a page must be open, or a link
// must have led to the list.
func (s *session) currentEntry() historyEntry {
	if s.page == nil {
		return historyEntry{isList: true, query: s.query, queryBefore: s.queryBeforeList}
	}
	return historyEntry{path: s.page.path, pos: s.page.screenTop}
}

// goBack reopens the previous page where the user left it. If there is none, it closes the page and returns to the list.
func (s *session) goBack() {
	n := len(s.history.back)
	switch {
	case s.page == nil && !s.isListVisit:
		s.fail("nothing to go back to; forward reopens the last page")
	case n == 0:
		s.history.forward = append(s.history.forward, s.currentEntry())
		s.closePage()
		s.printText(s.listSummary())
	default:
		entry := s.history.back[n-1]
		s.history = history{s.history.back[:n-1], append(s.history.forward, s.currentEntry())}
		if s.isListVisit {
			s.setQuery(s.queryBeforeList)
		}
		s.openEntry(entry)
	}
}

// goForward undoes the last goBack.
func (s *session) goForward() {
	n := len(s.history.forward)
	if n == 0 {
		s.fail("nothing to go forward to")
		return
	}
	entry := s.history.forward[n-1]
	s.history.forward = s.history.forward[:n-1]
	if s.page != nil || s.isListVisit {
		s.history.back = append(s.history.back, s.currentEntry())
	}
	s.openEntry(entry)
}

// openEntry opens the page of e at its line and leaves the history as the caller set it.
func (s *session) openEntry(e historyEntry) {
	if e.isList {
		s.openList(e)
		return
	}
	if e.path == "" && s.Document != nil {
		s.showDocument(destination{pos: e.pos, keepHistory: true})
		return
	}
	s.openNote(e.path, destination{pos: e.pos, keepHistory: true})
}

// openList lists the notes of an entry that is the list.
func (s *session) openList(e historyEntry) {
	s.closePage()
	s.isListVisit, s.queryBeforeList = true, e.queryBefore
	s.filterNotes(e.query)
}

// closePage closes the open page, and with it the numbered list.
func (s *session) closePage() {
	s.page, s.isListVisit = nil, false
	s.menu = menu{}
}
