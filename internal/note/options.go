package note

import (
	"strings"

	"quire/internal/markdown"
)

// Options says how the notes of a library are to be read where the site generator or program for which they were written
// decides it. The zero value reads no more than plain Markdown holds. Options are comparable: notes that were read with
// equal options need not be read again.
type Options struct {
	// Hashtags makes #words in prose tags. Obsidian and its kin know them, site generators do not.
	Hashtags bool
	// TagLinks makes each hashtag in the text a link, too, whose address is the hashtag, as in Logseq. Such links stand after those
	// of the document. https://docs.logseq.com/#/page/tags
	TagLinks bool
	// LogseqProperties makes the lines "key:: value" at the head of a page its front matter.
	// https://docs.logseq.com/#/page/properties
	LogseqProperties bool
	// LogseqNames takes titles from file names and never from headings, which are blocks of an outline in Logseq. In such
	// names ___ is a slash, %XX is decoded, and a day such as 2025_03_04 is called "Mar 4th, 2025".
	// https://docs.logseq.com/#/page/filename%20format
	LogseqNames bool
	// LogseqDayFormat is the format of the titles of journal pages, :journal/page-title-format in Logseq's config.edn. If it
	// is empty, LogseqNames uses "MMM do, yyyy".
	LogseqDayFormat string
	// Dialect says what in the texts is no Markdown.
	Dialect markdown.Dialect
}

// DefaultOptions returns the options for notes that no known program was configured for.
func DefaultOptions() Options { return Options{Hashtags: true} }

// Parse parses a note with the default options.
func Parse(path string, raw []byte) *Parsed { return DefaultOptions().Parse(path, raw) }

// Parse parses a note. It is pure and never fails: Details.Problems says what is wrong. path is the path below
// the root, with slashes. The result may share raw's memory, but its Note does not.
func (o Options) Parse(path string, raw []byte) *Parsed {
	return parse(path, raw, o, false)
}

// DialectOf returns the dialect of the note at a path: files called .mdx are MDX everywhere.
func (o Options) DialectOf(path string) markdown.Dialect {
	d := o.Dialect
	d.MDX = d.MDX || strings.EqualFold(ExtensionOf(path), ".mdx")
	return d
}

// ParseInParts parses a note like Parse for callers that need only the Note and the words of the text. It parses a
// long text part by part, so that its tree is never in memory as a whole; Doc is then empty.
func (o Options) ParseInParts(path string, raw []byte) *Parsed { return parse(path, raw, o, true) }

// splitHeader parses the front matter that a text starts with, as readHeader does.
func (o Options) splitHeader(text []byte) (h *header, broken headerRegion, salvaged []entry, problems []Problem) {
	if o.LogseqProperties {
		if h := readProperties(text); h != nil {
			return h, broken, nil, nil
		}
	}
	return readHeader(text)
}

// nameNote sets the title of a note that neither its front matter nor its text gives: its name.
func (o Options) nameNote(n *Note) {
	if o.LogseqNames {
		n.Title = pageTitle(n.ID, o.LogseqDayFormat)
	} else {
		n.Title = nameTitle(n)
	}
	n.TitleFrom = FromFileName
}
