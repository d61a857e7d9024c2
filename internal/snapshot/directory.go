package snapshot

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"hash/crc32"
	"io"
	"slices"
	"time"

	"quire/internal/links"
	"quire/internal/note"
)

// A directory is a file beside the snapshot, for commands that need one note of a library: it finds a note by name and says what
// depends on other notes, which is where its links lead and what links to it. All else is in the file of the note itself.
//
//	magic │ cards │ names │ index │ footer
//
// The cards of up to cardsPerBlock notes are compressed together. The names are a sorted list of checksums with the numbers of
// the notes, in pages. The index says where blocks and pages are, with a checksum of each, and what the library's folders were.
// So a command reads the index, a page of names and the blocks of a few notes.

const (
	directoryMagic = "quire directory 1\n"
	cardsPerBlock  = 32
	namesPerPage   = 1024
	nameSize       = 8 + 4
)

// Card holds what a directory knows of a note.
type Card struct {
	Path      string
	Stamp     note.Stamp   // of the file; zero if the file changed too recently
	Facts     uint64       // see HashFacts
	Targets   []CardTarget // of the links of the note, in order; of broken links without similar names
	Backlinks []CardLink   // sorted
	// IsVague says that the targets depend on files that no scan of the library looks at.
	IsVague bool
}

// CardTarget is the target of a link. Instead of the path of another note it has the number of that note by path.
type CardTarget struct {
	links.Target
	To int
}

// CardLink is a link from another note.
type CardLink struct {
	From int // number of the linking note by path
	Link int // index of the link in it
}

// Library is what a directory says about the library as a whole.
type Library struct {
	Tree  note.Tree
	Site  string // identifies the site and how notes were read
	Notes int
	// HasHash says that the name of a note holds a #, so that a name does not end there.
	HasHash bool
}

// directoryIndex is the index of a directory.
type directoryIndex struct {
	Library
	blocks     []filePart // of cards
	pages      []filePart // of names
	firstNames []nameHash // the first of each page
}

// filePart is a part of a file with a checksum.
type filePart struct {
	offset, size int
	checksum     int
}

// HashFacts returns a checksum of all in a note that can change where its links and those of other notes lead: its names, fields,
// headings and links, but neither its words nor the lines on which all this stands. details are those of n.
func HashFacts(n *note.Note, details *note.Details) uint64 {
	row, d := *n, *details
	row.Words, row.Modified, row.Size, row.OtherPaths, row.ProblemCount = 0, time.Time{}, 0, nil, 0
	d.Problems = nil
	d.Fields, d.Headings, d.Blocks, d.Links = slices.Clone(d.Fields), slices.Clone(d.Headings), slices.Clone(d.Blocks), slices.Clone(d.Links)
	for i := range d.Fields {
		d.Fields[i].Line = 0
	}
	for i := range d.Headings {
		d.Headings[i].Line = 0
	}
	for i := range d.Blocks {
		d.Blocks[i].Line = 0
	}
	for i := range d.Links {
		d.Links[i].Line, d.Links[i].Column, d.Links[i].Offset = 0, 0, 0
	}
	w := encoderPool.Get().(*encoder)
	defer encoderPool.Put(w)
	w.buf, w.repeatable = w.buf[:0], w.repeatable[:0]
	noteColumns.encodeRows(w, []note.Note{row})
	detailColumns.encodeRows(w, []note.Details{d})
	sum := sha256.Sum256(w.buf)
	return binary.LittleEndian.Uint64(sum[:])
}

// nameHash is the checksum of a name.
type nameHash uint64

// hashName returns the checksum of a name.
func hashName(name string) nameHash {
	h := uint64(14695981039346656037) // FNV-1a, see RFC 9923
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 1099511628211
	}
	return nameHash((h ^ h>>32) * 0xbf58476d1ce4e5b9) // spreads the names evenly
}

var cardColumns = table[Card]{
	textColumn(1, func(c *Card) *string { return &c.Path }),
	intColumn(2, func(c *Card) *int64 { return &c.Stamp.Size }),
	intColumn(3, func(c *Card) *int64 { return &c.Stamp.Modified }),
	intColumn(4, func(c *Card) *int64 { return &c.Stamp.Changed }), // relative to Modified
	deltaColumn(5, func(c *Card) *uint64 { return &c.Stamp.File }),
	listColumn(6, func(c *Card) *[]CardTarget { return &c.Targets }, &targetColumns),
	listColumn(7, func(c *Card) *[]CardLink { return &c.Backlinks }, &cardLinkColumns),
	boolColumn(8, func(c *Card) *bool { return &c.IsVague }),
	intColumn(9, func(c *Card) *uint64 { return &c.Facts }),
}

var targetColumns = table[CardTarget]{
	intColumn(1, func(t *CardTarget) *links.Status { return &t.Status }),
	textColumn(2, func(t *CardTarget) *string { return &t.Path }),
	textColumn(3, func(t *CardTarget) *string { return &t.Heading }),
	textColumn(4, func(t *CardTarget) *string { return &t.MissingHeading }),
	textColumn(5, func(t *CardTarget) *string { return &t.URL }),
	textColumn(6, func(t *CardTarget) *string { return &t.Query }),
	textColumn(7, func(t *CardTarget) *string { return &t.Rule }),
	textColumn(8, func(t *CardTarget) *string { return &t.Suggestion }),
	textColumn(9, func(t *CardTarget) *string { return &t.Corrected }),
	textsColumn(10, func(t *CardTarget) *[]string { return &t.Candidates }),
	deltaColumn(12, func(t *CardTarget) *int { return &t.To }),
	textColumn(11, func(t *CardTarget) *string { return &t.Reason }),
}

var cardLinkColumns = table[CardLink]{
	deltaColumn(1, func(l *CardLink) *int { return &l.From }),
	intColumn(2, func(l *CardLink) *int { return &l.Link }),
}

var folderColumns = table[note.Folder]{
	textColumn(1, func(f *note.Folder) *string { return &f.Path }),
	intColumn(2, func(f *note.Folder) *int64 { return &f.Stamp.Size }),
	deltaColumn(3, func(f *note.Folder) *int64 { return &f.Stamp.Modified }),
	deltaColumn(4, func(f *note.Folder) *int64 { return &f.Stamp.Changed }),
	deltaColumn(5, func(f *note.Folder) *uint64 { return &f.Stamp.File }),
	intColumn(6, func(f *note.Folder) *uint64 { return &f.Entries }),
	textsColumn(7, func(f *note.Folder) *[]string { return &f.Names }),
	boolColumn(8, func(f *note.Folder) *bool { return &f.HasNames }),
}

var treeFileColumns = table[note.TreeFile]{
	textColumn(1, func(f *note.TreeFile) *string { return &f.Path }),
	boolColumn(2, func(f *note.TreeFile) *bool { return &f.Follows }),
	intColumn(3, func(f *note.TreeFile) *int64 { return &f.Stamp.Size }),
	intColumn(4, func(f *note.TreeFile) *int64 { return &f.Stamp.Modified }),
	intColumn(5, func(f *note.TreeFile) *int64 { return &f.Stamp.Changed }),
	intColumn(6, func(f *note.TreeFile) *uint64 { return &f.Stamp.File }),
}

var filePartColumns = table[filePart]{
	deltaColumn(1, func(p *filePart) *int { return &p.offset }),
	intColumn(2, func(p *filePart) *int { return &p.size }),
	intColumn(3, func(p *filePart) *int { return &p.checksum }),
}

var nameHashColumns = table[nameHash]{deltaColumn(1, func(h *nameHash) *nameHash { return h })}

var directoryColumns = table[directoryIndex]{
	intColumn(1, func(d *directoryIndex) *int { return &d.Notes }),
	textColumn(2, func(d *directoryIndex) *string { return &d.Site }),
	boolColumn(3, func(d *directoryIndex) *bool { return &d.HasHash }),
	listColumn(4, func(d *directoryIndex) *[]note.Folder { return &d.Tree.Folders }, &folderColumns),
	listColumn(5, func(d *directoryIndex) *[]note.TreeFile { return &d.Tree.Files }, &treeFileColumns),
	listColumn(6, func(d *directoryIndex) *[]filePart { return &d.blocks }, &filePartColumns),
	listColumn(7, func(d *directoryIndex) *[]filePart { return &d.pages }, &filePartColumns),
	listColumn(8, func(d *directoryIndex) *[]nameHash { return &d.firstNames }, &nameHashColumns),
}

// Name is a name by which a directory finds a note.
type Name struct {
	hash nameHash
	Note int32 // number of the note by path
}

// NewName returns a name of the note with a number.
func NewName(name string, n int) Name { return Name{hashName(name), int32(n)} }

// DirectoryWriter writes a directory. Its methods are to be called in their order here.
type DirectoryWriter struct {
	w     *bufio.Writer
	index directoryIndex
	at    int
}

// NewDirectoryWriter returns a writer to w.
func NewDirectoryWriter(w io.Writer) *DirectoryWriter {
	d := &DirectoryWriter{w: bufio.NewWriterSize(w, 1<<18)}
	d.w.WriteString(directoryMagic)
	d.at = len(directoryMagic)
	return d
}

// CardsPerBlock is the number of cards that EncodeCards takes, except for the last block.
const CardsPerBlock = cardsPerBlock

// EncodeCards returns a block of cards as bytes. The cards must not be used afterwards. It may be called from several goroutines.
func EncodeCards(cards []Card) []byte {
	var e encoder
	for i := range cards {
		cards[i].Stamp.Changed -= cards[i].Stamp.Modified
	}
	cardColumns.encodeRows(&e, cards)
	return defaultEncoder().EncodeAll(e.buf, nil)
}

// WriteBlock writes the next block of cards.
func (d *DirectoryWriter) WriteBlock(block []byte) {
	d.index.blocks = append(d.index.blocks, d.writePart(block))
}

func (d *DirectoryWriter) writePart(b []byte) filePart {
	p := filePart{d.at, len(b), int(crc32.Checksum(b, castagnoliTable))}
	d.w.Write(b)
	d.at += len(b)
	return p
}

// Finish writes the names, what the directory says about the library, and its end.
func (d *DirectoryWriter) Finish(key Key, names []Name, l Library) error {
	slices.SortFunc(names, func(a, b Name) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.Note, b.Note)) })
	for page := range slices.Chunk(names, namesPerPage) {
		var b []byte
		for _, n := range page {
			b = binary.LittleEndian.AppendUint64(b, uint64(n.hash))
			b = binary.LittleEndian.AppendUint32(b, uint32(n.Note))
		}
		d.index.pages = append(d.index.pages, d.writePart(b))
		d.index.firstNames = append(d.index.firstNames, page[0].hash)
	}
	d.index.Library = l
	var e encoder
	directoryColumns.encodeRows(&e, []directoryIndex{d.index})
	index := d.writePart(defaultEncoder().EncodeAll(e.buf, nil))
	footer := binary.LittleEndian.AppendUint64(nil, uint64(index.offset))
	footer = binary.LittleEndian.AppendUint64(footer, uint64(index.size))
	footer = binary.LittleEndian.AppendUint32(footer, uint32(index.checksum))
	footer = append(footer, key[:]...)
	footer = binary.LittleEndian.AppendUint32(footer, crc32.Checksum(footer, castagnoliTable))
	d.w.Write(append(footer, directoryMagic...))
	return d.w.Flush()
}
