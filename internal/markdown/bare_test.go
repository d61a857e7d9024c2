package markdown

import (
	"strings"
	"testing"
)

func TestLinks_BareAddresses(t *testing.T) {
	for src, want := range map[string]string{
		// Letters of every script, in path and host.
		"to https://a.example/Größe/été?q=ñ#日本 on":   "https://a.example/Größe/été?q=ñ#日本",
		"https://bücher.example und www.bücher.de/ü": "https://bücher.example http://www.bücher.de/ü",
		"at http://пример.испытание:8080/путь":       "http://пример.испытание:8080/путь",
		"https://b%C3%BCcher.example/":               "https://b%C3%BCcher.example/",
		"see\u00a0https://a.example/x\u00a0now":      "https://a.example/x",
		"全角　https://a.example/x　空白":                  "https://a.example/x",
		// Hosts.
		"http://localhost http://build:3000/x":         "http://localhost http://build:3000/x",
		"http://10.1.2.3:80/ http://[fe80::1]:8080/a":  "http://10.1.2.3:80/ http://[fe80::1]:8080/a",
		"http://[fe80::1 http://[x]/ http://[1.2.3.4]": "",
		"http:// http:/// http://. https://- http:/a":  "",
		"http://a_b.example http://a_b.c.example":      "http://a_b.c.example",
		"https://a.example:port https://a..b":          "https://a.example https://a",
		"https://u:p@a.example/x https://b.c@":         "https://u:p@a.example/x https://b.c",
		"www. www.a www.a.b":                           "http://www.a.b",
		// Schemes.
		"HTTPS://A.example Http://b.example FTP://c.example": "HTTPS://A.example Http://b.example FTP://c.example",
		"git+https://a.example xhttp://b.example":            "",
		"mailto:me@a.example, xmpp:me@b.example":             "mailto:me@a.example xmpp:me@b.example",
		"gopher://a.example javascript://a.example":          "",
		`http\://a.example`:                                  "",
		// What stands before.
		`"https://a.example/x" (https://b.example) ：https://c.example`: "https://a.example/x https://b.example https://c.example",
		"<https://a.example b>":                            "",
		"|https://a.example/x|b|\n|-|-|\n|https://c.d/e|f": "https://a.example/x https://c.d/e",
		// What is trimmed at the end.
		"https://a.example/x?! https://a.example/y.,: https://a.example/z'\";": "https://a.example/x https://a.example/y https://a.example/z",
		"*https://a.example/x* __https://b.example__ ~~https://c.example/y~~":  "https://a.example/x https://b.example https://c.example/y",
		"https://a.example/x\\\nb": "https://a.example/x",
		"https://a.example/x&copy; https://a.example/y&#38; https://a.example/?a&b":         "https://a.example/x https://a.example/y https://a.example/?a&b",
		"(https://a.example/b_(c)) https://a.example/b) https://a.example/(b":               "https://a.example/b_(c) https://a.example/b https://a.example/(b",
		"„https://a.example/b“ ‘https://a.example/c’ «https://a.example/d» ‹https://a.b/e›": "https://a.example/b https://a.example/c https://a.example/d https://a.b/e",
		"https://a.example/x。 https://a.example/y、 https://a.example/z，":                    "https://a.example/x https://a.example/y https://a.example/z",
		"（https://a.example/x） 『https://a.example/y』を読む【https://a.example/z】":               "https://a.example/x https://a.example/y https://a.example/z",
		"https://a.example/東（京）。":                                                           "https://a.example/東（京）",
		"https://a.example/x<br>y":                                                          "https://a.example/x",
		// Marks.
		"==https://a.example/x== and ==read https://a.example/y==.": "https://a.example/x https://a.example/y",
		"https://a.example/?t=x== ==m== https://a.example/?u=y==":   "https://a.example/?t=x== https://a.example/?u=y==",
		// Templates.
		"https://a.example/{{ x }}/b https://c.example/d{:.e} https://f.example{% if g %}h": "https://a.example/{{ x }}/b https://c.example/d https://f.example",
		// Neither in code nor in the text of a link.
		"`https://a.example` [a https://b.example c](d) ![https://e.example](f)\n\n    https://g.example": "d f",
		`<a href="https://a.example">https://b.example</a>`:                                               "https://a.example",
	} {
		var got []string
		d := Parse([]byte(src))
		for _, l := range d.Links() {
			got = append(got, l.Dest)
			if l.Form == Bare && !strings.HasPrefix(src[l.Offset:], l.Text) {
				t.Errorf("%q: the offset of %q is %d", src, l.Text, l.Offset)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q has the links %q, want %q", src, got, want)
		}
	}
}

// The text around a bare address stays as it is.
func TestParse_BareAddressKeepsText(t *testing.T) {
	for _, src := range []string{"a https://b.example/c d", "https://a.example", "see:https://a.example/x. End", "_https://a.example/x_.", "(www.a.example)", "1. https://a.example/x\n   b"} {
		want := strings.Join(strings.Fields(strings.NewReplacer("_", "", "1. ", "").Replace(src)), " ")
		if got := strings.Join(strings.Fields(Parse([]byte(src)).PlainText()), " "); got != want {
			t.Errorf("%q has the text %q, want %q", src, got, want)
		}
	}
}
