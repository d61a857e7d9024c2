package note

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"quire/internal/markdown"
)

// titleFinder finds the heading that is the title of a note whose front matter has none, in the documents of its parts.
// That is the first H1 if nothing but pictures, badges, comments and HTML without words stands before it, or the heading
// of any level with which the body begins. A heading below the first level is the title only of a note in which no other
// heading is as high: before others of its level it names a section, as in a note that Obsidian calls by its file.
type titleFinder struct {
	headerEnd int // end of front matter that could not be parsed, which is passed over
	title     string
	level     int  // of the heading that is the title
	sawFigure bool // a picture or badge stands before
	done      bool // the title is found, or words show that there is none
	doc       *markdown.Document
}

// searchDocument looks for the title in the next document.
func (f *titleFinder) searchDocument(d *markdown.Document) {
	if !f.done {
		f.doc = d
		f.visit(d.Root, false)
		f.doc = nil
	}
}

// visit looks for the title in n until it is done. nested says that n belongs to a list or quotation, where a heading
// is not the note's.
func (f *titleFinder) visit(n ast.Node, nested bool) {
	switch n := n.(type) {
	case *ast.Heading:
		f.visitHeading(n, nested)
		return
	case *ast.Image:
		f.sawFigure = true
		return
	case *markdown.WikiLink:
		if n.IsEmbed() && path.Ext(n.Target) != "" {
			f.sawFigure = true
			return
		}
	case *markdown.Template:
		f.done = n.Target != "" // any other template may stand for nothing
		return
	case *ast.Paragraph:
		if isPageMarker(f.doc.Text(n)) {
			return
		}
	case *ast.ListItem, *ast.Blockquote, *markdown.Callout, *markdown.Details:
		nested = true
	case *east.FootnoteList, *markdown.BlockID:
		return
	}
	if f.hasOwnWords(n) {
		f.done = true
	}
	for c := n.FirstChild(); c != nil && !f.done; c = c.NextSibling() {
		f.visit(c, nested)
	}
}

// visitHeading decides whether a heading is the title. One without text is passed over.
func (f *titleFinder) visitHeading(h *ast.Heading, nested bool) {
	title, _ := f.doc.TitleText(h)
	if title = strings.TrimSpace(title); title == "" || f.doc.NodeOffset(h) < f.headerEnd || isPlaceholder(h) {
		return
	}
	f.done = true
	if !nested && (h.Level == 1 || !f.sawFigure) {
		f.title, f.level = title, h.Level
	}
}

// titleAmong returns the title of a body with these headings, or "".
func (f *titleFinder) titleAmong(headings []markdown.Heading) string {
	high := 0
	for _, h := range headings {
		if h.Level <= f.level && h.Offset >= f.headerEnd {
			high++
		}
	}
	if f.level > 1 && high > 1 {
		return ""
	}
	return f.title
}

// isPlaceholder reports whether a heading consists of an expression that a generator would fill in.
func isPlaceholder(h *ast.Heading) bool {
	_, ok := h.FirstChild().(*markdown.Template)
	return ok && h.ChildCount() == 1
}

// hasOwnWords reports whether n itself has a text with a letter or digit.
func (f *titleFinder) hasOwnWords(n ast.Node) bool {
	var text string
	at := 0
	switch n := n.(type) {
	case *ast.Text:
		text, at = f.doc.LeafText(n), n.Segment.Start
	default:
		if text = f.doc.LeafText(n); text == "" && n.Type() == ast.TypeBlock {
			text = f.doc.CodeText(n)
		}
		at = f.doc.NodeOffset(n)
	}
	return at >= f.headerEnd && strings.ContainsFunc(text, isLetterOrDigit)
}

func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isPageMarker reports whether the text of a paragraph is for the generator and not for the reader: the imports and exports
// of MDX, the place of a table of contents, or Kramdown's attributes of a block.
func isPageMarker(text string) bool {
	switch {
	case strings.HasPrefix(text, "import "):
		return strings.ContainsAny(text, `"'`)
	case strings.HasPrefix(text, "export "):
		word, _, _ := strings.Cut(text[len("export "):], " ")
		return slices.Contains([]string{"const", "let", "var", "function", "default", "async", "class", "*", "{"}, word)
	case strings.HasPrefix(text, "{:"):
		return strings.HasSuffix(text, "}")
	}
	return slices.Contains([]string{"[toc]", "[[toc]]", "[[_toc_]]"}, strings.ToLower(text))
}

// indexNames are the names of notes that represent their folder, in lower case.
var indexNames = []string{"index", "_index", "readme"}

// IsIndexName reports whether a note of this name, without extension, represents its folder. A language may follow the
// name, as in Hugo's _index.fr and in README.zh-CN.
func IsIndexName(name string) bool {
	name, lang, translated := strings.Cut(strings.ToLower(name), ".")
	return slices.Contains(indexNames, name) && (!translated || isLanguageCode(lang))
}

// isLanguageCode reports whether s has the form of a language code in lower case: fr, zh-cn, pt_br, zh-hans.
func isLanguageCode(s string) bool {
	lang, region, hasRegion := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	letters := func(s string, least, most int) bool {
		return len(s) >= least && len(s) <= most && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
	}
	return letters(lang, 2, 3) && (!hasRegion || letters(region, 2, 4))
}

// nameTitle makes a title from what a note is called: its slug, or its folder's name if the note represents a folder
// below the root.
func nameTitle(n *Note) string {
	name := path.Base(n.ID)
	if folder := path.Dir(n.ID); n.Slug == name && folder != "." && IsIndexName(name) {
		return slugTitle(fileSlug(path.Base(folder)))
	}
	return slugTitle(n.Slug)
}
