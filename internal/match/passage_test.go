package match

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestDensest(t *testing.T) {
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
		places := Each(c.text, c.words)
		got := ""
		if from, to := Densest(places, c.size); to > from {
			got = c.text[places[from].From:places[to-1].To]
		}
		if got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.words, c.text, got, c.want)
		}
	}
}

// The window that slides over the places finds what trying them all does.
func TestDensestAgainstAll(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var places []Place
		for at, n := 0, r.IntN(30); len(places) < n; at += r.IntN(9) {
			places = append(places, Place{Span{at, at + 1 + r.IntN(4)}, r.IntN(4)})
		}
		size := r.IntN(30)
		want, most := "0 0", 0
		for i := range places {
			different := map[int]bool{}
			for j := i; j < len(places) && (j == i || places[j].To-places[i].From <= size); j++ {
				different[places[j].Word] = true
				if score := len(different)*1000 + j - i + 1; score > most {
					want, most = fmt.Sprint(i, j+1), score
				}
			}
		}
		from, to := Densest(places, size)
		if got := fmt.Sprint(from, to); got != want {
			t.Fatalf("%v in %d: %s, want %s", places, size, got, want)
		}
	}
}
