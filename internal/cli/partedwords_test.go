package cli

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/query"
)

// Markup may part a word or phrase of the query in any way: it is found all the same.
func TestFindMatchingLines_FindsWhatMarkupParts(t *testing.T) {
	pieces := []string{"un", "break", "able", "of", "the", "c", "un**br", "eak", " of ", " the ", " ", " ", "\n", "\n\n", "**", "*", "~~", "==", "`", "[", "]",
		"](https://example.org/x)", "](x \"of\")", "(", ")", "\\", "#", "++", "-", "e\u0301", "日本", "[un]", "\n[un]: /of\n", "\n- ", "_", ".", "²", "&eacute;", "<b>", "<br>", "[[the|", "]]"}
	var finders []*match.Finder
	for _, s := range []string{"unbreak", "breakable", "ofthe", `"of the"`, `"un break"`, "unbr*", "thec", "c++", "cé", "unc++", `"of c"`, "日本un", `"break of"`, `"the c++"`, `"of the un"`} {
		q, err := query.Parse(s)
		if err != nil {
			t.Fatal(err)
		}
		finders = append(finders, match.NewFinder(q.Phrases()))
	}
	sources := 20_000
	if testing.Short() {
		sources = 2000
	}
	r := rand.New(rand.NewPCG(1, 2))
	parted := 0
	for range sources {
		var b strings.Builder
		for range 3 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		p := &note.Parsed{Note: &note.Note{}, Body: []byte(b.String()), BodyLine: 1}
		words := finders[r.IntN(len(finders))]
		written, visible := findWrittenLines(b.String(), 1, words), findVisibleLines(p, words)
		want := fmt.Sprint(mergeMatches(written, visible))
		if want != fmt.Sprint(mergeMatches(written, nil)) {
			parted++
		}
		if got := fmt.Sprint(mergeMatches(findMatchingLines(p, words), nil)); got != want {
			t.Errorf("%q: %s, want %s", b.String(), got, want)
		}
	}
	if parted < sources/1000 {
		t.Errorf("only in %d of %d sources does markup part anything", parted, sources)
	}
}

// A note is parsed only if its markup may part words of the query.
func TestMayPart_OnlyWhatTheQueryHas(t *testing.T) {
	q, err := query.Parse(`"break of" files`)
	if err != nil {
		t.Fatal(err)
	}
	words := match.NewFinder(q.Phrases())
	for source, want := range map[string]bool{
		"a `file`s name":     true,
		"`files`system":      false,
		"b**re**ak files":    true,
		"list[files] = a*b":  false,
		"fil\\es":            true,
		"fi[l](x)es":         true,
		"fi[l](x (y))es":     true,
		"f&#105;les":         true,
		"fi\u00adles":        true,
		"x[[y|fi]]les files": true,
	} {
		if got := mayPartWords(source, words); got != want {
			t.Errorf("words of %q: %v", source, got)
		}
	}
	for source, want := range map[string]bool{
		"break\nof":                   true,
		"break\n\nof":                 false,
		"break of\n":                  false,
		"break [a] of":                true,
		"break [a] and of":            false,
		"break [a](x) of":             true,
		"break [a](x) and\n of":       false,
		"break <b>of":                 true,
		"break <!-- [a](x) and -->of": true,
		"break, it is of\n":           false,
		"of\nbreak":                   false,
		"br\u00e9ak\nof":              true,
	} {
		if got := words.HasGap(source, gapBytes, mayPartPhrase); got != want {
			t.Errorf("phrase of %q: %v", source, got)
		}
	}
}
