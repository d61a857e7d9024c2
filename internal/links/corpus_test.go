package links

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
)

const corpora = "../../../shared/corpora"

// loadFolder reads a folder as the library does, as far as the corpora need it.
func loadFolder(t testing.TB, name string) (notes []*note.Note, assets []string) {
	t.Helper()
	eachFile(t, name, func(rel string, p *note.Parsed) {
		if p == nil {
			assets = append(assets, rel)
		} else {
			notes = append(notes, p.Note)
		}
	})
	return notes, assets
}

func eachCorpusNote(t testing.TB, name string, visit func(path string, doc *markdown.Document)) {
	t.Helper()
	eachFile(t, name, func(rel string, p *note.Parsed) {
		if p != nil {
			visit(rel, p.Doc)
		}
	})
}

// eachFile visits the files of a corpus; p is nil for what is no note.
func eachFile(t testing.TB, name string, visit func(rel string, p *note.Parsed)) {
	t.Helper()
	root := filepath.Join(corpora, name)
	if _, err := os.Stat(root); err != nil {
		t.Skipf("no corpora beside the repository: %v", err)
	}
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

func loadCorpus(t testing.TB, name string, site Site) *Resolver {
	notes, assets := loadFolder(t, name)
	return New(notes, assets, site)
}

var (
	blogSite  = Site{Hosts: []string{"thomasstep.com"}, Permalinks: []string{"/blog/:title"}}
	vaultSite = Site{Hosts: []string{"help.obsidian.md"}}
)

// truth is a line of a truth file: a note and its links, as found by two parsers that are not ours.
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
	f, err := os.Open(filepath.Join(corpora, name+".truth.jsonl"))
	if err != nil {
		t.Skipf("no corpora beside the repository: %v", err)
	}
	defer f.Close()
	var out []truth
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var one truth
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			t.Fatal(err)
		}
		out = append(out, one)
	}
	return out
}

// formOf is how the truth files name the forms of links.
var formOf = map[string][]markdown.Form{
	"inline": {markdown.Inline, markdown.Reference}, "bare": {markdown.Bare}, "autolink": {markdown.Autolink},
	"html-a": {markdown.HTML}, "html-iframe": {markdown.HTML}, "image": {markdown.Image},
	"wikilink": {markdown.Wiki}, "wiki-embed": {markdown.Embed},
}

// statusOf is the truth file's word for what we found.
func statusOf(l note.Link, got Target) string {
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

// sameHref reports whether two addresses are the same but for the scheme that a bare link is completed with.
func sameHref(l note.Link, href string) bool {
	return l.Dest == href || withScheme(l.Dest) == href || decode(l.Dest) == decode(href)
}

// difference is a link on which the truth file and the resolver disagree.
type difference struct {
	path string
	line int
	href string
	what string
}

// match is the first link not used yet that is written as w is, or -1.
func match(all []note.Link, used []bool, w truthLink) int {
	for i, l := range all {
		if !used[i] && l.Line == w.Line && sameHref(l, w.Href) && slices.Contains(formOf[w.Syntax], l.Form) {
			return i
		}
	}
	return -1
}

type tally struct {
	links, same, toNotes, sameNotes, wrong int
	differences                            []difference
}

// compareTruth compares every link of a truth file with the resolver, note by note, in
// the order of the text.
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
			i := match(n.Details().Links, used, w)
			if i < 0 {
				sum.differences = append(sum.differences, difference{want.Path, w.Line, w.Href, "missing"})
				continue
			}
			used[i] = true
			got, status := targets[i], statusOf(n.Details().Links[i], targets[i])
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

// check fails on differences that are not expected, and on expected ones that are not there.
func (sum tally) check(t *testing.T, expected map[difference]string) {
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
		t.Errorf("only %d of %d links to notes lead there", sum.sameNotes, sum.toNotes)
	}
	if sum.same*100 < sum.links*99 {
		t.Errorf("only %d of %d links are as they should be", sum.same, sum.links)
	}
}

func TestTruthBlog(t *testing.T) {
	site := blogSite
	site.Hosts = append(slices.Clone(site.Hosts), "thomasstep.dev")
	sum := compareTruth(t, loadCorpus(t, "blog", site), "blog")
	sum.check(t, nil)
	if sum.links != 973 || sum.toNotes != 458 {
		t.Errorf("the truth file has %d links, %d to notes; it should have 973, 458", sum.links, sum.toNotes)
	}
}

// Without its former host declared, six links of the blog lead elsewhere.
func TestTruthBlogOneHost(t *testing.T) {
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

func TestTruthVault(t *testing.T) {
	sum := compareTruth(t, loadCorpus(t, "vault", vaultSite), "vault")
	sum.check(t, map[difference]string{
		{"Extending Obsidian/Obsidian CLI.md", 9, "obsidian-cli.mp4#interface", "asset is unresolved"}: "the video is not part of the corpus",
	})
	if sum.links != 2264 || sum.toNotes != 1410 {
		t.Errorf("the truth file has %d links, %d to notes; it should have 2264, 1410", sum.links, sum.toNotes)
	}
}
