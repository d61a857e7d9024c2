package links

import (
	"testing"

	"quire/internal/markdown"
)

// A folder without an index note is a target of its own, from the note's folder and then from the root.
func TestResolve_Folders(t *testing.T) {
	r := libraryFiles{
		"boats/oars.md": "", "boats/small/dory.md": "", "boats/with index/README.md": "", "boats/with index/deep/x.md": "",
		"talks/2021/one.md": "", "talks/2021 (old)/a.md": "", "plans/hull.pdf": "", "elsewhere/mooring.md": "", "talks/one note.md": "", "talks/one note/part.md": "",
	}.resolver(testSite{})
	checkLinks(t, r, "boats/oars.md", []linkCase{
		{dest: "small", want: "folder boats/small/"},
		{dest: "small/", want: "folder boats/small/"},
		{dest: "./small/#rigging", want: "folder boats/small/"},
		{dest: "small/?plain=1", want: "folder boats/small/"},
		{dest: ".", want: "folder boats/"},
		{dest: "./", want: "folder boats/"},
		{dest: "..", want: "folder ./"},
		{dest: "../talks", want: "folder talks/"},
		{dest: "talks/2021/", want: "folder talks/2021/"}, // from the root
		{dest: "../talks/2021%20(old)", want: "folder talks/2021 (old)/"},
		{dest: "../plans/", want: "folder plans/"},
		{dest: "with%20index/", want: "note boats/with index/README.md"},
		{dest: "../talks/one%20note", want: "note talks/one note.md"}, // a note beats the folder of its name
		{dest: "mooring.md", want: "broken ?elsewhere/mooring.md"},
		{dest: "../elsewhere", want: "folder elsewhere/"},
		{dest: "../Talks/", want: "broken"},
		{dest: "../talks/2022/", want: "broken"},
		{dest: "../../talks/", want: "outside"},
		{form: markdown.Image, dest: "small/", want: "broken"},
		{form: markdown.HTML, dest: "small/", want: "folder boats/small/"},
	})
	checkLinks(t, r, "", []linkCase{{dest: "talks", want: "folder talks/"}, {dest: "?x", want: "broken"}, {dest: ".", want: "folder ./"}})
}

func TestResolve_FolderQuery(t *testing.T) {
	r := libraryFiles{
		"a.md": "", "talks/x.md": "", `my "best" talks/x.md`: "", "été/x.md": "", "c++/x.md": "", "pdf/x.pdf": "",
	}.resolver(testSite{})
	for dest, want := range map[string]string{
		"talks": "path:talks/", "my%20%22best%22%20talks/": `path:"my \"best\" talks/"`, "été": "path:été/", "c++": `path:"c++/"`, "pdf": "", ".": "path:.",
	} {
		if got := r.Resolve(r.Note("a.md"), markdown.Link{Dest: dest}); got.Status != Folder || got.Query != want {
			t.Errorf("%s: %s with the query %q, want %q", dest, got.Status, got.Query, want)
		}
	}
}
