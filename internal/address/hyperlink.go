package address

import "strings"

// Maximum lengths of the address of a hyperlink, in bytes.
const (
	// MaxHyperlinkLen is the limit of VTE and iTerm2, which comes from Internet Explorer: see "Length limits" in
	// https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda. Some terminals ignore longer addresses, and the
	// reader's renderer truncates them, so that a click would lead elsewhere.
	MaxHyperlinkLen = 2083
	// maxScreenHyperlinkLen is the limit of GNU screen. It keeps 768 bytes of a sequence (MAXSTR in its screen.h) and prints
	// the rest as text; the limit leaves room for the other parts of the sequence.
	maxScreenHyperlinkLen = 700
)

// MaxHyperlinkLenFor returns the maximum length of a hyperlink's address, in bytes, in the terminal that the environment
// variables describe.
func MaxHyperlinkLenFor(env func(string) string) int {
	if env("STY") != "" || strings.HasPrefix(env("TERM"), "screen") {
		return maxScreenHyperlinkLen
	}
	return MaxHyperlinkLen
}

// EncodeHyperlink encodes an address for a terminal's OSC 8 sequence: in printable ASCII, with the host in punycode, and like
// EncodeForBrowser in the rest. It returns "" if a browser may not open the address, if the host is invalid, or if the
// result would exceed limit bytes: never a part of an address.
func EncodeHyperlink(addr string, limit int) string {
	if len(addr) > limit {
		return ""
	}
	switch schemeOf(addr) {
	case "mailto":
		addr = parseMail(addr).String()
	case "http", "https":
		before, written, after := splitHost(addr)
		host, ok := hostToASCII(written)
		if !ok || hasBackslash(before) {
			return ""
		}
		addr = before + host + after
	default:
		return ""
	}
	addr = percentEncode(addr, printableASCII)
	if len(addr) > limit {
		return ""
	}
	return addr
}
