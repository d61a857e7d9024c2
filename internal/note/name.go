package note

import (
	"path"
	"strings"
	"unicode/utf8"

	"quire/internal/safe"
)

// extensions are those of notes, lower case. See Extension.
var extensions = []string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}

// Extension is the extension of a note's file name as it is written there, dot
// included, or "" when the file is no note. A name that ends in .com or in a
// dot has none.
func Extension(name string) string {
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

// identify sets what the path alone tells. Names are bytes of the disk, so
// they are made fit to be shown; Path stays as it is, for opening the file.
func identify(n *Note, file string) {
	n.Path = file
	n.ID = strings.TrimSuffix(file, Extension(file))
	n.Slug = fileSlug(path.Base(n.ID))
	n.Draft = strings.HasPrefix(file, "_drafts/") || strings.Contains(file, "/_drafts/")
	if d, ok := nameDate(path.Base(n.ID)); ok {
		n.Date = d
	}
}

// fileSlug is a file name without extension and without a leading
// YYYY-MM-DD-, as in Jekyll. Dots and case stay.
func fileSlug(base string) string {
	if startsWithDay(base) && len(base) > 11 && base[10] == '-' {
		return base[11:]
	}
	return base
}

// slugTitle makes a title of a slug: its dashes are spaces, unless it holds
// spaces already, so that its dashes are dashes, or is a day.
func slugTitle(slug string) string {
	title := slug
	if !strings.Contains(slug, " ") && !(startsWithDay(slug) && len(slug) == 10) {
		title = strings.Join(strings.FieldsFunc(slug, func(r rune) bool { return r == '-' }), " ")
	}
	if title == "" {
		title = slug // of dashes alone
	}
	if !utf8.ValidString(title) {
		title = strings.ToValidUTF8(title, "\ufffd")
	}
	return safe.Text(title)
}
