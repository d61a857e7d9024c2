package host

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"strings"

	"quire/internal/address"
)

// scriptedExtensions holds the extensions of files in which a browser or viewer runs scripts: of all files that
// quire opens, and of some that a system may open for them.
var scriptedExtensions = map[string]bool{
	".svg": true, ".svgz": true, ".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".mht": true, ".mhtml": true,
	".xml": true, ".xsl": true, ".xslt": true, ".pdf": true, ".epub": true, ".swf": true,
}

// scriptedMarkers lists texts at the beginning of such files, whatever their names: without a desktop
// environment, xdg-open goes by a file's contents.
var scriptedMarkers = []string{"<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<svg", "<?xml", "%pdf-"}

// sniffBytes is how many bytes of a file are searched for scriptedMarkers, as file(1) does.
const sniffBytes = 4096

// mayRunScripts reports whether a file is a document in which scripts may run, by its extension or by the first
// bytes in head.
func mayRunScripts(file string, head []byte) bool {
	if scriptedExtensions[strings.ToLower(path.Ext(file))] {
		return true
	}
	head = bytes.ToLower(bytes.ReplaceAll(head, []byte{0}, nil)) // of UTF-16 every second byte is 0
	for _, b := range scriptedMarkers {
		if bytes.Contains(head, []byte(b)) {
			return true
		}
	}
	return false
}

// ExplainFile returns the remarks to show before the system's default program opens a file. It reads at most 4
// KB of f, which may be nil.
func ExplainFile(file string, f fs.File) []address.Remark {
	var head []byte
	if f != nil {
		head, _ = io.ReadAll(io.LimitReader(f, sniffBytes)) // what cannot be read is judged by its name
	}
	if !mayRunScripts(file, head) {
		return nil
	}
	return []address.Remark{{Name: "caution", Text: "this document may run scripts", Warning: true}}
}
