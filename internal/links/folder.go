package links

import (
	"strings"
	"unicode"

	"quire/internal/links/profile"
)

// findFolder returns the path of the folder at p, relative to the folder of the note that contains the link or to the root.
// It returns false if the library has no files there. The root of the library is "".
func (lk lookup) findFolder(p string) (string, bool) {
	if p == "" {
		return "", false
	}
	for _, dir := range distinctPaths(lk.sourceFolder(), "") {
		if full, ok := joinInRoot(dir, "./"+p); ok && (full == "" || lk.hasFolder(full)) {
			return full, true
		}
	}
	return "", false
}

// folderTarget returns the target of a link to a folder that no note represents.
func (r *Resolver) folderTarget(site profile.Site, folder, rule string) Target {
	t := Target{Status: Folder, Path: folder + "/", Rule: rule, Reason: "a folder without an index note"}
	switch _, hasNotes := r.folders()[folder]; {
	case folder == "":
		t.Path, t.Reason = "./", "the library's own folder, which has no index note"
		t.Query = pathQuery(".") // every note has an extension
	case hasNotes:
		t.Query = pathQuery(t.Path)
	default:
		t.Reason = "a folder without notes"
	}
	_, below, _ := site.Mounted(site.File(folder))
	if site.ListsFolders && t.Query != "" && (site.ListDepth == 0 || strings.Count(below, "/") < site.ListDepth) {
		return Target{Status: Generated, Query: t.Query, Rule: rule, Reason: "the site generator makes this list"}
	}
	return t
}

// pathQuery returns the query for the notes whose path contains text.
func pathQuery(text string) string {
	if strings.ContainsFunc(text, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("/-_.", c)
	}) {
		text = `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	}
	return "path:" + text
}
