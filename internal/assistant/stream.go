package assistant

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
)

// stream is a reader and writer of messages, one a line. It holds back the end of the input until every request has its answer: the
// SDK drops the requests in progress there, and a script that writes its requests into a pipe ends the input at once.
type stream struct {
	in    io.Reader
	out   io.Writer
	ended <-chan struct{} // closed when nobody waits for answers any more

	line []byte // the last line read, as far as it is known; only Read uses it

	mu       sync.Mutex
	open     map[string]bool // the ids of requests without an answer
	answered chan struct{}   // closed and replaced at each answer
}

func newStream(in io.Reader, out io.Writer, ended <-chan struct{}) *stream {
	return &stream{in: in, out: out, ended: ended, open: map[string]bool{}, answered: make(chan struct{})}
}

// message has the fields by which requests, notifications and answers are told apart (JSON-RPC 2.0 §4, §5).
type message struct {
	ID     any    `json:"id"`
	Method string `json:"method"`
	Params struct {
		RequestID any `json:"requestId"` // of notifications/cancelled
	} `json:"params"`
}

// Read implements io.Reader.
func (s *stream) Read(p []byte) (int, error) {
	n, err := s.in.Read(p)
	s.trackInput(p[:n])
	if n > 0 || err == nil {
		return n, nil // an error comes again
	}
	if errors.Is(err, io.EOF) {
		s.trackInput([]byte("\n"))
		s.waitForAnswers()
	}
	return 0, err
}

// Write implements io.Writer. It is called with whole messages.
func (s *stream) Write(p []byte) (int, error) {
	n, err := s.out.Write(p)
	for _, m := range parseMessages(p) {
		if m.Method == "" {
			s.close(m.ID)
		}
	}
	return n, err
}

// Close implements io.Closer. The streams belong to the caller of Serve.
func (s *stream) Close() error { return nil }

// trackInput remembers the requests in a piece of the input.
func (s *stream) trackInput(piece []byte) {
	for {
		end := bytes.IndexByte(piece, '\n')
		if end < 0 {
			if len(s.line) <= maxMessage { // the SDK refuses a longer one, and ends the session
				s.line = append(s.line, piece...)
			}
			return
		}
		s.line = append(s.line, piece[:end]...)
		for _, m := range parseMessages(s.line) {
			switch {
			case m.Method == "notifications/cancelled":
				s.close(m.Params.RequestID)
			case m.Method != "" && m.ID != nil:
				s.mu.Lock()
				s.open[fmt.Sprint(m.ID)] = true
				s.mu.Unlock()
			}
		}
		s.line, piece = s.line[:0], piece[end+1:]
	}
}

// close remembers that a request needs no answer any more.
func (s *stream) close(id any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, fmt.Sprint(id))
	close(s.answered)
	s.answered = make(chan struct{})
}

// waitForAnswers waits until no request is without an answer, or the session has ended.
func (s *stream) waitForAnswers() {
	for {
		s.mu.Lock()
		waiting, answered := len(s.open) > 0, s.answered
		s.mu.Unlock()
		if !waiting {
			return
		}
		select {
		case <-answered:
		case <-s.ended:
			return
		}
	}
}

// parseMessages returns the messages of a line, which may be a batch. It returns none of what is no message.
func parseMessages(line []byte) []message {
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return nil
	}
	var batch []message
	if line[0] != '[' {
		batch = make([]message, 1)
		if json.Unmarshal(line, &batch[0]) != nil && batch[0].ID == nil {
			return nil
		}
		return batch
	}
	if json.Unmarshal(line, &batch) != nil {
		return nil
	}
	return batch
}
