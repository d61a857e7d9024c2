package links

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"quire/internal/markdown"
	"quire/internal/note"
)

// slow is the textbook's distance: insertions, deletions, replacements and swaps of neighbours.
func slow(a, b string) int {
	x, y := []rune(a), []rune(b)
	d := make([][]int, len(x)+1)
	for i := range d {
		d[i] = make([]int, len(y)+1)
		d[i][0] = i
		for j := 1; j <= len(y); j++ {
			if i == 0 {
				d[i][j] = j
				continue
			}
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(x)][len(y)]
}

func TestDistance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		s := make([]rune, r.IntN(9))
		for i := range s {
			s[i] = []rune("abcé")[r.IntN(4)]
		}
		return string(s)
	}
	for range 20000 {
		a, b := word(), word()
		for limit := range 5 {
			want := min(slow(a, b), limit+1)
			if got := distance(a, b, limit); got != want {
				t.Fatalf("distance(%q, %q, %d) = %d, want %d", a, b, limit, got, want)
			}
		}
	}
}

// The sets of pairs must never hide a name that is near enough.
func TestPairsNeverHide(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const letters = "abcdefghijklmnopqrstuvwxyz-"
	for range 5000 {
		s := make([]byte, 4+r.IntN(30))
		for i := range s {
			s[i] = letters[r.IntN(len(letters))]
		}
		name := string(s)
		typo := []byte(name)
		for range allowance(name) {
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
		if slow(name, string(typo)) > allowance(string(typo)) {
			continue // one slip within another
		}
		lib := New([]*note.Note{{Path: name + ".md", ID: name, Slug: name}}, nil, Site{})
		if items, _ := lib.misspelled(string(typo)); len(items) != 1 {
			t.Fatalf("%q is not found by %q", name, typo)
		}
	}
}

// big is a library of n notes with ten links each, a tenth of them broken.
func big(n int) []*note.Note {
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
	notes := big(100_000)
	b.ResetTimer()
	for range b.N {
		New(notes, nil, Site{Hosts: []string{"mine.example"}, Permalinks: []string{"/blog/:title"}})
	}
}

func BenchmarkInfer(b *testing.B) {
	r := New(big(100_000), nil, Site{Hosts: []string{"mine.example"}})
	b.ResetTimer()
	for range b.N {
		r.inferHosts()
	}
}

func BenchmarkBacklinks(b *testing.B) {
	notes := big(100_000)
	for range b.N {
		b.StopTimer()
		r := New(notes, nil, Site{Hosts: []string{"mine.example"}, Permalinks: []string{"/blog/:title"}})
		b.StartTimer()
		r.Backlinks(notes[0].Path)
	}
}

func BenchmarkBroken(b *testing.B) {
	notes := big(100_000)
	r := New(notes, nil, Site{Hosts: []string{"mine.example"}})
	r.nearNames()
	b.ResetTimer()
	for i := range b.N {
		n := notes[i%len(notes)]
		if r.Resolve(n, markdown.Link{Dest: "/blog/" + n.Slug + "y"}).Suggestion == "" {
			b.Fatal("nothing suggested")
		}
	}
}

func BenchmarkNearNames(b *testing.B) {
	notes := big(100_000)
	for range b.N {
		b.StopTimer()
		r := New(notes, nil, Site{Hosts: []string{"mine.example"}})
		b.StartTimer()
		r.nearNames()
	}
}

func BenchmarkNearest(b *testing.B) {
	r := New(big(100_000), nil, Site{Hosts: []string{"mine.example"}})
	r.nearNames()
	b.ResetTimer()
	for range b.N {
		r.Nearest("nonsense", 3)
	}
}
