package table

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// units holds the units that make numbers of different sizes: of amounts, bytes, time, weight and length. Other units count as 1.
var units = map[string]float64{
	"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12,
	"kB": 1e3, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "PB": 1e15,
	"KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40, "PiB": 1 << 50,
	"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600, "d": 86400,
	"day": 86400, "days": 86400, "hour": 3600, "hours": 3600, "minutes": 60, "minute": 60, "weeks": 604800, "week": 604800,
	"g": 1, "mg": 1e-3, "kg": 1e3, "mm": 1e-3, "cm": 1e-2, "m": 1, "km": 1e3,
	"million": 1e6, "billion": 1e9, "thousand": 1e3,
}

// maxNumberBytes and maxUnitBytes bound the texts that are numbers: a longer one is a sentence that begins with a number.
const (
	maxNumberBytes = 40
	maxUnitBytes   = 12
)

// ParseNumber returns the number that a cell says: 1,204 and 1 204 and 1'204, 12%, $9.50, −3, ~5, 2.5 MiB, 40 ms, 3k. A number may be
// followed by one word, its unit. A list of numbers, a version such as 1.2.3 and a date are no numbers.
func ParseNumber(cell string) (float64, bool) {
	s := strings.TrimSpace(cell)
	if len(s) > maxNumberBytes {
		return 0, false
	}
	s = strings.TrimLeft(s, "~≈<>≤≥ ")
	negative := false
	for {
		rest := strings.TrimLeft(s, "$€£¥+")
		if after, ok := cutMinus(rest); ok && !negative {
			negative, rest = true, after
		}
		if rest == s {
			break
		}
		s = rest
	}
	digits, rest := cutDigits(s)
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, false
	}
	unit := strings.TrimSpace(rest)
	if !isUnit(unit) {
		return 0, false
	}
	if factor, ok := units[unit]; ok {
		n *= factor
	}
	if negative {
		n = -n
	}
	return n, true
}

// cutMinus cuts a minus sign or hyphen off the start of s.
func cutMinus(s string) (after string, ok bool) {
	for _, sign := range []string{"-", "−", "–"} {
		if after, ok := strings.CutPrefix(s, sign); ok {
			return after, true
		}
	}
	return s, false
}

// cutDigits cuts the digits of a number off the start of s, without the separators between thousands, and with a point before the
// decimals.
func cutDigits(s string) (digits, rest string) {
	var b strings.Builder
	hasPoint := false
	i := countDigits(s)
	b.WriteString(s[:i])
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		n := countDigits(s[i+size:])
		switch {
		case n == 0:
			return b.String() + cutExponent(s, &i), s[i:]
		case !hasPoint && b.Len() > 0 && n == 3 && strings.ContainsRune(",'’_ \u00a0\u202f", r):
		case !hasPoint && (r == '.' || r == ',' && b.Len() > 0):
			hasPoint = true
			b.WriteByte('.')
		default:
			return b.String() + cutExponent(s, &i), s[i:]
		}
		i += size
		b.WriteString(s[i : i+n])
		i += n
	}
	return b.String(), ""
}

// cutExponent moves i beyond an exponent at s[i:], as in 1.5e-3, and returns it.
func cutExponent(s string, i *int) string {
	at := *i
	if at >= len(s) || s[at] != 'e' && s[at] != 'E' {
		return ""
	}
	end := at + 1
	if end < len(s) && (s[end] == '-' || s[end] == '+') {
		end++
	}
	n := countDigits(s[end:])
	if n == 0 || n > 3 {
		return ""
	}
	*i = end + n
	return s[at:*i]
}

// isUnit reports whether what follows a number can be its unit.
func isUnit(s string) bool {
	return len(s) <= maxUnitBytes && !strings.ContainsAny(s, " 0123456789.,:-/")
}
