package markdown

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/yuin/goldmark/parser"
)

func TestWordsAreAddresses(t *testing.T) {
	for src, want := range map[string]bool{
		"":                                      false,
		"a text without any":                    false,
		"see https://a.example":                 true,
		"http://a.example":                      true,
		"ftp://a.example":                       true,
		"gopher://a.example":                    false,
		"> www.a.example":                       true,
		">www.a.example":                        true,
		"**http://a.example**":                  true,
		"`code`http://a.example":                true,
		"|http://a.example|b|":                  true,
		"[a](http://a.example) <http://b.c>":    false,
		"(http://a.example)":                    false, // behind a mark
		`<a href="https://www.a.example">a</a>`: false,
		"[a](https://web.example/http://b.c)":   false,
		"me@a.example":                          true,
		"to me.and-you@a.example":               true,
		"<me@a.example> (me@a.example)":         false,
		"[a](mailto:me@a.example)":              false,
		"[a](https://a.example/@me)":            false,
		"@media @ home":                         false,
		"**a**me@b.example":                     true,
	} {
		if got := wordsAreAddresses([]byte(src)); got != want {
			t.Errorf("%q: %v, want %v", src, got, want)
		}
	}
}

// sameAnyway holds that no word of a text is an address that is said to have none.
func sameAnyway(t *testing.T, src string) bool {
	t.Helper()
	quiet := true
	got := parse([]byte(src), func(masked []byte) parser.Parser {
		quiet = !wordsAreAddresses(masked)
		return dialect()
	})
	if !quiet {
		return false
	}
	want := parse([]byte(src), func([]byte) parser.Parser { return anyWord() })
	if g, w := outline(got, got.Root), outline(want, want.Root); g != w {
		t.Errorf("%q is\n\t%s\nwant\n\t%s", src, g, w)
	}
	if !reflect.DeepEqual(got.Links(), want.Links()) {
		t.Errorf("%q has links\n\t%v\nwant\n\t%v", src, got.Links(), want.Links())
	}
	return true
}

func TestNoWordIsAnAddress(t *testing.T) {
	quiet := 0
	pieces := strings.Split("http://a.bc|https://a.bc/d|www.a.bc|http://|www.|.bc|ftp://a.bc|me@a.bc|@a.bc|a@b|/@a|X|3|:80|+|#|=|?|{|}|&|;|[x] |<!--|-->|<br>|\n> [!n]| | |  |   |\n|\n\n|\n> |\n- |\n1. |\n# |\n: |*|**|_|~|~~|`|``|[|](|]|)|(|<|>|\"|'|/|a|b.c|.|:|-|{{ x }}|{% x %}|{% post_url x %}|{{< ref \"x\" >}}|$|==|%%|\\|!|[[|]]|^|&amp;|<b>|</b>|[^1]|\n[^1]: |\n[a]: |é|\t|  \n|\\\n", "|")
	pieces = append(pieces, "|", "\n|-|-|\n", " | ")
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		if sameAnyway(t, b.String()) {
			quiet++
		}
	}
	if quiet < 10_000 {
		t.Errorf("only %d texts without", quiet)
	}
}

// What a longer search has found: an address that ends within a word, because a part of a host has at most 63 letters, and
// spaces that one of the dialects left.
func TestNoWordIsAnAddressSeldom(t *testing.T) {
	for _, src := range []string{
		"(a@b." + strings.Repeat("x", 63) + "http://c.de", "> [!note]    \n> b", "> [!note]\t \n> b", "> [!note] title \t\n> b",
		"a<br>\u2003 \t\nb", "a<br>\u00a0 \t\nb", "a<br>  \t\nb", "(|me@a.bc|\n|-|-|\n",
	} {
		sameAnyway(t, src)
	}
}

func TestNoWordIsAnAddressInTheCorpora(t *testing.T) {
	quiet := 0
	all := everything(t)
	for _, src := range all {
		if sameAnyway(t, string(src)) {
			quiet++
		}
	}
	if quiet < len(all)/2 {
		t.Errorf("only %d of %d texts without", quiet, len(all))
	}
}
