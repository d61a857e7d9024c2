package tui

import (
	"testing"
	"time"
)

// A page that was given up before its turn is not made, and the next one is.
func TestTurns(t *testing.T) {
	turns, a, b := newTurns(), pageKey{path: "a.md"}, pageKey{path: "b.md"}
	var want [spots]pageKey
	now := func(key pageKey) { want[onPage] = key; turns.want(&want) }
	now(a)
	done, ok := turns.take(a)
	if !ok {
		t.Fatal("the first waits")
	}
	answers := make(chan bool)
	ask := func(key pageKey) {
		done, ok := turns.take(key)
		if ok {
			done()
		}
		answers <- ok
	}
	go ask(a)
	now(b)
	go ask(b)
	select {
	case <-answers:
		t.Fatal("two at once")
	case <-time.After(20 * time.Millisecond):
	}
	done()
	if first, second := <-answers, <-answers; first == second {
		t.Errorf("of one that is wanted and one that is not: %v and %v", first, second)
	}
}
