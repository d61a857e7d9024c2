package note

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// DecodeText converts the bytes of a file to UTF-8 text with \n line ends and without a byte order mark. It decodes
// UTF-16 if a mark says so; CRLF and a lone CR become \n. Each byte that is invalid in the encoding becomes
// U+FFFD, and a single problem names the position of the first and their number. Control characters stay;
// package safe handles them. Text that needs no change is returned without a copy.
func DecodeText(raw []byte) (text []byte, problems []Problem) {
	var at, bad int
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		text, at, bad = validUTF8(raw[3:])
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		text, at, bad = decodeUTF16(raw[2:], 0, 1)
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		text, at, bad = decodeUTF16(raw[2:], 1, 0)
	default:
		text, at, bad = validUTF8(raw)
	}
	if bad > 0 {
		line, column := lineColumn(text, at)
		problems = append(problems, Problem{Line: line, Column: column, Message: badBytesMessage(bad)})
	}
	return unixLines(text), problems
}

// badBytesMessage returns the message of the problem that n bytes are invalid.
func badBytesMessage(n int) string {
	if n == 1 {
		return "1 byte is invalid in the file's encoding; shown as U+FFFD"
	}
	return fmt.Sprintf("%d bytes are invalid in the file's encoding, the first of them here; shown as U+FFFD", n)
}

// validUTF8 replaces each invalid byte by U+FFFD. bad is the number of invalid bytes, and at is the offset of
// the first replacement in text.
func validUTF8(raw []byte) (text []byte, at, bad int) {
	if utf8.Valid(raw) {
		return raw, 0, 0
	}
	text = make([]byte, 0, len(raw)+len(raw)/8+8)
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			if bad == 0 {
				at = len(text)
			}
			bad++
			text = utf8.AppendRune(text, utf8.RuneError)
		} else {
			text = append(text, raw[:n]...)
		}
		raw = raw[n:]
	}
	return text, at, bad
}

// decodeUTF16 decodes pairs of bytes whose low and high halves are at the offsets lo and hi. Half a pair, and a
// surrogate without its other half, are invalid.
func decodeUTF16(raw []byte, lo, hi int) (text []byte, at, bad int) {
	text = make([]byte, 0, len(raw))
	replaceBytes := func(bytes int) {
		if bad == 0 {
			at = len(text)
		}
		bad += bytes
		text = utf8.AppendRune(text, utf8.RuneError)
	}
	unit := func(i int) rune { return rune(raw[i+lo]) | rune(raw[i+hi])<<8 }
	i := 0
	for ; i+1 < len(raw); i += 2 {
		r := unit(i)
		if !utf16.IsSurrogate(r) {
			text = utf8.AppendRune(text, r)
			continue
		}
		if i+3 < len(raw) {
			if both := utf16.DecodeRune(r, unit(i+2)); both != utf8.RuneError {
				text = utf8.AppendRune(text, both)
				i += 2
				continue
			}
		}
		replaceBytes(2)
	}
	if i < len(raw) {
		replaceBytes(1)
	}
	return text, at, bad
}

// unixLines turns CRLF and lone CR into \n. It does not modify text.
func unixLines(text []byte) []byte {
	first := bytes.IndexByte(text, '\r')
	if first < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for first >= 0 {
		out = append(out, text[:first]...)
		out = append(out, '\n')
		text = text[first+1:]
		if len(text) > 0 && text[0] == '\n' {
			text = text[1:]
		}
		first = bytes.IndexByte(text, '\r')
	}
	return append(out, text...)
}

// lineColumn returns the line and column, both from 1, of an offset in text whose line ends may be \n, CRLF or
// a lone CR. Columns count bytes.
func lineColumn(text []byte, offset int) (line, column int) {
	line, start := 1, 0
	for i, c := range text[:offset] {
		if c == '\n' && (i == 0 || text[i-1] != '\r') || c == '\r' {
			line++
		}
		if c == '\n' || c == '\r' {
			start = i + 1
		}
	}
	return line, offset - start + 1
}
