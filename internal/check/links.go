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

// checkLink returns the finding for a link, if there is a mistake in it.
func (c *checker) checkLink(n *note.Note, l note.Link, t links.Target) (f Finding, wrong bool, err error) {
	f = Finding{Path: n.Path, Line: l.Line, Column: l.Column, Suggestion: t.Suggestion}
	switch t.Status {
	case links.Broken:
		f.Kind, f.Message = DeadLink, linkMessage(l, t)
		address, ok, err := c.fixCase(n, l, t)
		if err != nil {
			return f, false, err
		}
		if ok {
			f.Kind, f.Message = MisCasedLink, l.Dest+": only the case differs from "+address
		} else if expectsFile(l) {
			f.Kind, f.Message = MissingFile, "no file "+l.Dest
		}
	case links.Ambiguous:
		f.Kind, f.Message = AmbiguousLink, l.Dest+" may be "+joinNames(t.Candidates, " or ")
	case links.Refused:
		f.Kind, f.Message = RefusedLink, linkMessage(l, t)
	default:
		if t.MissingHeading == "" {
			return f, false, nil
		}
		f.Kind, f.Message = MissingAnchor, anchorMessage(n, t)
	}
	return f, true, nil
}

// linkMessage returns the resolver's reason, with the link's destination.
func linkMessage(l note.Link, t links.Target) string {
	switch {
	case l.Dest == "":
		return t.Reason
	case t.Reason == "":
		return l.Dest + " leads nowhere"
	case strings.Contains(t.Reason, l.Dest):
		return t.Reason
	}
	return l.Dest + ": " + t.Reason
}

// anchorMessage says which heading or block of which note does not exist.
func anchorMessage(n *note.Note, t links.Target) string {
	part := fmt.Sprintf("heading %q", t.MissingHeading)
	if start := strings.LastIndexByte(t.MissingHeading, '#') + 1; strings.HasPrefix(t.MissingHeading[start:], "^") {
		part = "block " + t.MissingHeading[start:]
	}
	if t.Path == n.Path {
		return "no " + part + " in this note"
	}
	return "no " + part + " in " + t.Path
}

// expectsFile reports whether a link is meant for a file that is not a note: every image is, and every destination with
// the extension of an attachment.
func expectsFile(l note.Link) bool {
	if l.Form == markdown.Image {
		return true
	}
	dest := l.Dest
	if i := strings.IndexAny(dest, "#?"); i > 0 {
		dest = dest[:i]
	}
	return attachmentExtensions[strings.ToLower(path.Ext(dest))]
}

// attachmentExtensions are the extensions of files that notes link to. Others, as in node.js or v1.2, may be part of a
// note's name.
var attachmentExtensions = stringSet(".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".ico", ".tif", ".tiff", ".heic",
	".mp3", ".m4a", ".wav", ".ogg", ".flac", ".mp4", ".m4v", ".mov", ".mkv", ".webm",
	".pdf", ".epub", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".csv", ".tsv", ".txt",
	".zip", ".gz", ".tgz", ".xz", ".7z", ".tar", ".canvas", ".base", ".excalidraw")

func stringSet(items ...string) map[string]bool {
	m := make(map[string]bool, len(items))
	for _, s := range items {
		m[s] = true
	}
	return m
}

// fixCase returns the destination of a broken link with the right case, if nothing else is wrong with it. It lets the
// resolver confirm the result.
func (c *checker) fixCase(n *note.Note, l note.Link, t links.Target) (fixedDest string, ok bool, err error) {
	if t.Suggestion == "" {
		return "", false, nil
	}
	address, tail := l.Dest, ""
	if i := strings.IndexAny(address, "#?"); i >= 0 {
		address, tail = address[:i], address[i:]
	}
	for _, last := range c.lastSegments(t.Suggestion) {
		candidate := applyCase(address, t.Suggestion, last)
		if candidate == address {
			continue
		}
		fixed := l.Link
		fixed.Dest = candidate + tail
		targets, err := c.Library.ResolveLinks(c.ctx, n, []markdown.Link{fixed})
		if err != nil {
			return "", false, err
		}
		if targets[0].Path == t.Suggestion || slices.Contains(targets[0].Candidates, t.Suggestion) {
			return fixed.Dest, true, nil
		}
	}
	return "", false, nil
}

// lastSegments returns what the last path segment of a link to a file can be.
func (c *checker) lastSegments(file string) []string {
	base := path.Base(file)
	names := []string{base, strings.TrimSuffix(base, note.ExtensionOf(base))}
	if h, ok := c.Library.Lookup(file); ok {
		names = append(names, h.Slug(), h.Slug()+".html")
	}
	return names
}

// applyCase gives the segments of an address the case that they have in the path of a file, starting from the end. The
// last segment of the path is replaced by last. It stops at the first segment that differs by more than case.
func applyCase(address, file, last string) string {
	have, want := strings.Split(address, "/"), strings.Split(file, "/")
	want[len(want)-1] = last
	for i, k := len(have)-1, len(want)-1; i >= 0 && k >= 0; i, k = i-1, k-1 {
		if have[i] == "" && i == len(have)-1 { // a trailing slash
			k++
			continue
		}
		part, err := url.PathUnescape(have[i])
		if err != nil || note.FoldName(part) != note.FoldName(want[k]) {
			break
		}
		if part != want[k] {
			have[i] = want[k]
		}
	}
	return strings.Join(have, "/")
}

// maxListed is the most names that a message lists.
const maxListed = 3

// joinNames joins up to maxListed names with commas and the word or, and says how many more there are.
func joinNames(names []string, or string) string {
	if more := len(names) - maxListed; more > 0 {
		return strings.Join(names[:maxListed], ", ") + fmt.Sprintf("%s%d more", or, more)
	}
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + or + names[n-1]
	}
	return strings.Join(names, "")
}
