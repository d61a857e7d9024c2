package check

import (
	"fmt"
	"path"
	"strings"

	"quire/internal/links"
	"quire/internal/markdown"
	"quire/internal/note"
)

// checkLink returns the finding for a link, if there is a mistake in it. What only the whole site has is no mistake: pages
// that its generator makes, files beside the opened folder, and folders.
func checkLink(n *note.Note, l note.Link, t links.Target) (f Finding, wrong bool) {
	f = Finding{Path: n.Path, Line: l.Line, Column: l.Column, Suggestion: t.Suggestion}
	switch t.Status {
	case links.Broken:
		switch {
		case t.Corrected != "":
			f.Kind, f.Message = MisCasedLink, l.Dest+": only the case differs from "+t.Corrected
		case expectsFile(l):
			f.Kind, f.Message = MissingFile, "no file "+l.Dest
		default:
			f.Kind, f.Message = DeadLink, linkMessage(l, t)
		}
	case links.Ambiguous:
		f.Kind, f.Message = AmbiguousLink, l.Dest+" may be "+joinNames(t.Candidates, " or ")
	case links.Refused:
		if links.OpensApplication(l.Dest, l.Form == markdown.Image) {
			return f, false
		}
		f.Kind, f.Message = RefusedLink, linkMessage(l, t)
	default:
		if t.MissingHeading == "" {
			return f, false
		}
		f.Kind, f.Message = MissingAnchor, anchorMessage(n, t)
	}
	return f, true
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
