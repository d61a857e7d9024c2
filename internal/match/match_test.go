package match

import (
	"fmt"
	"testing"
)

func TestFind(t *testing.T) {
	for _, c := range []struct {
		text  string
		words []string
		want  string
	}{
		{"re:Invent 2021", []string{"invent"}, "[{3 9}]"},
		{"Reinventing", []string{"invent"}, "[]"},
		{"Café au lait", []string{"cafe"}, "[{0 5}]"},
		{"Cafe\u0301 au lait", []string{"café"}, "[{0 6}]"},
		{"cafe au lait", []string{"CAFÉ"}, "[{0 4}]"},
		{"日本語の記事", []string{"記事"}, "[{12 18}]"},
		{"a b a", []string{"a", "b a"}, "[{0 1} {2 5}]"},
		{"Event-Driven events", []string{"event", "driven"}, "[{0 5} {6 12} {13 18}]"},
		{"x", []string{""}, "[]"},
		{"", []string{"x"}, "[]"},
	} {
		if got := fmt.Sprint(Find(c.text, c.words)); got != c.want {
			t.Errorf("Find(%q, %q) = %s, want %s", c.text, c.words, got, c.want)
		}
	}
}

func TestWhole(t *testing.T) {
	for _, c := range []struct{ text, word, want string }{
		{"Lambda and lambdas", "lambda", "[{0 6}]"},
		{"the cell-based cell", "cell", "[{4 8} {15 19}]"},
		{"再見世界", "世界", "[{6 12}]"},
		{"is Cell-based, not cell  based!", "cell based", "[{3 13} {19 30}]"},
		{"C++ and C", "c++", "[{0 3}]"},
	} {
		if got := fmt.Sprint(Whole(c.text, []string{c.word})); got != c.want {
			t.Errorf("Whole(%q, %q) = %s, want %s", c.text, c.word, got, c.want)
		}
	}
}

// A mark that cut a character would change the width of the line.
func TestNoCharacterIsCut(t *testing.T) {
	for text, want := range map[string][]string{
		"8️⃣ 9️⃣ 🔟": {"9️⃣"}, "a 9 b": {"9"}, "é9̲ 9": {"9"}, "９9": nil, "x 9é y": {"9"},
	} {
		var got []string
		for _, s := range Find(text, []string{"9"}) {
			got = append(got, text[s.From:s.To])
		}
		if len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
