package cli

import (
	"iter"

	"quire/internal/cores"
)

// At first few are done at once, so that something is seen soon, and then many, so that no processor waits long.
const (
	fewAtOnce  = 8
	manyAtOnce = 512
)

// inTurn is what do makes of all, in their order. Several are done at the same time, some of them before they are asked
// for, and none any more when nothing is asked for.
func inTurn[T, R any](all []T, do func(T) R) iter.Seq2[T, R] {
	return func(yield func(T, R) bool) {
		done := make([]R, min(manyAtOnce, len(all)))
		for n := fewAtOnce; len(all) > 0; n = min(2*n, manyAtOnce) {
			some := all[:min(n, len(all))]
			cores.Each(len(some), func(i int) { done[i] = do(some[i]) })
			for i, one := range some {
				if !yield(one, done[i]) {
					return
				}
			}
			all = all[len(some):]
		}
	}
}
