package tui

import "sync/atomic"

// heavy is the size in bytes of a note that takes its time to be laid out.
const heavy = 64 << 10

// turns has one heavy note after the other laid out. Nobody can stop a parser, and who looks into
// one long note after the other and leaves each at once would soon have several at work for
// nothing: then a key waits for its share of the processors. A page that nobody wants any more by the time its turn
// comes is not made.
type turns struct {
	free   chan struct{} // holds one token
	wanted [spots]atomic.Pointer[pageKey]
}

func newTurns() *turns {
	t := &turns{free: make(chan struct{}, 1)}
	t.free <- struct{}{}
	return t
}

// want notes what is wanted now. It is told after each message, and makes nothing when nothing has changed.
func (t *turns) want(keys *[spots]pageKey) {
	for i := range keys {
		if was := t.wanted[i].Load(); was == nil || *was != keys[i] {
			key := keys[i]
			t.wanted[i].Store(&key)
		}
	}
}

// take waits for the turn of a page. It is false when the page is no longer wanted; else done gives the turn on.
func (t *turns) take(key pageKey) (done func(), ok bool) {
	<-t.free
	done = func() { t.free <- struct{}{} }
	if now := t.wanted[key.spot].Load(); now == nil || *now != key {
		done()
		return nil, false
	}
	return done, true
}
