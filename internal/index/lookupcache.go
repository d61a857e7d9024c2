package index

import (
	"slices"
	"strings"
	"sync"

	"quire/internal/text"
)

// lookupCache is an LRU cache of lookups. With each key typed into a query all words but one stay the same, and the most
// common of them take the longest to look up.
//
// Cached values are shared and must not be modified. The zero value is ready to use and safe for concurrent use.
type lookupCache struct {
	mu      sync.Mutex
	entries []cacheEntry // least recently used first
}

type cacheEntry struct {
	key   string
	value any
	bytes int
}

const (
	maxCacheEntries = 64       // a phrase takes two for each segment, of which there may be a dozen or two
	maxCacheBytes   = 24 << 20 // of all values together
	maxEntryBytes   = maxCacheBytes / 3
)

// getOrCompute returns the cached value of key, or computes it with find, which also returns its approximate size in bytes.
// Concurrent callers may compute the same value twice. After a read error nothing more is cached, because a value may be
// incomplete and a later read may succeed.
func getOrCompute[T any](x *Index, key string, find func() (T, int)) T {
	if v, ok := x.lookups.get(key).(T); ok {
		return v
	}
	v, bytes := find()
	if !hasReadError(x.segments) {
		x.lookups.put(cacheEntry{key, v, bytes})
	}
	return v
}

func (r *lookupCache) get(key string) any {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.IndexFunc(r.entries, func(t cacheEntry) bool { return t.key == key })
	if i < 0 {
		return nil
	}
	t := r.entries[i]
	r.entries = append(slices.Delete(r.entries, i, i+1), t)
	return t.value
}

func (r *lookupCache) put(t cacheEntry) {
	if t.bytes > maxEntryBytes {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.entries = slices.DeleteFunc(r.entries, func(o cacheEntry) bool { return o.key == t.key })
	r.entries = append(r.entries, t)
	size, from := 0, len(r.entries)
	for from > 0 && len(r.entries)-from < maxCacheEntries && size+r.entries[from-1].bytes <= maxCacheBytes {
		from--
		size += r.entries[from].bytes
	}
	r.entries = slices.Delete(r.entries, 0, from)
}

// cacheKey returns a key for words at their distances.
func cacheKey(kind string, words []text.Token) string {
	var b strings.Builder
	b.WriteString(kind)
	for _, w := range words {
		for gap := w.Position - words[0].Position; gap > 0; gap >>= 7 {
			b.WriteByte(byte(gap&0x7f) | 0x80)
		}
		b.WriteByte(0)
		b.WriteString(w.Text)
		if w.IsPrefix {
			b.WriteByte('*')
		}
	}
	return b.String()
}
