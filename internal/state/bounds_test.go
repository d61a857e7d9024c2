package state

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTrim_DropsOldestAndExpiredTombstones(t *testing.T) {
	now := time.Unix(1_700_000_000, 0)
	tab := table[int]{}
	for i := range 100 {
		tab.put(itoa(i), i, now.Add(time.Duration(i)*time.Second))
	}
	tab.markDeleted("99", now.Add(-2*tombstoneLifetime))
	e := tab["99"]
	e.Time = now.Add(-2 * tombstoneLifetime).UnixNano()
	tab["99"] = e
	tab.trim(now, 10)
	keys := []string{}
	for k := range tab {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	if want := []string{"89", "90", "91", "92", "93", "94", "95", "96", "97", "98"}; !slices.Equal(keys, want) {
		t.Errorf("%q", keys)
	}
	for i := range 50 { // all at the same time
		tab[fmt.Sprint("x", i)] = entry[int]{Time: now.Add(time.Hour).UnixNano()}
	}
	if tab.trim(now, 20); len(tab) != 20 {
		t.Errorf("%d", len(tab))
	}
	if tab.trim(now, 0); len(tab) != 0 {
		t.Errorf("%d", len(tab))
	}
}

// The oldest entries are dropped until the file fits.
func TestEncodeContent_DropsOldestToFit(t *testing.T) {
	now := time.Now()
	c := newContent("/r", now)
	for i := range 3000 {
		c.Reads.put(strings.Repeat("long", 1000)+itoa(i), readRecord{}, now.Add(time.Duration(i)))
	}
	text, err := encodeContent(c.clone(), now)
	if err != nil || len(text) > maxFileBytes || len(text) < maxFileBytes/8 {
		t.Errorf("%d bytes, %v", len(text), err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"version":1,"root":"/r","since":5,"places":{"a":{"at":7,"value":{"blocks":2,"share":0.5}}},"shelf":null}`))
	r := rand.New(rand.NewPCG(1, 2))
	f.Add([]byte(fmt.Sprint(r.Int64())))
	f.Fuzz(func(t *testing.T, text []byte) {
		file := &stateFile{root: "/r"}
		c, err := file.decode(text, time.Now())
		if err != nil {
			return
		}
		again, err := encodeContent(c.clone(), time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.decode(again, time.Now()); err != nil {
			t.Errorf("%s: %v", again, err)
		}
	})
}
