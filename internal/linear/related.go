package linear

import (
	"strings"

	"quire/internal/mention"
)

// maxRelated is how many related notes are listed.
const maxRelated = 10

// listRelated lists the notes that are related to the open one, with the reasons; a number opens one of them.
func (s *session) listRelated(string) {
	if s.page.path == "" {
		s.fail("this text is not a note in a library")
		return
	}
	found, err := s.library.Related(s.ctx, s.page.path, maxRelated)
	switch {
	case err != nil:
		s.fail("related: " + err.Error())
		return
	case len(found) == 0:
		s.fail("no related notes")
		return
	}
	items := make([]string, len(found))
	for i, r := range found {
		items[i] = r.Title()
		if reasons := r.Reasons(); len(reasons) > 0 {
			items[i] += ": " + strings.Join(reasons, "; ")
		}
	}
	s.offerMenu("", items, menu{noun: "note", choose: func(i int) { s.openNote(found[i].Path(), destination{}) }})
}

// listMentions lists the places in other notes that name the open one without a link to it; a number opens the note there.
func (s *session) listMentions(string) {
	if s.page.path == "" {
		s.fail("this text is not a note in a library")
		return
	}
	found, err := mention.Find(s.ctx, s.library, s.page.source.Note)
	switch {
	case err != nil:
		s.fail("mentions: " + err.Error())
		return
	case len(found) == 0:
		s.fail("no other note names this one, in two words or more, without a link to it")
		return
	}
	items := make([]string, len(found))
	for i, m := range found {
		items[i] = m.Title() + ": " + m.Text
	}
	s.offerMenu("", items, menu{noun: "mention", choose: func(i int) { s.openNote(found[i].Path(), destination{line: found[i].Line}) }})
}
