package check

import (
	"context"
	"slices"
	"strings"
	"testing"

	"quire/internal/catalog"
	"quire/internal/library"
	"quire/internal/links/profile"
	"quire/internal/testcorpus"
	"quire/notes"
)

// loadInput loads a library as the program does.
func loadInput(t *testing.T, l *library.Library, hosts ...string) Input {
	t.Helper()
	c, err := catalog.Load(context.Background(), l, catalog.Options{Site: profile.Settings{Hosts: hosts}, NoIndex: true})
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Library: c}
	for _, s := range c.Skipped() {
		in.Skipped = append(in.Skipped, Skipped{s.Path, s.Reason})
	}
	return in
}

func loadCorpus(t *testing.T, name string, hosts ...string) Input {
	t.Helper()
	l, err := library.Open(testcorpus.Path(t, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return loadInput(t, l, hosts...)
}

func TestRun_BlogCorpus(t *testing.T) {
	in := loadCorpus(t, "blog")
	const reinvent = "_posts/2021-12-06-reinvent-"
	const lambda = "reinvent-evolutionary-aws-lambda-functions-with-hexagonal-architecture"
	checkFindings(t, formatFindings(run(t, in, Options{Kinds: Errors})),
		"_posts/2021-10-04-gtbwsa-chapter-10-s3.md:101:1 dead-link no note or file blog/gtbwsa-chapter-9-dynamodb here; /blog/gtbwsa-chapter-9-dynamodb exists -> _posts/2021-10-04-gtbwsa-chapter-9-dynamodb.md",
		reinvent+"best-practices-of-advanced-serverless-developers.md:15:12 dead-link no scheme: did you mean https://s12d.com/svs402-ri21?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:31:5 dead-link no scheme: did you mean https://s12d.com/events-queues-topics-streams?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:35:5 dead-link no scheme: did you mean https://s12d.com/eventbridge-storming?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:148:5 dead-link no scheme: did you mean https://s12d.com/cwl-emf-client?",
		reinvent+"best-practices-of-advanced-serverless-developers.md:150:5 dead-link no scheme: did you mean https://s12d.com/loginsights-examples?",
		reinvent+"building-next-gen-applications-with-event-driven-architectures.md:180:175 mis-cased-link /blog/writing-asynchronous-Lambda-functions-with-node: only the case differs from /blog/writing-asynchronous-lambda-functions-with-node -> _posts/2021-08-10-writing-asynchronous-lambda-functions-with-node.md",
		"_posts/2022-08-31-writing-golang-code-for-lambdas.md:23:239 dead-link no note or file blog/"+lambda+" here; /blog/"+lambda+" exists -> _posts/2021-12-06-"+lambda+".md",
	)
	checkFindings(t, formatFindings(run(t, in, Options{Kinds: All &^ Errors &^ NewKindSet(Orphan)})),
		`_drafts/missing-college-course.md:3:1 duplicate-title the title "Title" is also used by _drafts/template.md`,
		`slack-channel-funnel-privacy-policy.md:3:1 duplicate-title the title "Slack Channel Funnel" is also used by slack-channel-funnel-support.md`,
	)
	in = loadCorpus(t, "blog", "thomasstep.com", "thomasstep.dev") // the library does not declare its former host
	if got := len(run(t, in, Options{Kinds: NewKindSet(Orphan)})); got != 124 {
		t.Errorf("%d orphans, want 124", got)
	}
}

func TestRun_VaultCorpus(t *testing.T) {
	in := loadCorpus(t, "vault", "help.obsidian.md")
	const internal = "Linking notes and files/Internal links.md:"
	checkFindings(t, formatFindings(run(t, in, Options{Kinds: Errors})),
		"Extending Obsidian/Obsidian CLI.md:9:1 missing-file no file obsidian-cli.mp4#interface", // missing from our copy of the vault
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
	for _, f := range run(t, in, Options{Kinds: NewKindSet(Orphan)}) {
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

// The manual itself has no mistakes.
func TestRun_TourHasNoFindings(t *testing.T) {
	checkFindings(t, formatFindings(run(t, loadInput(t, library.FromFS("tour", notes.FS)), usualOptions)))
}

// The check of hostile notes ends, and every finding has a valid position and message.
func TestRun_HostileCorpus(t *testing.T) {
	testcorpus.Each(t, []string{testcorpus.Rough, "hostile"}, func(t *testing.T, name string) {
		in := loadCorpus(t, name)
		all := run(t, in, Options{Kinds: All, ReportCommonNames: true})
		if len(all) == 0 {
			t.Fatal("no findings in hostile files")
		}
		for _, f := range all {
			if f.Path == "" || f.Message == "" || strings.Contains(f.Message, "\n") || f.Line < 0 || f.Column < 0 {
				t.Errorf("%+v", f)
			}
		}
	})
}

func TestRun_JournalAndHandbook(t *testing.T) {
	checkFindings(t, formatFindings(run(t, loadCorpus(t, testcorpus.Journal), Options{Kinds: Errors})),
		"_posts/2022-01-02-mistakes.md:7:4 dead-link no note or file blog/stollen here; /blog/stollen exists -> _posts/2021-12-24-stollen.md",
		"_posts/2022-01-02-mistakes.md:8:4 mis-cased-link /blog/What-Steam-Does: only the case differs from /blog/what-steam-does -> _posts/2021-09-05-what-steam-does.md",
		"_posts/2022-01-02-mistakes.md:9:4 dead-link no scheme: did you mean https://mill.example/flour?",
		"_posts/2022-01-02-mistakes.md:10:4 dead-link no note at /blog/never-written",
		"_posts/2022-01-02-mistakes.md:11:4 dead-link no note at /blog/stollen-recipe",
	)
	checkFindings(t, formatFindings(run(t, loadCorpus(t, testcorpus.Handbook), Options{Kinds: Errors})),
		"People/Crew list.md:6:22 dead-link no note named Ben Ode",
		"Rules/Fees.md:13:11 dead-link no note named Fees 1998",
	)
}
