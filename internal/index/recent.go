package index

import (
	"slices"
	"strings"
	"sync"
)

// recent keeps what was found for the words that were asked for last. With each key of a query that is typed all of its
// words but one are what they were, and the commonest of them take the longest to look up.
//
// What is kept is shared, and must not be written to. The zero value is ready, and safe for concurrent use.
type recent struct {
	mu     sync.Mutex
	things []thing // the one asked for last at the end
}

type thing struct {
	key   string
	value any
	bytes int
}

const (
	recentThings = 64       // two for each segment that a phrase is typed in, of which there may be a dozen or two
	recentBytes  = 24 << 20 // of all of them
	recentOne    = recentBytes / 3
)

// recall is what is kept under a key, or what find makes, with about how many bytes it takes. Two who ask for the same at once
// may both make it. From when some words could not be read on, nothing more is kept: it may lack what can be read the next time.
func recall[T any](x *Index, key string, find func() (T, int)) T {
	if v, ok := x.recent.get(key).(T); ok {
		return v
	}
	v, bytes := find()
	if !damaged(x.segments) {
		x.recent.put(thing{key, v, bytes})
	}
	return v
}

func (r *recent) get(key string) any {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.things, func(t thing) bool { return t.key == key })
	if i < 0 {
		return nil
	}
	t := r.things[i]
	r.things = append(slices.Delete(r.things, i, i+1), t)
	return t.value
}

func (r *recent) put(t thing) {
	if t.bytes > recentOne {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.things = slices.DeleteFunc(r.things, func(o thing) bool { return o.key == t.key })
	r.things = append(r.things, t)
	size, from := 0, len(r.things)
	for from > 0 && len(r.things)-from < recentThings && size+r.things[from-1].bytes <= recentBytes {
		from--
		size += r.things[from].bytes
	}
	r.things = slices.Delete(r.things, 0, from)
}

// keyOf names words at their distances, for recall.
func keyOf(kind string, words []word) string {
	var b strings.Builder
	b.WriteString(kind)
	for _, w := range words {
		for gap := w.pos - words[0].pos; gap > 0; gap >>= 7 {
			b.WriteByte(byte(gap&0x7f) | 0x80)
		}
		b.WriteByte(0)
		b.WriteString(w.text)
		if w.prefix {
			b.WriteByte('*')
		}
	}
	return b.String()
}
