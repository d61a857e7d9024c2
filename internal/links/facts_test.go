package links

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func linkerPaths(r *Resolver, path string) []string {
	var out []string
	for _, n := range r.NotesLinkingTo(path) {
		out = append(out, n.Path)
	}
	return out
}

// postPaths returns the paths of posts given by name; it keeps complete paths.
func postPaths(names ...string) []string {
	for i, n := range names {
		if !strings.HasSuffix(n, ".md") {
			names[i] = "_posts/" + n + ".md"
		}
	}
	return names
}

func TestNotesLinkingTo_Blog(t *testing.T) {
	r := loadCorpus(t, "blog", blogSite)
	for path, want := range map[string][]string{
		"_posts/2021-12-07-reinvent-2021.md": postPaths(
			"2021-12-06-reinvent-best-practices-for-disaster-recovery-of-workloads-on-aws",
			"2021-12-06-reinvent-best-practices-of-advanced-serverless-developers",
			"2021-12-06-reinvent-beyond-five-9s-lessons-from-our-highest-available-data-planes",
			"2021-12-06-reinvent-building-next-gen-applications-with-event-driven-architectures",
			"2021-12-06-reinvent-evolutionary-aws-lambda-functions-with-hexagonal-architecture",
			"2021-12-06-reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml",
			"2021-12-06-reinvent-inside-a-working-serverless-saas-reference-solution",
			"2021-12-06-reinvent-the-journey-to-adopt-cloud-native-architectures-for-hyperscale"),
		"_posts/2021-12-06-reinvent-how-amazon.com-transforms-customer-experiences-through-ai-ml.md": postPaths("2021-12-07-reinvent-2021"),
		"_posts/2022-03-11-papyrus-architecture.md":                                                  postPaths("2023-02-20-elsewhere-api-architecture", "projects.md"),
		"projects.md": postPaths(
			"2021-07-07-introducing-crow-authentication", "2021-11-10-cold-email-experience-with-papyrus",
			"2022-03-15-building-a-site-analytics-application", "2022-03-28-calendar-api-architecture",
			"2022-08-15-my-experience-building-a-front-end-without-a-framework", "2023-02-16-remaking-elsewhere", "index.md"),
	} {
		if got := linkerPaths(r, path); !slices.Equal(got, want) {
			t.Errorf("%s: linked from\n%s\nwant\n%s", path, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if got := r.CountNotesLinkingTo(path); got != len(want) {
			t.Errorf("%s: LinkerCount is %d, want %d", path, got, len(want))
		}
	}
	// The chapters link to themselves in their table of contents, which does not count as a backlink.
	for path, want := range map[string]int{
		"_posts/2021-10-04-gtbwsa-chapter-1-introduction.md": 19,
		"_posts/2021-10-04-gtbwsa-chapter-9-dynamodb.md":     18,
	} {
		got := linkerPaths(r, path)
		if len(got) != want || slices.Contains(got, path) {
			t.Errorf("%s: %d backlinks, want %d", path, len(got), want)
		}
	}
}

func TestTargets_BlogHeadings(t *testing.T) {
	r := loadCorpus(t, "blog", blogSite)
	var got []string
	own := 0
	for _, n := range r.notes {
		for i, x := range r.Targets(n) {
			if x.MissingHeading != "" {
				t.Errorf("%s:%d: no heading %s", n.Path, n.Details().Links[i].Line, x.MissingHeading)
			}
			switch {
			case x.Status == Note && x.Heading != "":
				got = append(got, fmt.Sprintf("%s:%d %s#%s", n.Path, n.Details().Links[i].Line, x.Path, x.Heading))
			case x.Status == Self && x.Rule == ruleAnchor:
				own++
			}
		}
	}
	want := []string{
		"_posts/2019-01-04-trip-to-antarctica.md:16 index.md#contact",
		"_posts/2021-11-10-cold-email-experience-with-papyrus.md:9 projects.md#papyrus",
		"_posts/2021-11-10-cold-email-experience-with-papyrus.md:11 projects.md#crow-authentication",
		"_posts/2024-08-22-building-another-slack-app.md:15 _posts/2024-01-19-building-a-slack-app.md#distribution",
		"_posts/2024-11-06-slack-oauth-redirects-in-aws-lambda.md:11 _posts/2024-01-19-building-a-slack-app.md#distribution",
	}
	if !slices.Equal(got, want) {
		t.Errorf("links to headings of other notes:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if own != 45 {
		t.Errorf("%d links to own headings, want 45", own)
	}
}

func TestTargets_BlogBrokenLinks(t *testing.T) {
	r := loadCorpus(t, "blog", blogSite)
	type miss struct{ dest, suggestion, why string }
	var got []miss
	for _, n := range r.notes {
		for i, x := range r.Targets(n) {
			if x.Status == Broken {
				got = append(got, miss{n.Details().Links[i].Dest, x.Suggestion, x.Reason})
			} else if x.Status == Ambiguous || x.Status == Refused {
				t.Errorf("%s:%d %s is %s", n.Path, n.Details().Links[i].Line, n.Details().Links[i].Dest, x.Status)
			}
		}
	}
	noScheme := func(p string) miss { return miss{p, "", "no scheme: did you mean https://" + p + "?"} }
	want := []miss{
		{"blog/gtbwsa-chapter-9-dynamodb", "_posts/2021-10-04-gtbwsa-chapter-9-dynamodb.md",
			"no note or file blog/gtbwsa-chapter-9-dynamodb here; /blog/gtbwsa-chapter-9-dynamodb exists"},
		noScheme("s12d.com/svs402-ri21"), noScheme("s12d.com/events-queues-topics-streams"), noScheme("s12d.com/eventbridge-storming"),
		noScheme("s12d.com/cwl-emf-client"), noScheme("s12d.com/loginsights-examples"),
		{"/blog/writing-asynchronous-Lambda-functions-with-node", "_posts/2021-08-10-writing-asynchronous-lambda-functions-with-node.md",
			"no note at /blog/writing-asynchronous-Lambda-functions-with-node: only the case differs"},
		{"blog/reinvent-evolutionary-aws-lambda-functions-with-hexagonal-architecture",
			"_posts/2021-12-06-reinvent-evolutionary-aws-lambda-functions-with-hexagonal-architecture.md",
			"no note or file blog/reinvent-evolutionary-aws-lambda-functions-with-hexagonal-architecture here; /blog/reinvent-evolutionary-aws-lambda-functions-with-hexagonal-architecture exists"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("broken:\n%v\nwant\n%v", got, want)
	}
}

// Without a configuration, the blog's hosts are inferred from the notes.
func TestInferHosts_Blog(t *testing.T) {
	r := loadCorpus(t, "blog", testSite{})
	if len(r.hosts()) != 2 || !r.hosts()["thomasstep.com"].isInferred() || !r.hosts()["thomasstep.dev"].isInferred() {
		t.Errorf("inferred hosts %v, want the blog's present and its former one", r.hosts())
	}
	notes := map[string]bool{}
	count := 0
	for _, x := range r.Targets(r.Note("_posts/2021-12-07-reinvent-2021.md")) {
		if x.Status == Note {
			count++
			notes[x.Path] = true
		}
	}
	if count != 9 || len(notes) != 8 {
		t.Errorf("%d links to %d notes, want 9 to 8", count, len(notes))
	}
	sum := compareTruth(t, r, "blog")
	if sum.wrong > 0 || sum.sameNotes < 452 {
		t.Errorf("%d links lead to the right note and %d to a wrong one, want 452 and 0", sum.sameNotes, sum.wrong)
	}
	if v := loadCorpus(t, "vault", testSite{}); len(v.hosts()) != 0 {
		t.Errorf("inferred hosts %v for the vault, want no hosts", v.hosts())
	}
}

func TestNotesLinkingTo_Vault(t *testing.T) {
	r := loadCorpus(t, "vault", vaultSite)
	for path, want := range map[string]int{
		"Obsidian Sync/Security and privacy.md": 9, "Obsidian Publish/Security and privacy.md": 3,
		"Plugins/Templates.md": 5, "Obsidian Web Clipper/Templates.md": 6,
		"User interface/Settings.md": 64, "Plugins/Command palette.md": 37, "Plugins/Core plugins.md": 35,
		"Obsidian Sync/Introduction to Obsidian Sync.md": 33, "Obsidian Publish/Introduction to Obsidian Publish.md": 32,
		"Editing and formatting/Properties.md": 25, "Extending Obsidian/Community plugins.md": 22, "Plugins/Search.md": 16,
		"Editing and formatting/Basic formatting syntax.md": 15, "Linking notes and files/Embed files.md": 15,
	} {
		if got := r.CountNotesLinkingTo(path); got != want {
			t.Errorf("%s: %d backlinks, want %d", path, got, want)
		}
	}
	var orphans []string
	for _, n := range r.notes {
		if r.CountNotesLinkingTo(n.Path) == 0 {
			orphans = append(orphans, n.Path)
		}
	}
	want := []string{
		"Editing and formatting/HTML content.md", "Editing and formatting/Multiple cursors.md",
		"Files and folders/Symbolic links and junctions.md", "Obsidian Publish/Troubleshoot Obsidian Publish.md",
		"Obsidian/Official website.md", "Teams/Obsidian for teams.md", "User interface/Drag and drop.md",
		"User interface/Language settings.md",
	}
	if !slices.Equal(orphans, want) {
		t.Errorf("without backlinks: %v\nwant %v", orphans, want)
	}
}

func TestTargets_Vault(t *testing.T) {
	r := loadCorpus(t, "vault", vaultSite)
	target := func(path, dest string) Target {
		n := r.Note(path)
		for i, l := range n.Details().Links {
			if l.Dest == dest {
				return r.Targets(n)[i]
			}
		}
		t.Errorf("%s has no link %s", path, dest)
		return Target{}
	}
	for _, c := range []struct{ from, dest, path, heading string }{
		{"Obsidian Sync/Headless Sync.md", "Security and privacy", "Obsidian Sync/Security and privacy.md", ""},
		{"Obsidian Publish/Introduction to Obsidian Publish.md", "Security and privacy", "Obsidian Publish/Security and privacy.md", ""},
		{"Bases/Views.md", "command palette", "Plugins/Command palette.md", ""},
		{"Bases/Views.md", "Table view", "Bases/Layouts/Table view.md", ""},
		{"Editing and formatting/Tags.md", "Functions#hasTag", "Bases/Functions.md", "hastag"},
		{"Getting started/Mobile app.md", "Sidebar#Open hidden sidebars#Mobile and smaller tablets", "User interface/Sidebar.md", "mobile-and-smaller-tablets"},
		{"Obsidian Sync/Status icon and messages.md", "Settings#General#Account", "User interface/Settings.md", "account"},
	} {
		if got := target(c.from, c.dest); got.Path != c.path || !strings.HasPrefix(got.Heading, c.heading) || got.MissingHeading != "" {
			t.Errorf("%s: %s leads to %+v, want %s#%s", c.from, c.dest, got, c.path, c.heading)
		}
	}
	var missing []string
	for _, n := range r.notes {
		for i, x := range r.Targets(n) {
			if x.MissingHeading != "" {
				missing = append(missing, fmt.Sprintf("%s:%d %s", n.Path, n.Details().Links[i].Line, n.Details().Links[i].Dest))
			}
		}
	}
	if want := []string{"Obsidian Sync/Version history.md:71 Collaborate on a shared vault#^version-history-image"}; !slices.Equal(missing, want) {
		t.Errorf("links to headings and blocks that are not there: %v, want %v", missing, want)
	}
}
