package linear

import (
	"bufio"
	"errors"
	"io"
	"strings"
)

// mostCommand is how many bytes of a line are taken for a command.
const mostCommand = 64 << 10

var errInterrupted = errors.New("interrupted")

// input hands out lines when they are asked for, and reads no line before: an editor that is started
// has the terminal for itself.
type input struct {
	r       *bufio.Reader
	wanted  chan struct{}
	got     chan answer
	waiting bool  // a line was asked for, and not taken yet
	err     error // of reading; nothing is read after one
}

type answer struct {
	line string
	err  error
}

func newInput(r io.Reader) *input {
	in := &input{r: bufio.NewReaderSize(r, 4096), wanted: make(chan struct{}), got: make(chan answer, 1)}
	go func() {
		for range in.wanted {
			line, err := in.read()
			in.got <- answer{line, err}
			if err != nil {
				return
			}
		}
	}()
	return in
}

// read reads one line, without its end. The last line need not have one.
func (in *input) read() (string, error) {
	var line []byte
	for {
		part, err := in.r.ReadSlice('\n')
		if room := mostCommand - len(line); room > 0 {
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

// ask prints a prompt where a person types, and waits for a line.
func (s *session) ask(prompt string) (string, error) {
	if err := s.ctx.Err(); err != nil {
		return "", err
	}
	if s.Prompt {
		s.paper.write(prompt)
	}
	s.paper.flush()
	if s.paper.err != nil {
		return "", s.paper.err
	}
	if s.in.err != nil {
		return "", s.in.err
	}
	if !s.in.waiting {
		s.in.waiting = true
		s.in.wanted <- struct{}{}
	}
	select {
	case a := <-s.in.got:
		s.in.waiting, s.in.err = false, a.err
		if errors.Is(a.err, io.EOF) && s.Prompt {
			s.paper.write("\n")
			s.paper.flush()
		}
		return a.line, a.err
	case <-s.Interrupts:
		s.paper.write("\n")
		return "", errInterrupted
	case <-s.ctx.Done():
		return "", s.ctx.Err()
	}
}

// interrupted says whether what is being printed is to stop.
func (s *session) interrupted() bool {
	select {
	case <-s.Interrupts:
		return true
	default:
		return s.ctx.Err() != nil
	}
}
