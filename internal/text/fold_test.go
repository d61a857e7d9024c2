package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFold_LettersAndTheRest(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "plain text": "plain text", "A/B c-D": "a/b c-d", "Café": "cafe", "Cafe\u0301": "cafe",
		"Straße": "strasse", "Œuvre": "oeuvre", "Łódź": "lodz", "oﬃce": "office", "Ｇｏ１": "go1", "ΌΣΟΣ": "οσοσ", "Ёж": "еж", "한국어 データ": "한국어 データ",
		"🚀 → -": "🚀 → -",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// What a folded text has at a place comes from the place that Original names.
func TestFoldMapped_Original(t *testing.T) {
	for _, c := range []struct{ text, find, want string }{
		{"die Straße hier", "strasse", "Straße"}, {"die Straße hier", "stras", "Straß"}, {"die Straße hier", "se h", "ße h"},
		{"un Cafe\u0301 ici", "cafe", "Cafe\u0301"}, {"un Café ici", "fe i", "fé i"}, {"the oﬃce", "ffi", "ﬃ"}, {"Plain", "lai", "lai"},
	} {
		f := FoldMapped(c.text, false)
		if f.Text != Fold(c.text) {
			t.Errorf("%q: %q, Fold gives %q", c.text, f.Text, Fold(c.text))
		}
		i := strings.Index(f.Text, c.find)
		if i < 0 {
			t.Errorf("%q does not contain %q", f.Text, c.find)
			continue
		}
		if from, to := f.Original(i, i+len(c.find)); c.text[from:to] != c.want {
			t.Errorf("%q in %q comes from %q, want %q", c.find, c.text, c.text[from:to], c.want)
		}
	}
	if got := FoldMapped("Łódź CAFÉ Straße ẞ", true).Text; got != "Lodz CAFE Strasse SS" {
		t.Errorf("with case: %q", got)
	}
}

func TestNFCMapped_Original(t *testing.T) {
	const decomposed = "x ガ한 e\u0301y"
	text := norm.NFD.String(decomposed)
	n := NFCMapped(text)
	if want := norm.NFC.String(text); n.Text != want {
		t.Fatalf("%q, want %q", n.Text, want)
	}
	for i, r := range n.Text {
		from, to := n.Original(i, i+utf8.RuneLen(r))
		if got := norm.NFC.String(text[from:to]); got != string(r) {
			t.Errorf("%q at %d comes from %q", r, i, text[from:to])
		}
	}
}

func TestOriginalLen_WholeCharacters(t *testing.T) {
	for _, c := range []struct {
		original string
		kind     Kind
		n        int
		want     string
	}{
		{"events", KindLetters, 5, "event"}, {"Straße", KindLetters, 5, "Straß"}, {"Straße", KindLetters, 4, "Stra"}, {"Cafés", KindLetters, 4, "Café"},
		{"infor\u00admation", KindLetters, 5, "infor\u00ad"}, {"C++", KindSigned, 2, "C+"}, {"日本", KindLetters, 3, "日"}, {"- [", KindPunctuation, 1, "-"},
		{"-\u0301 [", KindPunctuation, 1, "-\u0301"},
		{"👍🏽", KindSymbol, 4, "👍🏽"},
	} {
		if got := c.original[:OriginalLen(c.original, c.kind, c.n)]; got != c.want {
			t.Errorf("%d bytes of %q: %q, want %q", c.n, c.original, got, c.want)
		}
	}
}

func FuzzMapped(f *testing.F) {
	f.Add("Straße cafe\u0301 \u1100\u1161 \xff ガ")
	f.Fuzz(func(t *testing.T, s string) {
		folded := FoldMapped(s, false)
		if folded.Text != Fold(s) {
			t.Fatalf("%q folds to %q and %q", s, folded.Text, Fold(s))
		}
		n := NFCMapped(s)
		if n.Text != NFC(s) {
			t.Fatalf("NFC of %q: %q and %q", s, n.Text, NFC(s))
		}
		last := 0
		for i := range n.Text {
			from, to := n.Original(i, len(n.Text))
			if from < last || from > to || to != len(s) {
				t.Fatalf("%q: %d to %d after %d", s, from, to, last)
			}
			last = from
		}
		for i := range folded.Text {
			if from, to := folded.Original(i, i+1); from < 0 || from >= to || to > len(s) {
				t.Fatalf("%q: %d to %d", s, from, to)
			}
		}
	})
}
