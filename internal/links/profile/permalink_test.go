package profile

import (
	"strings"
	"testing"
	"time"

	"quire/internal/note"
	"quire/internal/testclock"
)

// A pattern may repeat a long slug of a note. A route that would exceed maxRoute is discarded.
func TestPattern_LimitsRouteLength(t *testing.T) {
	long := note.Parse("a.md", []byte("---\nslug: "+strings.Repeat("x", 1000)+"\n---\n")).Note
	for _, test := range []struct {
		pattern string
		ok      bool
	}{
		{"/b/:title", true},
		{"/b/:title/:title", true},
		{"/b/:title/:title/:title", false},
		{"/:title" + strings.Repeat("/b", 200), true},
	} {
		p, ok := CompilePattern(test.pattern)
		if !ok {
			t.Fatalf("%.30s does not compile", test.pattern)
		}
		if route, ok := p.Fill(Page{File: "a.md", Content: "a.md", Note: long}); ok != test.ok || len(route) > maxRoute {
			t.Errorf("%.30s: route %v, %d bytes", test.pattern, ok, len(route))
		}
	}
}

// A word after a colon is read only up to the length of the longest placeholder; otherwise a word of a megabyte would take
// minutes.
func TestCompilePattern_LongWordTakesLinearTime(t *testing.T) {
	var ok bool
	took := testclock.Measure(func() { _, ok = CompilePattern("/:" + strings.Repeat("a", 1<<20)) })
	if ok {
		t.Error("an unknown placeholder compiles")
	}
	if p, ok := CompilePattern("/:slugorcontentbasename/x"); !ok || len(p) != 3 {
		t.Errorf("the longest placeholder: %v, %v", p, ok)
	}
	if took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
