package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

func TestDecodeSign_ClassAndLength(t *testing.T) {
	for _, c := range []struct {
		in     string
		class  Class
		taken  string
		folded string // of a Symbol
	}{
		{"", NoSign, "", ""}, {"a", NoSign, "a", ""}, {"7", NoSign, "7", ""}, {"é", NoSign, "é", ""}, {"日", NoSign, "日", ""}, {" x", NoSign, " ", ""},
		{"\x1b[", NoSign, "\x1b", ""}, {"\xff-", NoSign, "\xff", ""}, {"\u00a0", NoSign, "\u00a0", ""}, {"\u200b-", NoSign, "\u200b", ""},
		{"\u00ad", NoSign, "\u00ad", ""}, {"\ufe0f", NoSign, "\ufe0f", ""}, {"\u3164", NoSign, "\u3164", ""}, {"\u0301", NoSign, "\u0301", ""},
		{"->", Punctuation, "-", ""}, {"[ ]", Punctuation, "[", ""}, {"+", Punctuation, "+", ""}, {"$5", Punctuation, "$", ""}, {"€5", Punctuation, "€", ""},
		{"“x", Punctuation, "“", ""}, {"。", Punctuation, "。", ""}, {"™", Punctuation, "™", ""}, {"°C", Punctuation, "°", ""}, {"├──", Punctuation, "├", ""},
		{"´", Punctuation, "´", ""}, {"\ufffd", Punctuation, "\ufffd", ""}, {"#a", Punctuation, "#", ""}, {"*\ufe0f", Punctuation, "*", ""},
		{"→ b", Symbol, "→", "→"}, {"≤", Symbol, "≤", "≤"}, {"⌘C", Symbol, "⌘", "⌘"}, {"🚀🚀", Symbol, "🚀", "🚀"}, {"\ue0a0", Symbol, "\ue0a0", "\ue0a0"},
		{"✅\ufe0f!", Symbol, "✅\ufe0f", "✅"}, {"❤\ufe0f\u200d🔥x", Symbol, "❤\ufe0f\u200d🔥", "❤\u200d🔥"},
		{"👍🏽👍", Symbol, "👍🏽", "👍"}, {"👩🏽\u200d🚀.", Symbol, "👩🏽\u200d🚀", "👩\u200d🚀"}, {"🏽", Symbol, "🏽", "🏽"},
		{"👩\u200d", Symbol, "👩", "👩"}, {"👩\u200da", Symbol, "👩", "👩"},
		{"🇩🇪🇫🇷", Symbol, "🇩🇪", "🇩🇪"}, {"🇩x", Symbol, "🇩", "🇩"},
		{"🏴\U000e0067\U000e0062\U000e007f.", Symbol, "🏴\U000e0067\U000e0062\U000e007f", "🏴\U000e0067\U000e0062\U000e007f"},
		{"#\ufe0f\u20e3#", Symbol, "#\ufe0f\u20e3", "#\u20e3"}, {"*\u20e3", Symbol, "*\u20e3", "*\u20e3"},
		{"\U0001fae9 newer than some tables", Symbol, "\U0001fae9", "\U0001fae9"},
	} {
		class, n := DecodeSign(c.in)
		if class != c.class || c.in[:n] != c.taken {
			t.Errorf("Sign(%+q) = %d, %+q, want %d, %+q", c.in, class, c.in[:n], c.class, c.taken)
		}
		if class != Symbol {
			continue
		}
		if got := string(AppendFoldedSymbol(nil, c.in[:n])); got != c.folded {
			t.Errorf("%+q folds to %+q, want %+q", c.in[:n], got, c.folded)
		}
	}
}

func TestIsSearchable_RejectsInvisibleText(t *testing.T) {
	for _, s := range []string{"a", " a", "7", "日", "-", "$", "🚀", "\u200b🚀", "→", "�", "\u0301a", "ि"} {
		if !IsSearchable(s) {
			t.Errorf("%+q is not searchable", s)
		}
	}
	for _, s := range []string{"", " \t\n", "\u00a0\u3000", "\u200b\u200d\u2060\ufeff", "\u00ad", "\ufe0f", "\u0301", "\x00\x1b\x7f", "\xff\xfe", "\u3164", "\U000e0067", "\u202e"} {
		if IsSearchable(s) {
			t.Errorf("%+q is searchable", s)
		}
	}
}

func TestIsPunctuation_AllowsOnlyPunctuationAndBlanks(t *testing.T) {
	for _, s := range []string{"-", "- [ ]", "->", "\u200b::\u00a0", "€", "-\u0301", "\xff!"} {
		if !IsPunctuation(s) {
			t.Errorf("%+q is not punctuation", s)
		}
	}
	for _, s := range []string{"", " ", "\u200b", "c++", "a -", "🚀!", "→", "- 1", "日。", "#\ufe0f\u20e3"} {
		if IsPunctuation(s) {
			t.Errorf("%+q is punctuation", s)
		}
	}
}

// FuzzDecodeSign checks that DecodeSign stays within the grapheme cluster (UAX #29) at the start of its text, ends at a
// character, and that folding a symbol keeps its first rune.
func FuzzDecodeSign(f *testing.F) {
	for _, s := range []string{"🇩🇪🇫🇷🇩", "👩🏽\u200d🚀", "#\ufe0f\u20e3", "✅\ufe0f\u0301", "a\u0301→\u0338", "\xff🚀\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for g := graphemes.FromString(strings.ToValidUTF8(s, "")); g.Next(); {
			v := g.Value()
			c, n := DecodeSign(v)
			if n < 1 || n > len(v) || !utf8.ValidString(v[:n]) {
				t.Fatalf("Sign(%+q) takes %d bytes", v, n)
			}
			if c != Symbol {
				continue
			}
			first, _ := utf8.DecodeRuneInString(v)
			if folded := AppendFoldedSymbol(nil, v[:n]); !strings.HasPrefix(string(folded), string(first)) {
				t.Errorf("%+q folds to %+q", v, folded)
			}
		}
	})
}
