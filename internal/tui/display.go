package tui

import (
	"bytes"
	"os"
	"sync"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// display writes to the terminal. It hides the file descriptor from Bubble Tea, which would otherwise
// query the terminal itself and accept any size. Its methods may be called from any goroutine.
type display struct {
	file *os.File

	mu         sync.Mutex
	closed     bool
	muted      bool      // queries are held back, since nobody would read the answers
	held       []byte    // the queries held back
	queryCount int       // DA1 queries sent so far
	queriedAt  time.Time // when the last one was sent
}

// terminalQueries lists the queries that Bubble Tea and the reader send. Not every terminal answers all of them, but
// every terminal answers DA1.
var terminalQueries = [][]byte{
	[]byte(ansi.RequestBackgroundColor), []byte(ansi.RequestNameVersion), []byte(ansi.RequestKittyKeyboard),
	[]byte(ansi.RequestModeSynchronizedOutput), []byte(ansi.RequestModeUnicodeCore), []byte(requestCellSize), []byte(requestPalette),
}

// Write passes p on to the terminal. After a query it also sends DA1: terminals answer in order, so once the answer to
// DA1 has arrived, no other answer is on its way. While the display is muted it holds queries back. After close it
// discards p.
func (d *display) Write(p []byte) (int, error) {
	d.mu.Lock()
	out, closed := p, d.closed
	switch {
	case closed:
	case d.muted:
		out = d.holdQueries(p)
	case len(d.held) > 0:
		out, d.held = append(d.held, p...), nil
	}
	if !closed && !d.muted && hasQuery(out) {
		d.queryCount++
		d.queriedAt = time.Now()
		out = append(out[:len(out):len(out)], ansi.RequestPrimaryDeviceAttributes...)
	}
	d.mu.Unlock()
	if closed {
		return len(p), nil
	}
	if _, err := d.file.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}

// holdQueries returns p without its queries and keeps them in held, each once. The caller holds mu.
func (d *display) holdQueries(p []byte) []byte {
	for _, q := range terminalQueries {
		if !bytes.Contains(p, q) {
			continue
		}
		p = bytes.ReplaceAll(p, q, nil)
		if !bytes.Contains(d.held, q) {
			d.held = append(d.held, q...)
		}
	}
	return p
}

// hasQuery reports whether p contains a query that a terminal answers.
func hasQuery(p []byte) bool {
	for _, q := range terminalQueries {
		if bytes.Contains(p, q) {
			return true
		}
	}
	return false
}

// setMuted switches holding queries back on or off. Bubble Tea sends queries with its last output too, when nobody reads the
// answers any more. After muting ends, the queries held back go out with the next write.
func (d *display) setMuted(muted bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.muted = muted
}

// close makes Write discard everything from now on.
func (d *display) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.closed = true
}

// recentQueries returns the number of DA1 queries sent so far, and whether the last is so recent that an answer may still
// arrive.
func (d *display) recentQueries() (count int, recent bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.queryCount, d.queryCount > 0 && time.Since(d.queriedAt) < answerTimeout
}
