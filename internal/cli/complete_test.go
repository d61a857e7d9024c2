package cli

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// The test runs no PowerShell. It applies the patterns of the script and reads the result by PowerShell's rules for words.
func TestPowerShellScript_QuotesEveryCompletion(t *testing.T) {
	if strings.Contains(powershellCompletion, "Invoke-Expression") || strings.Contains(powershellCompletion, "iex ") {
		t.Error("the script evaluates text")
	}
	if n := strings.Count(powershellCompletion, "CompletionResult]::new((__quire_quote $name) + $space, $name,"); n != 1 || strings.Count(powershellCompletion, "CompletionResult") != 1 {
		t.Error("the script inserts text without quoting it")
	}
	bare, single := powershellPattern(t, `\$Text -cmatch '(\\A\(--.*?\\z)'`), powershellPattern(t, `-replace "\((\[.*?\])\)"`)
	controls, inert := powershellPattern(t, `\$Text -cmatch '(\[\\p\{C\}.*?\])'`), powershellPattern(t, `\$Text -cnotmatch '(\\A.*?\\z)'`)
	for _, text := range []string{
		"a", "a b", "#a", `#"a b"`, "a;b", "a'b", "a''b", "a‘b", "a’;b;‚c‛", "$(x)", "`x`", "@x", "--sort", "--x;y", "-x", "a|b", "a&b", "(x)", "{x}", "a,b", "~",
		"–x", "a\u00a0b", "%x", "a\"b", "“x”", "", "--%", "a\x00b", "1..3", "ü", "a=b", "<x", "2>x", "*",
	} {
		quoted := text
		if !bare.MatchString(text) {
			quoted = "'" + single.ReplaceAllString(text, "$0$0") + "'"
		}
		if got, ok := powershellWord(quoted); !ok || got != text {
			t.Errorf("%q is inserted as %s, which PowerShell reads as %q, %v", text, quoted, got, ok)
		}
		if inert.MatchString(text) && strings.ContainsAny(text, "'\"`$;|&(){}<>‘’‚‛“”„\x00") {
			t.Errorf("%q is inserted in a quote that is open", text)
		}
	}
	for _, text := range []string{"a\nb", "a\x1bb", "a\u202eb", "a\u2028b"} {
		if !controls.MatchString(text) {
			t.Errorf("%q is inserted", text)
		}
	}
}

// powershellPattern extracts a pattern from the script and translates it to Go's syntax.
func powershellPattern(t *testing.T, around string) *regexp.Regexp {
	t.Helper()
	m := regexp.MustCompile(around).FindStringSubmatch(powershellCompletion)
	if m == nil {
		t.Fatalf("the script has nothing like %s", around)
	}
	return regexp.MustCompile(regexp.MustCompile(`\\u([0-9a-f]{4})`).ReplaceAllString(m[1], `\x{$1}`))
}

// powershellWord parses text as one word of a command: letters, digits and a few signs, or a string in single quotes.
// PowerShell accepts five characters as single quotes (about_Quoting_Rules, and IsSingleQuote in its source).
func powershellWord(text string) (word string, ok bool) {
	runes := []rune(text)
	if regexp.MustCompile(`\A-{0,2}[A-Za-z0-9_./:=-]+\z`).MatchString(text) && text != "--%" {
		return text, true
	}
	isQuote := func(i int) bool { return i < len(runes) && strings.ContainsRune("'‘’‚‛", runes[i]) }
	if !isQuote(0) {
		return fmt.Sprintf("not a string: %s", text), false
	}
	for i := 1; i < len(runes); i++ {
		if isQuote(i) {
			if !isQuote(i + 1) {
				return word, i == len(runes)-1
			}
			i++
		}
		word += string(runes[i])
	}
	return word, false
}
