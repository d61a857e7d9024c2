package linear

import (
	"path"
	"slices"
	"strings"
)

// headingSign begins a name that is looked for in the headings of all notes.
const headingSign = "@"

// maxRecent is how many of the notes read last are listed.
const maxRecent = 20

// rememberOpened makes a note the one that was read last in this session.
func (s *session) rememberOpened(path string) {
	others := slices.DeleteFunc(slices.Clone(s.recent), func(p string) bool { return p == path })
	s.recent = append([]string{path}, others[:min(len(others), maxRecent)]...)
}

// listRecent lists the notes read last, those of this session first, without the open one; a number opens one of them.
func (s *session) listRecent() {
	var paths []string
	for _, p := range slices.Concat(s.recent, s.Memory.RecentlyRead(maxRecent)) {
		_, known := s.library.Lookup(p)
		if isOpen := s.page != nil && s.page.path == p; known && !isOpen && !slices.Contains(paths, p) && len(paths) < maxRecent {
			paths = append(paths, p)
		}
	}
	if len(paths) == 0 {
		s.fail("open what? Give a number from the list or a name. You have read no other note yet.")
		return
	}
	s.offerPaths("read last:", paths)
}

// listFoundHeadings lists the headings of all notes that contain each word of text; a number opens the note there. Without such a
// heading it reports false.
func (s *session) listFoundHeadings(text string) bool {
	found, err := s.library.GoToHeading(s.ctx, text, maxRecent)
	switch {
	case err != nil:
		s.fail("open: " + err.Error())
		return true
	case len(found) == 0:
		return false
	}
	items := make([]string, len(found))
	for i, h := range found {
		items[i] = h.Heading.Text + ", " + h.Title()
		if folder := path.Dir(h.Path()); folder != "." {
			items[i] += ", " + folder
		}
	}
	s.offerMenu("", items, menu{noun: "heading", choose: func(i int) {
		s.openNote(found[i].Path(), destination{heading: found[i].Heading.Anchor})
	}})
	return true
}

// openByGoTo handles the names of open that ask for a list: none at all, and @ with words of headings.
func (s *session) openByGoTo(name string) (handled bool) {
	if name == "" {
		s.listRecent()
		return true
	}
	words, ok := strings.CutPrefix(name, headingSign)
	return ok && s.listFoundHeadings(words)
}
