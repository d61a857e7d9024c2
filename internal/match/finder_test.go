package match

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/testclock"
)

func TestFind_SymbolsAndPunctuation(t *testing.T) {
	for _, c := range []struct {
		text  string
		words []string
		want  []string
	}{
		{"ship it 🚀 now 🚀", []string{"🚀"}, []string{"🚀", "🚀"}},
		{"by 👩🏽\u200d🚀 and 🚀", []string{"🚀"}, []string{"🚀"}},
		{"by 👩🏽\u200d🚀.", []string{"👩\u200d🚀"}, []string{"👩🏽\u200d🚀"}},
		{"👍🏽 ✅\ufe0f ❤", []string{"👍", "✅", "❤\ufe0f"}, []string{"👍🏽", "✅\ufe0f", "❤"}},
		{"🇦🇩🇪🇦 🇩🇪", []string{"🇩🇪"}, []string{"🇩🇪"}},
		{"ship it🚀now", []string{"it 🚀 now"}, []string{"it🚀now"}},
		{"ship it, 🚀!", []string{"it🚀"}, []string{"it, 🚀"}},
		{"ship it 🚀 now", []string{"it now"}, nil},
		{"client → server", []string{"client → server"}, []string{"client → server"}},
		{"- [ ] open, x[]", []string{"- [ ]"}, []string{"- [ ]"}},
		{"- [ ] open, x[]", []string{"[ ]"}, []string{"[ ]", "[]"}},
		{"p->next --> b", []string{"->"}, []string{"->", "->"}},
		{"a - b [", []string{"- ["}, nil},
		{"What? Why?!", []string{"?"}, []string{"?", "?"}},
		{"5 € or €6", []string{"€"}, []string{"€", "€"}},
		{"in C++ and C", []string{"c++"}, []string{"C++"}},
		{"hello, world!", []string{"hello world!"}, []string{"hello, world"}},
		{"nothing", []string{"🚀", "-", "\u200b", "", " "}, nil},
	} {
		for _, find := range []func(string, []string) []Span{Find, FindWhole} {
			var got []string
			for _, s := range find(c.text, c.words) {
				got = append(got, c.text[s.Start:s.End])
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q in %q: %q, want %q", c.words, c.text, got, c.want)
			}
		}
	}
}

// Finding many words at once finds the same occurrences as finding each of them separately.
func FuzzFinder(f *testing.F) {
	f.Add("she sells (sea) shells, his 🚀 hers -->", "she", "he rs", "her", "->")
	f.Add("ababab 日本語 \u200b- [ ] x", "ab", "aba", "本", "- [")
	f.Add("🇩🇪🇫🇷 👩\u200d🚀 é e\u0301", "🇫🇷", "👩\u200d🚀", "É", "e\u0301 ")
	f.Add("00", "0 ", "0", "0", "") // a word and a prefix
	f.Fuzz(func(t *testing.T, text, a, b, c, d string) {
		words := []string{a, b, c, d}
		for _, whole := range []bool{false, true} {
			together := newFinder(words, !whole)
			var want []string
			for i := range words {
				for _, p := range newFinder(words[i:i+1], !whole).findOccurrences(text) {
					want = append(want, fmt.Sprint(p.Span))
				}
			}
			var got []string
			for _, p := range together.findOccurrences(text) {
				if p.Start < 0 || p.Start > p.End || p.End > len(text) {
					t.Fatalf("%q: %v", text, p)
				}
				got = append(got, fmt.Sprint(p.Span))
			}
			slices.Sort(want)
			slices.Sort(got)
			// Words that fold to the same text are reported once.
			if got, want = slices.Compact(got), slices.Compact(want); !slices.Equal(got, want) {
				t.Errorf("%q in %q: %q, separately %q", words, text, got, want)
			}
		}
	})
}

// Finding many words takes about as long as finding few, also when a word and the text repeat the same character.
func TestFinder_TimeIsLinear(t *testing.T) {
	text := strings.Repeat("💥", 20_000) + strings.Repeat(" word", 20_000)
	many := []string{strings.Repeat("💥", 4000), strings.Repeat("💥", 3999) + "x"}
	for i := range 2000 {
		many = append(many, fmt.Sprintf("word%d", i), "💥")
	}
	measure := func(words []string) time.Duration {
		return testclock.Measure(func() { NewPrefixFinder(words).Find(text) })
	}
	few := measure([]string{"word", "💥"})
	if took := measure(many); took > 30*few+time.Second {
		t.Errorf("4,000 words took %v, 2 words %v", took, few)
	}
}
