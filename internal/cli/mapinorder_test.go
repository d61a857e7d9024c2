package cli

import "testing"

func TestMapInOrder_YieldsEveryResultInOrder(t *testing.T) {
	for _, n := range []int{0, 1, 7, 8, 9, 3000} {
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		i := 0
		for x, y := range mapInOrder(all, func(x int) int { return 2 * x }) {
			if x != i || y != 2*i {
				t.Fatalf("%d items: got %d, %d at position %d", n, x, y, i)
			}
			i++
		}
		if i != n {
			t.Errorf("got %d of %d items", i, n)
		}
		for range mapInOrder(all, func(x int) int { return x }) {
			break
		}
	}
}
