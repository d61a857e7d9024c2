package index

import (
	"fmt"
	"strings"
	"testing"
)

func render(words []word) string {
	var b strings.Builder
	for _, w := range words {
		fmt.Fprintf(&b, " %s@%d", w.text, w.pos)
		if w.prefix {
			b.WriteByte('*')
		}
	}
	return strings.TrimSpace(b.String())
}

func scanAll(text string) (words []word) {
	s := newScanner(text)
	for s.scan() {
		words = append(words, word{text: string(s.buf), pos: s.pos, start: s.start, end: s.end})
	}
	return words
}

func TestWords(t *testing.T) {
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
		{" -- … 🦀 ", "", ""},
		{strings.Repeat("x", 1000) + " y", strings.Repeat("x", maxWord) + "@0 y@1", strings.Repeat("x", maxWord) + "@0 y@1"},
	} {
		if got := render(scanAll(c.text)); got != c.indexed {
			t.Errorf("%q is indexed as %s, want %s", c.text, got, c.indexed)
		}
		if got := render(queryWords(composed(c.text), false)); got != c.asked {
			t.Errorf("%q is asked for as %s, want %s", c.text, got, c.asked)
		}
	}
}

func TestPrefixOnlyAtTheEnd(t *testing.T) {
	for in, want := range map[string]string{"event dri": "event@0 dri@1*", "event-": "event@0", "c++": "c++@0*", "日本": "日本@0*"} {
		if got := render(queryWords(in, true)); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

func TestWordPlaces(t *testing.T) {
	const text = "The Café's C++ 日本語."
	var got []string
	for _, w := range scanAll(text) {
		got = append(got, text[w.start:w.end])
	}
	if want := "The|Café|s|C|C++|日本|本語|語"; strings.Join(got, "|") != want {
		t.Errorf("%s, want %s", strings.Join(got, "|"), want)
	}
}

func FuzzWords(f *testing.F) {
	f.Add("C++ 日本語e\u0301 \xff")
	f.Fuzz(func(t *testing.T, text string) {
		last := word{start: -1}
		for _, w := range scanAll(text) {
			if w.start < last.start || w.end > len(text) || w.start >= w.end || w.pos < last.pos || w.pos > last.pos+1 {
				t.Fatalf("%q: %+v follows %+v", text, w, last)
			}
			last = w
		}
		queryWords(text, true)
	})
}
