package match

import (
	"fmt"
	"testing"

	"quire/internal/text"
)

func TestFind_MarksExpressionsAndWords(t *testing.T) {
	words := []string{"event", ExpressionWord(`(?i)la[^\s,]+`), ExpressionWord(`^s3$`), ExpressionWord("(")}
	for _, c := range []struct{ in, want string }{
		{"Lambda events, s3", "[{0 6} {7 12}]"},
		{"a\ns3\nflat", "[{2 4} {6 9}]"},
		{"nothing of it", "[]"},
		{"clae\u0301", "[{1 6}]"}, // whole grapheme clusters
		{"", "[]"},
	} {
		if got := fmt.Sprint(Find(c.in, words)); got != c.want {
			t.Errorf("%q: %s, want %s", c.in, got, c.want)
		}
	}
	if got := FindEach("lambda event", words); len(got) != 2 || got[0].WordIndex != 1 || got[1].WordIndex != 0 {
		t.Errorf("%v", got)
	}
}

func TestFind_IgnoresEmptyMatchesOfExpressions(t *testing.T) {
	f := NewPrefixFinder([]string{ExpressionWord("x*")})
	if got := f.Find("axxb"); f.IsEmpty() || len(got) != 1 || got[0] != (Span{1, 3}) {
		t.Errorf("%v", got)
	}
}

func TestAddExpressions_CountAfterPhrases(t *testing.T) {
	f := NewFinder([][]text.Token{text.TokenizeQuery("event", false), nil}).AddExpressions([]string{"a+", "b+"})
	got := fmt.Sprint(f.FindEach("bb event aa"))
	if got != "[{{0 2} 3} {{3 8} 0} {{9 11} 2}]" {
		t.Error(got)
	}
	if !f.MatchesExpressions("a\nb") || f.MatchesExpressions("a\nc") {
		t.Error("MatchesExpressions is wrong")
	}
	if f.LacksAll("bb") {
		t.Error("LacksAll ignores the expressions")
	}
}

func TestDisplayWord_ShowsExpressionAsTyped(t *testing.T) {
	for in, want := range map[string]string{"event": "event", ExpressionWord("(?i)a b"): "/a b/", ExpressionWord("A"): "/A/"} {
		if got := DisplayWord(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
