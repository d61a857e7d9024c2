package cli

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"quire/internal/testclock"
)

// nextText waits for the next version of g and returns its body.
func nextText(t *testing.T, g *growingInput) (text string, isComplete bool, err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), testclock.Patience)
	defer cancel()
	doc, isComplete, err := g.Next(ctx)
	if doc == nil {
		t.Fatalf("no document: %v", err)
	}
	return string(doc.Body), isComplete, err
}

func TestGrowingInput_ReturnsWholeLinesAsTheyCome(t *testing.T) {
	r, w := io.Pipe()
	g := readInBackground(r, 1000)
	io.WriteString(w, "one\ntw") //nolint:errcheck // a pipe in memory
	if text, complete, err := nextText(t, g); text != "one\n" || complete || err != nil {
		t.Errorf("%q, complete %t, %v", text, complete, err)
	}
	io.WriteString(w, "o") //nolint:errcheck // as above
	w.Close()
	for {
		text, complete, err := nextText(t, g)
		if err != nil {
			t.Fatal(err)
		}
		if complete {
			if text != "one\ntwo" {
				t.Errorf("at the end %q", text)
			}
			return
		}
	}
}

func TestGrowingInput_ReportsWhyItEndedEarly(t *testing.T) {
	g := readInBackground(strings.NewReader(strings.Repeat("x\n", 1<<19)), 1<<20-1)
	if text, err := g.readAll(); len(text) != 1<<20-1 || err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("%d bytes, %v", len(text), err)
	}
	broken := readInBackground(io.MultiReader(strings.NewReader("a\n"), errReader{}), 1000)
	if text, err := broken.readAll(); string(text) != "a\n" || err == nil {
		t.Errorf("%q, %v", text, err)
	}
	if broken.isWhole() {
		t.Error("an input that broke off counts as whole")
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errors.New("broken") }
