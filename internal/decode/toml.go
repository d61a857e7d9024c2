// Package decode decodes TOML and YAML from strangers in bounded time and memory: the libraries for both let a short text take
// seconds or all memory.
//
// It must never touch a disk.
package decode

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
)

// MaxTOML bounds a text in bytes, and maxNesting the depth of its tables, lists and dotted keys. The TOML
// library's memory grows with the square of the depth: a nested file of 1 MB could exhaust all memory.
const (
	MaxTOML    = 256 << 10
	maxNesting = 16
)

var (
	errTooLong = fmt.Errorf("longer than %d KB", MaxTOML>>10)
	errTooDeep = errors.New("nested too deeply")
)

// TOML decodes untrusted TOML in bounded time and memory. Text of more than MaxTOML bytes or deeper than maxNesting
// is an error.
func TOML(text []byte) (map[string]any, toml.MetaData, error) {
	var values map[string]any
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	if len(text) > MaxTOML {
		return nil, toml.MetaData{}, errTooLong
	}
	if isTooDeep(string(text)) {
		return nil, toml.MetaData{}, errTooDeep
	}
	meta, err := toml.Decode(string(text), &values)
	return values, meta, err
}

// isTooDeep reports whether a TOML text nests deeper than maxNesting. It scans brackets and dots outside strings and
// comments and does not check the syntax otherwise.
func isTooDeep(text string) bool {
	depth, dots := 0, 0
	for text != "" {
		c := text[0]
		switch c {
		case '"', '\'':
			text = skipString(text)
			continue
		case '#':
			_, text, _ = strings.Cut(text, "\n")
			dots = 0
			continue
		case '[', '{':
			depth++
			dots = 0
		case ']', '}':
			depth = max(0, depth-1)
			dots = 0
		case '.':
			dots++
		case '\n', ',', '=':
			dots = 0
		}
		if depth > maxNesting || dots > maxNesting {
			return true
		}
		text = text[1:]
	}
	return false
}

// skipString returns the text after the TOML string that text starts with. A string of one line that is not closed ends
// at the end of its line.
func skipString(text string) string {
	quote := text[:1]
	if strings.HasPrefix(text, strings.Repeat(quote, 3)) {
		quote = strings.Repeat(quote, 3)
	}
	text = text[len(quote):]
	for text != "" {
		switch {
		case strings.HasPrefix(text, quote):
			return text[len(quote):]
		case text[0] == '\n' && len(quote) == 1: // not closed
			return text
		case text[0] == '\\' && quote[0] == '"' && len(text) > 1:
			text = text[2:]
		default:
			text = text[1:]
		}
	}
	return ""
}
