package links

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"quire/internal/address"
	"quire/internal/links/profile"
	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/testcorpus"
)

// loadCorpusFiles reads the notes and assets of a corpus like package library, as far as the corpora need it.
func loadCorpusFiles(t testing.TB, name string) (notes []*note.Note, assets []string) {
	t.Helper()
	visitCorpusFiles(t, name, func(rel string, p *note.Parsed) {
		if p == nil {
			assets = append(assets, rel)
		} else {
			notes = append(notes, p.Note)
		}
	})
	return notes, assets
}

// visitCorpusNotes calls visit for each note of a corpus.
func visitCorpusNotes(t testing.TB, name string, visit func(path string, doc *markdown.Document)) {
	t.Helper()
	visitCorpusFiles(t, name, func(rel string, p *note.Parsed) {
		if p != nil {
			visit(rel, p.Doc)
		}
	})
}

// visitCorpusFiles calls visit for each file of a corpus; p is nil for a file that is not a note.
func visitCorpusFiles(t testing.TB, name string, visit func(rel string, p *note.Parsed)) {
	t.Helper()
	root := testcorpus.Path(t, name)
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		rel = filepath.ToSlash(rel)
		if trimNoteExt(rel) == rel {
			visit(rel, nil)
			return nil
		}
		raw, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		visit(rel, note.Parse(rel, raw))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func loadCorpus(t testing.TB, name string, site testSite) *Resolver {
	notes, assets := loadCorpusFiles(t, name)
	return newResolver(notes, assets, site)
}

var (
	blogSite    = testSite{Hosts: []string{"thomasstep.com"}, Permalinks: []string{"/blog/:title"}}
	vaultSite   = testSite{Hosts: []string{"help.obsidian.md"}}
	journalSite = testSite{Hosts: []string{testcorpus.JournalHost}, Permalinks: []string{testcorpus.JournalPermalink}}
)

// truth is a line of a truth file: a note and its links, as found by two independent parsers.
type truth struct {
	Path  string
	Links []truthLink
}

type truthLink struct {
	Line         int
	Syntax, Href string
	Status       string
	To, Fragment *string
}

func (l truthLink) to() string {
	if l.To == nil {
		return ""
	}
	return *l.To
}

func loadTruth(t testing.TB, name string) []truth {
	t.Helper()
	f, err := os.Open(testcorpus.TruthPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []truth
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var entry truth
		if err := json.Unmarshal(lines.Bytes(), &entry); err != nil {
			t.Fatal(err)
		}
		out = append(out, entry)
	}
	return out
}

// formsBySyntax maps the names of link forms in the truth files to ours.
var formsBySyntax = map[string][]markdown.Form{
	"inline": {markdown.Inline, markdown.Reference}, "reference": {markdown.Reference}, "bare": {markdown.Bare}, "autolink": {markdown.Autolink},
	"html-a": {markdown.HTML}, "html-iframe": {markdown.HTML}, "image": {markdown.Image},
	"wikilink": {markdown.Wiki}, "wiki-embed": {markdown.Embed},
}

// truthStatus returns the truth file's name for the status of a target.
func truthStatus(l note.Link, got Target) string {
	switch got.Status {
	case Self:
		if l.Dest[0] != '#' {
			return "note" // a link to itself by name or address
		}
	case Broken, Ambiguous:
		return "unresolved"
	}
	return got.Status.String()
}

// sameHref reports whether an address equals that of l, ignoring an implied scheme and percent-encoding.
func sameHref(l note.Link, href string) bool {
	return l.Dest == href || addScheme(l.Dest) == href || address.PercentDecode(l.Dest) == address.PercentDecode(href)
}

// difference is a link on which the truth file and the resolver disagree.
type difference struct {
	path string
	line int
	href string
	what string
}

// findTruthLink returns the index of the first unused link with the same line, address and form as w, or -1.
func findTruthLink(all []note.Link, used []bool, w truthLink) int {
	for i, l := range all {
		if !used[i] && l.Line == w.Line && sameHref(l, w.Href) && slices.Contains(formsBySyntax[w.Syntax], l.Form) {
			return i
		}
	}
	return -1
}

type tally struct {
	links, same, toNotes, sameNotes, wrong int
	differences                            []difference
}

// compareTruth compares every link of a truth file with the target that the resolver returns.
func compareTruth(t *testing.T, r *Resolver, name string) tally {
	var sum tally
	notes := map[string]bool{}
	for _, want := range loadTruth(t, name) {
		notes[want.Path] = true
		n := r.Note(want.Path)
		if n == nil {
			t.Errorf("%s: not in the library", want.Path)
			continue
		}
		targets := r.Targets(n)
		used := make([]bool, len(n.Details().Links))
		for _, w := range want.Links {
			sum.links++
			if w.Status == "note" {
				sum.toNotes++
			}
			i := findTruthLink(n.Details().Links, used, w)
			if i < 0 {
				sum.differences = append(sum.differences, difference{want.Path, w.Line, w.Href, "missing"})
				continue
			}
			used[i] = true
			got, status := targets[i], truthStatus(n.Details().Links[i], targets[i])
			switch {
			case status != w.Status:
				sum.differences = append(sum.differences, difference{want.Path, w.Line, w.Href, w.Status + " is " + status})
			case got.Path != w.to():
				sum.differences = append(sum.differences, difference{want.Path, w.Line, w.Href, "leads to " + got.Path})
			default:
				sum.same++
				if w.Status == "note" {
					sum.sameNotes++
				}
			}
			if got.Path != "" && got.Path != w.to() {
				sum.wrong++
			}
		}
		for i, l := range n.Details().Links {
			if !used[i] {
				sum.differences = append(sum.differences, difference{want.Path, l.Line, l.Dest, "too many"})
			}
		}
	}
	for _, n := range r.notes {
		if !notes[n.Path] {
			t.Errorf("%s: not in the truth file", n.Path)
		}
	}
	return sum
}

// checkDifferences fails on unexpected differences and on missing expected differences.
func (sum tally) checkDifferences(t *testing.T, expected map[difference]string) {
	t.Helper()
	t.Logf("%d links: %d the same; %d to notes: %d the same, %d wrong", sum.links, sum.same, sum.toNotes, sum.sameNotes, sum.wrong)
	seen := map[difference]bool{}
	for _, d := range sum.differences {
		seen[d] = true
		if expected[d] == "" {
			t.Errorf("%s:%d %s: %s", d.path, d.line, d.href, d.what)
		}
	}
	for d, why := range expected {
		if !seen[d] {
			t.Errorf("no longer different: %s:%d %s: %s (%s)", d.path, d.line, d.href, d.what, why)
		}
	}
	if sum.wrong > 0 {
		t.Errorf("%d links lead to a wrong file", sum.wrong)
	}
	if sum.sameNotes*1000 < sum.toNotes*995 {
		t.Errorf("only %d of %d links to notes lead to the right note", sum.sameNotes, sum.toNotes)
	}
	if sum.same*100 < sum.links*99 {
		t.Errorf("only %d of %d links agree with the truth file", sum.same, sum.links)
	}
}

// testSite describes a site in a test: its hosts, its base path and the patterns of its addresses.
type testSite struct {
	Hosts      []string
	BasePath   string
	Permalinks []string
}

// newResolver returns the resolver of a library whose site only the user has described.
func newResolver(notes []*note.Note, assets []string, site testSite) *Resolver {
	s := profile.Settings{Hosts: site.Hosts, Permalinks: site.Permalinks}
	if site.BasePath != "" {
		s.Site, s.Hosts = site.Hosts[0]+site.BasePath, site.Hosts[1:]
	}
	return New(notes, assets, profile.FromSettings(s))
}
