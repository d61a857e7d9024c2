package state

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// entry is what is remembered of one thing, or that nothing is any more, and since when.
type entry[V any] struct {
	At    int64 `json:"at"` // nanoseconds since 1970
	Gone  bool  `json:"gone,omitempty"`
	Value V     `json:"value,omitzero"`
}

// table is entries by their key.
type table[V any] map[string]entry[V]

func (t table[V]) get(key string) (v V, ok bool) {
	e, ok := t[key]
	return e.Value, ok && !e.Gone
}

// put makes v the newest word on key, whatever the clock says.
func (t table[V]) put(key string, v V, now time.Time) {
	if len(key) <= longestKey {
		t[key] = entry[V]{At: t.after(key, now), Value: v}
	}
}

// drop makes it the newest word on key that there is nothing.
func (t table[V]) drop(key string, now time.Time) {
	if _, ok := t.get(key); ok {
		t[key] = entry[V]{At: t.after(key, now), Gone: true}
	}
}

func (t table[V]) after(key string, now time.Time) int64 { return max(now.UnixNano(), t[key].At+1) }

func (t table[V]) merge(o table[V]) {
	for key, e := range o {
		if mine, ok := t[key]; !ok || e.At > mine.At {
			t[key] = e
		}
	}
}

// mourned is how long it is remembered that something is gone: longer than any reader stays open.
const mourned = 60 * 24 * time.Hour

// trim forgets what is gone for long, and the oldest of more than most entries.
func (t table[V]) trim(now time.Time, most int) {
	for key, e := range t {
		if e.Gone && e.At < now.Add(-mourned).UnixNano() {
			delete(t, key)
		}
	}
	if len(t) <= most {
		return
	}
	if most <= 0 {
		clear(t)
		return
	}
	times := make([]int64, 0, len(t))
	for _, e := range t {
		times = append(times, e.At)
	}
	slices.Sort(times)
	oldest := times[len(times)-most]
	for key, e := range t {
		if e.At < oldest {
			delete(t, key)
		}
	}
	for key, e := range t { // of the same moment
		if len(t) > most && e.At == oldest {
			delete(t, key)
		}
	}
}

// strange begins the keys of paths that are no UTF-8, which JSON cannot hold. No path has it.
const strange = "\x00"

// keyOf is a path as a key, and pathOf its inverse.
func keyOf(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	return strange + hex.EncodeToString([]byte(path))
}

func pathOf(key string) string {
	if code, ok := strings.CutPrefix(key, strange); ok {
		if path, err := hex.DecodeString(code); err == nil {
			return string(path)
		}
	}
	return key
}

func number(n int) string { return strconv.Itoa(n) }
