package tui

import (
	"io"
	"os"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// A muted display sends no query, since nobody would read the answer, but all other output. Once it is unmuted, the next
// write sends each query held back once.
func TestDisplay_HoldsQueriesBackWhileMuted(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	d := &display{file: w}
	const query, otherQuery, fence = ansi.RequestBackgroundColor, ansi.RequestModeSynchronizedOutput, ansi.RequestPrimaryDeviceAttributes
	write := func(text string) {
		if n, err := io.WriteString(d, text); err != nil || n != len(text) {
			t.Errorf("%q: %d, %v", text, n, err)
		}
	}
	write("a" + query)
	d.setMuted(true)
	write("b" + query + "c" + otherQuery + query + "d")
	write(query + "e")
	if count, _ := d.recentQueries(); count != 1 {
		t.Errorf("%d queries, want 1", count)
	}
	d.setMuted(false)
	write("f")
	write("g")
	d.setMuted(true)
	write(query)
	w.Close()
	text, err := io.ReadAll(r)
	if want := "a" + query + fence + "bcde" + query + otherQuery + "f" + fence + "g"; err != nil || string(text) != want {
		t.Errorf("%q, %v, want %q", text, err, want)
	}
	if count, _ := d.recentQueries(); count != 2 {
		t.Errorf("%d queries, want 2", count)
	}
}
