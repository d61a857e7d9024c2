package text

import (
	"math/rand/v2"
	"testing"
)

// textbookEditDistance computes the optimal string alignment distance with a full table.
func textbookEditDistance(a, b string) int {
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

func TestEditDistance_EqualsTextbook(t *testing.T) {
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
			want := min(textbookEditDistance(a, b), limit+1)
			if got := EditDistance(a, b, limit); got != want {
				t.Fatalf("EditDistance(%q, %q, %d) = %d, want %d", a, b, limit, got, want)
			}
		}
	}
}
