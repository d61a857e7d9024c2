package assistant

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"quire/internal/testclock"
)

// Whatever the pieces in which the input comes, it ends only when every request has its answer or was cancelled.
func TestStream_EndsAfterAnswers(t *testing.T) {
	input := `{"id":1,"method":"a"}
{"method":"notifications/x"}
{"id":"two","method":"b"}
[{"id":3,"method":"c"},{"id":4.0,"method":"d"}]
not json
{"id":5,"method":"e"}
{"method":"notifications/cancelled","params":{"requestId":5}}`
	for _, in := range []io.Reader{strings.NewReader(input), iotest.OneByteReader(strings.NewReader(input)), iotest.DataErrReader(strings.NewReader(input))} {
		ctx, cancel := context.WithTimeout(context.Background(), testclock.Patience)
		var out bytes.Buffer
		s := newStream(in, &out, ctx.Done())
		text := make([]byte, len(input))
		if _, err := io.ReadFull(s, text); err != nil || string(text) != input {
			t.Fatalf("%q, %v", text, err)
		}
		ended := make(chan error, 1)
		go func() {
			_, err := s.Read(make([]byte, 1))
			ended <- err
		}()
		for _, answer := range []string{`{"id":1,"result":{}}`, `{"id":"two","error":{}}`, `[{"id":3,"result":1},{"id":4,"result":{}}]`} {
			select {
			case err := <-ended:
				t.Fatalf("the input ended before %s: %v", answer, err)
			default:
			}
			io.WriteString(s, answer+"\n") //nolint:errcheck // a buffer
		}
		if err := <-ended; err != io.EOF || ctx.Err() != nil {
			t.Errorf("%v, %v", err, ctx.Err())
		}
		cancel()
	}
}

func TestStream_EndsWithSession(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	s := newStream(strings.NewReader(`{"id":1,"method":"a"}`), io.Discard, ctx.Done())
	cancel()
	if text, err := io.ReadAll(s); err != nil || len(text) == 0 {
		t.Errorf("%q, %v", text, err)
	}
}
