package tui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/search"
	"quire/internal/state"
)

// sessionFacts is what belongs to one session and must not reach another.
type sessionFacts struct {
	theme, query string
	order        order
	open         string   // path of the note on the screen, or shelfOpen
	back, ahead  []string // paths in the history, the nearest first
	shelf        []string // titles, with whether the user has read the note
	bookmarks    []string // paths
}

// shelfOpen stands for the shelf in place of an open note.
const shelfOpen = "the shelf"

// collectFacts returns the facts of the session of m.
func collectFacts(m Model) sessionFacts {
	f := sessionFacts{
		theme: m.theme.Name, query: m.shelf.results.current.text, order: m.shelf.order,
		back: m.history.behind.paths(), ahead: m.history.ahead.paths(),
	}
	if f.open = shelfOpen; m.screen == screenPage {
		f.open = m.page.open.path
	}
	status := map[state.ReadStatus]string{state.StatusNew: "new", state.StatusChanged: "changed", state.StatusRead: "read", state.StatusUnseen: "unseen"}
	for _, h := range m.shelf.results.found.Hits {
		f.shelf = append(f.shelf, h.Title()+" "+status[m.opts.State.ReadStatus(h.Path(), hitStamp(h))])
	}
	f.bookmarks = bookmarkPaths(m.opts.State)
	return f
}

func (s entryStack) paths() (paths []string) {
	for node := s.top; node != nil && len(paths) < s.size; node = node.next {
		paths = append(paths, node.path)
	}
	return paths
}

// showsTitle reports whether a note with that title is on the shelf.
func (f sessionFacts) showsTitle(title string) bool {
	return slices.ContainsFunc(f.shelf, func(row string) bool { return strings.HasPrefix(row, title+" ") })
}

// sharedFolder is a folder of notes that several sessions read through one Live.
type sharedFolder struct {
	dir     string
	library *library.Library
	live    *catalog.Live
}

// openSharedFolder writes the notes and runs a Live on them until the test ends.
func openSharedFolder(t *testing.T, o catalog.LiveOptions) sharedFolder {
	t.Helper()
	s := sharedFolder{dir: t.TempDir()}
	for _, n := range []struct{ name, tags, date, link string }{
		{"alpha", "red", "2021-01-01", "beta"}, {"beta", "red, blue", "2022-01-01", "gamma"}, {"gamma", "red", "2023-01-01", "alpha"},
		{"delta", "blue", "2024-01-01", "echo"}, {"echo", "blue", "2020-01-01", "delta"},
	} {
		title := strings.ToUpper(n.name[:1]) + n.name[1:]
		s.write(t, n.name+".md", fmt.Sprintf("---\ntitle: %s\ntags: [%s]\ndate: %s\n---\nThe text of %s: a [site](https://example.org/%s) and a [note](%s.md).\n", title, n.tags, n.date, title, n.name, n.link))
	}
	var err error
	if s.library, err = library.Open(s.dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.library.Close() })
	s.live = runLive(t, s.library, o)
	return s
}

// write replaces a file at once, so that nobody reads half of it.
func (s sharedFolder) write(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join(s.dir, name)
	if err := errors.Join(os.WriteFile(file+".new", []byte(text), 0o600), os.Rename(file+".new", file)); err != nil {
		t.Error(err)
	}
}

// rename gives the note that both sessions list another title.
func (s sharedFolder) rename(t *testing.T, title string) {
	t.Helper()
	s.write(t, "beta.md", "---\ntitle: "+title+"\ntags: [red, blue]\ndate: 2022-01-01\n---\nThe text of "+title+": a [site](https://example.org/beta) and a [note](gamma.md).\n")
}

// storyStep is what a user types, what the screen shows then, and the note that is open then: empty if that does not change.
type storyStep struct {
	keys  []string
	shows string
	opens string
}

// story is what one of two users does until a file changes and after that, with the facts after each part. changed is the
// row of the changed note on the shelf.
type story struct {
	before, after []storyStep
	then, last    sessionFacts
	changed       string
}

// afterChange returns the facts after the file has changed: the title and the read status are new, and all else stays.
func (s story) afterChange() sessionFacts {
	f := s.then
	f.shelf = slices.Clone(f.shelf)
	f.shelf[1] = s.changed
	return f
}

// localStory is that of a user at this machine.
var localStory = story{
	before: []storyStep{
		{[]string{"/", `"#red"`, "enter"}, "3 of 5", ""},
		{[]string{"o", `"by title"`}, "sort order", ""},
		{[]string{"enter"}, "3 of 5 · by title", ""},
		{[]string{"g", "y"}, "alpha.md", ""},
		{[]string{"G", "N"}, "marked read: Gamma", ""},
		{[]string{"g", "enter"}, "The text of Alpha", "alpha.md"},
		{[]string{"m"}, "bookmark set", ""},
		{[]string{"tab", "O"}, "https://example.org/alpha", ""},
		{[]string{"enter", "tab", "enter"}, "The text of Beta", "beta.md"},
		{[]string{"tab", "tab", "enter"}, "The text of Gamma", "gamma.md"},
		{[]string{"backspace"}, "The text of Beta", "beta.md"},
	},
	then: sessionFacts{
		theme: "dark", query: "#red", order: order{search.Title, false}, open: "beta.md", back: []string{"alpha.md"}, ahead: []string{"gamma.md"},
		shelf: []string{"Alpha read", "Beta read", "Gamma read"}, bookmarks: []string{"alpha.md"},
	},
	changed: "Better read",
	after: []storyStep{
		{[]string{"backspace"}, "The text of Alpha", "alpha.md"},
		{[]string{"]"}, "The text of Better", "beta.md"},
		{[]string{"]"}, "The text of Gamma", "gamma.md"},
		{[]string{"m"}, "bookmark set", ""},
		{[]string{"q"}, "3 of 5 · by title", shelfOpen},
		{[]string{"g", "N"}, "marked unread: Alpha", ""},
	},
	last: sessionFacts{
		theme: "dark", query: "#red", order: order{search.Title, false}, open: shelfOpen, ahead: []string{"gamma.md"},
		shelf: []string{"Alpha new", "Better read", "Gamma read"}, bookmarks: []string{"gamma.md", "alpha.md"},
	},
}

// remoteStory is that of a user at the other end of a connection.
var remoteStory = story{
	before: []storyStep{
		{[]string{"/", `"#blue"`, "enter"}, "3 of 5", ""},
		{[]string{"o", `"oldest"`}, "sort order", ""},
		{[]string{"enter"}, "3 of 5 · oldest first", ""},
		{[]string{"g", "y"}, "echo.md", ""},
		{[]string{"e"}, "quire cannot open an editor here", ""},
		{[]string{"enter"}, "The text of Echo", "echo.md"},
		{[]string{"tab", "O"}, "quire cannot open a browser here", ""},
		{[]string{"tab", "enter"}, "The text of Delta", "delta.md"},
		{[]string{"m"}, "bookmark set", ""},
		{[]string{"q"}, "3 of 5 · oldest first", shelfOpen},
		{[]string{"G", "N"}, "marked unread: Delta", ""},
	},
	then: sessionFacts{
		theme: "light", query: "#blue", order: order{search.Date, true}, open: shelfOpen, ahead: []string{"delta.md"},
		shelf: []string{"Echo read", "Beta unseen", "Delta new"}, bookmarks: []string{"delta.md"},
	},
	changed: "Better new",
	after: []storyStep{
		{[]string{"]"}, "The text of Delta", "delta.md"},
		{[]string{"K"}, "The text of Better", "beta.md"},
		{[]string{"q"}, "3 of 5 · oldest first", shelfOpen},
	},
	last: sessionFacts{
		theme: "light", query: "#blue", order: order{search.Date, true}, open: shelfOpen, ahead: []string{"beta.md"},
		shelf: []string{"Echo read", "Better read", "Delta read"}, bookmarks: []string{"delta.md"},
	},
}
