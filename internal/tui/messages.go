package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/note"
	"quire/internal/render"
	"quire/internal/theme"
	"quire/internal/tui/panel"
)

// Every message that the program sends itself. Those that answer carry their
// question, and one that answers another question than the last is dropped.
type (
	// libraryLoaded answers load.
	libraryLoaded struct {
		seq     int
		catalog *catalog.Catalog
		err     error
	}
	// libraryGlanced answers glance.
	libraryGlanced struct {
		catalog *catalog.Catalog
		err     error
	}
	// filesChanged, watchFailed and watchSlow come from outside, at any time.
	filesChanged struct{}
	watchFailed  struct{ err error }
	watchSlow    struct{}
	// waited says that loading has taken long enough to say so; progress that it goes on.
	waited struct{ seq int }
	// settleNow asks to give memory back, unless something was pressed since touched was counted.
	settleNow struct{ touched int }

	// searched answers search.
	searched struct {
		question question
		found    found
		err      error
	}
	// pageMade answers makePage.
	pageMade struct {
		key  pageKey
		page *render.Page
		src  render.Source
		err  error

		above []int // the lines that could be counted before it was shown

		whole tea.Cmd // this is but the beginning of a long note; the command makes the whole of it
		rest  bool    // this is the whole of a note whose beginning is shown

		at    render.Pos // the passage that a preview begins with
		found bool       // there is one
	}
	// pageCounted answers count.
	pageCounted struct {
		page  *render.Page
		above []int
	}
	// backlinksFound answers findBacklinks.
	backlinksFound struct {
		key   pageKey // of the page whose backlinks they are
		items []panel.Item
		froms []linkPlace
	}
	// goToFound answers askGoTo.
	goToFound struct {
		question goToQuestion
		hits     []index.Hit
	}
	// fileLookedAt answers lookAtFile.
	fileLookedAt struct {
		from string // path of the note that links to it
		file string
		err  error
	}
	// editorClosed, browserStarted and viewerStarted tell of programs that were started.
	editorClosed   struct{ err error }
	browserStarted struct {
		url string
		err error
	}
	viewerStarted struct {
		file string
		err  error
	}
	// rememberNow asks to write what is remembered, and remembered tells how that went.
	rememberNow struct{}
	remembered  struct{ err error }
	// commandFailed tells of a command that broke and whose answer nobody waits for.
	commandFailed struct{ err error }
)

func (m libraryLoaded) failure() error  { return m.err }
func (m libraryGlanced) failure() error { return m.err }
func (m searched) failure() error       { return m.err }
func (m pageMade) failure() error       { return m.err }
func (m commandFailed) failure() error  { return m.err }

// spot is where a page is shown.
type spot uint8

const (
	onPage spot = iota
	onPreview
	onPeek
	spots // how many there are
)

// pageKey is the question that a page answers: whose page, how wide, in which look,
// of which state of the library. The zero key asks for nothing.
type pageKey struct {
	spot  spot
	path  string // of the note; empty for the document that is none of the library
	width int
	look  *theme.Theme
	state int    // grows when files change
	marks string // the words to be marked in a preview
	hang  hanging
}

// between parts the words in pageKey.marks, which are comparable so.
const between = "\x00"

func (k pageKey) words() []string {
	if k.marks == "" {
		return nil
	}
	return strings.Split(k.marks, between)
}

// unmarked is the page without regard to what is marked on it.
func (k pageKey) unmarked() pageKey {
	k.marks = ""
	return k
}

// question is what is asked of the index.
type question struct {
	text    string
	typing  bool // the last word may go on
	order   order
	picking bool // the picker is open and wants counts
	state   int
}

// goToQuestion is what is asked of the index for the panel that goes to any note. State is never 0.
type goToQuestion struct {
	text  string
	state int
}

// found is what the index answers.
type found struct {
	hits   []index.Hit
	words  []string       // to be marked
	slip   *slip          // in the text, or nil
	tags   map[string]int // notes by folded tag, where they were asked for
	unread bool           // only notes that were not read were asked for
	tries  []try          // when there are no hits: what would find some
}

// slip is a mistake in a query.
type slip struct {
	offset, length int
	message        string
}

// try is a change of the query that would find something.
type try struct {
	without string // the words that are in the way
	text    string // the query without them
	notes   int
}

// linkPlace is an occurrence of a link in a note.
type linkPlace struct {
	note *note.Note
	link int
}
