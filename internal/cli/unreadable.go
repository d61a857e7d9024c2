package cli

import (
	"fmt"
	"strings"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/safe"
)

// maxUnreadableNamed bounds the unreadable files and folders that a message names.
const maxUnreadableNamed = 3

// reportUnreadable prints to standard error which files and folders of a library could not be read, once per
// library. The command then answers without them and exits with exitError.
func (o *options) reportUnreadable(c *catalog.Catalog) {
	if !o.silent {
		o.reportUnreadableFiles(c.Status().Name, c.UnreadableFiles())
	}
}

// reportUnreadableFiles is reportUnreadable for a list of files of the library called name.
func (o *options) reportUnreadableFiles(name string, unread []library.Skipped) {
	if len(unread) == 0 {
		return
	}
	o.hadUnreadable = true
	text := formatUnreadable(name, unread)
	if o.reported[text] {
		return
	}
	o.reported[text] = true
	fmt.Fprint(o.stderr, text)
}

// formatUnreadable returns the message about unreadable files, with a hint if it does not name all of them.
func formatUnreadable(name string, unread []library.Skipped) string {
	var b strings.Builder
	fmt.Fprintf(&b, "quire: %s: %s could not be read:\n", safe.Text(name), countFilesOrFolders(len(unread)))
	for _, s := range unread[:min(len(unread), maxUnreadableNamed)] {
		fmt.Fprintf(&b, "  %s: %s\n", safe.Text(s.Path), safe.Text(s.Reason))
	}
	if more := len(unread) - maxUnreadableNamed; more > 0 {
		fmt.Fprintf(&b, "  and %d more\nhint: quire check --only skipped-file lists all\n", more)
	}
	return b.String()
}

// countFilesOrFolders returns n with its noun in singular or plural.
func countFilesOrFolders(n int) string {
	if n == 1 {
		return "1 file or folder"
	}
	return fmt.Sprintf("%d files or folders", n)
}

// formatUnreadableNotice returns the message of reportUnreadable as one line, or "" if everything was read.
func formatUnreadableNotice(c *catalog.Catalog) string {
	unread := c.UnreadableFiles()
	if len(unread) == 0 {
		return ""
	}
	first := unread[0].Path + ": " + unread[0].Reason
	if len(unread) == 1 {
		return "could not be read: " + first
	}
	return countFilesOrFolders(len(unread)) + " could not be read; first: " + first
}
