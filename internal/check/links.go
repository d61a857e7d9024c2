package check

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
)

// link says what is wrong with a link, if anything is.
func (c *checker) link(n *note.Note, l note.Link, t links.Target) (f Finding, wrong bool) {
	f = Finding{Path: n.Path, Line: l.Line, Column: l.Column, Suggestion: t.Suggestion}
	switch t.Status {
	case links.Broken:
		f.Kind, f.Message = DeadLink, explain(l, t)
		if as, ok := c.recased(n, l, t); ok {
			f.Kind, f.Message = MisCasedLink, l.Dest+": only the case differs from "+as
		} else if wantsFile(l) {
			f.Kind, f.Message = MissingFile, "no file "+l.Dest
		}
	case links.Ambiguous:
		f.Kind, f.Message = AmbiguousLink, l.Dest+" may be "+list(t.Candidates, " or ")
	case links.Refused:
		f.Kind, f.Message = RefusedLink, explain(l, t)
	default:
		if t.MissingHeading == "" {
			return f, false
		}
		f.Kind, f.Message = MissingAnchor, missing(n, t)
	}
	return f, true
}

// explain is the resolver's reason, with the address in it.
func explain(l note.Link, t links.Target) string {
	switch {
	case l.Dest == "":
		return t.Why
	case t.Why == "":
		return l.Dest + " leads nowhere"
	case strings.Contains(t.Why, l.Dest):
		return t.Why
	}
	return l.Dest + ": " + t.Why
}

// missing says what part of which note is not there.
func missing(n *note.Note, t links.Target) string {
	part := fmt.Sprintf("heading %q", t.MissingHeading)
	if at := strings.LastIndexByte(t.MissingHeading, '#') + 1; strings.HasPrefix(t.MissingHeading[at:], "^") {
		part = "block " + t.MissingHeading[at:]
	}
	if t.Path == n.Path {
		return "no " + part + " in this note"
	}
	return "no " + part + " in " + t.Path
}

// wantsFile reports whether a link means a file that is no note: every image
// does, and every name with the extension of one.
func wantsFile(l note.Link) bool {
	if l.Form == markdown.Image {
		return true
	}
	dest := l.Dest
	if i := strings.IndexAny(dest, "#?"); i > 0 {
		dest = dest[:i]
	}
	return attachments[strings.ToLower(path.Ext(dest))]
}

// attachments are the extensions of files that notes link to. Others, such as
// that of node.js or v1.2, may as well be part of a note's name.
var attachments = set(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".heic",
	".mp3", ".m4a", ".wav", ".ogg", ".flac", ".mp4", ".m4v", ".mov", ".mkv", ".webm",
	".pdf", ".epub", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".csv", ".tsv", ".txt",
	".zip", ".gz", ".tgz", ".xz", ".7z", ".tar", ".canvas", ".base", ".excalidraw")

func set(all ...string) map[string]bool {
	m := make(map[string]bool, len(all))
	for _, s := range all {
		m[s] = true
	}
	return m
}

// recased is the address of a dead link as it would have to be written, if
// nothing but its case is wrong. The resolver has the last word on it.
func (c *checker) recased(n *note.Note, l note.Link, t links.Target) (string, bool) {
	if t.Suggestion == "" {
		return "", false
	}
	address, tail := l.Dest, ""
	if i := strings.IndexAny(address, "#?"); i >= 0 {
		address, tail = address[:i], address[i:]
	}
	for _, last := range c.lastNames(t.Suggestion) {
		as := recase(address, t.Suggestion, last)
		if as == address {
			continue
		}
		fixed := l.Link
		fixed.Dest = as + tail
		got := c.Links.Resolve(n, fixed)
		if got.Path == t.Suggestion || slices.Contains(got.Candidates, t.Suggestion) {
			return fixed.Dest, true
		}
	}
	return "", false
}

// lastNames are the names that the last part of an address may have that leads to a file.
func (c *checker) lastNames(file string) []string {
	base := path.Base(file)
	names := []string{base, strings.TrimSuffix(base, note.Extension(base))}
	if n := c.Links.Note(file); n != nil {
		names = append(names, n.Slug, n.Slug+".html")
	}
	return names
}

// recase gives the parts of an address the case that they have in the path of
// a file, from the last part on; the last is to be called last.
func recase(address, file, last string) string {
	have, want := strings.Split(address, "/"), strings.Split(file, "/")
	want[len(want)-1] = last
	for i, k := len(have)-1, len(want)-1; i >= 0 && k >= 0; i, k = i-1, k-1 {
		if have[i] == "" && i == len(have)-1 { // a trailing slash
			k++
			continue
		}
		part, err := url.PathUnescape(have[i])
		if err != nil || note.Fold(part) != note.Fold(want[k]) {
			break
		}
		if part != want[k] {
			have[i] = want[k]
		}
	}
	return strings.Join(have, "/")
}

// listed is how many names a message lists.
const listed = 3

// list joins the first names, and tells how many more there are.
func list(names []string, or string) string {
	if more := len(names) - listed; more > 0 {
		return strings.Join(names[:listed], ", ") + fmt.Sprintf("%s%d more", or, more)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + or + names[n-1]
	}
	return strings.Join(names, "")
}
