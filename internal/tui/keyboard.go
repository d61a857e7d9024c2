package tui

import (
	"io"
	"os"
	"sync"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// maxReadAhead bounds the bytes of input that are buffered while the program is busy. When the buffer is full, the terminal is
// not read until the program takes some. Nothing is lost or reordered, but a ctrl+c behind that many bytes is seen late.
const maxReadAhead = 64 << 10

// keyboard reads the terminal ahead of the program, so that ctrl+c is seen while Update runs: Bubble Tea stops reading at
// the first key that its loop has not taken.
//
//	terminal ─▶ readLoop ─▶ buffer (bounded) ─▶ Read ─▶ Bubble Tea
//	              └ ctrl+c ─▶ onInterrupt
//
// It has a file descriptor, for which Bubble Tea sets raw mode, but no name, so that Bubble Tea does not wait for the
// descriptor itself (its cancelreader.File has both). Its methods may be called from any goroutine.
type keyboard struct {
	file        *os.File
	onInterrupt func() // called by the reading goroutine at each ctrl+c; must not block

	mu      sync.Mutex
	changed *sync.Cond
	buffer  []byte // read but not taken yet
	readErr error  // from reading the terminal
	paused  bool   // another program has the terminal
	loop    *readLoop
	scanner inputScanner
	answers int // to DA1 so far
}

// readLoop is the goroutine that reads the terminal into the buffer.
type readLoop struct {
	reader interface {
		io.ReadCloser
		Cancel() bool
	}
	done chan struct{} // closed when the loop has ended
}

func newKeyboard(file *os.File, interrupted func()) *keyboard {
	k := &keyboard{file: file, onInterrupt: interrupted}
	k.changed = sync.NewCond(&k.mu)
	return k
}

// Read blocks until there is input. While the keyboard is paused it returns io.EOF, which ends the input loop of Bubble
// Tea; buffered input stays for the next loop.
func (k *keyboard) Read(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for {
		switch {
		case k.paused:
			return 0, io.EOF
		case len(k.buffer) > 0:
			n := copy(p, k.buffer)
			if k.buffer = k.buffer[n:]; len(k.buffer) == 0 {
				k.buffer = nil
			}
			k.changed.Broadcast()
			return n, nil
		case k.readErr != nil:
			return 0, k.readErr
		}
		if err := k.startReading(); err != nil {
			return 0, err
		}
		k.changed.Wait()
	}
}

// startReading starts the goroutine that reads the terminal, unless it runs already. The caller holds mu.
func (k *keyboard) startReading() error {
	if k.loop != nil {
		return nil
	}
	from, err := uv.NewCancelReader(k.file)
	if err != nil {
		return err
	}
	f := &readLoop{from, make(chan struct{})}
	k.loop = f
	go func() {
		defer close(f.done)
		defer from.Close() //nolint:errcheck // only reading ends
		piece := make([]byte, 4<<10)
		for room := k.waitForRoom(f); room > 0; room = k.waitForRoom(f) {
			n, err := from.Read(piece[:min(room, len(piece))])
			k.store(f, piece[:n], err)
		}
	}()
	return nil
}

// waitForRoom blocks until the buffer has room and returns how many bytes fit, or 0 when f must end.
func (k *keyboard) waitForRoom(f *readLoop) int {
	k.mu.Lock()
	defer k.mu.Unlock()
	for k.loop == f && k.readErr == nil && len(k.buffer) >= maxReadAhead {
		k.changed.Wait()
	}
	if k.loop != f || k.readErr != nil {
		return 0
	}
	return maxReadAhead - len(k.buffer)
}

// store appends what f has read to the buffer, and scans it for ctrl+c and answers.
func (k *keyboard) store(f *readLoop, piece []byte, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.buffer = append(k.buffer, piece...)
	if err != nil && k.loop == f { // otherwise it was canceled
		k.readErr = err
	}
	found := k.scanner.scan(piece, time.Now())
	k.answers += found.answers
	k.changed.Broadcast()
	if found.interrupt {
		k.onInterrupt()
	}
}

// pauseTimeout bounds the wait for a read that cannot be canceled.
const pauseTimeout = 50 * time.Millisecond

// pause stops reading, so that another program gets the keys that are pressed from now on.
func (k *keyboard) pause() {
	k.mu.Lock()
	f := k.loop
	k.paused, k.loop = true, nil
	k.changed.Broadcast()
	k.mu.Unlock()
	if f == nil {
		return
	}
	f.reader.Cancel()
	select {
	case <-f.done:
	case <-time.After(pauseTimeout):
	}
}

// resume allows the next Read to read the terminal again.
func (k *keyboard) resume() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.paused, k.scanner = false, inputScanner{}
}

// waitForAnswers blocks until the terminal has answered DA1 n times since the start, or until timeout.
func (k *keyboard) waitForAnswers(n int, timeout time.Duration) {
	late := false
	timer := time.AfterFunc(timeout, func() {
		k.mu.Lock()
		defer k.mu.Unlock()
		late = true
		k.changed.Broadcast()
	})
	defer timer.Stop()
	k.mu.Lock()
	defer k.mu.Unlock()
	for k.answers < n && !late && k.readErr == nil && k.loop != nil {
		k.changed.Wait()
	}
}

// Fd returns the file descriptor of the terminal.
func (k *keyboard) Fd() uintptr { return k.file.Fd() }

// Write completes the interface term.File; Bubble Tea only reads from it.
func (k *keyboard) Write(p []byte) (int, error) { return k.file.Write(p) }

// Close does nothing: the terminal stays open for other programs.
func (k *keyboard) Close() error { return nil }
