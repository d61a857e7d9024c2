package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/address"
	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/search"
	"quire/internal/search/suggest"
	"quire/internal/tui/filterlist"
	"quire/internal/tui/loader"
	"quire/internal/tui/picker"
)

// The messages that the program sends itself. A response carries its request, and a response to anything but the latest
// request is dropped.
type (
	// libraryStateMsg is the result of awaitLibrary: a state of the library, and what is new in it.
	libraryStateMsg struct {
		state        catalog.State
		isNews       bool
		catalog      catalog.Library // nil unless it is new
		undated      bool            // no note of it has a date
		columnWidths []int           // of the keys in the setting columns; see measureColumns
		err          error           // of a load that has just failed
	}
	// libraryLoadedMsg is the end of a load of the whole library.
	libraryLoadedMsg struct {
		seq          int
		catalog      catalog.Library
		err          error
		undated      bool // no note has a date
		columnWidths []int
	}
	// partialLoadedMsg is a preview of the library.
	partialLoadedMsg struct {
		catalog      catalog.Library
		undated      bool
		columnWidths []int
	}
	// windowTooLargeMsg reports that the window is larger than what is drawn of it.
	windowTooLargeMsg struct{ reported, drawn tea.WindowSizeMsg }
	// slowLoadMsg arrives when loading has taken slowLoadDelay, and again while it goes on.
	slowLoadMsg struct{ seq int }

	// searchDoneMsg is the result of a search of the library.
	searchDoneMsg struct {
		request searchRequest
		result  searchResult
		err     error
	}
	// backlinksFoundMsg is the result of a search for backlinks.
	backlinksFoundMsg struct {
		key       loader.Key // of the page that is linked to
		items     []filterlist.Item
		sources   []linkSource
		noteCount int // notes with a backlink
		err       error
	}
	// goToFoundMsg is the result of a search in the go-to list.
	goToFoundMsg struct {
		request goToRequest
		answer  goToAnswer
		err     error
	}
	// tagsListedMsg holds the tags of the library, for the tag picker.
	tagsListedMsg struct {
		tagList
		err error
	}
	// fieldsListedMsg holds the keys of the front matter or the values of a key, for the tag picker.
	fieldsListedMsg struct {
		facet search.Facet
		list  *picker.List
		err   error
	}
	// similarFoundMsg, citationsFoundMsg and tagsCountedMsg are the responses to a pageRequest, one per kind.
	similarFoundMsg struct {
		pageResponse
		paths []string
	}
	citationsFoundMsg struct {
		pageResponse
		link  []copyChoice     // ways to copy the selected link
		cited []links.Citation // links to the position
		from  search.Hit       // the note that a link in cited is relative to; may be zero
	}
	tagsCountedMsg struct {
		pageResponse
		noteCounts []int // per tag of the open note
	}
	// fileInspectedMsg says whether a linked file can be opened, and what to know about it before.
	fileInspectedMsg struct {
		linkingPath string // path of the note with the link
		file        string
		remarks     []address.Remark
		err         error
	}
	// editorClosedMsg, browserStartedMsg and viewerStartedMsg report on external programs. err may be nil.
	editorClosedMsg   struct{ err error }
	browserStartedMsg struct {
		url string
		err error
	}
	viewerStartedMsg struct {
		file string
		err  error
	}
	// saveStateMsg asks to write the state file, and stateSavedMsg reports the result.
	saveStateMsg  struct{}
	stateSavedMsg struct{ err error }
	// commandFailedMsg reports a panic in a command whose result nothing waits for.
	commandFailedMsg struct{ err error }
)

func (m libraryLoadedMsg) Failure() error { return m.err }
func (m libraryStateMsg) Failure() error  { return m.err }
func (m searchDoneMsg) Failure() error    { return m.err }
func (m commandFailedMsg) Failure() error { return m.err }

// searchRequest is a query of the shelf with all that its result depends on.
type searchRequest struct {
	text       string
	typing     bool // the last word is a prefix
	order      order
	counted    search.Facet // what the open picker shows counts of, or ""
	generation int
}

// goToRequest is a query of the go-to list. generation is never 0, so the zero value equals no request.
type goToRequest struct {
	text       string
	generation int
}

// pageRequest is a question about the open page that needs the whole library. Keys are queued until the response arrives.
type pageRequest struct {
	kind requestKind
	key  loader.Key
	link int // number of the focused link
}

// requestKind says what a pageRequest asks for.
type requestKind uint8

const (
	requestNothing   requestKind = iota
	requestSimilar               // notes that a broken link may mean
	requestCitations             // ways to link to the current position
	requestTagCounts             // number of notes with each tag of the open note
	requestTable                 // a table of the page, to show it alone
)

// pageResponse is the part that all responses to a pageRequest share.
type pageResponse struct {
	request pageRequest
	err     error
}

// answer returns the part that all responses share.
func (a pageResponse) answer() pageResponse { return a }

// searchResult is what a search of the index finds.
type searchResult struct {
	search.Result
	words       []string             // to highlight; see package match
	isRanked    bool                 // the best match is the first, unless the user chose another order
	queryError  *queryError          // nil if the query is valid
	counts      map[string]int       // notes per folded tag, key or value; nil unless requested
	unreadOnly  bool                 // the query asks for unread notes only
	suggestions []suggest.Suggestion // without hits: queries that have some
	advice      string               // which unknown keys of the query were searched for as text; safe to show
}

// queryError is a syntax error in a query. offset and length are in bytes.
type queryError struct {
	offset, length int
	message        string
}

// linkSource is one occurrence of a link: a note and the number of the link in it.
type linkSource struct {
	path string
	link int
}
