package state

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// entry is a value with the time when it was written. A deleted entry is a tombstone: it has no value, and stays for
// tombstoneLifetime so that a merge does not bring the value back.
type entry[V any] struct {
	Time    int64 `json:"at"` // nanoseconds since 1970
	Deleted bool  `json:"gone,omitempty"`
	Value   V     `json:"value,omitzero"`
}

// table maps keys to entries. When two tables are merged, the last write of each key wins.
type table[V any] map[string]entry[V]

func (t table[V]) get(key string) (v V, ok bool) {
	e, ok := t[key]
	return e.Value, ok && !e.Deleted
}

// put stores v under key. The new entry is later than the old one even when the clock went back. It ignores keys longer
// than maxKeyBytes.
func (t table[V]) put(key string, v V, now time.Time) {
	if len(key) <= maxKeyBytes {
		t[key] = entry[V]{Time: t.nextTime(key, now), Value: v}
	}
}

// markDeleted replaces the value of key by a tombstone; without a value it does nothing.
func (t table[V]) markDeleted(key string, now time.Time) {
	if _, ok := t.get(key); ok {
		t[key] = entry[V]{Time: t.nextTime(key, now), Deleted: true}
	}
}

// nextTime returns now, or the time just after key's entry if that is later.
func (t table[V]) nextTime(key string, now time.Time) int64 {
	return max(now.UnixNano(), t[key].Time+1)
}

// merge copies entries from o that are newer than those in t.
func (t table[V]) merge(o table[V]) {
	for key, e := range o {
		if old, ok := t[key]; !ok || e.Time > old.Time {
			t[key] = e
		}
	}
}

// tombstoneLifetime is how long tombstones are kept: longer than any process stays open.
const tombstoneLifetime = 60 * 24 * time.Hour

// trim removes expired tombstones, and the oldest entries beyond limit.
func (t table[V]) trim(now time.Time, limit int) {
	for key, e := range t {
		if e.Deleted && e.Time < now.Add(-tombstoneLifetime).UnixNano() {
			delete(t, key)
		}
	}
	if len(t) <= limit {
		return
	}
	if limit <= 0 {
		clear(t)
		return
	}
	times := make([]int64, 0, len(t))
	for _, e := range t {
		times = append(times, e.Time)
	}
	slices.Sort(times)
	oldest := times[len(times)-limit]
	for key, e := range t {
		if e.Time < oldest {
			delete(t, key)
		}
	}
	for key, e := range t { // entries of equal age
		if len(t) > limit && e.Time == oldest {
			delete(t, key)
		}
	}
}

// hexKeyPrefix marks keys in hexadecimal, for paths that are not valid UTF-8 and therefore cannot be in JSON. No path
// begins with it.
const hexKeyPrefix = "\x00"

// encodeKey returns a path or address as a key; decodeKey is the inverse.
func encodeKey(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	return hexKeyPrefix + hex.EncodeToString([]byte(path))
}

func decodeKey(key string) string {
	if code, ok := strings.CutPrefix(key, hexKeyPrefix); ok {
		if path, err := hex.DecodeString(code); err == nil {
			return string(path)
		}
	}
	return key
}

func itoa(n int) string { return strconv.Itoa(n) }
