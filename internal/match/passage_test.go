package match

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestDensestPassage_PrefersMostDistinctWords(t *testing.T) {
	for _, c := range []struct {
		text  string
		words []string
		size  int
		want  string
	}{
		{"a b b b ......................... a a b", []string{"a", "b"}, 8, "a b b b"},
		{"a a a a ......................... a b", []string{"a", "b"}, 8, "a b"},
		{"one ............. one one ........... one one", []string{"one"}, 9, "one one"},
		{"Un café, then a cafe on its own", []string{"cafe"}, 9, "café"},
		{"event ........... event-driven", []string{"event driven"}, 4, "event-driven"},
		{"nothing", []string{"a"}, 9, ""},
		{"nothing", nil, 9, ""},
	} {
		occurrences := FindEach(c.text, c.words)
		got := ""
		if from, to := DensestPassage(occurrences, c.size); to > from {
			got = c.text[occurrences[from].Start:occurrences[to-1].End]
		}
		if got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.words, c.text, got, c.want)
		}
	}
}

// The sliding window finds the same passage as trying all of them.
func TestDensestPassage_EqualsExhaustiveSearch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var occurrences []Occurrence
		for at, n := 0, r.IntN(30); len(occurrences) < n; at += r.IntN(9) {
			occurrences = append(occurrences, Occurrence{Span{at, at + 1 + r.IntN(4)}, r.IntN(4)})
		}
		size := r.IntN(30)
		want, most := "0 0", 0
		for i := range occurrences {
			different := map[int]bool{}
			for j := i; j < len(occurrences) && (j == i || occurrences[j].End-occurrences[i].Start <= size); j++ {
				different[occurrences[j].WordIndex] = true
				if score := len(different)*1000 + j - i + 1; score > most {
					want, most = fmt.Sprint(i, j+1), score
				}
			}
		}
		from, to := DensestPassage(occurrences, size)
		if got := fmt.Sprint(from, to); got != want {
			t.Fatalf("%v in %d: %s, want %s", occurrences, size, got, want)
		}
	}
}
