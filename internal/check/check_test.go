package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/links/profile"
	"quire/internal/note"
	"quire/internal/search/searchtest"
)

// runCheck checks a library whose files are in one text, each after a line "-- path --". It returns one line per
// finding.
func runCheck(t *testing.T, files string, o Options, assets ...string) []string {
	t.Helper()
	var notes []*note.Parsed
	for _, part := range strings.Split("\n"+files, "\n-- ")[1:] {
		path, text, ok := strings.Cut(part+"\n", " --\n")
		if !ok {
			t.Fatalf("no path line: %q", part)
		}
		notes = append(notes, note.Parse(path, []byte(text)))
	}
	in := Input{Library: searchtest.NewLibrary(notes, assets, profile.Sites{})}
	return formatFindings(run(t, in, o))
}

// run returns the findings in a library.
func run(t *testing.T, in Input, o Options) []Finding {
	t.Helper()
	all, err := Run(t.Context(), in, o)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func formatFindings(all []Finding) []string {
	var out []string
	for _, f := range all {
		s := fmt.Sprintf("%s:%d:%d %s %s", f.Path, f.Line, f.Column, f.Kind, f.Message)
		if f.Suggestion != "" {
			s += " -> " + f.Suggestion
		}
		out = append(out, s)
	}
	return out
}

var usualOptions = Options{Kinds: All &^ NewKindSet(Orphan)}

func checkFindings(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("found\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func TestRun_Links(t *testing.T) {
	files := `
-- a.md --
# First
See [gone](nothing/like-this.md), [typo](postz/hello.md), [case](Posts/Hello.md) and [anchor](posts/hello.md#wrold).
Own [anchor](#frist), [[Twin]], [out](../../etc/passwd), [js](javascript:alert), ![no](img/no.png), [manual](no.pdf).
Fine: [x](posts/hello.md#world), [[hello#^block]], ![y](img/yes.png), [web](https://example.org/x), ` + "`[code](gone.md)`" + `.
Cased: ![y](img/YES.png), [hello](/posts/HELLO/#world), [space](My%20notes.md). A [[hello#^blokc]].
-- posts/hello.md --
# Hello
## World
A paragraph. ^block
-- x/twin.md --
-- y/twin.md --
-- my Notes.md --
`
	got := runCheck(t, files, Options{Kinds: Errors}, "img/yes.png")
	checkFindings(t, got,
		"a.md:2:5 dead-link no note or file nothing/like-this.md",
		"a.md:2:35 dead-link no note or file postz/hello.md -> posts/hello.md",
		"a.md:2:59 mis-cased-link Posts/Hello.md: only the case differs from posts/hello.md -> posts/hello.md",
		`a.md:2:86 missing-anchor no heading "wrold" in posts/hello.md -> posts/hello.md#world`,
		`a.md:3:5 missing-anchor no heading "frist" in this note -> a.md#first`,
		"a.md:3:23 ambiguous-link Twin may be x/twin.md or y/twin.md",
		"a.md:3:58 refused-link javascript:alert: quire does not follow javascript: links",
		"a.md:3:82 missing-file no file img/no.png",
		"a.md:3:101 missing-file no file no.pdf",
		"a.md:5:8 mis-cased-link img/YES.png: only the case differs from img/yes.png -> img/yes.png",
		"a.md:5:27 mis-cased-link /posts/HELLO/#world: only the case differs from /posts/hello/#world -> posts/hello.md",
		"a.md:5:57 mis-cased-link My%20notes.md: only the case differs from my%20Notes.md -> my Notes.md",
		"a.md:5:83 missing-anchor no block ^blokc in posts/hello.md",
	)
}

// Only what is wrong with the library is a finding: not what lies beside the opened folder, and not a folder.
func TestRun_OutsideAndFolderAreNoFindings(t *testing.T) {
	got := runCheck(t, "-- a.md --\n[x](../static/x.md) ![y](../static/y.png) [z](/../z) [[../up]] [talks](talks/) [here](.)\n-- talks/b.md --\n[up](..)\n", Options{Kinds: Errors})
	checkFindings(t, got)
}

// What differs by more than case is a dead link: by its folder, its extension, its dashes, its spaces.
func TestRun_OnlyTheCaseDiffers(t *testing.T) {
	const library = "\n-- posts/hello-world.md --\n---\ntitle: Hello World\naliases: [Bar Baz]\n---\n-- posts/deep/index.md --\n-- posts/Two words.md --\n-- about.md --\n---\npermalink: /About-Us/\n---\n"
	for link, corrected := range map[string]string{
		"posts/Hello-World.md": "posts/hello-world.md", "/posts/Hello-World/": "/posts/hello-world/", "posts/HELLO-WORLD.html?x#y": "posts/hello-world.html?x#y",
		"posts/hello-world.MD": "posts/hello-world.md", "posts/Deep/": "posts/deep/", "posts/two%20words.md": "posts/Two%20words.md", "/about-us/": "/About-Us/",
		"posts/Hello%20World": "", "/posts/hello%20world": "", "/elsewhere/hello%20world": "", "other/HELLO-WORLD.md": "", "/x/y/Bar%20Baz": "", "posts/Hello-World.htmlx": "",
		"posts/Hello-World.markdown": "", "posts/Hello_World.md": "", "posts/two%20%20Words.md": "", "posts/2021/HELLO-WORLD.html": "",
	} {
		got := runCheck(t, "-- a.md --\n[x]("+link+")"+library, Options{Kinds: Errors})
		if len(got) != 1 {
			t.Errorf("%s: %v, want one finding", link, got)
			continue
		}
		claim := " mis-cased-link " + link + ": only the case differs from " + corrected + " -> "
		if corrected == "" && strings.Contains(got[0], "case") || corrected != "" && !strings.Contains(got[0], claim) {
			t.Errorf("%s: %s, want it corrected to %q", link, got[0], corrected)
		}
	}
}

// A link with the wrong case that would be ambiguous with the right case gives one finding, about the case.
func TestRun_CaseIsReportedBeforeAmbiguity(t *testing.T) {
	got := runCheck(t, "-- a.md --\n[x](/blog/TWIN)\n-- x/blog/twin.md --\n-- y/blog/twin.md --\n", Options{Kinds: Errors})
	checkFindings(t, got, "a.md:1:1 mis-cased-link /blog/TWIN: only the case differs from /blog/twin -> x/blog/twin.md")
}

func TestRun_ParserProblems(t *testing.T) {
	files := `
-- 2021-02-30-february.md --
-- bytes.md --
ok
bad ` + "\xff" + `
-- date.md --
---
title: A
date: 9999-99-99
---
-- open.md --
---
title: B
-- slip.md --
---
title: C
tags: {a: b}
---
-- twice.md --
---
title: D
title: E
---
-- yaml.md --
---
title: a: b
---
`
	checkFindings(t, runCheck(t, files, usualOptions),
		"2021-02-30-february.md:0:0 bad-date the file name begins with 2021-02-30, which is not a date",
		"bytes.md:2:5 bad-text 1 byte is invalid in the file's encoding; shown as U+FFFD",
		`date.md:3:7 bad-date date: "9999-99-99" is not a date`,
		"open.md:1:1 front-matter front matter has no closing ---",
		"slip.md:3:7 front-matter tags: expected text or a list of tags",
		`twice.md:3:1 front-matter "title" is set twice; the value on line 2 is used`,
		"yaml.md:2:9 front-matter front matter is not valid YAML: mapping values are not allowed in this context",
	)
}

func TestRun_DuplicateNames(t *testing.T) {
	files := `
-- a/one.md --
---
title: Same  thing
aliases: [Second, /old]
---
-- b/one.md --
---
title: Other
---
-- c/README.md --
-- d/README.md --
-- e.md --
---
draft: true
title: same thing
alias: third
---
-- f.md --
---
author: x
permalink: /here/
aliases:
  - second
  - Other
---
-- g.md --
---
redirect_from: /here
---
-- h.md --
---
draft: true
permalink: /here/
---
-- i/my-post.md --
-- j/my-post.md --
# My Post
`
	checkFindings(t, runCheck(t, files, usualOptions),
		`a/one.md:0:0 duplicate-slug the slug "one" is also used by b/one.md`,
		`a/one.md:2:1 duplicate-title the title "Same  thing" is also used by e.md`,
		`a/one.md:3:1 duplicate-alias the alias "Second" is also a name of f.md`,
		"f.md:3:1 duplicate-address the address /here is also used by g.md",
		`f.md:4:1 duplicate-alias the alias "Other" is also a name of b/one.md`,
		`i/my-post.md:0:0 duplicate-slug the slug "my-post" is also used by j/my-post.md`,
	)
}

// A name that is in every folder is intended, and would hide the mistakes.
func TestRun_IgnoresCommonNames(t *testing.T) {
	var files strings.Builder
	for i := range 50 {
		fmt.Fprintf(&files, "-- %02d/ls%d.md --\n-- de/%02d/ls%d.md --\n", i, i, i, i)
	}
	files.WriteString("-- z.md --\n[gone](gone.md)\n")
	checkFindings(t, runCheck(t, files.String(), usualOptions), "z.md:1:1 dead-link no note or file gone.md")
	if got := runCheck(t, files.String(), Options{Kinds: NewKindSet(DuplicateSlug), ReportCommonNames: true}); len(got) != 50 {
		t.Errorf("%d findings about slugs, want 50", len(got))
	}
}

func TestRun_SimilarTags(t *testing.T) {
	var files strings.Builder
	for i, tags := range []string{
		"serverless, AWS, python3, posts, rust", "serverless, aws, python3, posts, rust", "serverless, aws, python3, posts, rust",
		"serverles, aws, python2, hosts, rest", "serverelss", "Node", "node",
	} {
		fmt.Fprintf(&files, "-- %d.md --\n---\ntags: [%s]\n---\n", i, tags)
	}
	checkFindings(t, runCheck(t, files.String(), usualOptions),
		`0.md:2:1 similar-tag the tag "AWS", on 1 note, is similar to "aws", on 3 -> aws`,
		`3.md:2:1 similar-tag the tag "hosts", on 1 note, is similar to "posts", on 3 -> posts`,
		`3.md:2:1 similar-tag the tag "serverles", on 1 note, is similar to "serverless", on 3 -> serverless`,
		`4.md:2:1 similar-tag the tag "serverelss", on 1 note, is similar to "serverless", on 3 -> serverless`,
		`6.md:2:1 similar-tag the tag "node", on 1 note, is similar to "Node", on 1 -> Node`,
	)
}

func TestIsOneEdit_IsSymmetric(t *testing.T) {
	for pair, want := range map[string]bool{
		"docker dcoker": true, "docker dockr": true, "docker dockers": true, "docker docket": true, "docker docker": false,
		"docker dokecr": false, "y2021 y2022": false, "data date": false, "héllo hello": true, "abcde vwxyz": false,
	} {
		a, b, _ := strings.Cut(pair, " ")
		if got := isOneEdit(a, b); got != want {
			t.Errorf("%s: %v", pair, got)
		}
		if got := isOneEdit(b, a); got != want {
			t.Errorf("%s, swapped: %v", pair, got)
		}
	}
}

func TestRun_OrphansAndSkippedFiles(t *testing.T) {
	notes := []*note.Parsed{note.Parse("a.md", []byte("[b](b.md), [a](a.md)")), note.Parse("b.md", nil)}
	in := Input{Library: searchtest.NewLibrary(notes, nil, profile.Sites{}), Skipped: []Skipped{{"a.fifo.md", "a named pipe"}}}
	checkFindings(t, formatFindings(run(t, in, Options{Kinds: All})), "a.fifo.md:0:0 skipped-file a named pipe", "a.md:0:0 orphan no other note links here")
	checkFindings(t, formatFindings(run(t, in, Options{Kinds: Errors})))
}

func TestParseKinds_KnowsEveryKindAndGroup(t *testing.T) {
	for _, k := range AllKinds() {
		s, ok := ParseKinds(k.String())
		if !ok || s != NewKindSet(k) || k.Description() == "" {
			t.Errorf("%s: %v %v %q", k, s, ok, k.Description())
		}
	}
	errors, _ := ParseKinds("errors")
	warnings, _ := ParseKinds("warnings")
	if errors|warnings|NewKindSet(Orphan) != All || errors.Intersects(warnings) {
		t.Errorf("errors %b and warnings %b: want all kinds except orphan", errors, warnings)
	}
	if _, ok := ParseKinds("dead"); ok {
		t.Error(`the name "dead" is accepted`)
	}
	if got := Kind(200).String(); got != "unknown" {
		t.Error(got)
	}
}

// A link that a browser hands to another program is no mistake, although quire refuses it.
func TestRun_LinksToApplications(t *testing.T) {
	got := runCheck(t, `
-- a.md --
[a](vscode:extension/rope) [b](ms-settings:ropes) ![c](data:image/png;base64,AAAA) [d](data:text/html,x) [e](htps://example.org)
`, Options{Kinds: Errors})
	checkFindings(t, got,
		"a.md:1:84 refused-link data:text/html,x: quire does not follow data: links",
		"a.md:1:106 refused-link htps://example.org: quire does not follow htps: links",
	)
}
