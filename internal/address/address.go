// Package address encodes the addresses of links so that they are safe to pass to a terminal, a browser or the
// clipboard, and explains what the user should know before opening them.
//
//	address of a link ──▶ EncodeHyperlink     ──▶ OSC 8, or nothing if the terminal would truncate it
//	                  ──▶ EncodeForBrowser    ──▶ the confirmation, then the browser
//	                  ──▶ EncodeForClipboard  ──▶ the clipboard, and the notice that it was copied
//	                  ──▶ Explain             ──▶ host in punycode, user name, the fields of a mailto:
//
// It must never open anything, and knows neither notes nor terminals. Every function takes time linear in its argument.
package address

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/safe"
)

// Encode percent-encodes the characters of an address that RFC 3986 §2 does not allow in a URI, and those that a terminal
// would interpret or not display: control characters, spaces, quotes, angle brackets, backslashes, braces, bars, bidi and
// invisible characters, and invalid UTF-8. It keeps letters of every script.
func Encode(addr string) string { return percentEncode(addr, uriChars) }

// charset is a set of characters that percentEncode keeps.
type charset struct {
	ascii    [utf8.RuneSelf]bool
	nonASCII func(rune) bool // whether the set contains a character beyond ASCII; nil if it contains none
}

// asciiExcept returns the set of the printable ASCII characters but for the space and the excluded ones, and of the
// characters beyond ASCII that nonASCII accepts.
func asciiExcept(excluded string, nonASCII func(rune) bool) *charset {
	c := &charset{nonASCII: nonASCII}
	for i := '!'; i < 0x7f; i++ {
		c.ascii[i] = !strings.ContainsRune(excluded, i)
	}
	return c
}

// alphanumericsAnd returns the set of the ASCII letters and digits and the included characters.
func alphanumericsAnd(included string) *charset {
	c := &charset{}
	for i := '!'; i < 0x7f; i++ {
		c.ascii[i] = unicode.IsLetter(i) || unicode.IsDigit(i) || strings.ContainsRune(included, i)
	}
	return c
}

var (
	printableASCII = asciiExcept("", nil)
	uriChars       = asciiExcept("\"<>\\`{|}", isVisible)
	shellSafeQuery = asciiExcept("$'()!", allowAll) // for what Encode has already encoded
	shellSafe      = asciiExcept("$'()!&;", allowAll)
	mailValueChars = alphanumericsAnd("-._~@/:")
	mailboxChars   = alphanumericsAnd("-._~@/:+,")
)

func allowAll(rune) bool { return true }

// isVisible reports whether a character beyond ASCII is visible and safe to print.
func isVisible(r rune) bool {
	switch {
	case r <= 0xa0, r == 0x1680, r >= 0x2000 && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x3000: // spaces
		return false
	}
	return safe.IsSafeRune(r)
}

func (c *charset) contains(r rune) bool {
	if r < utf8.RuneSelf {
		return c.ascii[r]
	}
	return c.nonASCII != nil && c.nonASCII(r)
}

// percentEncode percent-encodes the characters of s that are not in keep, and the bytes of invalid UTF-8.
func percentEncode(s string, keep *charset) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	done := 0 // s[done:i] needs no encoding
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf && keep.ascii[c] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if keep.contains(r) && (r != utf8.RuneError || n > 1) {
			i += n
			continue
		}
		if b.Len() == 0 {
			b.Grow(len(s) + len(s)/4)
		}
		b.WriteString(s[done:i])
		for ; n > 0; n-- {
			b.WriteByte('%')
			b.WriteByte(digits[s[i]>>4])
			b.WriteByte(digits[s[i]&15])
			i++
		}
		done = i
	}
	if done == 0 {
		return s
	}
	b.WriteString(s[done:])
	return b.String()
}

// PercentDecode decodes percent-encoding once. It keeps a % without two hexadecimal digits, as in "100% sure.md".
func PercentDecode(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if hi, lo := hexValue(s[i+1]), hexValue(s[i+2]); hi >= 0 && lo >= 0 {
				b.WriteByte(byte(hi<<4 | lo))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// hexValue returns the value of a hexadecimal digit, or -1.
func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// EncodeForClipboard encodes an address so that pasting it into a shell's command line runs nothing. In addition to the
// characters of Encode it percent-encodes $ ' ( ) and ! everywhere, and & and ; outside of the query. In a query these
// two separate fields, and encoding them would change the address: use safe.ShellWord to quote it for a shell. Of a
// mailto: address it keeps only the fields that EncodeForBrowser keeps. safe.Text does not change the result.
func EncodeForClipboard(addr string) string {
	if isMail(addr) {
		return parseMail(addr).String()
	}
	addr = Encode(addr)
	rest, fragment, hasFragment := strings.Cut(addr, "#")
	rest, query, hasQuery := strings.Cut(rest, "?")
	out := percentEncode(rest, shellSafe)
	if hasQuery {
		out += "?" + percentEncode(query, shellSafeQuery)
	}
	if hasFragment {
		out += "#" + percentEncode(fragment, shellSafe)
	}
	return out
}

// MaxBrowserLen is the length, in bytes, of the longest address that is passed to a browser. RFC 9110 §4.1 recommends support
// for at least 8,000 octets, and few servers take more. The limit is twice that, so that the whole address can be shown, at
// once, before it is opened.
const MaxBrowserLen = 16 << 10

// EncodeForBrowser encodes an http, https or mailto address to pass it to a browser, so that it leads where Explain says: the
// host in ASCII, only the permitted fields of a mailto: (see RFC 6068), and the rest encoded by Encode.
// Another scheme, an invalid host or a length of more than MaxBrowserLen is an error.
func EncodeForBrowser(addr string) (string, error) {
	encoded, err := encodeForBrowser(addr)
	if err == nil && len(encoded) > MaxBrowserLen {
		return "", errTooLong
	}
	return encoded, err
}

var errTooLong = errors.New("the address is too long for a browser")

func encodeForBrowser(addr string) (string, error) {
	if len(addr) > MaxBrowserLen {
		return "", errTooLong
	}
	scheme := schemeOf(addr)
	switch {
	case !CanOpenInBrowser(addr):
		return "", errors.New("only http, https and mailto links open in a browser")
	case scheme == "mailto":
		return parseMail(addr).String(), nil
	}
	before, written, after := splitHost(addr)
	host, ok := hostToASCII(written)
	if !ok || hasBackslash(before) {
		return "", errors.New("the address has an invalid host name")
	}
	return Encode(before) + host + Encode(after), nil
}

// CanOpenInBrowser reports whether an address may be passed to a browser: it is http, https or mailto and contains no control
// characters.
func CanOpenInBrowser(addr string) bool {
	if strings.ContainsFunc(addr, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return false
	}
	switch schemeOf(addr) {
	case "http", "https", "mailto":
		return true
	}
	return false
}

// schemeOf returns the scheme in lower case if it is no longer than mailto, else "".
func schemeOf(addr string) string {
	const maxLen = len("https") + 1
	scheme, _, ok := strings.Cut(addr[:min(len(addr), maxLen+1)], ":")
	if !ok {
		return ""
	}
	return strings.ToLower(scheme)
}

func isMail(addr string) bool { return schemeOf(addr) == "mailto" }
