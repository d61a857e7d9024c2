package cli

import (
	"iter"

	"quire/internal/workers"
)

// Batch sizes double from firstBatch to maxBatch: a small first batch shows results soon, large later ones keep every
// processor busy.
const (
	firstBatch = 8
	maxBatch   = 512
)

// mapInOrder yields each item together with compute(item), in the order of items. It computes a batch in parallel,
// so some results are computed before they are asked for; it computes no further batch after the caller stops.
// compute must be safe for concurrent use.
func mapInOrder[T, R any](items []T, compute func(T) R) iter.Seq2[T, R] {
	return func(yield func(T, R) bool) {
		var pool *workers.Pool // commands answer no keys
		results := make([]R, min(maxBatch, len(items)))
		for n := firstBatch; len(items) > 0; n = min(2*n, maxBatch) {
			batch := items[:min(n, len(items))]
			pool.ForEach(len(batch), func(i int) { results[i] = compute(batch[i]) })
			for i, item := range batch {
				if !yield(item, results[i]) {
					return
				}
			}
			items = items[len(batch):]
		}
	}
}
