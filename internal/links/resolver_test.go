package links

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"quire/internal/markdown"
	"quire/internal/note"
)

// files is a library by path. What has no note's extension is an asset.
type files map[string]string

func (f files) resolver(site Site) *Resolver {
	var notes []*note.Note
	var assets []string
	for _, p := range slices.Sorted(maps.Keys(f)) {
		if trimNoteExt(p) == p {
			assets = append(assets, p)
			continue
		}
		notes = append(notes, note.Parse(p, []byte(f[p])).Note)
	}
	return New(notes, assets, site)
}

// short says a target in a word or two: "status path#heading" and, for what failed, the suggestion.
func short(t Target) string {
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
		if short(got) != c.want {
			t.Errorf("%s: %s %s\n got %s (via %s: %s)\nwant %s", from, c.form, c.dest, short(got), got.Via, got.Why, c.want)
		}
		if bad := got.Status == Broken || got.Status == Refused || got.Status == Ambiguous; bad && got.Why == "" {
			t.Errorf("%s: %s %s does not say why", from, c.form, c.dest)
		}
	}
}

func TestRelative(t *testing.T) {
	r := files{
		"index.md": "", "a/b.md": "# B\n\n## Two words\n", "a/c.md": "", "a/c.txt": "", "a/sub/README.md": "",
		"a/img/p i.png": "", "top.markdown": "", "a/100% sure.md": "", "a/what?.md": "", "empty/x.txt": "", "root only.md": "",
		"deep/unique name.md": "", "one/twice.md": "", "two/twice.md": "", "Case.md": "", "a/v1.2 notes.md": "",
	}.resolver(Site{})
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
		{dest: "../../x.md", want: "refused"},
		{dest: "../../../../etc/passwd", want: "refused"},
		{dest: "..%2f..%2f..%2fetc/passwd", want: "refused"},
		{dest: "../../a/c.md", want: "refused"},
		{dest: "../empty", want: "broken"},
		{dest: "unique%20name.md", want: "note deep/unique name.md"},
		{dest: "twice.md", want: "ambiguous one/twice.md two/twice.md"},
		{dest: "C.md", want: "broken ?a/c.md"},
		{dest: "../case.md", want: "broken ?Case.md"},
		{dest: `..\a\c.md`, want: "broken ?a/c.md"},
		{dest: "deep/uniqe name.md", want: "broken ?deep/unique name.md"},
		{dest: "?x=1#two-words", want: "self a/b.md#two-words"},
		{dest: "", want: "broken"},
	})
	checkLinks(t, r, "", []linkCase{
		{dest: "a/c.md", want: "note a/c.md"},
		{dest: "../a/c.md", want: "refused"},
		{dest: "#x", want: "broken"},
	})
}

func TestSite(t *testing.T) {
	r := files{
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
	}.resolver(Site{Hosts: []string{"site.example", "other.example:8080"}, Permalinks: []string{"/blog/:title", "date"}})
	const one = "note _posts/2021-12-07-one.md"
	checkLinks(t, r, "about.md", []linkCase{
		{dest: "/blog/one", want: one},
		{dest: "/blog/one/", want: one},
		{dest: "/blog/one.html", want: one},
		{dest: "/blog/one/index.html?utm=1#sub", want: one + "#sub"},
		{dest: "/blog/%6fne", want: one},
		{dest: "//blog//one", want: "external https://blog//one"},
		{dest: "/blog//one", want: one},
		{dest: "/dev-ops/2021/12/07/one.html", want: one},
		{dest: "/nowhere/one", want: one},
		{dest: "/one", want: one},
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
		{dest: "/guide", want: "note docs/guide/index.md"},
		{dest: "/assets/a%20b.png", want: "asset assets/a b.png"},
		{dest: "/draft", want: "note _posts/2020-02-02-draft.md"},
		{dest: "/z/same", want: "ambiguous x/same.md y/same.md"},
		{dest: "/x/same", want: "note x/same.md"},
		{dest: "/../../etc/passwd", want: "refused"},
		{dest: "/blog/%2e%2e/%2e%2e/outside", want: "refused"},
		{dest: "https://site.example/blog/one", want: one},
		{dest: "http://SITE.example:80/blog/one#sub", want: one + "#sub"},
		{dest: "https://www.site.example/blog/one", want: one},
		{dest: "//site.example/blog/one", want: one},
		{dest: "https://site.example", want: "note index.md"},
		{dest: "https://site.example#home", want: "note index.md#home"},
		{dest: "https://site.example?x=1", want: "note index.md"},
		{dest: "http://other.example:8080/one", want: one},
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
	// A page's neighbours on the site are its neighbours in the library.
	checkLinks(t, r, "_posts/2020-05-06-how-x.com-works.md", []linkCase{
		{dest: "one", want: one},
		{dest: "../blog/one", want: one},
	})
}

func TestBasePath(t *testing.T) {
	r := files{"index.md": "", "a/x.md": ""}.resolver(Site{Hosts: []string{"me.example"}, BasePath: "/proj"})
	checkLinks(t, r, "index.md", []linkCase{
		{dest: "/proj/a/x", want: "note a/x.md"},
		{dest: "/a/x", want: "note a/x.md"},
		{dest: "/proj/", want: "self index.md"},
		{dest: "https://me.example/proj/a/x/", want: "note a/x.md"},
		{dest: "https://me.example/project/a/x/", want: "external https://me.example/project/a/x/"},
		{dest: "https://me.example/a/x", want: "external https://me.example/a/x"},
	})
}

func TestHugo(t *testing.T) {
	r := files{
		"content/_index.md":             "",
		"content/posts/_index.md":       "",
		"content/posts/first.md":        "---\ntitle: The First One\nslug: number-one\ndate: 2024-03-09\naliases: [/2019/old/]\n---\n",
		"content/posts/bundle/index.md": "---\ntitle: A Bundle\ndate: 2023-01-01\n---\n",
		"content/posts/bundle/pic.png":  "",
		"content/docs/intro.md":         "",
		"static/img/logo.svg":           "",
	}.resolver(Site{Permalinks: []string{"/:year/:month/:slug/", "/t/:title/", "/:section/:filename"}})
	const first = "note content/posts/first.md"
	checkLinks(t, r, "content/docs/intro.md", []linkCase{
		{dest: "/2024/03/number-one/", want: first},
		{dest: "/t/the-first-one/", want: first},
		{dest: "/posts/first", want: first},
		{dest: "/posts/number-one/", want: first},
		{dest: "/2019/old", want: first},
		{dest: "/posts/bundle/", want: "note content/posts/bundle/index.md"},
		{dest: "/bundle", want: "note content/posts/bundle/index.md"},
		{dest: "/posts/", want: "note content/posts/_index.md"},
		{dest: "/img/logo.svg", want: "asset static/img/logo.svg"},
		{dest: `{{< ref "/posts/first.md" >}}`, want: first},
		{dest: `{{< ref "posts/first" >}}`, want: first},
		{dest: `{{% relref "first.md#x" %}}`, want: first + " !x"},
		{dest: `{{< relref path="posts/first.md" lang="en" >}}`, want: first},
		{dest: `{{< ref first >}}`, want: first},
		{dest: `{{ relref . "bundle" }}`, want: "note content/posts/bundle/index.md"},
		{dest: `{{< relref "#top" >}}`, want: "self content/docs/intro.md"},
		{dest: `{{ .Site.BaseURL }}posts/first`, want: first},
		{dest: `{{ "posts/first" | relURL }}`, want: first},
		{dest: `{{< ref "/posts/frist.md" >}}`, want: "broken ?content/posts/first.md"},
		{dest: `{{< youtube x >}}`, want: "template"},
	})
	checkLinks(t, r, "content/posts/bundle/index.md", []linkCase{
		{form: markdown.Image, dest: "pic.png", want: "asset content/posts/bundle/pic.png"},
		{dest: "../first/", want: first},
		{dest: "../number-one/", want: "broken ?content/posts/first.md"},
	})
}

func TestJekyllTemplates(t *testing.T) {
	r := files{
		"_posts/2021-12-07-one.md": "# One\n\n## Sub\n", "_posts/sub/2020-01-02-two.md": "", "about.md": "", "assets/p.png": "",
	}.resolver(Site{})
	const one = "note _posts/2021-12-07-one.md"
	checkLinks(t, r, "about.md", []linkCase{
		{form: markdown.TemplateLink, dest: "{% post_url 2021-12-07-one %}", want: one},
		{dest: "{% post_url 2021-12-07-one %}#sub", want: one + "#sub"},
		{dest: "{{ site.baseurl }}{% post_url sub/2020-01-02-two %}", want: "note _posts/sub/2020-01-02-two.md"},
		{dest: "{%- post_url 2020-01-02-two -%}", want: "note _posts/sub/2020-01-02-two.md"},
		{dest: "{% post_url 2021-12-07-oen %}", want: "broken ?_posts/2021-12-07-one.md"},
		{dest: "{% link _posts/2021-12-07-one.md %}", want: one},
		{dest: "{{ site.url }}{{ site.baseurl }}{% link assets/p.png %}", want: "asset assets/p.png"},
		{dest: "{{ site.url }}/2021/12/07/one.html", want: one},
		{dest: "{{site.baseurl}}/about", want: "self about.md"},
		{dest: `{{ "/about" | relative_url }}`, want: "self about.md"},
		{dest: `{{ '/2021/12/07/one' | prepend: site.baseurl | prepend: site.url }}#sub`, want: one + "#sub"},
		{dest: "{{ post.url }}", want: "template"},
		{dest: "/blog/{{ page.slug }}", want: "template"},
		{dest: "{{ site.url }}/{{ page.slug }}", want: "template"},
		{dest: `{{ "/a" | append: x }}`, want: "template"},
		{dest: "{{ unclosed", want: "template"},
		{dest: "{% include x %}", want: "template"},
		{dest: "{{<}}", want: "template"},
	})
}

func TestWiki(t *testing.T) {
	r := files{
		"Home.md": "", "Plugins/Templates.md": "", "Clipper/Templates.md": "", "Clipper/Use.md": "", "Deep/er/Only here.md": "## A\n\n### B\n\n## C\n\n### B\n\ntext ^blk\n",
		"Other/only HERE too.md": "---\naliases: [Nick, How to/Do it]\n---\n", "Top.md": "", "Plugins/Top.md": "", "C#.md": "", "x.md.md": "",
		"Titled.md": "---\ntitle: \"re:Invent: 50% more\"\n---\n", "_posts/2021-12-07-dated.md": "", "Cafe\u0301.md": "",
		"Att/pic.png": "", "Plugins/pic.png": "", "Att/once.PNG": "", "l/dup.jpg": "", "m/dup.jpg": "",
	}.resolver(Site{})
	w := func(dest, want string) linkCase { return linkCase{markdown.Wiki, dest, want} }
	checkLinks(t, r, "Clipper/Use.md", []linkCase{
		w("Templates", "note Clipper/Templates.md"),
		w("Plugins/Templates", "note Plugins/Templates.md"),
		w("plugins/templates.md", "note Plugins/Templates.md"),
		w("/Plugins/Templates", "note Plugins/Templates.md"),
		w("./Templates", "note Clipper/Templates.md"),
		w("../Home", "note Home.md"),
		w("../../Home", "refused"),
		w("only here", "note Deep/er/Only here.md"),
		w("er/only here", "note Deep/er/Only here.md"),
		w("r/only here", "broken ?Deep/er/Only here.md"),
		w("Only here.md", "note Deep/er/Only here.md"),
		w("Top", "note Top.md"),
		w("nick", "note Other/only HERE too.md"),
		w("how to/do IT", "note Other/only HERE too.md"),
		w("re:Invent: 50% more", "note Titled.md"),
		w("dated", "note _posts/2021-12-07-dated.md"),
		w("2021-12-07-dated", "note _posts/2021-12-07-dated.md"),
		w("Café", "note Cafe\u0301.md"),
		w("C#", "note C#.md"),
		w("C##x", "note C#.md !x"),
		w("Only here#B", "note Deep/er/Only here.md#b"),
		w("Only here#C#B", "note Deep/er/Only here.md#b-1"),
		w("Only here#A#C", "note Deep/er/Only here.md !A#C ?Deep/er/Only here.md#c"),
		w("Only here#^BLK", "note Deep/er/Only here.md#^blk"),
		w("Only here#^nope", "note Deep/er/Only here.md !^nope"),
		w("Only%20here", "note Deep/er/Only here.md"),
		w("", "broken"),
		w("#", "self Clipper/Use.md"),
		w("Tmeplates", "broken ?Clipper/Templates.md"),
		w("https://x.example/y", "external https://x.example/y"),
		w("once.png", "asset Att/once.PNG"),
		w("Att/pic.png", "asset Att/pic.png"),
		w("pic.png", "ambiguous Att/pic.png Plugins/pic.png"),
		{markdown.Embed, "dup.jpg", "ambiguous l/dup.jpg m/dup.jpg"},
		{markdown.Embed, "Only here#A", "note Deep/er/Only here.md#a"},
		{markdown.Embed, "once.png#right", "asset Att/once.PNG"},
		{markdown.Embed, "onec.png", "broken ?Att/once.PNG"},
		{markdown.Image, "once.PNG#x", "asset Att/once.PNG"},
		{markdown.Image, "once.png", "broken ?Att/once.PNG"},
	})
	checkLinks(t, r, "Plugins/Top.md", []linkCase{
		w("pic.png", "asset Plugins/pic.png"),
		w("Top", "self Plugins/Top.md"),
	})
	checkLinks(t, r, "Home.md", []linkCase{w("Templates", "ambiguous Clipper/Templates.md Plugins/Templates.md")})
}

func TestHeadings(t *testing.T) {
	text := "# Title\n\n## Same\n\n## Same\n\n## What's new?\n\n## 2. Fünf & Sechs\n\n## Named {#mine}\n\n## [Linked](x) `code`\n\n## 100% done\n"
	r := files{"a.md": text, "many.md": strings.Repeat("## Filler\n\n", 200) + text}.resolver(Site{})
	for _, from := range []string{"a.md", "many.md"} {
		h := func(dest, anchor string) linkCase {
			if strings.HasPrefix(anchor, "#") {
				return linkCase{dest: dest, want: "self " + from + anchor}
			}
			return linkCase{dest: dest, want: strings.ReplaceAll(anchor, "@", from)}
		}
		checkLinks(t, r, from, []linkCase{
			h("#same", "#same"), h("#same-1", "#same-1"), h("#Same", "#same"), h("#SAME", "#same"),
			h("#whats-new", "#whats-new"), h("#What's%20new?", "#whats-new"), h("#What s new", "#whats-new"),
			h("#2-fünf--sechs", "#2-fünf--sechs"), h("#2-f%C3%BCnf--sechs", "#2-fünf--sechs"),
			h("#mine", "#named"), h("#named", "#named"), h("#linked-code", "#linked-code"),
			h("#100%25%20done", "#100-done"), h("#100% done", "#100-done"),
			h("#Title#Same", "#same"), h("#Title#Same#", "#same"),
			h("#", "self @"), h("#top", "self @"), h("#:~:text=x", "self @"), h("#same:~:text=x", "#same"),
			h("#whats-nwe", "self @ !whats-nwe ?@#whats-new"), h("#zzzz", "self @ !zzzz"),
		})
	}
}

func TestSchemes(t *testing.T) {
	r := files{"a.md": ""}.resolver(Site{})
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

func TestInferredHosts(t *testing.T) {
	text := func(urls ...string) string { return "<" + strings.Join(urls, ">\n<") + ">\n" }
	r := files{
		"one.md": "", "two.md": "", "three.md": "", "four.md": "",
		"hub.md": text("https://mine.example/b/one", "https://mine.example/b/two/", "http://www.mine.example/b/three.html", "https://mine.example/b/gone",
			"https://mine.example/about", "https://mine.example/shop/four",
			"https://few.example/x/one", "https://few.example/x/two", "https://few.example/x/two#again",
			"https://wiki.example/w/one", "https://wiki.example/w/two", "https://wiki.example/w/three",
			"https://wiki.example/w/A", "https://wiki.example/w/B", "https://wiki.example/w/C", "https://wiki.example/w/D"),
		"a.md": text("https://forge.example/me/a"), "b.md": text("https://forge.example/me/b"), "c.md": text("https://forge.example/me/c"),
	}.resolver(Site{})
	if got := slices.Sorted(maps.Keys(r.hosts)); !slices.Equal(got, []string{"mine.example"}) {
		t.Errorf("inferred %v", got)
	}
	checkLinks(t, r, "hub.md", []linkCase{
		{dest: "https://mine.example/b/one", want: "note one.md"},
		{dest: "https://mine.example/b/four?x#y", want: "note four.md !y"},
		{dest: "https://mine.example/one", want: "note one.md"},
		{dest: "https://mine.example/b/gone", want: "external https://mine.example/b/gone"},
		{dest: "https://mine.example/shop/four", want: "external https://mine.example/shop/four"},
		{dest: "https://wiki.example/w/one", want: "external https://wiki.example/w/one"},
		{dest: "https://forge.example/me/a", want: "external https://forge.example/me/a"},
	})
}

// Many readers may ask at once, also for what is made at the first question.
func TestConcurrent(t *testing.T) {
	lib := files{"many.md": strings.Repeat("## Filler\n\n", 200) + "## Last\n"}
	for _, n := range []string{"a", "b", "c", "d", "e", "f"} {
		lib[n+".md"] = "[x](many.md#last) [y](mnay.md) [[" + n + "]]"
	}
	r := lib.resolver(Site{})
	var wg sync.WaitGroup
	for _, n := range r.notes {
		wg.Go(func() {
			r.Targets(n)
			r.Backlinks(n.Path)
			r.Find(n.Title + "x")
			if got := r.HasBroken(n.Path); got != (n.Path != "many.md") {
				t.Errorf("%s: HasBroken is %v", n.Path, got)
			}
		})
	}
	wg.Wait()
	if got := r.LinkerCount("many.md"); got != 6 {
		t.Errorf("%d notes link to many.md, want 6", got)
	}
}

// A name that everything bears must not make each link cost a walk through the library.
func TestCommonNames(t *testing.T) {
	const n = 20_000
	notes := make([]*note.Note, n)
	for i := range notes {
		id := fmt.Sprintf("d%05d/README", i)
		notes[i] = &note.Note{Path: id + ".md", ID: id, Slug: "README", Title: "Untitled", Aliases: []string{"It"}}
		for k, dest := range []string{"README", "Untitled", "It", "x/README"} {
			notes[i].Links = append(notes[i].Links, note.Link{Link: markdown.Link{Form: markdown.Wiki, Dest: dest}, Line: k + 1})
		}
		for _, dest := range []string{"/README", "/x/README", "README.md", "x/README.md", "/untitled"} {
			notes[i].Links = append(notes[i].Links, note.Link{Link: markdown.Link{Dest: dest}})
		}
	}
	r := New(notes, nil, Site{})
	start := time.Now()
	r.Backlinks(notes[0].Path)
	t.Logf("%d links in %v", n*9, time.Since(start))
	got := r.Targets(notes[n-1])
	for i, want := range []Status{Self, Ambiguous, Ambiguous, Broken, Broken, Broken, Self, Broken, Broken} {
		if got[i].Status != want {
			t.Errorf("%s: %+v, want %s", notes[n-1].Links[i].Dest, got[i], want)
		}
	}
}
