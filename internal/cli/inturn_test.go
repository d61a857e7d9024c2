package cli

import "testing"

func TestInTurn(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 3000} {
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		i := 0
		for x, y := range inTurn(all, func(x int) int { return 2 * x }) {
			if x != i || y != 2*i {
				t.Fatalf("of %d: %d, %d came as number %d", n, x, y, i)
			}
			i++
		}
		if i != n {
			t.Errorf("%d of %d came", i, n)
		}
		for range inTurn(all, func(x int) int { return x }) {
			break
		}
	}
}
