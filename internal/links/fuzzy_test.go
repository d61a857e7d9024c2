package links

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
	"quire/internal/text"
)

// The bigram sets must not exclude a name within the maximum edit distance.
func TestFindWithinEdits_BigramFilterHidesNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const letters = "abcdefghijklmnopqrstuvwxyz-"
	for range 5000 {
		s := make([]byte, 4+r.IntN(30))
		for i := range s {
			s[i] = letters[r.IntN(len(letters))]
		}
		name := string(s)
		typo := []byte(name)
		for range maxEdits(name) {
			switch i := r.IntN(len(typo)); r.IntN(3) {
			case 0:
				typo[i] = letters[r.IntN(len(letters))]
			case 1:
				typo = append(typo[:i:i], typo[i+1:]...)
			case 2:
				if i > 0 {
					typo[i-1], typo[i] = typo[i], typo[i-1]
				}
			}
		}
		if most := maxEdits(string(typo)); text.EditDistance(name, string(typo), most) > most {
			continue // the edits overlap, which optimal string alignment counts differently
		}
		lib := newResolver([]*note.Note{{Path: name + ".md", ID: name, Slug: name}}, nil, testSite{})
		if items, _ := lib.findWithinEdits(string(typo)); len(items) != 1 {
			t.Fatalf("%q is not found by %q", name, typo)
		}
	}
}

// bigLibrary returns n notes with ten links each; a tenth of the links is broken.
func bigLibrary(n int) []*note.Note {
	words := []string{"cloud", "lambda", "event", "queue", "table", "reader", "notes", "garden", "river", "stone", "paper", "ink"}
	r := rand.New(rand.NewPCG(5, 6))
	slugs := make([]string, n)
	for i := range slugs {
		slugs[i] = fmt.Sprintf("%s-%s-%s-%d", words[r.IntN(12)], words[r.IntN(12)], words[r.IntN(12)], i)
	}
	notes := make([]*note.Note, n)
	for i := range notes {
		m := &note.Note{Path: fmt.Sprintf("posts/%02d/%s.md", i%100, slugs[i]), Slug: slugs[i], Title: "Title of " + slugs[i]}
		m.ID = trimNoteExt(m.Path)
		d := &note.Details{}
		for k := range 10 {
			to := slugs[r.IntN(n)]
			dest := [...]string{"/blog/" + to, "https://mine.example/blog/" + to, "https://else.example/x/" + to[:5], to + ".md", "/blog/" + to + "x"}[k%5]
			l := note.Link{Link: markdown.Link{Dest: dest}, Line: k + 1}
			if k == 6 {
				l.Form, l.Dest = markdown.Wiki, "Title of "+to
			}
			d.Links = append(d.Links, l)
		}
		m.SetDetails(d)
		notes[i] = m
	}
	return notes
}

func BenchmarkNew(b *testing.B) {
	notes := bigLibrary(100_000)
	b.ResetTimer()
	for range b.N {
		newResolver(notes, nil, testSite{Hosts: []string{"mine.example"}, Permalinks: []string{"/blog/:title"}})
	}
}

func BenchmarkInferHosts(b *testing.B) {
	r := newResolver(bigLibrary(100_000), nil, testSite{Hosts: []string{"mine.example"}})
	b.ResetTimer()
	for range b.N {
		r.inferHosts()
	}
}

func BenchmarkBacklinks(b *testing.B) {
	notes := bigLibrary(100_000)
	for range b.N {
		b.StopTimer()
		r := newResolver(notes, nil, testSite{Hosts: []string{"mine.example"}, Permalinks: []string{"/blog/:title"}})
		b.StartTimer()
		r.Backlinks(notes[0].Path)
	}
}

func BenchmarkSuggestion(b *testing.B) {
	notes := bigLibrary(100_000)
	r := newResolver(notes, nil, testSite{Hosts: []string{"mine.example"}})
	r.fuzzyNames()
	b.ResetTimer()
	for i := range b.N {
		n := notes[i%len(notes)]
		if r.Resolve(n, markdown.Link{Dest: "/blog/" + n.Slug + "y"}).Suggestion == "" {
			b.Fatal("nothing suggested")
		}
	}
}

func BenchmarkFuzzyNames(b *testing.B) {
	notes := bigLibrary(100_000)
	for range b.N {
		b.StopTimer()
		r := newResolver(notes, nil, testSite{Hosts: []string{"mine.example"}})
		b.StartTimer()
		r.fuzzyNames()
	}
}

func BenchmarkNearestNotes(b *testing.B) {
	r := newResolver(bigLibrary(100_000), nil, testSite{Hosts: []string{"mine.example"}})
	r.fuzzyNames()
	b.ResetTimer()
	for range b.N {
		r.NearestNotes("nonsense", 3)
	}
}
