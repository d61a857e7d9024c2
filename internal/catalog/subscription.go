package catalog

import (
	"context"
	"errors"
	"sync"
)

// Subscription gives one session the states of a Live. A session that falls behind misses only states that newer ones have
// replaced, and holds up nobody. Next must not be called concurrently; the other methods may.
type Subscription struct {
	live   *Live
	seen   int // the revision that Next has returned last
	closed chan struct{}
	close  func()
}

// Errors of Subscription.Next, besides that of its context.
var (
	// ErrSubscriptionClosed means that Close was called.
	ErrSubscriptionClosed = errors.New("the session has ended")
	// ErrLiveEnded means that Live.Run has returned: there will be no newer state.
	ErrLiveEnded = errors.New("the library is closed")
)

// Subscribe returns a subscription to the states of l.
func (l *Live) Subscribe() *Subscription {
	closed := make(chan struct{})
	return &Subscription{live: l, closed: closed, close: sync.OnceFunc(func() { close(closed) })}
}

// Next returns the latest state if it differs from the one that Next returned before; otherwise it waits for a change. The
// first call waits only if nothing is known of the library yet.
func (s *Subscription) Next(ctx context.Context) (State, error) {
	for {
		state, changed := s.live.currentState()
		select {
		case <-s.closed:
			return State{}, ErrSubscriptionClosed
		default:
		}
		if state.revision != s.seen {
			s.seen = state.revision
			return state, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return State{}, ctx.Err()
		case <-s.closed:
		case <-s.live.done:
			if state, _ := s.live.currentState(); state.revision == s.seen {
				return State{}, ErrLiveEnded
			}
		}
	}
}

// Reload asks for a load, as Live.Reload does.
func (s *Subscription) Reload() (loadCount int) { return s.live.Reload() }

// WaitForLoad waits for the end of the load with the number loadCount, from Reload, or 1 for the first. It returns the
// newest library, or the error of the last load.
func (s *Subscription) WaitForLoad(ctx context.Context, loadCount int) (Library, error) {
	state, err := s.live.waitUntil(ctx, func(s *State) bool { return s.LoadCount >= loadCount })
	if err == nil {
		err = state.Err
	}
	return state.Library, err
}

// Close ends the subscription and the wait of Next. The library stays open.
func (s *Subscription) Close() { s.close() }

// currentState returns the state and a channel that is closed when it changes.
func (l *Live) currentState() (State, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state, l.changed
}

// waitUntil waits until the state satisfies a condition, and returns that state. The error is that of ctx, or ErrLiveEnded
// if Run has returned and nothing is being saved any more.
func (l *Live) waitUntil(ctx context.Context, satisfied func(*State) bool) (State, error) {
	done := l.done
	for {
		state, changed := l.currentState()
		if satisfied(&state) {
			return state, nil
		}
		if done == nil && !state.Saving {
			return State{}, ErrLiveEnded
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return State{}, ctx.Err()
		case <-done:
			done = nil // the state may have changed meanwhile, and a save may still change it
		}
	}
}
