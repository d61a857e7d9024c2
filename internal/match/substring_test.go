package match

import (
	"slices"
	"testing"
)

func TestFindSubstring_FoldsUnlessCapitals(t *testing.T) {
	for _, c := range []struct {
		text, pattern string
		want          []string
	}{
		{"An event-driven Event", "vent", []string{"vent", "vent"}}, {"An event-driven Event", "Event", []string{"Event"}},
		{"Straße, STRASSE", "strasse", []string{"Straße", "STRASSE"}}, {"Straße, strasse", "Strasse", []string{"Straße"}},
		{"in Łódź", "odz", []string{"ódź"}}, {"Cafe\u0301!", "café", []string{"Cafe\u0301"}}, {"CAFÉ café", "CAFE", []string{"CAFÉ"}},
		{"the oﬃce", "ff", []string{"ﬃ"}}, {"ßß", "s", []string{"ß", "ß"}}, {"a  -> b", "->", []string{"->"}}, {"over  there", "  over ", []string{"over"}},
		{"x", "", nil}, {"x", " ", nil}, {"x", "\u0301", nil}, {"ภาษาไทย", "ไทย", []string{"ไทย"}},
	} {
		var got []string
		for _, s := range FindSubstring(c.text, c.pattern) {
			got = append(got, c.text[s.Start:s.End])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %q, want %q", c.pattern, c.text, got, c.want)
		}
	}
}

func FuzzFindSubstring(f *testing.F) {
	f.Add("Straße cafe\u0301 \xff", "se")
	f.Fuzz(func(t *testing.T, text, pattern string) {
		last := 0
		for _, s := range FindSubstring(text, pattern) {
			if s.Start < last || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%q in %q: %v after %d", pattern, text, s, last)
			}
			last = s.End
		}
	})
}
