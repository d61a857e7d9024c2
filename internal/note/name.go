package note

import (
	"path"
	"strconv"
	"strings"

	"quire/internal/safe"
)

// extensions are the extensions of notes, in lower case; .qmd is Quarto's and .rmd is R Markdown's. See ExtensionOf.
var extensions = []string{".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"}

// ExtensionOf returns the extension of a note's file name as written, including the dot, or "" when the file is
// not a note. A name that ends in .com or in a dot has no such extension.
func ExtensionOf(name string) string {
	ext := path.Ext(name)
	if len(ext) == len(path.Base(name)) {
		return "" // .md is a hidden file
	}
	for _, e := range extensions {
		if strings.EqualFold(ext, e) {
			return ext
		}
	}
	return ""
}

// applyPath sets what the path alone determines. File names are arbitrary bytes; Path keeps them, because it
// opens the file, and the title is made safe to show.
func (o Options) applyPath(n *Note, file string) {
	n.Path = file
	n.ID = strings.TrimSuffix(file, ExtensionOf(file))
	n.Slug = fileSlug(path.Base(n.ID))
	n.Draft = strings.HasPrefix(file, "_drafts/") || strings.Contains(file, "/_drafts/")
	name := path.Base(n.ID)
	if IsIndexName(name) {
		name = path.Base(path.Dir(n.ID)) // a bundle: 2021-12-07-title/index.md
	}
	if d, ok := dateFromName(name); ok {
		n.Date = d
	} else if o.LogseqNames {
		n.Date, _ = journalDay(n.ID)
	}
}

// fileSlug returns a file name without its extension and without a leading YYYY-MM-DD- or YYYY-M-D-, as in Jekyll. Dots
// and case stay.
func fileSlug(base string) string {
	if n := dayPrefixLen(base); n > 0 && len(base) > n+1 && base[n] == '-' {
		return base[n+1:]
	}
	return base
}

// slugTitle makes a title from a slug by replacing dashes with spaces. A slug that holds spaces, or is a day,
// keeps its dashes.
func slugTitle(slug string) string {
	title := slug
	if !strings.Contains(slug, " ") && (slug == "" || dayPrefixLen(slug) != len(slug)) {
		title = strings.Join(strings.FieldsFunc(slug, func(r rune) bool { return r == '-' }), " ")
	}
	if title == "" {
		title = slug // it holds only dashes
	}
	return visibleName(title)
}

// visibleName returns a name as it can be shown. A name of invisible characters only is written with their code points, so that
// no title is empty.
func visibleName(name string) string {
	if shown := safe.Text(strings.ToValidUTF8(name, "\ufffd")); shown != "" {
		return shown
	}
	return strings.Trim(strconv.QuoteToASCII(name), `"`)
}
