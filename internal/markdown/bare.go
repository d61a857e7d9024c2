package markdown

import (
	"bytes"
	"net/netip"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// Bounds of a bare address in bytes: RFC 1035 allows 253 characters of a host, which take up to 12 bytes each.
const (
	maxBareHost     = 253 * 12
	maxBareUserInfo = 256
	maxIPv6Len      = 64
)

// authorityLen returns the length of the user name, host and port with which v begins, or 0. The host is a domain as in GFM
// §6.9, in letters of any script, or an IP address. Only with allowShort may it have no dot apart from that of www.
func authorityLen(v []byte, allowShort bool) int {
	user := userInfoLen(v)
	n := bareHostLen(v[user:], allowShort)
	if n == 0 && user > 0 {
		user, n = 0, bareHostLen(v, allowShort)
	}
	if n == 0 {
		return 0
	}
	n += user
	if port := n + 1; port < len(v) && v[n] == ':' && v[port] >= '0' && v[port] <= '9' {
		for n = port; n < len(v) && v[n] >= '0' && v[n] <= '9'; n++ {
		}
	}
	return n
}

// userInfoLen returns the length of "user:password@" at the beginning of v, or 0.
func userInfoLen(v []byte) int {
	n := 0
	for i, c := range v[:min(len(v), maxBareUserInfo)] {
		switch {
		case c == '@' && i > 0:
			n = i + 1
		case !util.IsAlphaNumeric(c) && bytes.IndexByte([]byte("-._%+=:!$&"), c) < 0:
			return n
		}
	}
	return n
}

// bareHostLen returns the length of the host with which v begins, or 0.
func bareHostLen(v []byte, allowShort bool) int {
	if len(v) > 0 && v[0] == '[' {
		end := bytes.IndexByte(v[:min(len(v), maxIPv6Len)], ']')
		if end < 0 {
			return 0
		}
		ip, err := netip.ParseAddr(string(v[1:end]))
		if err != nil || !ip.Is6() {
			return 0
		}
		return end + 1
	}
	n := 0
	for n < len(v) && n < maxBareHost {
		size := hostRuneLen(v[n:])
		if size == 0 || v[n] == '.' && (n == 0 || v[n-1] == '.') {
			break
		}
		n += size
	}
	host := bytes.TrimRight(v[:n], "._-")
	if len(host) == 0 || host[0] == '-' || host[0] == '_' || hasLateUnderscore(host) {
		return 0
	}
	if !allowShort && bytes.Count(host, []byte(".")) < 2 {
		return 0
	}
	return len(host)
}

// hostRuneLen returns the length of the character of a host with which v begins, or 0. A host may hold symbols, as browsers
// allow, but no punctuation outside ASCII: that ends a sentence.
func hostRuneLen(v []byte) int {
	c := v[0]
	switch {
	case util.IsAlphaNumeric(c), c == '-', c == '_', c == '.':
		return 1
	case c == '%':
		if len(v) > 2 && util.IsHexDecimal(v[1]) && util.IsHexDecimal(v[2]) {
			return 3
		}
		return 0
	case c < utf8.RuneSelf:
		return 0
	}
	r, n := utf8.DecodeRune(v)
	if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.So) || r == '\u200c' || r == '\u200d' {
		return n
	}
	return 0
}

// hasLateUnderscore reports whether one of the last two labels of a host holds an underscore, as no domain does.
func hasLateUnderscore(host []byte) bool {
	i := bytes.LastIndexByte(host, '.')
	return bytes.IndexByte(host[bytes.LastIndexByte(host[:max(i, 0)], '.')+1:], '_') >= 0
}

// bareMailLen returns the length of the mail address with which v begins, or 0. Its host has a dot.
func bareMailLen(v []byte) int {
	n := util.FindEmailIndex(v)
	if n < 0 {
		return 0
	}
	if v[n-1] == '.' {
		n--
	}
	if at := bytes.IndexByte(v[:n], '@'); at < 0 || bytes.IndexByte(v[at:n], '.') < 0 {
		return 0
	}
	if n < len(v) && (v[n] == '-' || v[n] == '_') {
		return 0
	}
	return n
}

// addressEnd returns where the bare address ends that begins v, at or after n, where its host ends. offset is that of v in
// the source. As in GFM §6.9 an address goes on to the next space or <, and the punctuation at its end is no part of it.
func addressEnd(v []byte, n int, pc parser.Context, offset int) int {
	if n == len(v) || bytes.IndexByte([]byte("/?#"), v[n]) < 0 {
		return n
	}
	scan, _ := pc.Get(scanResultKey).(*scanResult)
	var open bracketCounts
	i := n
	for i < len(v) {
		c := v[i]
		if c == '{' && scan != nil {
			if p, ok := scan.pieceAt(offset + i); ok {
				if p.kind == pieceHidden || p.stop-offset > len(v) {
					break
				}
				i = p.stop - offset // {{ x }} is a part of the address
				continue
			}
		}
		if c < utf8.RuneSelf {
			if c <= ' ' || c == '<' || c == 0x7f {
				break
			}
			open.add(rune(c), 1)
			i++
			continue
		}
		r, size := utf8.DecodeRune(v[i:])
		// A closing bracket of Chinese or Japanese ends the address if it was open before: no space follows there.
		if unicode.IsSpace(r) || open.isUnmatched(r) {
			break
		}
		open.add(r, 1)
		i += size
	}
	return max(n, trimAddress(v[:i], open, pc))
}

// addressBrackets are the pairs of brackets that may be a part of an address when they are balanced.
const addressBrackets = "()[]{}（）「」『』【】《》〈〉〔〕［］｛｝"

// bracketCounts counts the open brackets of an address, by their pair in addressBrackets.
type bracketCounts [12]int

// bracketIndex returns the index of the pair of r, and 1 for an opening and -1 for a closing bracket, else 0.
func bracketIndex(r rune) (pair, direction int) {
	i := 0
	for _, b := range addressBrackets {
		if b == r {
			return i / 2, 1 - i%2*2
		}
		i++
	}
	return 0, 0
}

// add counts a character when it is added to the address, and discounts it when sign is -1.
func (b *bracketCounts) add(r rune, sign int) {
	if r < utf8.RuneSelf && (util.IsAlphaNumeric(byte(r)) || r == '/' || r == '-') {
		return
	}
	pair, direction := bracketIndex(r)
	b[pair] += direction * sign
}

// isUnmatched reports whether r closes a bracket that is not open.
func (b *bracketCounts) isUnmatched(r rune) bool {
	pair, direction := bracketIndex(r)
	return direction < 0 && b[pair] <= 0
}

// trimAddress returns the length of an address without the punctuation at its end. open counts its brackets.
func trimAddress(v []byte, open bracketCounts, pc parser.Context) int {
	inMark := false
	if bytes.Contains(v, []byte("==")) {
		inMark = isInMark(pc)
	}
	for len(v) > 0 {
		r, size := utf8.DecodeLastRune(v)
		pair, direction := bracketIndex(r)
		switch {
		case r == ';':
			size = max(size, entityLen(v))
		case r == '=':
			if !inMark || !bytes.HasSuffix(v, []byte("==")) {
				return len(v)
			}
			size, inMark = 2, false
		case direction < 0:
			if open[pair] >= 0 {
				return len(v)
			}
		case r < utf8.RuneSelf:
			if bytes.IndexByte([]byte("?!.,:*_~'\"`\\>"), byte(r)) < 0 {
				return len(v)
			}
		case !unicode.In(r, unicode.P, unicode.Cf):
			return len(v)
		}
		open.add(r, -1)
		v = v[:len(v)-size]
	}
	return 0
}

// entityLen returns the length of the entity reference with which v ends, such as &amp; or &#38;, or 0.
func entityLen(v []byte) int {
	i := len(v) - 2
	for i >= 0 && util.IsAlphaNumeric(v[i]) {
		i--
	}
	if i >= 0 && v[i] == '#' {
		i--
	}
	if i < 0 || v[i] != '&' || i == len(v)-2 {
		return 0
	}
	return len(v) - i
}

// maxMarkDelimiters bounds how many delimiters are searched for the == that begins a mark.
const maxMarkDelimiters = 100

// isInMark reports whether the text so far has an == that may begin a mark, and none that ends it. Otherwise the == at the
// end of an address belongs to it, as that of Base64 does.
func isInMark(pc parser.Context) bool {
	count := 0
	d := pc.LastDelimiter()
	for range maxMarkDelimiters {
		if d == nil {
			break
		}
		if d.Char == '=' {
			count++
		}
		d = d.PreviousDelimiter
	}
	return count%2 == 1
}
