// Package layers holds the plan of the program: which package may import which, which packages must not access the disk, and
// which may use which library. The tests of cmd/quire check the code against it. The linter's rules and the picture in the
// README are made from it by
//
//	go run ./.ci/house
//
// To add a package, add its line to the plan and run that command. The program itself must never import this package.
package layers

// Package is a package of the program.
type Package struct {
	Name    string // below internal, or else below the module
	Purpose string // in a few words, for the README; "" keeps a part of another package out of the picture
	Imports string // the packages that it may import, separated by spaces; "tui/*" stands for all packages below tui
	Pure    bool   // works on bytes and fs.FS only, so that it can be tested and fuzzed without a disk
}

// Layer is a group of packages with a common task.
type Layer struct {
	Name     string
	Packages []Package
}

// Library is a package, of another module or of Go, that few may use, so that it can be replaced in one place.
type Library struct {
	Path   string // packages below it are meant too
	Except string // packages below it that all may use, separated by spaces
	Users  string // packages, separated by spaces; those below them may use it too
	Reason string
}

// Sets of packages for Package.Imports.
const (
	base      = "numbers text safe address workers theme markdown note table query links links/profile picture"
	core      = base + " match graph search search/complete search/suggest snapshot library render catalog mention state"
	tuiShared = " tui/cells tui/fault tui/field" // what the parts of tui may import of each other
)

// Plan returns all packages, the highest first. Each may import only packages that come after it.
func Plan() []Layer {
	return []Layer{
		{"program", []Package{
			{"cmd/quire", "the program: it only calls cli", "cli", false},
			{"cli", "commands: standard output, standard error, exit codes", core + " assistant check config host linear tui tui/fault notes", false},
		}},
		{"readers", []Package{
			{"tui", "the reader: a root model over the shelf, the page and their parts", core + " config host paint tui/*", false},
			{"tui/filterlist", "", core + tuiShared, false},
			{"tui/linkmap", "", core + tuiShared, false},
			{"tui/loader", "", core + tuiShared + " tui/reader", false},
			{"tui/picker", "", core + tuiShared, false},
			{"tui/querybar", "", core + tuiShared, false},
			{"tui/reader", "", core + tuiShared, false},
			{"tui/shelf", "", core + tuiShared, false},
			{"tui/tableview", "", core + tuiShared, false},
			{"tui/tasklist", "", core + tuiShared, false},
			{"tui/textview", "", core + tuiShared, false},
			{"tui/fault", "", "", true},
			{"tui/field", "", "safe text theme tui/cells", false},
			{"tui/cells", "", "safe text theme", false},
			{"linear", "the reader without a screen, line by line", base + " match search search/complete search/suggest render catalog mention state host", false},
			{"assistant", "serves the notes to language models, over the Model Context Protocol", "safe", true},
			{"host", "the reader's machine: terminal, editor, browser, clipboard", "address config", false},
			{"paint", "frames -> a terminal: its modes, cells, and pictures in place", "text", true},
		}},
		{"library", []Package{
			{"mention", "where notes name a note without a link to it", base + " match search render catalog", false},
			{"catalog", "an opened library with its links and its index", base + " search index snapshot library render userfile", false},
			{"check", "what is wrong with a library", "numbers text workers markdown note links search", true},
			{"snapshot", "a catalog <-> bytes", "workers markdown note links index", true},
			{"index", "notes -> ranked hits", "safe text workers markdown note query links search", true},
			{"library", "a folder -> notes", "safe workers markdown note links/profile config", false},
			{"render", "a note -> styled lines, links and headings", "numbers safe text address markdown note links theme picture match formula diagram", true},
			{"graph", "the graph of notes", "safe text search", true},
			{"match", "search words in a text", "text", true},
			{"formula", "the mathematics of TeX -> text", "text", true},
			{"search/searchtest", "", "markdown note query links links/profile search", true},
			{"search/complete", "", "safe text note query search", true},
			{"search/suggest", "", "numbers text note query search", true},
			{"search", "the question and the answer: requests, hits, facets", "markdown note query links", true},
			{"state", "reading history, bookmarks", "safe userfile", false},
		}},
		{"notes", []Package{
			{"links", "a link -> a note", "safe text address workers markdown note links/profile", true},
			{"links/profile", "what site generators make of notes", "address decode note", true},
			{"table", "sorts and searches the rows of a table", "text markdown note", true},
			{"note", "the bytes of a file -> a note", "safe markdown", true},
			{"markdown", "the Markdown dialect", "safe diagram", true},
			{"diagram", "the diagrams of Mermaid -> text", "safe text", true},
			{"query", "typed text -> a query tree", "safe text", true},
			{"config", "the user's settings", "safe text decode", false},
			{"decode", "TOML and YAML of strangers", "", true},
			{"address", "addresses that lead out of a library", "safe", true},
		}},
		{"tools", []Package{
			{"workers", "limits work in the background", "", true},
			{"theme", "colours and styles", "text", true},
			{"picture", "a picture -> cells", "text", true},
			{"safe", "replaces control bytes", "text", true},
			{"layers", "this plan", "text", true},
			{"text", "the characters and words of a text, and how wide they are", "", true},
			{"numbers", "numbers and counts as people read them", "", true},
			{"userfile", "atomic writes to files", "", false},
			{"notes", "the manual and tour, as a library of notes", "", false},
			{"testclock", "for tests: what a call costs, and how long to wait", "", true},
			{"testcorpus", "for tests: libraries of notes, and the truth about them", "", false},
			{"vtcheck", "for tests: terminals, and what they obey", "", false},
		}},
	}
}

// Libraries returns the libraries that only some packages may use.
func Libraries() []Library {
	return []Library{
		{"charm.land/bubbletea", "", "tui", "only tui knows Bubble Tea"},
		{"charm.land/bubbles", "", "tui", "only tui knows Bubble Tea"},
		{"charm.land/glamour", "", "render theme", "only render knows Glamour, and theme its style files"},
		{"github.com/spf13/cobra", "", "cli", "only cli knows commands"},
		{"github.com/fsnotify/fsnotify", "", "library", "only library watches files"},
		{"github.com/modelcontextprotocol/go-sdk", "", "assistant", "only assistant knows the Model Context Protocol"},
		{"github.com/google/jsonschema-go", "", "assistant", "only assistant describes tools by schemas"},
		{"github.com/owenrumney", "", "cli", "only cli writes reports for other programs"},
		{"github.com/adrg/frontmatter", "", "note", "only note reads front matter"},
		{"github.com/yuin/goldmark", "", "markdown note links render", "the dialect is defined in markdown"},
		{"golang.org/x/image", "", "picture", "only picture decodes images"},
		{"github.com/charmbracelet/x/vt", "", "vtcheck", "only tests emulate a terminal"},
		{"github.com/creack/pty", "", "vtcheck", "only tests open a terminal of their own"},
		{"github.com/clipperhouse/uax29/v2/graphemes", "", "text", "only text counts the cells of a text"},
		{"github.com/clipperhouse/displaywidth", "", "text", "only text counts the cells of a text"},
		{"github.com/mattn/go-runewidth", "", "text", "only text counts the cells of a text"},
		{"github.com/rivo/uniseg", "", "text", "only text counts the cells of a text"},
		{"golang.org/x/text/width", "", "text", "only text counts the cells of a text"},
		{"github.com/charmbracelet/x/cellbuf", "", "", "only text counts the cells of a text"},
		{"github.com/gofrs/flock", "", "userfile", "only userfile locks files"},
		{"os/exec", "", "host vtcheck", "only host runs other programs"},
		{"os/signal", "", "cli host", "only who owns the process or the terminal gets its signals"},
		{"github.com/atotto/clipboard", "", "host", "only host knows the clipboard"},
		{"net", "net/url net/netip", "", "quire makes no connection"},
		{"io/ioutil", "", "", "superseded by io and os"},
		{"unsafe", "", "", "nothing here needs it"},
	}
}
