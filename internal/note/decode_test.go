package note

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
)

func utf16Bytes(s string, big bool) []byte {
	units := append([]uint16{0xFEFF}, utf16.Encode([]rune(s))...)
	var b []byte
	for _, u := range units {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestDecode_UTF8UTF16AndLineEnds(t *testing.T) {
	tests := []struct {
		name, raw, want string
		line, column    int    // of the problem; 0 for none
		message         string // part of it
	}{
		{name: "empty"},
		{name: "plain", raw: "café\nx", want: "café\nx"},
		{name: "mark", raw: "\xEF\xBB\xBFa", want: "a"},
		{name: "mark alone", raw: "\xEF\xBB\xBF"},
		{name: "CRLF", raw: "a\r\nb\r\n", want: "a\nb\n"},
		{name: "CR", raw: "a\rb\r\rc\r", want: "a\nb\n\nc\n"},
		{name: "mixed", raw: "a\r\r\nb\n\rc", want: "a\n\nb\n\nc"},
		{name: "UTF-16 LE", raw: string(utf16Bytes("é𝄞\r\nx", false)), want: "é𝄞\nx"},
		{name: "UTF-16 BE", raw: string(utf16Bytes("é𝄞\r\nx", true)), want: "é𝄞\nx"},
		{name: "UTF-16, half a unit", raw: "\xFF\xFEa\x00b", want: "a\uFFFD", line: 1, column: 2, message: "1 byte "},
		{name: "UTF-16, half a pair", raw: "\xFE\xFF\x00\n\xD8\x00\x00a", want: "\n\uFFFDa", line: 2, column: 1, message: "2 bytes"},
		{name: "bad bytes", raw: "ok\r\nxé\xFF y \xC3(", want: "ok\nxé\uFFFD y \uFFFD(", line: 2, column: 4, message: "2 bytes"},
		{name: "bad after CR", raw: "a\rb\r\n\x80", want: "a\nb\n\uFFFD", line: 3, column: 1, message: "1 byte "},
		{name: "C1 is text here", raw: "a\u0085\x00\x1b", want: "a\u0085\x00\x1b"},
		{name: "U+FFFD in the file is no problem", raw: "\uFFFD", want: "\uFFFD"},
	}
	for _, test := range tests {
		text, problems := DecodeText([]byte(test.raw))
		if string(text) != test.want {
			t.Errorf("%s: %q, want %q", test.name, text, test.want)
		}
		if test.line == 0 {
			if problems != nil {
				t.Errorf("%s: unexpected %v", test.name, problems)
			}
			continue
		}
		if len(problems) != 1 {
			t.Errorf("%s: problems %v, want one", test.name, problems)
			continue
		}
		p := problems[0]
		if p.Line != test.line || p.Column != test.column || !strings.Contains(p.Message, test.message) {
			t.Errorf("%s: %v, want %d:%d %s", test.name, p, test.line, test.column, test.message)
		}
	}
}

func TestDecode_DoesNotModifyItsInput(t *testing.T) {
	raw := []byte("a\r\n\xFFb")
	before := string(raw)
	DecodeText(raw)
	if string(raw) != before {
		t.Errorf("the input became %q", raw)
	}
}

func TestFold_CaseSpaceAndComposition(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"aws", "aws"},
		{"AWS", "aws"},
		{"  Front \t End ", "front end"},
		{"Front\nEnd", "front end"},
		{"a\u00a0b", "a b"},
		{"Cafe\u0301", "caf\u00e9"},
		{"STRASSE", "strasse"},
		{"Straße", "strasse"},
		{"ΣΊΣΥΦΟΣ", "σίσυφοσ"},
		{"日本 語", "日本 語"},
		{"c++", "c++"},
		{"whisk(e)y", "whisk(e)y"},
	}
	for _, test := range tests {
		if got := FoldName(test.in); got != test.want {
			t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

// Every character of Unicode by itself: folding it again changes nothing, and it folds like its capital.
func TestFold_IsIdempotentForEveryLetter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		once := FoldName(string(r))
		if twice := FoldName(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", r, once, twice)
		}
		if upper := unicode.ToUpper(r); unicode.ToLower(upper) == r && FoldName(string(upper)) != once {
			t.Errorf("Fold(%q) = %q, of its capital %q", r, once, FoldName(string(upper)))
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"a  b", "É", "İ", "ǰ", "ŉ\u0345", "\u1E9E ß", "\xff", "Ꮾ", "ꮾ", "ᏸ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := FoldName(s)
		if twice := FoldName(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, twice)
		}
	})
}
