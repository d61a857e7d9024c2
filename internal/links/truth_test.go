package links

import (
	"slices"
	"strings"
	"testing"

	"quire/internal/note"
	"quire/internal/testcorpus"
)

func TestTargets_AgreeWithJournalTruth(t *testing.T) {
	r := loadCorpus(t, testcorpus.Journal, journalSite)
	sum := compareTruth(t, r, testcorpus.Journal)
	sum.checkDifferences(t, nil)
	if sum.links != 42 || sum.toNotes != 26 {
		t.Errorf("the truth file has %d links, %d to notes; it should have 42, 26", sum.links, sum.toNotes)
	}
	checkFragments(t, r, testcorpus.Journal)
}

func TestTargets_AgreeWithHandbookTruth(t *testing.T) {
	r := loadCorpus(t, testcorpus.Handbook, testSite{})
	sum := compareTruth(t, r, testcorpus.Handbook)
	sum.checkDifferences(t, nil)
	if sum.links != 37 || sum.toNotes != 30 {
		t.Errorf("the truth file has %d links, %d to notes; it should have 37, 30", sum.links, sum.toNotes)
	}
	checkFragments(t, r, testcorpus.Handbook)
}

// checkFragments checks that each link with a fragment leads to the heading or block of the truth file.
func checkFragments(t *testing.T, r *Resolver, name string) {
	t.Helper()
	checked := 0
	for path, truth := range testcorpus.ReadTruth(t, name) {
		n := r.Note(path)
		for _, want := range truth.Links {
			if want.Fragment == "" {
				continue
			}
			checked++
			found := false
			for i, l := range n.Details().Links {
				got := r.Targets(n)[i]
				if l.Line == want.Line && sameHref(l, want.Href) && got.MissingHeading == "" {
					to := r.Note(got.Path)
					h := slices.IndexFunc(to.Details().Headings, func(h note.Heading) bool { return h.Anchor == got.Heading })
					found = found || got.Heading == want.Fragment || h >= 0 && to.Details().Headings[h].Text == want.Fragment
				}
			}
			if !found {
				t.Errorf("%s:%d %s does not lead to %q", path, want.Line, want.Href, want.Fragment)
			}
		}
	}
	if checked < 5 {
		t.Errorf("only %d links have a fragment", checked)
	}
}

func TestTargets_AgreeWithBlogTruth(t *testing.T) {
	site := blogSite
	site.Hosts = append(slices.Clone(site.Hosts), "thomasstep.dev")
	sum := compareTruth(t, loadCorpus(t, "blog", site), "blog")
	sum.checkDifferences(t, nil)
	if sum.links != 973 || sum.toNotes != 458 {
		t.Errorf("the truth file has %d links, %d to notes; it should have 973, 458", sum.links, sum.toNotes)
	}
}

// If the blog's former host is not declared, six links are external.
func TestTargets_BlogWithoutFormerHost(t *testing.T) {
	sum := compareTruth(t, loadCorpus(t, "blog", blogSite), "blog")
	if sum.sameNotes != 452 {
		t.Errorf("%d links lead to notes, should be 452", sum.sameNotes)
	}
	for _, d := range sum.differences {
		if d.what != "note is external" || !strings.HasPrefix(d.href, "https://thomasstep.dev/") {
			t.Errorf("%s:%d %s: %s", d.path, d.line, d.href, d.what)
		}
	}
}

func TestTargets_AgreeWithVaultTruth(t *testing.T) {
	sum := compareTruth(t, loadCorpus(t, "vault", vaultSite), "vault")
	sum.checkDifferences(t, map[difference]string{
		{"Extending Obsidian/Obsidian CLI.md", 9, "obsidian-cli.mp4#interface", "asset is unresolved"}: "the video is not part of the corpus",
	})
	if sum.links != 2264 || sum.toNotes != 1410 {
		t.Errorf("the truth file has %d links, %d to notes; it should have 2264, 1410", sum.links, sum.toNotes)
	}
}
