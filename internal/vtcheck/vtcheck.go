// Package vtcheck reads output as a terminal would and names what one would obey
// instead of show. It is the judge in tests of everything that quire writes, and
// therefore shares nothing with the rooms that make output safe. It also runs a program on a terminal, for the
// tests of what no other place shows. The program itself must never use it.
package vtcheck

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Text is what a terminal would obey in s, which is to hold none of its
// sequences: no control but line feeds and tabs, nothing that turns or hides text, no bytes that are no UTF-8.
func Text(s string) []string {
	var found []string
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if what := obeyed(r, n); what != "" {
			found = append(found, fmt.Sprintf("%s at %q", what, around(s, i)))
		}
		i += n
	}
	return found
}

// Styled is Text for output with styles (SGR) and links (OSC 8) that lead to the web or to mail.
func Styled(s string) []string {
	var found []string
	var plain strings.Builder
	for s != "" {
		i := strings.IndexByte(s, 0x1b)
		if i < 0 {
			break
		}
		plain.WriteString(s[:i])
		s = s[i:]
		m := sgr.FindString(s)
		if m == "" {
			if m = link.FindString(s); m != "" && !leadsOut(m) {
				found = append(found, fmt.Sprintf("a link to %q", m))
			}
		}
		if m == "" {
			found = append(found, fmt.Sprintf("a sequence at %q", around(s, 0)))
			m = s[:1]
		}
		s = s[len(m):]
	}
	plain.WriteString(s)
	return append(found, Text(plain.String())...)
}

var (
	sgr      = regexp.MustCompile(`^\x1b\[[0-9;:]*m`)
	link     = regexp.MustCompile(`^\x1b\]8;[^;\x00-\x1f\x7f-\xff]*;[\x21-\x7e]*(\x1b\\|\x07)`)
	web      = regexp.MustCompile(`(?i)^(https?://[^/]|mailto:[^?])`)
	numbers  = regexp.MustCompile(`[0-9;:]`)
	sequence = regexp.MustCompile(`\x1b(\[[0-9:;<=>?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(\x07|\x1b\\)?|[ -/]*[0-~])`)
)

// leadsOut says whether a link ends one, or leads to the web or to mail.
func leadsOut(m string) bool {
	url := strings.TrimSuffix(strings.TrimSuffix(strings.SplitN(m, ";", 3)[2], "\x1b\\"), "\x07")
	return url == "" || web.MatchString(url)
}

func obeyed(r rune, n int) string {
	switch {
	case r == utf8.RuneError && n <= 1:
		return "a byte that is no UTF-8"
	case r == '\n' || r == '\t':
		return ""
	case r < 0x20, r >= 0x7f && r < 0xa0:
		return fmt.Sprintf("the control U+%04X", r)
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x61c:
		return fmt.Sprintf("the change of direction U+%04X", r)
	case r == 0x200b, r == 0x2060, r == 0xfeff, r == 0x2028, r == 0x2029, r >= 0xe0000 && r < 0xe0fff:
		return fmt.Sprintf("the invisible U+%04X", r)
	}
	return ""
}

func around(s string, i int) string {
	return strings.ToValidUTF8(s[max(0, i-20):min(len(s), i+30)], "?")
}

// Kinds are the kinds of sequences in the stream of a whole session, without their
// numbers and texts: such as "[?h" or "]0". Two sessions that differ in harmless text alone have the same.
func Kinds(stream string) map[string]bool {
	kinds := map[string]bool{}
	for _, m := range sequence.FindAllString(stream, -1) {
		switch m[1] {
		case '[':
			kinds["["+numbers.ReplaceAllString(m[2:], "")] = true
		case ']':
			kind, _, _ := strings.Cut(m[1:], ";")
			kinds[strings.TrimRight(kind, "\x07\x1b\\")] = true
		default:
			kinds[m[1:2]] = true
		}
	}
	for _, r := range sequence.ReplaceAllString(stream, "") {
		if r < 0x20 && r != '\n' && r != '\r' && r != '\t' && r != '\b' || r >= 0x7f && r < 0xa0 {
			kinds[fmt.Sprintf("%U", r)] = true
		}
	}
	return kinds
}
