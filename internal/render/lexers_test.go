package render

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"quire/internal/testclock"
	"quire/internal/theme"
)

// The table must find what chroma's own search finds, which takes tens of milliseconds for a name that is no language's.
func TestFindLexer_AgreesWithChroma(t *testing.T) {
	nameOf := func(l chroma.Lexer) string {
		if l == nil {
			return "none"
		}
		return l.Config().Name
	}
	names := lexers.Names(true)
	if len(names) < 300 {
		t.Fatalf("only %d names", len(names))
	}
	names = append(names, "h", "m", "cls", "d.ts", "pbm", "php4", "7", "env.local", "dockerfile.dev", "text/x", ".go", "go.", "jsonl", "nosuch")
	for _, name := range names {
		want := nameOf(lexers.Get(strings.ToLower(name)))
		if got := nameOf(findLexer(name)); got != want && len(name) <= maxLanguageName {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// A page with many languages that nobody knows costs about as much as one with a single known language.
func TestPage_UnknownLanguagesAreCheap(t *testing.T) {
	const blocks = 300
	render := func(language func(i int) string) time.Duration {
		var src strings.Builder
		for i := range blocks {
			fmt.Fprintf(&src, "```%s\nx = 1\n```\n\n", language(i))
		}
		p := newPage(src.String(), Options{Theme: theme.Dark(), Width: 80})
		var lines int
		took := testclock.Measure(func() { lines = p.LineCount() })
		if lines < 3*blocks-1 {
			t.Fatalf("only %d lines", lines)
		}
		return took
	}
	render(func(int) string { return "go" }) // chroma prepares a lexer when it is first used
	known := render(func(int) string { return "go" })
	unknown := render(func(i int) string { return fmt.Sprint("nosuch", i) })
	if unknown > 20*known {
		t.Errorf("%v with unknown languages, %v with a known one", unknown, known)
	}
}
