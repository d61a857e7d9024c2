package markdown

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/yuin/goldmark/parser"
)

func TestMayBeginWithAddress(t *testing.T) {
	for src, want := range map[string]bool{
		"":                                      false,
		"a text without any":                    false,
		"see https://a.example":                 false, // the colon finds it
		"see https://www.a.example":             false,
		"> www.a.example":                       true,
		">www.a.example":                        true,
		"**www.a.example**":                     true,
		"`code`www.a.example":                   true,
		"|www.a.example|b|":                     true,
		"[a](www.a.example) <http://b.c>":       false,
		"(www.a.example)":                       false, // behind a mark
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
		if got := mayBeginWithAddress([]byte(src)); got != want {
			t.Errorf("%q: %v, want %v", src, got, want)
		}
	}
}

// checkDefaultParserSuffices checks that the default parser finds the same links as the parser that looks at
// every word, if mayBeginWithAddress is false for src. It reports whether it is.
func checkDefaultParserSuffices(t *testing.T, src string) bool {
	t.Helper()
	suffices := true
	got := parse([]byte(src), Dialect{}, func(masked []byte) parser.Parser {
		suffices = !mayBeginWithAddress(masked)
		return defaultParser()
	})
	if !suffices {
		return false
	}
	want := parse([]byte(src), Dialect{}, func([]byte) parser.Parser { return wordStartParser() })
	if g, w := formatTree(got, got.Root), formatTree(want, want.Root); g != w {
		t.Errorf("%q is\n\t%s\nwant\n\t%s", src, g, w)
	}
	if !reflect.DeepEqual(got.Links(), want.Links()) {
		t.Errorf("%q has links\n\t%v\nwant\n\t%v", src, got.Links(), want.Links())
	}
	return true
}

func TestMayBeginWithAddress_NeverMissesALink(t *testing.T) {
	sufficed := 0
	pieces := strings.Split("http://a.bc|https://a.bc/d|www.a.bc|http://|www.|.bc|ftp://a.bc|me@a.bc|@a.bc|a@b|/@a|X|3|:80|+|#|=|?|{|}|&|;|[x] |<!--|-->|<br>|\n> [!n]| | |  |   |\n|\n\n|\n> |\n- |\n1. |\n# |\n: |*|**|_|~|~~|`|``|[|](|]|)|(|<|>|\"|'|/|a|b.c|.|:|-|{{ x }}|{% x %}|{% post_url x %}|{{< ref \"x\" >}}|$|==|%%|\\|!|[[|]]|^|&amp;|<b>|</b>|[^1]|\n[^1]: |\n[a]: |é|\t|  \n|\\\n", "|")
	pieces = append(pieces, "|", "\n|-|-|\n", " | ")
	r := rand.New(rand.NewPCG(1, 2))
	for range 100_000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		if checkDefaultParserSuffices(t, b.String()) {
			sufficed++
		}
	}
	if sufficed < 10_000 {
		t.Errorf("only %d texts without an address", sufficed)
	}
}

// Cases that a longer random search found: an address that ends inside a word, because a part of a host has at
// most 63 letters, and spaces that only one of the parsers left.
func TestMayBeginWithAddress_RareCases(t *testing.T) {
	for _, src := range []string{
		"(a@b." + strings.Repeat("x", 63) + "http://c.de", "> [!note]    \n> b", "> [!note]\t \n> b", "> [!note] title \t\n> b",
		"a<br>\u2003 \t\nb", "a<br>\u00a0 \t\nb", "a<br>  \t\nb", "(|me@a.bc|\n|-|-|\n",
	} {
		checkDefaultParserSuffices(t, src)
	}
}

func TestMayBeginWithAddress_NeverMissesALinkOfTheCorpora(t *testing.T) {
	sufficed := 0
	sources := readAllSources(t)
	for _, src := range sources {
		if checkDefaultParserSuffices(t, string(src)) {
			sufficed++
		}
	}
	if sufficed < len(sources)/2 {
		t.Errorf("only %d of %d texts without an address", sufficed, len(sources))
	}
}
