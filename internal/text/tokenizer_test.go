package text

import (
	"fmt"
	"strings"
	"testing"
)

func render(words []Token) string {
	var b strings.Builder
	for _, w := range words {
		fmt.Fprintf(&b, " %s@%d", w.Text, w.Position)
		if w.IsPrefix {
			b.WriteByte('*')
		}
	}
	return strings.TrimSpace(b.String())
}

func scanAll(text string) (words []Token) {
	var s Tokenizer
	s.Reset(text, false)
	for s.Next() {
		words = append(words, Token{Text: string(s.Term), Position: s.Position, Start: s.Start, End: s.End})
	}
	return words
}

func TestTokenizer_Words(t *testing.T) {
	for _, c := range []struct{ text, indexed, asked string }{
		{"The Café's menu", "the@0 cafe@1 s@2 menu@3", "the@0 cafe@1 s@2 menu@3"},
		{"cafe\u0301 ÀÉÎ", "cafe@0 aei@1", "cafe@0 aei@1"},
		{"C++ and c#, F#.", "c@0 c++@0 and@1 c@2 c#@2 f@3 f#@3", "c++@0 and@1 c#@2 f#@3"},
		{"a++b c#x i++", "a@0 b@1 c@2 x@3 i@4 i++@4", "a@0 b@1 c@2 x@3 i++@4"},
		{"snake_case event-driven 3.14", "snake@0 case@1 event@2 driven@3 3@4 14@5", "snake@0 case@1 event@2 driven@3 3@4 14@5"},
		{"日本語", "日本@0 本語@1 語@2", "日本@0 本語@1"},
		{"語", "語@0", "語@0*"},
		{"Go語で書く x", "go@0 語で@1 で書@2 書く@3 く@4 x@5", "go@0 語で@1 で書@2 書く@3 x@5"},
		{"한국어", "한국@0 국어@1 어@2", "한국@0 국어@1"},
		{"データ", "デー@0 ータ@1 タ@2", "デー@0 ータ@1"},
		{"ภาษา", "ภา@0 าษ@1 ษา@2 า@3", "ภา@0 าษ@1 ษา@2"},
		{"ＡＢＣ１", "abc1@0", "abc1@0"},
		{"Straße Łódź Æsir ΌΣΟΣ όσος", "strasse@0 lodz@1 aesir@2 οσοσ@3 οσοσ@4", "strasse@0 lodz@1 aesir@2 οσοσ@3 οσοσ@4"},
		{"हिन्दी", "हिन्दी@0", "हिन्दी@0"},
		{"Ёж йод", "еж@0 иод@1", "еж@0 иод@1"},
		{"a\xffb \x00", "a@0 b@1", "a@0 b@1"},
		{"go 🦀🚀 x→y", "go@0 🦀@1 🚀@2 x@3 →@4 y@5", "go@0 🦀@1 🚀@2 x@3 →@4 y@5"},
		{"✅\ufe0f 👍🏽 👩🏽\u200d🚀 🇩🇪🇫🇷 #\ufe0f\u20e3 1\ufe0f\u20e3", "✅@0 👍@1 👩\u200d🚀@2 🇩🇪@3 🇫🇷@4 #\u20e3@5 1\u20e3@6", "✅@0 👍@1 👩\u200d🚀@2 🇩🇪@3 🇫🇷@4 #\u20e3@5 1\u20e3@6"},
		{"20°C, AWS™ (5 €)", "20@0 c@1 aws@2 5@3", "20@0 c@1 aws@2 5@3"},
		{"\u200b \ufe0f \u00ad \u0301", "", ""},
		{strings.Repeat("x", 1000) + " y", strings.Repeat("x", MaxTermBytes) + "@0 y@1", strings.Repeat("x", MaxTermBytes) + "@0 y@1"},
	} {
		if got := render(scanAll(c.text)); got != c.indexed {
			t.Errorf("%q is indexed as %s, want %s", c.text, got, c.indexed)
		}
		if got := render(TokenizeQuery(c.text, false)); got != c.asked {
			t.Errorf("%q is asked for as %s, want %s", c.text, got, c.asked)
		}
	}
}

// Punctuation has a sequence of its own, and is asked for where there is nothing else.
func TestWords_Punctuation(t *testing.T) {
	for _, c := range []struct{ text, indexed, asked string }{
		{"- [ ]", "-[@0 []@1 ]@2", "-[@0 []@1"},
		{"->", "->@0 >@1", "->@0"},
		{"?", "?@0", "?@0*"},
		{"a, b!", "a@0 ,@0 b@1 !@1", "a@0 b@1"},
		{"p->x C++", "p@0 ->@0 >@1 x@1 c@2 c++@2 ++@2 +@3", "p@0 x@1 c++@2"},
		{"-🚀-", "-@0 🚀@0 -@1", "🚀@0"},
		{"“\u200b,\u00a0” €", "“,@0 ,”@1 ”€@2 €@3", "“,@0 ,”@1 ”€@2"},
	} {
		var s Tokenizer
		s.Reset(c.text, true)
		var indexed []Token
		for s.Next() {
			indexed = append(indexed, Token{Text: string(s.Term), Position: s.Position})
		}
		if got := render(indexed); got != c.indexed {
			t.Errorf("%q is indexed as %s, want %s", c.text, got, c.indexed)
		}
		if got := render(TokenizeQuery(c.text, false)); got != c.asked {
			t.Errorf("%q is asked for as %s, want %s", c.text, got, c.asked)
		}
	}
}

func TestTokenizeQuery_PrefixOnlyAtEnd(t *testing.T) {
	for in, want := range map[string]string{"event dri": "event@0 dri@1*", "event-": "event@0", "c++": "c++@0*", "日本": "日本@0*"} {
		if got := render(TokenizeQuery(in, true)); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestTokenizer_ByteRanges(t *testing.T) {
	const text = "The Café's C++ 日本語."
	var got []string
	for _, w := range scanAll(text) {
		got = append(got, text[w.Start:w.End])
	}
	if want := "The|Café|s|C|C++|日本|本語|語"; strings.Join(got, "|") != want {
		t.Errorf("%s, want %s", strings.Join(got, "|"), want)
	}
}

func FuzzTokenizer(f *testing.F) {
	f.Add("C++ 日本語e\u0301 \xff")
	f.Fuzz(func(t *testing.T, text string) {
		last := Token{Start: -1}
		for _, w := range scanAll(text) {
			if w.Start < last.Start || w.End > len(text) || w.Start >= w.End || w.Position < last.Position || w.Position > last.Position+1 {
				t.Fatalf("%q: %+v follows %+v", text, w, last)
			}
			last = w
		}
		TokenizeQuery(text, true)
	})
}

// Invisible characters are nothing in a word; those that part letters end one, but not in a script without spaces.
func TestTokenizer_InvisibleCharacters(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"infor\u00admation", "information@0"},
		{"\u200einfo\u2060rma\u200dtion\ufeff now", "information@0 now@1"},
		{"path/\u200bto a\u200bb", "path@0 to@1 a@2 b@3"},
		{"می\u200cخواهم", "می@0 خواهم@1"},
		{"भाषा\u200dएँ", "भाषाएँ@0"},
		{"ភាសា\u200bខ្មែរ", "ភា@0 ាស@1 សា@2 ាខ@3 ខ្@4 ្ម@5 មែ@6 ែរ@7 រ@8"},
		{"日\u00ad本", "日本@0 本@1"},
		{"\u3164 \u115f \u034f", ""},
	} {
		if got := render(scanAll(c.text)); got != c.want {
			t.Errorf("%+q is indexed as %+q, want %+q", c.text, got, c.want)
		}
	}
}
