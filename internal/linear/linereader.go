package linear

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// maxCommandBytes limits a command. The rest of a longer line is read and dropped.
const maxCommandBytes = 64 << 10

var errInterrupted = errors.New("interrupted")

// lineReader reads lines in a goroutine, so that an interrupt can end the wait for a line. It reads a line only when asked,
// so that an editor started in between has the terminal to itself.
type lineReader struct {
	r        *bufio.Reader
	requests chan struct{}
	results  chan lineResult
	pending  bool  // a line was requested and not received yet
	err      error // the first read error; no line is requested after it
}

// lineResult carries a line, or the error that ended the input, from the reading goroutine.
type lineResult struct {
	line string
	err  error
}

// newLineReader starts the goroutine that reads from r. It ends at the first error, io.EOF included.
func newLineReader(r io.Reader) *lineReader {
	l := &lineReader{r: bufio.NewReaderSize(r, 4096), requests: make(chan struct{}), results: make(chan lineResult, 1)}
	go func() {
		for range l.requests {
			line, err := l.readLine()
			l.results <- lineResult{line, err}
			if err != nil {
				return
			}
		}
	}()
	return l
}

// readLine reads one line and strips its line ending, which the last line need not have.
func (l *lineReader) readLine() (string, error) {
	var line []byte
	for {
		part, err := l.r.ReadSlice('\n')
		if room := maxCommandBytes - len(line); room > 0 {
			line = append(line, part[:min(len(part), room)]...)
		}
		switch {
		case err == nil:
			return strings.TrimRight(string(line), "\r\n"), nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(line) > 0:
			return string(line), nil
		default:
			return "", err
		}
	}
}

// promptForLine prints the prompt, if Options.Prompt is set, and waits for a line. It returns errInterrupted after an
// interrupt; the line is then still pending and the next call receives it.
func (s *session) promptForLine(prompt string) (string, error) {
	if err := s.ctx.Err(); err != nil {
		return "", err
	}
	if s.Prompt {
		s.pager.write(prompt)
	}
	s.pager.flush()
	if s.pager.err != nil {
		return "", s.pager.err
	}
	if s.lines.err != nil {
		return "", s.lines.err
	}
	if !s.lines.pending {
		s.lines.pending = true
		s.lines.requests <- struct{}{}
	}
	select {
	case result := <-s.lines.results:
		s.lines.pending, s.lines.err = false, result.err
		if errors.Is(result.err, io.EOF) && s.Prompt {
			s.pager.write("\n")
			s.pager.flush()
		}
		return result.line, result.err
	case <-s.Interrupts:
		s.pager.write("\n")
		return "", errInterrupted
	case <-s.ctx.Done():
		return "", s.ctx.Err()
	}
}

// stopRequested reports whether an interrupt arrived or the context is done. It consumes the interrupt.
func (s *session) stopRequested() bool {
	select {
	case <-s.Interrupts:
		return true
	default:
		return s.ctx.Err() != nil
	}
}
