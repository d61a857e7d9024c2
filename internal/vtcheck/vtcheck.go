// Package vtcheck checks in tests that output contains nothing that a terminal would obey instead of show. It
// checks everything that quire writes, and therefore shares no code with the packages that make output safe. It
// also runs programs on a pseudo-terminal, for tests that need a real one. The program itself must never use
// it.
package vtcheck

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// CheckText returns a description of everything in s that a terminal would obey. s must not hold escape sequences,
// controls other than line feeds and tabs, characters that change the direction of text or hide it, or bytes
// that are not UTF-8.
func CheckText(s string) []string {
	var found []string
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if what := terminalEffect(r, n); what != "" {
			found = append(found, fmt.Sprintf("%s at %q", what, excerpt(s, i)))
		}
		i += n
	}
	return found
}

// CheckStyledText checks s like CheckText, but allows styles (SGR) and links (OSC 8) that lead to the web or to mail.
func CheckStyledText(s string) []string {
	var found []string
	var plain strings.Builder
	for s != "" {
		i := strings.IndexByte(s, 0x1b)
		if i < 0 {
			break
		}
		plain.WriteString(s[:i])
		s = s[i:]
		m := sgrSequence.FindString(s)
		if m == "" {
			if m = linkSequence.FindString(s); m != "" && !isAllowedLink(m) {
				found = append(found, fmt.Sprintf("a link to %q", m))
			}
		}
		if m == "" {
			found = append(found, fmt.Sprintf("a sequence at %q", excerpt(s, 0)))
			m = s[:1]
		}
		s = s[len(m):]
	}
	plain.WriteString(s)
	return append(found, CheckText(plain.String())...)
}

var (
	sgrSequence    = regexp.MustCompile(`^\x1b\[[0-9;:]*m`)
	linkSequence   = regexp.MustCompile(`^\x1b\]8;[^;\x00-\x1f\x7f-\xff]*;[\x21-\x7e]*(\x1b\\|\x07)`)
	allowedURL     = regexp.MustCompile(`(?i)^(https?://[^/]|mailto:[^?])`)
	parameterByte  = regexp.MustCompile(`[0-9;:]`)
	escapeSequence = regexp.MustCompile(`\x1b(\[[0-9:;<=>?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(\x07|\x1b\\)?|[ -/]*[0-~])`)
)

// isAllowedLink reports whether an OSC 8 sequence ends a link, or leads to the web or to mail.
func isAllowedLink(m string) bool {
	url := strings.TrimSuffix(strings.TrimSuffix(strings.SplitN(m, ";", 3)[2], "\x1b\\"), "\x07")
	return url == "" || allowedURL.MatchString(url)
}

// terminalEffect describes what a terminal would obey in the rune r of n bytes, or returns "".
func terminalEffect(r rune, n int) string {
	switch {
	case r == utf8.RuneError && n <= 1:
		return "a byte that is not UTF-8"
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

// excerpt returns the text around offset i of s.
func excerpt(s string, i int) string {
	return strings.ToValidUTF8(s[max(0, i-20):min(len(s), i+30)], "?")
}

// SequenceKinds returns the kinds of sequences in the output of a whole session, without their numbers and texts, such
// as "[?h" or "]0". Two sessions that differ only in harmless text have the same kinds.
func SequenceKinds(stream string) map[string]bool {
	kinds := map[string]bool{}
	for _, m := range escapeSequence.FindAllString(stream, -1) {
		switch m[1] {
		case '[':
			kinds["["+parameterByte.ReplaceAllString(m[2:], "")] = true
		case ']':
			kind, _, _ := strings.Cut(m[1:], ";")
			kinds[strings.TrimRight(kind, "\x07\x1b\\")] = true
		default:
			kinds[m[1:2]] = true
		}
	}
	for _, r := range escapeSequence.ReplaceAllString(stream, "") {
		if r < 0x20 && r != '\n' && r != '\r' && r != '\t' && r != '\b' || r >= 0x7f && r < 0xa0 {
			kinds[fmt.Sprintf("%U", r)] = true
		}
	}
	return kinds
}
