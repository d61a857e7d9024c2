package links

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
)

// libraryFiles maps the paths of a library's files to their contents. Files without a note's extension are assets. A content
// "-> path" makes the file a symbolic link to the note at path.
type libraryFiles map[string]string

func (f libraryFiles) resolver(site testSite) *Resolver {
	var notes []*note.Note
	var assets []string
	links := map[string][]string{}
	for _, p := range slices.Sorted(maps.Keys(f)) {
		if to, ok := strings.CutPrefix(f[p], "-> "); ok {
			links[to] = append(links[to], p)
			continue
		}
		if trimNoteExt(p) == p {
			assets = append(assets, p)
			continue
		}
		notes = append(notes, note.Parse(p, []byte(f[p])).Note)
	}
	for _, n := range notes {
		n.OtherPaths = links[n.Path]
	}
	return newResolver(notes, assets, site)
}

// formatTarget formats a target as "status path#heading", with "!missing-heading" and "?suggestion" if there are any.
func formatTarget(t Target) string {
	s := t.Status.String()
	for _, part := range []string{t.Path, t.URL, strings.Join(t.Candidates, " ")} {
		if part != "" {
			s += " " + part
		}
	}
	if t.Heading != "" {
		s += "#" + t.Heading
	}
	if t.MissingHeading != "" {
		s += " !" + t.MissingHeading
	}
	if t.Suggestion != "" {
		s += " ?" + t.Suggestion
	}
	return s
}

type linkCase struct {
	form       markdown.Form
	dest, want string
}

func checkLinks(t *testing.T, r *Resolver, from string, cases []linkCase) {
	t.Helper()
	n := r.Note(from)
	if n == nil && from != "" {
		t.Fatalf("no note %s", from)
	}
	for _, c := range cases {
		got := r.Resolve(n, markdown.Link{Form: c.form, Dest: c.dest})
		if formatTarget(got) != c.want {
			t.Errorf("%s: %s %s\n got %s (via %s: %s)\nwant %s", from, c.form, c.dest, formatTarget(got), got.Rule, got.Reason, c.want)
		}
		if bad := got.Status == Broken || got.Status == Refused || got.Status == Ambiguous || got.Status == Outside || got.Status == Folder; bad && got.Reason == "" {
			t.Errorf("%s: %s %s has no reason", from, c.form, c.dest)
		}
	}
}

func TestResolve_RelativePaths(t *testing.T) {
	r := libraryFiles{
		"index.md": "", "a/b.md": "# B\n\n## Two words\n", "a/c.md": "", "a/c.txt": "", "a/sub/README.md": "",
		"a/img/p i.png": "", "top.markdown": "", "a/100% sure.md": "", "a/what?.md": "", "empty/x.txt": "", "root only.md": "",
		"deep/unique name.md": "", "one/twice.md": "", "two/twice.md": "", "Case.md": "", "a/v1.2 notes.md": "",
	}.resolver(testSite{})
	checkLinks(t, r, "a/b.md", []linkCase{
		{dest: "c.md", want: "note a/c.md"},
		{dest: "./c", want: "note a/c.md"},
		{dest: "c.txt", want: "asset a/c.txt"},
		{dest: "c.html", want: "note a/c.md"},
		{dest: "c.md?plain=1#x", want: "note a/c.md !x"},
		{dest: "b.md#two-words", want: "self a/b.md#two-words"},
		{dest: "../index.md", want: "note index.md"},
		{dest: "top", want: "note top.markdown"},
		{dest: "../a/./c.md", want: "note a/c.md"},
		{dest: "sub", want: "note a/sub/README.md"},
		{dest: "sub/", want: "note a/sub/README.md"},
		{dest: "..", want: "note index.md"},
		{dest: "img/p%20i.png", want: "asset a/img/p i.png"},
		{dest: "100%25%20sure.md", want: "note a/100% sure.md"},
		{dest: "100% sure.md", want: "note a/100% sure.md"},
		{dest: "what%3F.md", want: "note a/what?.md"},
		{dest: "what?.md", want: "note a/what?.md"},
		{dest: "root%20only.md", want: "note root only.md"},
		{dest: "v1.2%20notes", want: "note a/v1.2 notes.md"},
		{dest: "../../x.md", want: "outside"},
		{dest: "../../../../etc/passwd", want: "outside"},
		{dest: "..%2f..%2f..%2fetc/passwd", want: "outside"},
		{dest: "../../a/c.md", want: "outside"},
		{dest: "../empty", want: "folder empty/"},
		{dest: "unique%20name.md", want: "broken ?deep/unique name.md"},
		{dest: "twice.md", want: "broken ?one/twice.md"},
		{dest: "C.md", want: "broken ?a/c.md"},
		{dest: "../case.md", want: "broken ?Case.md"},
		{dest: `..\a\c.md`, want: "broken ?a/c.md"},
		{dest: "deep/uniqe name.md", want: "broken ?deep/unique name.md"},
		{dest: "?x=1#two-words", want: "self a/b.md#two-words"},
		{dest: "", want: "broken"},
	})
	checkLinks(t, r, "", []linkCase{
		{dest: "a/c.md", want: "note a/c.md"},
		{dest: "../a/c.md", want: "outside"},
		{dest: "#x", want: "broken"},
	})
}

func TestResolve_SitePaths(t *testing.T) {
	r := libraryFiles{
		"index.md":                             "# Home",
		"about.md":                             "---\npermalink: /about-me/\nredirect_from: [/old/me.html, /me]\n---\n",
		"_posts/2021-12-07-one.md":             "---\ncategories: [Dev Ops]\n---\n# One\n\n## Sub\n",
		"_posts/2020-01-02-ein_().md":          "---\nredirect_from: /dev/2020/ein-_().html\n---\n",
		"_posts/2020-05-06-how-x.com-works.md": "",
		"_drafts/draft.md":                     "",
		"_posts/2020-02-02-draft.md":           "",
		"docs/guide/index.md":                  "",
		"assets/a b.png":                       "",
		"x/same.md":                            "", "y/same.md": "",
	}.resolver(testSite{Hosts: []string{"site.example", "other.example:8080"}, Permalinks: []string{"/blog/:title", "date"}})
	const one = "note _posts/2021-12-07-one.md"
	checkLinks(t, r, "about.md", []linkCase{
		{dest: "/blog/one", want: one},
		{dest: "/blog/one/", want: one},
		{dest: "/blog/one.html", want: one},
		{dest: "/blog/one/index.html?utm=1#sub", want: one + "#sub"},
		{dest: "/blog/%6fne", want: one},
		{dest: "//blog//one", want: "external https://blog//one"},
		{dest: "/blog//one", want: one},
		{dest: "/dev%20ops/2021/12/07/one.html", want: one}, // Jekyll escapes what is in a category
		{dest: "/nowhere/one", want: "broken ?_posts/2021-12-07-one.md"},
		{dest: "/one", want: "broken ?_posts/2021-12-07-one.md"},
		{dest: "/blog/One", want: "broken ?_posts/2021-12-07-one.md"},
		{dest: "/blog/how-x.com-works", want: "note _posts/2020-05-06-how-x.com-works.md"},
		{dest: "/blog/ein_()", want: "note _posts/2020-01-02-ein_().md"},
		{dest: "/dev/2020/ein-_().html", want: "note _posts/2020-01-02-ein_().md"},
		{dest: "/about-me", want: "self about.md"},
		{dest: "/old/me", want: "self about.md"},
		{dest: "/about", want: "self about.md"},
		{dest: "/", want: "note index.md"},
		{dest: "/index.html", want: "note index.md"},
		{dest: "/docs/guide/", want: "note docs/guide/index.md"},
		{dest: "/guide", want: "broken ?docs/guide/index.md"},
		{dest: "/assets/a%20b.png", want: "asset assets/a b.png"},
		{dest: "/draft", want: "broken ?_drafts/draft.md"},
		{dest: "/z/same", want: "broken ?x/same.md"},
		{dest: "/x/same", want: "note x/same.md"},
		{dest: "/../../etc/passwd", want: "outside"},
		{dest: "/blog/%2e%2e/%2e%2e/outside", want: "outside"},
		{dest: "https://site.example/blog/one", want: one},
		{dest: "http://SITE.example:80/blog/one#sub", want: one + "#sub"},
		{dest: "https://www.site.example/blog/one", want: one},
		{dest: "//site.example/blog/one", want: one},
		{dest: "https://site.example", want: "note index.md"},
		{dest: "https://site.example#home", want: "note index.md#home"},
		{dest: "https://site.example?x=1", want: "note index.md"},
		{dest: "http://other.example:8080/blog/one", want: one},
		{dest: "http://other.example/one", want: "external http://other.example/one"},
		{dest: "https://site.example/blog/zzzzzzzz", want: "broken"},
		{dest: "https://site.example.pwn.invalid/blog/one", want: "external https://site.example.pwn.invalid/blog/one"},
		{dest: "https://site.example@pwn.invalid/blog/one", want: "external https://site.example@pwn.invalid/blog/one"},
		{dest: "https://me@site.example/blog/one", want: "external https://me@site.example/blog/one"},
		{dest: "https://site.example:8443/blog/one", want: "external https://site.example:8443/blog/one"},
		{dest: "https://sub.site.example/blog/one", want: "external https://sub.site.example/blog/one"},
		{dest: "https://site.example/blog/../outside/secret", want: "broken"},
		{dest: `https://site.example\@pwn.invalid/`, want: "refused"},
		{form: markdown.Bare, dest: "www.site.example/blog/one", want: one},
		{form: markdown.HTML, dest: "/blog/one", want: one},
	})
	// A relative link may refer to the published page of the note instead of its file.
	checkLinks(t, r, "_posts/2020-05-06-how-x.com-works.md", []linkCase{
		{dest: "one", want: one},
		{dest: "../blog/one", want: one},
	})
}

func TestResolve_BasePath(t *testing.T) {
	r := libraryFiles{"index.md": "", "a/x.md": ""}.resolver(testSite{Hosts: []string{"me.example"}, BasePath: "/proj"})
	checkLinks(t, r, "index.md", []linkCase{
		{dest: "/proj/a/x", want: "note a/x.md"},
		{dest: "/a/x", want: "note a/x.md"},
		{dest: "/proj/", want: "self index.md"},
		{dest: "https://me.example/proj/a/x/", want: "note a/x.md"},
		{dest: "https://me.example/project/a/x/", want: "external https://me.example/project/a/x/"},
		{dest: "https://me.example/a/x", want: "external https://me.example/a/x"},
	})
}

func TestResolve_Schemes(t *testing.T) {
	r := libraryFiles{"a.md": ""}.resolver(testSite{})
	var cases []linkCase
	for _, d := range []string{
		"file:///etc/passwd", "FILE:///etc/passwd", "file:../../x", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x",
		"about:config", "chrome://settings", "view-source:file:///x", "x-apple.systempreferences:", "ms-msdt:/id", "search-ms:query=x", "vscode://file/x",
		"ssh://-oProxyCommand=x", "git://-x", "telnet://-x", "sftp://-x", "smb://x/y", "steam://run/1", "intent://x#Intent;end", "c:/windows/x",
		"http:", "http://", "https:///etc/passwd", "http:///x", "http:/x", `http:\\pwn.invalid`, `https:\x`, "https://a b/",
	} {
		cases = append(cases, linkCase{dest: d, want: "refused"})
	}
	for _, d := range []string{"mailto:a@b.c?subject=x", "tel:+1", "http://x.example", "HTTPS://X.example/Y", "obsidian://show-plugin?id=x", "ftp://x.example/y"} {
		cases = append(cases, linkCase{dest: d, want: "external " + d})
	}
	cases = append(cases,
		linkCase{dest: "//cdn.example/x", want: "external https://cdn.example/x"},
		linkCase{form: markdown.Bare, dest: "me@x.example", want: "external mailto:me@x.example"},
		linkCase{form: markdown.Bare, dest: "www.x.example", want: "external http://www.x.example"},
		linkCase{dest: "httＭ://pwn.invalid", want: "broken"},
		linkCase{dest: "java␉script:alert(1)", want: "broken"},
		linkCase{dest: "www.x.example", want: "broken"},
	)
	checkLinks(t, r, "a.md", cases)
}

func TestInferHosts_FromLinks(t *testing.T) {
	text := func(urls ...string) string { return "<" + strings.Join(urls, ">\n<") + ">\n" }
	r := libraryFiles{
		"b/one.md": "", "b/two.md": "", "b/three.md": "", "b/four.md": "", "x/one.md": "", "x/two.md": "", "w/one.md": "", "w/two.md": "", "w/three.md": "", "me/a.md": "", "me/b.md": "", "me/c.md": "",
		"hub.md": text("https://mine.example/b/one", "https://mine.example/b/two/", "http://www.mine.example/b/three.html", "https://mine.example/b/gone",
			"https://mine.example/about", "https://mine.example/shop/four",
			"https://few.example/x/one", "https://few.example/x/two", "https://few.example/x/two#again",
			"https://wiki.example/w/one", "https://wiki.example/w/two", "https://wiki.example/w/three",
			"https://wiki.example/w/A", "https://wiki.example/w/B", "https://wiki.example/w/C", "https://wiki.example/w/D"),
		"a.md": text("https://forge.example/me/a"), "b.md": text("https://forge.example/me/b"), "c.md": text("https://forge.example/me/c"),
	}.resolver(testSite{})
	if got := slices.Sorted(maps.Keys(r.hosts())); !slices.Equal(got, []string{"mine.example"}) {
		t.Errorf("inferred %v", got)
	}
	checkLinks(t, r, "hub.md", []linkCase{
		{dest: "https://mine.example/b/one", want: "note b/one.md"},
		{dest: "https://mine.example/b/four?x#y", want: "note b/four.md !y"},
		{dest: "https://mine.example/one", want: "external https://mine.example/one"},
		{dest: "https://mine.example/b/gone", want: "external https://mine.example/b/gone"},
		{dest: "https://mine.example/shop/four", want: "external https://mine.example/shop/four"},
		{dest: "https://wiki.example/w/one", want: "external https://wiki.example/w/one"},
		{dest: "https://forge.example/me/a", want: "external https://forge.example/me/a"},
	})
}

// The README of a repository is not the home page of a host that its notes merely often link to.
func TestInferHosts_HomePage(t *testing.T) {
	links := "<https://mine.example/one> <https://mine.example/two> <https://mine.example/three>\n"
	for home, want := range map[string]string{"README.md": "external https://mine.example/", "index.md": "note index.md"} {
		r := libraryFiles{home: "", "one.md": "", "two.md": "", "three.md": "", "hub.md": links}.resolver(testSite{})
		checkLinks(t, r, "hub.md", []linkCase{{dest: "https://mine.example/two", want: "note two.md"}, {dest: "https://mine.example/", want: want}})
	}
}
