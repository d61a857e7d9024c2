package links

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
)

func TestResolveName_AcceptsAllNameForms(t *testing.T) {
	r := libraryFiles{
		"_posts/2021-12-07-re-2021.md": "---\ntitle: \"re:Invent 2021\"\nredirect_from: /old/re\n---\n## Day one\n",
		"_posts/2020-01-01-other.md":   "---\ntitle: Other\naliases: [Second name]\n---\n",
		"x/Title.md":                   "---\ntitle: Twin\n---\n## H\n",
		"y/twin.md":                    "---\ntitle: twin\n---\n",
		"notes/C#.md":                  "## Basics\n",
		"issue.md":                     "---\ntitle: \"Issue #4: it breaks\"\n---\n## Cause\n",
		"docs/README.md":               "", "pic.png": "", "a/dup.md": "", "b/dup.md": "",
	}.resolver(testSite{Hosts: []string{"site.example"}, Permalinks: []string{"/blog/:title"}})
	const post = "note _posts/2021-12-07-re-2021.md"
	for name, want := range map[string]string{
		"_posts/2021-12-07-re-2021.md":          post,
		"./_posts/2021-12-07-re-2021.md":        post,
		"_posts/2021-12-07-re-2021":             post,
		"2021-12-07-re-2021":                    post,
		"2021-12-07-re-2021.md":                 post,
		"re-2021":                               post,
		"RE-2021":                               post,
		"re:Invent 2021":                        post,
		"  re:invent   2021 ":                   post,
		"re-2021#Day one":                       post + "#day-one",
		"re:Invent 2021#day-one":                post + "#day-one",
		"re-2021#day-oen":                       post + " !day-oen ?_posts/2021-12-07-re-2021.md#day-one",
		"/blog/re-2021":                         post,
		"blog/re-2021":                          post,
		"/old/re":                               post,
		"https://site.example/blog/re-2021#x":   post + " !x",
		"http://www.site.example/blog/re-2021/": post,
		"second NAME":                           "note _posts/2020-01-01-other.md",
		"C#":                                    "note notes/C#.md",
		"C##Basics":                             "note notes/C#.md#basics",
		"Issue #4: it breaks":                   "note issue.md",
		"Issue #4: it breaks#Cause":             "note issue.md#cause",
		"docs":                                  "note docs/README.md",
		"title":                                 "note x/Title.md",
		"Twin":                                  "ambiguous x/Title.md y/twin.md",
		"dup":                                   "ambiguous a/dup.md b/dup.md",
		"dup#x":                                 "ambiguous a/dup.md b/dup.md",
		"a/dup":                                 "note a/dup.md",
		"pic.png":                               "broken ?notes/C#.md",
		"https://elsewhere.example/re-2021":     "broken ?_posts/2021-12-07-re-2021.md",
		"re-2012":                               "broken ?_posts/2021-12-07-re-2021.md",
		"../x/Title.md":                         "broken ?x/Title.md",
		"":                                      "broken",
		"#":                                     "broken",
	} {
		got := r.ResolveName(name)
		s := formatTarget(got)
		if name == "pic.png" || name == "#" { // any suggestion will do
			s, want = got.Status.String(), "broken"
		}
		if s != want {
			t.Errorf("%q: %s (via %s: %s), want %s", name, formatTarget(got), got.Rule, got.Reason, want)
		}
	}
}

// Two notes with the same title are ambiguous, and a slug that is also a title resolves.
func TestResolveName_Blog(t *testing.T) {
	r := loadCorpus(t, "blog", blogSite)
	for name, want := range map[string]string{
		"Title":                "ambiguous _drafts/missing-college-course.md _drafts/template.md",
		"Slack Channel Funnel": "ambiguous slack-channel-funnel-privacy-policy.md slack-channel-funnel-support.md",
		"reinvent-2021":        "note _posts/2021-12-07-reinvent-2021.md",
		"re:Invent 2021":       "note _posts/2021-12-07-reinvent-2021.md",
		"https://thomasstep.com/blog/building-a-slack-app#distribution":               "note _posts/2024-01-19-building-a-slack-app.md#distribution",
		"/dev/python/2019/11/29/python-i18n-error-with-underscore-_().html":           "note _posts/2019-11-29-python-i18n-error-with-underscore-_().md",
		"/blog/reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml": "note _posts/2021-12-06-reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml.md",
		"re:Invent: How Amazon.com Transforms Customer Experiences Through AI/ML":     "note _posts/2021-12-06-reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml.md",
	} {
		if got := formatTarget(r.ResolveName(name)); got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
	if got := r.ResolveName("nonsense"); got.Status != Broken || len(r.NearestNotes("nonsense", 3)) != 3 {
		t.Errorf("nonsense: %+v and %d nearest, want broken and 3", got, len(r.NearestNotes("nonsense", 3)))
	}
	near := r.NearestNotes("reinvnt-2021", 3)
	if len(near) != 3 || near[0].Path != "_posts/2021-12-07-reinvent-2021.md" {
		t.Errorf("nearest to reinvnt-2021: %v", notePaths(near))
	}
	if got := r.NearestNotes("dynamodb", 3); len(got) != 3 || !slices.ContainsFunc(got, func(n *note.Note) bool {
		return n.Path == "_posts/2021-10-04-gtbwsa-chapter-9-dynamodb.md"
	}) {
		t.Errorf("nearest to dynamodb: %v", notePaths(got))
	}
}

func notePaths(notes []*note.Note) (out []string) {
	for _, n := range notes {
		out = append(out, n.Path)
	}
	return out
}

// The nearest note is not likely to be meant if its name is too different.
func TestLikelyNotes_OmitsUnrelatedNames(t *testing.T) {
	r := loadCorpus(t, "blog", testSite{})
	for name, want := range map[string]bool{
		"nonsense": false, "xyzzy": false, "kubernets": false, "todo.md": false, "": false,
		"reinvnt-2021": true, "how to clean cdk": true, "lambda": true, "event-driven-archtecture": true, "posts/projcts.md": true,
	} {
		got := r.LikelyNotes(name, 3)
		if len(got) > 0 != want {
			t.Errorf("%q: %d likely notes, want any: %v", name, len(got), want)
		}
		for i, n := range r.NearestNotes(name, 3)[:len(got)] {
			if got[i] != n {
				t.Errorf("%q: %s is likely, but %s is nearer", name, got[i].Path, n.Path)
			}
		}
	}
}

func TestNearestNotes_SmallLibraries(t *testing.T) {
	r := libraryFiles{"a.md": "", "b.md": ""}.resolver(testSite{})
	if got := r.NearestNotes("zzz", 3); len(got) != 2 {
		t.Errorf("%v, want both", notePaths(got))
	}
	if got := newResolver(nil, nil, testSite{}).NearestNotes("a", 3); got != nil {
		t.Errorf("%v, want none", notePaths(got))
	}
	if got := r.NearestNotes("a", 0); got != nil {
		t.Errorf("%v, want none", notePaths(got))
	}
}

func FuzzResolve(f *testing.F) {
	lib := libraryFiles{
		"index.md": "", "a/b.md": "# H\n\n## H\n\nx ^id\n", "_posts/2021-12-07-one.md": "---\naliases: [x, /y]\npermalink: /:year/q\n---\n", "a/p.png": "",
		"bad.md": "---\nslug: ../../../outside/secret\npermalink: /../../etc/passwd\naliases: [\"../x\", \"/etc/passwd\", \"\"]\n---\n", "C#.md": "", "c%.md": "",
	}
	r := lib.resolver(testSite{Hosts: []string{"s.example"}, BasePath: "/base", Permalinks: []string{"/blog/:title", ":bad", ":"}})
	for _, s := range []string{
		"a/b.md#h", "../..", "/blog/one/", "https://s.example/base/../x", "{% post_url 2021-12-07-one %}", "{{ \"/x\" | relative_url }}#", "{{< ref >}}",
		"C##x", "##", "#^", "#A#B#", "%", "%2", "%2e%2e/", "\\", "//", "///", "http:", "mailto:", ":", "?", "a?#", "\x00", "\xff", "../outside/secret", "/etc/passwd", "x",
	} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(markdown.Wiki))
	}
	f.Fuzz(func(t *testing.T, dest string, form uint8) {
		for _, from := range []*note.Note{nil, r.notes[0], r.Note("a/b.md"), r.Note("_posts/2021-12-07-one.md")} {
			checkTarget(t, lib, from, r.Resolve(from, markdown.Link{Form: markdown.Form(form % 9), Dest: dest}))
		}
		checkTarget(t, lib, nil, r.ResolveName(dest))
		r.NearestNotes(dest, 3)
	})
}

// checkTarget fails if a target names a file that is not in the library, or contradicts itself.
func checkTarget(t *testing.T, lib libraryFiles, from *note.Note, got Target) {
	t.Helper()
	if _, ok := lib[got.Path]; !ok && got.Path != "" && got.Status != Folder {
		t.Errorf("%+v: no such file", got)
	}
	if got.Status == Folder && got.Path != "./" && !lib.hasBelow(got.Path) {
		t.Errorf("%+v: no such folder", got)
	}
	leads := got.Status == Note || got.Status == Self || got.Status == Asset || got.Status == Folder
	if leads != (got.Path != "") {
		t.Errorf("%+v: status and path contradict", got)
	}
	if got.Status == Self && (from == nil || from.Path != got.Path) {
		t.Errorf("%+v: self from another note", got)
	}
	if (got.Status == External) != (got.URL != "") || (got.Status == Ambiguous) != (len(got.Candidates) > 1) {
		t.Errorf("%+v: status contradicts URL or candidates", got)
	}
}

// hasBelow reports whether the library has a file below a folder, whose path ends in a slash.
func (f libraryFiles) hasBelow(folder string) bool {
	for p := range f {
		if strings.HasSuffix(folder, "/") && strings.HasPrefix(p, folder) {
			return true
		}
	}
	return false
}

// A reloaded note is not in the library; its links must still share a single outline of its headings.
func TestResolveAll_BuildsOneOutline(t *testing.T) {
	var text strings.Builder
	for i := range 500 {
		fmt.Fprintf(&text, "# Heading %d\n\n[to](#heading-%d)\n\n", i, 499-i)
	}
	p := note.Parse("a.md", []byte(text.String()))
	r := newResolver(nil, nil, testSite{})
	allocs := testing.AllocsPerRun(3, func() {
		for _, target := range r.ResolveAll(p.Note, p.Doc.Links()) {
			if target.Status != Self {
				t.Fatalf("%+v", target)
			}
		}
	})
	if allocs > 100*500 {
		t.Errorf("%v allocations for 500 links", allocs)
	}
}
