package host

import "testing"

// Kinds of files that quire refuses to open are recognised all the same, in case it opens them one day.
func TestExplainFile_KnowsEveryKindThatRunsScripts(t *testing.T) {
	for _, name := range []string{"a.html", "a.HTM", "a.xhtml", "a.xml", "a.svg", "a.svgz", "a.pdf", "a.epub", "a.mht"} {
		if r := ExplainFile(name, nil); len(r) != 1 || r[0].Name != "caution" {
			t.Errorf("%s: %v", name, r)
		}
	}
	for _, ext := range []string{".html", ".htm", ".xhtml", ".xml", ".js", ".sh", ".desktop", ".exe", ".jar", ".py", ".app", ".command", ".url", ".webloc", ".lnk", ".m3u", ".docm", ""} {
		if IsViewable("a" + ext) {
			t.Errorf("%s can be opened", ext)
		}
	}
}
