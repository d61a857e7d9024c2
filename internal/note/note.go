package note

import (
	"time"

	"quire/internal/markdown"
)

// Note is what is known of one file, without its text: it holds no reference
// to the bytes it was parsed from. What a list shows stands in it; for the rest see Details.
type Note struct {
	Path string // slash path below the root, with extension
	ID   string // Path without extension
	Slug string // front matter slug, else the file name without extension and leading date

	Title     string
	TitleFrom TitleSource
	Date      Date
	Tags      []string // as spelled, in order, each once (compared by Fold)

	Author, Description, Series, Lang string
	Weight                            float64
	Draft                             bool

	Routes  []string // declared addresses: permalink, url, redirect_from
	Aliases []string // declared names: aliases, alias
	Words   int      // words of visible text

	Modified time.Time // of the file; zero when unknown. Never used as Date
	Size     int64     // of the file, bytes

	LinkCount, ProblemCount int // how many there are in Details

	packed string // the details, as bytes
	shared Kept   // who has them, when packed is not
	number int    // of the note, for shared
}

// Details are what of a note its page, its links and its checks need, and a list does not.
type Details struct {
	Fields   []Field // all front matter, in order, for display and JSON
	Headings []Heading
	Blocks   []Block // ^ids that can be linked to
	Links    []Link  // in the order of markdown.Document.Links: same length, same index
	Problems []Problem
}

// TitleSource says where a title came from.
type TitleSource uint8

// Where a title can come from.
const (
	FromFrontMatter TitleSource = iota
	FromHeading                 // the first H1, which is then not shown twice
	FromFileName
)

// Date is a day, perhaps with a time and a zone.
type Date struct {
	time.Time      // zero: no date
	HasTime   bool // a time of day was written
	FromName  bool // it came from the file's name
}

// Field is one entry of the front matter.
type Field struct {
	Key string
	// Value is a string, bool, int64, float64, []any, Fields or nil. A number,
	// date or word that would not be written back as it was, such as 007, 1.10,
	// 2024-01-02 and yes, is a string. Strings are safe to show, but may hold \n and \t.
	Value any
	Line  int // in the file, from 1; 0 when unknown
}

// Heading is a section of a note.
type Heading struct {
	Level  int
	Text   string   // visible text on one line
	Anchor string   // GitHub's slug, -1 -2 … on repetition; unique in the note
	Alt    []string // further names it answers to: Kramdown's slug, explicit {#id}
	Line   int      // in the file, from 1
}

// Block is a paragraph or list item that is named by a trailing ^id.
type Block struct {
	ID   string // without ^
	Line int    // in the file, from 1
}

// Link is a link with its place in the file.
type Link struct {
	markdown.Link     // Offset is into the body
	Line, Column  int // in the file, from 1; Column counts bytes
}

// Problem is something wrong with a note that did not stop it from being shown.
type Problem struct {
	Line, Column int // from 1; 0 when it concerns the whole file
	Message      string
}
