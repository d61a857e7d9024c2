package note

import (
	"slices"
	"time"

	"quire/internal/markdown"
)

// Note holds what is known about a file, without its text. Its fields are those that a list of notes shows, and hold no
// reference to the bytes from which it was parsed; the rest is in Details, which may until a store takes them over.
type Note struct {
	Path string // slash path below the root, with extension
	ID   string // Path without extension
	Slug string // front matter slug, else the file name without extension and leading date
	// OtherPaths are the slash paths of the symbolic links in the library that lead to the file, sorted.
	OtherPaths []string

	Title     string
	TitleFrom TitleSource
	Date      Date
	Tags      []string // as spelled, in order, without duplicates (by FoldName)

	Author, Description, Series, Lang string
	Weight                            float64
	Draft                             bool

	Routes    []string // declared addresses: permalink, url
	Redirects []string // declared addresses that lead here: redirect_from, aliases that begin with a slash
	Aliases   []string // declared names: aliases, alias
	Words     int      // words of visible text

	TaskCount, OpenTaskCount int32 // tasks in the text, and those of them that are still to be done

	Modified time.Time // of the file; zero when unknown. Never used as Date
	Size     int64     // of the file, bytes

	FieldData string // the front matter in a packed form; see FieldValues

	LinkCount, ProblemCount int // number of links and problems in Details

	details    *Details     // unless store is set; nil without details
	store      DetailsStore // has the details, or nil
	storeIndex int          // index of the note in store
}

// TextField is a field of a note with a text that the front matter sets and nothing else. Whatever reads, packs or finds such
// a field takes it from textFields.
type TextField struct {
	Name string                // as it is asked for in a query
	At   func(n *Note) *string // the field of n
	keys []string              // in the front matter, the first that has a text counts
	read func(f *frontMatter, keys ...string) string
}

var textFields = []TextField{
	{"author", func(n *Note) *string { return &n.Author }, []string{"author", "authors"}, (*frontMatter).joinNames},
	{"description", func(n *Note) *string { return &n.Description }, []string{"description", "summary", "excerpt"}, (*frontMatter).firstText},
	{"series", func(n *Note) *string { return &n.Series }, []string{"series"}, (*frontMatter).joinTexts},
	{"lang", func(n *Note) *string { return &n.Lang }, []string{"lang", "language"}, (*frontMatter).firstText},
}

// TextFields returns the fields of a note with a text that the front matter sets, except for the title and the slug, which every
// note has.
func TextFields() []TextField { return slices.Clone(textFields) }

// Details holds what the page, the links and the checks of a note need, and a list does not.
type Details struct {
	Fields   []Field // all front matter, in order, for display and JSON
	Headings []Heading
	Blocks   []Block // ^ids that can be linked to
	Links    []Link  // those of markdown.Document.Links with the same index, then those in values of the front matter
	Problems []Problem
}

// TitleSource says where a title came from.
type TitleSource uint8

// Where a title can come from.
const (
	FromFrontMatter TitleSource = iota
	FromHeading                 // the first heading with a text; an H1 is then not shown twice
	FromFileName
)

// Date is a day, optionally with a time and a zone.
type Date struct {
	time.Time      // zero: no date
	HasTime   bool // a time of day was written
	FromName  bool // it comes from the file's name
}

// Field is an entry of the front matter.
type Field struct {
	Key string
	// Value is a string, bool, int64, float64, []any, Fields or nil. A number, date or word whose spelling would
	// change when it is written back, such as 007, 1.10, 2024-01-02 and yes, is a string. Strings are safe to show,
	// but may hold \n and \t.
	Value any
	Line  int // in the file, from 1; 0 when unknown
}

// Heading is a section of a note.
type Heading struct {
	Level  int
	Text   string   // visible text on a single line
	Anchor string   // GitHub's slug, -1 -2 … on repetition; unique in the note
	Alt    []string // further names: Kramdown's id, explicit {#id}
	Line   int      // in the file, from 1
}

// Block is a paragraph or list item that a trailing ^id names, or a place that the id of an HTML element names.
type Block struct {
	ID          string // without ^
	Line        int    // in the file, from 1
	IsElementID bool   // links refer to it as #ID, not as #^ID
}

// Link is a link with its position in the file.
type Link struct {
	markdown.Link     // Offset is into the body; 0 for the form markdown.Property
	Line, Column  int // in the file, from 1; Column counts bytes
}

// Problem is a mistake in a note. The note is shown nevertheless.
type Problem struct {
	Line, Column int // from 1; 0 when it concerns the whole file
	Message      string
}
