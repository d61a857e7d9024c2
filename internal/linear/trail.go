package linear

import "quire/internal/render"

// place is a note at a line. The empty path is the document that is no note of the library.
type place struct {
	path string
	at   render.Pos
}

// trail is where one was, and where one came back from, the nearest last.
type trail struct{ behind, ahead []place }

// on is the trail after going on from here.
func (t trail) on(here place) trail { return trail{behind: append(t.behind, here)} }

// here is the screen that was printed last.
func (s *session) here() place { return place{s.page.path, s.page.shown} }

func (s *session) back() {
	n := len(s.trail.behind)
	switch {
	case s.page == nil:
		s.fail("the list is where it begins; forward leads back in")
	case n == 0:
		s.trail.ahead = append(s.trail.ahead, s.here())
		s.leave()
		s.say(s.tally())
	default:
		to := s.trail.behind[n-1]
		s.trail = trail{s.trail.behind[:n-1], append(s.trail.ahead, s.here())}
		s.returnTo(to)
	}
}

func (s *session) forward() {
	n := len(s.trail.ahead)
	if n == 0 {
		s.fail("nothing lies ahead")
		return
	}
	to := s.trail.ahead[n-1]
	s.trail.ahead = s.trail.ahead[:n-1]
	if s.page != nil {
		s.trail.behind = append(s.trail.behind, s.here())
	}
	s.returnTo(to)
}

func (s *session) returnTo(p place) {
	if p.path == "" && s.Document != nil {
		s.enter("", s.Source(s.Document), entry{at: p.at, trod: true})
		return
	}
	s.open(p.path, entry{at: p.at, trod: true})
}

// leave closes the open note.
func (s *session) leave() {
	s.page = nil
	s.pick = choice{}
}
