package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/query"
)

func TestSplitLastTerm(t *testing.T) {
	for _, c := range []struct{ word, before, last string }{
		{"", "", ""},
		{"#a", "", "#a"},
		{"word #a", "word ", "#a"},
		{"word -#a", "word -", "#a"},
		{"(#a OR #b", "(#a OR ", "#b"},
		{"#whisk(e", "", "#whisk(e"},
		{`#"front e`, "", `#"front e`},
		{`x tag:"front e`, "x ", `tag:"front e`},
		{`#"front end" #b`, `#"front end" `, "#b"},
		{`#"a \" b`, "", `#"a \" b`},
		{`#"a \\" b`, `#"a \\" `, "b"},
		{`a"b c`, `a"b `, "c"},
		{"ü\u3000#ä", "ü\u3000", "#ä"},
		{"\xff #\xff", "\xff ", "#\xff"},
	} {
		if before, last := splitLastTerm(c.word); before != c.before || last != c.last {
			t.Errorf("%q is split into %q and %q, want %q and %q", c.word, before, last, c.before, c.last)
		}
	}
}

// Every tag completes to a query for exactly that tag, however the user has begun to type it.
func TestTagValues_ParseBackToTheTag(t *testing.T) {
	tags := []string{"a", "a b", `a"b`, `"a`, `a" b`, `a\`, `a\" b`, "a*", "a:b", "a)", "(a", "OR", "-a", "ü a", "a'b;c", "a#", "a\u3000b"}
	for _, tag := range tags {
		first := string([]rune(tag)[:1])
		for _, typed := range []string{"", first, `"`, `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(first)} {
			values := tagValues([]string{tag}, typed)
			if len(values) != 1 {
				t.Errorf("%q after %q completes to %q", tag, typed, values)
				continue
			}
			for _, sign := range []string{"#", "tag:"} {
				q, err := query.Parse(sign + values[0])
				if err != nil || q.Root != (query.Tag{Name: tag}) {
					t.Errorf("%q after %q completes to %s%s, which parses as %q: %v", tag, typed, sign, values[0], q, err)
				}
			}
		}
	}
	for _, tag := range []string{"#a", "", " a", "a\x1b", "a\nb", "a\u202eb", strings.Repeat("a", maxCompletionBytes+1)} {
		if values := tagValues([]string{tag}, ""); len(values) > 0 {
			t.Errorf("%q, which cannot be typed, completes to %q", tag, values)
		}
	}
}

func TestTagValues_ShareTypedPrefix(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  []string
	}{
		{"", []string{"go", "front", `"front end"`}},
		{"g", []string{"go"}},
		{"fro", []string{`"front"`, `"front end"`}},
		{"FRONT ", []string{`"front end"`}},
		{`"g`, []string{`"go"`}},
	} {
		if got := tagValues([]string{"go", "front", "front end"}, c.typed); !slices.Equal(got, c.want) {
			t.Errorf("%s completes to %q, want %q", c.typed, got, c.want)
		}
	}
}

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
