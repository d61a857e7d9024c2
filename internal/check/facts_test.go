package check

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/links"
	"quire/notes"
)

const corpora = "../../../shared/corpora/"

// load opens a real library, as the program does.
func load(t *testing.T, l *library.Library, hosts ...string) Input {
	t.Helper()
	c, err := catalog.Load(context.Background(), l, catalog.Options{Site: links.Site{Hosts: hosts}, NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Notes: c.Notes, Links: c.Links}
	for _, s := range c.Skipped {
		in.Skipped = append(in.Skipped, Skipped(s))
	}
	return in
}

func corpus(t *testing.T, name string, hosts ...string) Input {
	t.Helper()
	if _, err := os.Stat(corpora); err != nil {
		t.Skip("no ../shared/corpora: the real libraries are not here")
	}
	l, err := library.Open(corpora + name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return load(t, l, hosts...)
}

func TestBlog(t *testing.T) {
	in := corpus(t, "blog")
	const reinvent = "_posts/2021-12-06-reinvent-"
	const lambda = "reinvent-evolutionary-aws-lambda-functions-with-hexagonal-architecture"
	same(t, told(Run(in, Options{Kinds: Errors})),
		"_posts/2021-10-04-gtbwsa-chapter-10-s3.md:101:1 dead-link no note or file blog/gtbwsa-chapter-9-dynamodb here; /blog/gtbwsa-chapter-9-dynamodb is one -> _posts/2021-10-04-gtbwsa-chapter-9-dynamodb.md",
		reinvent+"best-practices-of-advanced-serverless-developers.md:15:12 dead-link no scheme: did you mean https://s12d.com/svs402-ri21?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:31:5 dead-link no scheme: did you mean https://s12d.com/events-queues-topics-streams?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:35:5 dead-link no scheme: did you mean https://s12d.com/eventbridge-storming?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:148:5 dead-link no scheme: did you mean https://s12d.com/cwl-emf-client?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:150:5 dead-link no scheme: did you mean https://s12d.com/loginsights-examples?",
		reinvent+"building-next-gen-applications-with-event-driven-architectures.md:180:175 mis-cased-link /blog/writing-asynchronous-Lambda-functions-with-node: only the case differs from /blog/writing-asynchronous-lambda-functions-with-node -> _posts/2021-08-10-writing-asynchronous-lambda-functions-with-node.md",
		"_posts/2022-08-31-writing-golang-code-for-lambdas.md:23:239 dead-link no note or file blog/"+lambda+" here; /blog/"+lambda+" is one -> _posts/2021-12-06-"+lambda+".md",
	)
	same(t, told(Run(in, Options{Kinds: All &^ Errors &^ SetOf(Orphan)})),
		`_drafts/missing-college-course.md:3:1 duplicate-title the title "Title" is also that of _drafts/template.md`,
		`slack-channel-funnel-privacy-policy.md:3:1 duplicate-title the title "Slack Channel Funnel" is also that of slack-channel-funnel-support.md`,
	)
	in = corpus(t, "blog", "thomasstep.com", "thomasstep.dev") // the former host is not declared
	if got := len(Run(in, Options{Kinds: SetOf(Orphan)})); got != 124 {
		t.Errorf("%d orphans, want 124", got)
	}
}

func TestVault(t *testing.T) {
	in := corpus(t, "vault", "help.obsidian.md")
	const internal = "Linking notes and files/Internal links.md:"
	same(t, told(Run(in, Options{Kinds: Errors})),
		"Extending Obsidian/Obsidian CLI.md:9:1 missing-file no file obsidian-cli.mp4#interface", // it is not in the copy
		internal+"154:29 dead-link no note named Example",
		internal+"155:37 dead-link Example#Details: no note named Example",
		internal+"162:40 dead-link no note named Example",
		internal+"163:49 dead-link Example#Details: no note named Example",
		internal+"168:42 dead-link no note or file Example.md",
		internal+"169:51 dead-link Example.md#Details: no note or file Example.md",
		"Obsidian Publish/SEO.md:17:1 dead-link https://help.obsidian.md/sitemap.xml: no note at /sitemap.xml",
		"Obsidian Publish/SEO.md:20:1 dead-link https://help.obsidian.md/rss.xml: no note at /rss.xml",
		"Obsidian Sync/Version history.md:71:1 missing-anchor no block ^version-history-image in Obsidian Sync/Collaborate on a shared vault.md",
	)
	var orphans []string
	for _, f := range Run(in, Options{Kinds: SetOf(Orphan)}) {
		orphans = append(orphans, f.Path)
	}
	want := []string{
		"Editing and formatting/HTML content.md", "Editing and formatting/Multiple cursors.md", "Files and folders/Symbolic links and junctions.md",
		"Obsidian Publish/Troubleshoot Obsidian Publish.md", "Obsidian/Official website.md", "Teams/Obsidian for teams.md",
		"User interface/Drag and drop.md", "User interface/Language settings.md",
	}
	if !slices.Equal(orphans, want) {
		t.Errorf("orphans\n%s\nwant\n%s", strings.Join(orphans, "\n"), strings.Join(want, "\n"))
	}
}

// The manual has nothing to be ashamed of.
func TestTour(t *testing.T) {
	same(t, told(Run(load(t, library.FromFS("tour", notes.FS)), usual)))
}

// Whatever a stranger's note holds, checking it ends, and every finding can be placed.
func TestHostile(t *testing.T) {
	in := corpus(t, "hostile")
	all := Run(in, Options{Kinds: All, Habits: true})
	if len(all) == 0 {
		t.Fatal("nothing found in files that are all wrong")
	}
	for _, f := range all {
		if f.Path == "" || f.Message == "" || strings.Contains(f.Message, "\n") || f.Line < 0 || f.Column < 0 {
			t.Errorf("%+v", f)
		}
	}
}
