package note

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"github.com/adrg/frontmatter"
)

// maxHeaderBytes bounds a header, including its fences, in bytes. Nobody writes longer front matter.
const maxHeaderBytes = 64 << 10

// syntax is the language of a header.
type syntax uint8

const (
	yamlSyntax syntax = iota
	tomlSyntax
	jsonSyntax
	propertySyntax // of Logseq: see readProperties
)

func (s syntax) String() string { return [...]string{"YAML", "TOML", "JSON", "properties"}[s] }

// headerRegion says where a header is in a text.
type headerRegion struct {
	syntax      syntax
	open, close string // the fences; empty for a JSON object, which needs none
	begin       int    // offset of the opening fence, after blank lines
	start, end  int    // offsets of the data between the fences
	body        int    // offset of the body, after the closing fence
	unclosed    bool   // the header has no end; the data goes on to the end of the text
	line        int    // line of the file on which the data starts
}

// header is a parsed header.
type header struct {
	headerRegion
	fields   []entry
	problems []Problem
}

// fences are the lines that open a header, each with the lines that close it. The long fences are those of
// adrg/frontmatter.
var fences = []struct {
	open   string
	closes []string
	syntax syntax
}{
	{"---", []string{"---", "..."}, yamlSyntax},
	{"---yaml", []string{"---"}, yamlSyntax},
	{"+++", []string{"+++"}, tomlSyntax},
	{"---toml", []string{"---"}, tomlSyntax},
	{";;;", []string{";;;"}, jsonSyntax},
	{"---json", []string{"---"}, jsonSyntax},
}

// readHeader parses the front matter that a text starts with. h is nil when there is no front matter, and when
// it is invalid: then the whole text is the body, problems says why, broken is the region of the invalid header
// (if it has no end, of the lines from which something was saved), and salvaged holds the fields that could be read.
func readHeader(text []byte) (h *header, broken headerRegion, salvaged []entry, problems []Problem) {
	r, ok, err := findHeader(text)
	if err != nil {
		salvaged, r.body = r.salvageUnclosed(text)
		return nil, r, salvaged, []Problem{{Line: max(r.line-1, 1), Column: 1, Message: err.Error()}}
	}
	if !ok {
		return nil, headerRegion{}, nil, nil
	}
	h = &header{headerRegion: r}
	if err := h.decodeFields(text); err != nil {
		if errors.Is(err, errNoFields) && (r.begin > 0 || beginsWithThematicBreak(text)) {
			return nil, headerRegion{}, nil, nil
		}
		var at *positionedError
		if !errors.As(err, &at) {
			at = &positionedError{line: 1, column: 1, err: err}
		}
		message := fmt.Sprintf("front matter is not valid %v: %v", r.syntax, at.err)
		problems = []Problem{{Line: at.line + r.line - 1, Column: at.column, Message: message}}
		switch {
		case r.unclosed:
			salvaged, r.body = r.salvageUnclosed(text)
		case !errors.Is(err, errNoFields):
			salvaged = salvageFields(string(text[r.start:r.end]), r.syntax, r.line)
		}
		return nil, r, salvaged, problems
	}
	return h, headerRegion{}, nil, nil
}

// skipBlankLines returns the offset of the first line of a text that is not blank, and the number of lines before it.
func skipBlankLines(text []byte) (offset, lines int) {
	for rest := text; len(rest) > 0 && len(text)-len(rest) < maxHeaderBytes; lines++ {
		line, after := cutLine(rest)
		if len(trimTrailingSpace(line)) > 0 {
			return len(text) - len(rest), lines
		}
		rest = after
	}
	return 0, 0
}

// beginsWithThematicBreak reports whether a text begins with a thematic break instead of a header: --- and a
// blank line. Pandoc distinguishes them by the same rule.
func beginsWithThematicBreak(text []byte) bool {
	line, rest := cutLine(text)
	next, _ := cutLine(rest)
	return string(trimTrailingSpace(line)) == "---" && len(trimTrailingSpace(next)) == 0
}

// findHeader finds the fences of a header. The error is a message for the user: the header has a beginning and
// no end. Blank lines may stand before a header, as in Hugo and Zola; there --- without an end is a thematic break.
func findHeader(text []byte) (r headerRegion, ok bool, err error) {
	skipped, lines := skipBlankLines(text)
	r, ok, err = findHeaderAtStart(text[skipped:])
	if skipped > 0 && r.syntax == yamlSyntax && (err != nil || ok && beginsWithThematicBreak(text[skipped:])) {
		return headerRegion{}, false, nil
	}
	r.begin += skipped
	r.start += skipped
	r.end += skipped
	r.body += skipped
	r.line += lines
	return r, ok, err
}

// salvageUnclosed returns the fields that can be saved of a header without an end, and the offset after its lines.
func (r headerRegion) salvageUnclosed(text []byte) (fields []entry, end int) {
	end = r.start + unclosedHeaderLen(text[r.start:])
	if fields = salvageFields(string(text[r.start:end]), r.syntax, r.line); len(fields) == 0 {
		return nil, 0
	}
	return fields, end
}

// findHeaderAtStart finds the fences of a header that a text starts with. With an error, r says where it begins.
func findHeaderAtStart(text []byte) (r headerRegion, ok bool, err error) {
	if len(text) > 0 && text[0] == '{' {
		return findJSONHeader(text)
	}
	first, _ := cutLine(text)
	opener := string(trimTrailingSpace(first[:min(len(first), 64)]))
	for _, f := range fences {
		if opener != f.open {
			continue
		}
		r = headerRegion{syntax: f.syntax, open: f.open, start: min(len(first)+1, len(text)), line: 2}
		for at := r.start; at < len(text); {
			line, _ := cutLine(text[at:])
			next := min(at+len(line)+1, len(text))
			if next > maxHeaderBytes {
				break
			}
			for _, c := range f.closes {
				if string(trimTrailingSpace(line)) == c {
					r.close, r.end, r.body = c, at, next
					return r, true, nil
				}
			}
			at = next
		}
		if beginsWithThematicBreak(text) {
			return headerRegion{}, false, nil
		}
		if len(text) > maxHeaderBytes {
			return r, false, fmt.Errorf("front matter is longer than %d KB or has no closing %s", maxHeaderBytes>>10, f.closes[0])
		}
		return r, false, fmt.Errorf("front matter has no closing %s", f.closes[0])
	}
	return headerRegion{}, false, nil
}

// findJSONHeader finds the JSON object that a text starts with. A brace that begins something else, such as {%
// include %} or {{ this }}, is not a header.
func findJSONHeader(text []byte) (r headerRegion, ok bool, err error) {
	inner := bytes.TrimLeft(text[1:min(len(text), maxHeaderBytes)], " \t\n")
	if len(inner) == 0 || inner[0] != '"' && inner[0] != '}' {
		return headerRegion{}, false, nil
	}
	end, jsonErr := jsonObjectEnd(text[:min(len(text), maxHeaderBytes)])
	if jsonErr != nil && len(text) > maxHeaderBytes {
		return headerRegion{syntax: jsonSyntax, line: 1}, false, fmt.Errorf("front matter is longer than %d KB or has no closing }", maxHeaderBytes>>10)
	}
	if jsonErr != nil {
		// The JSON decoder reports better what is wrong, and where.
		return headerRegion{syntax: jsonSyntax, end: len(text), body: len(text), line: 1, unclosed: true}, true, nil
	}
	rest, _ := cutLine(text[end:])
	if len(trimTrailingSpace(rest)) > 0 {
		return headerRegion{}, false, nil
	}
	return headerRegion{syntax: jsonSyntax, end: end, body: min(end+len(rest)+1, len(text)), line: 1}, true, nil
}

// jsonObjectEnd returns the offset after the object that a text starts with.
func jsonObjectEnd(text []byte) (int, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	for depth := 0; ; {
		token, err := dec.Token()
		if err != nil {
			return 0, err
		}
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return int(dec.InputOffset()), nil
		}
	}
}

// readerPool holds buffers for decodeFields.
var readerPool = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 4096) }}

// decodeFields decodes the header of a text. adrg/frontmatter reads it, in a format made of its own fences. Where that
// package would end the header too early, the data is decoded without it.
func (h *header) decodeFields(text []byte) (err error) {
	defer func() {
		// A decoder that panics on a hostile header must not end the program.
		if r := recover(); r != nil {
			err = fmt.Errorf("the decoder failed: %v", r)
		}
	}()
	data := text[h.start:h.end]
	if h.open == "" || hasIndentedFence(data, h.close) {
		return unmarshalHeader(data, h)
	}
	// The package reads through a bufio.Reader and uses ours directly. A buffer of its own would be half of what
	// reading a header allocates.
	r := readerPool.Get().(*bufio.Reader)
	r.Reset(bytes.NewReader(text[h.begin:h.body]))
	defer func() {
		r.Reset(nil) // the pool must not keep the text in memory
		readerPool.Put(r)
	}()
	_, err = frontmatter.MustParse(r, h, frontmatter.NewFormat(h.open, h.close, unmarshalHeader))
	return err
}

// hasIndentedFence reports whether a line of data is a closing fence with space before it. adrg/frontmatter, which trims
// lines, takes that for the end of the header, but it may be a line of a YAML block scalar.
func hasIndentedFence(data []byte, fence string) bool {
	for i := bytes.Index(data, []byte(fence)); i >= 0; i = bytes.Index(data, []byte(fence)) {
		var line []byte
		line, data = cutLine(data[bytes.LastIndexByte(data[:i], '\n')+1:])
		if string(bytes.TrimSpace(line)) == fence {
			return true
		}
	}
	return false
}

// unmarshalHeader implements frontmatter.UnmarshalFunc; dst must be the *header to fill.
func unmarshalHeader(data []byte, dst any) (err error) {
	h, ok := dst.(*header)
	if !ok {
		return fmt.Errorf("cannot decode front matter into %T", dst)
	}
	text := string(data)
	switch h.syntax {
	case tomlSyntax:
		h.fields, err = parseTOML(text, h.line)
	case jsonSyntax:
		h.fields, h.problems, err = parseJSON(text, h.line)
	default:
		if fields, ok := parseFlatYAML(text, h.line); ok {
			h.fields, h.problems = dropDuplicateKeys(fields)
			return nil
		}
		h.fields, h.problems, err = parseYAML(text, h.line)
	}
	return err
}

// dropDuplicateKeys drops each entry whose key came before, and reports it.
func dropDuplicateKeys(fields []entry) (unique []entry, problems []Problem) {
	unique = fields[:0]
	seen := make(map[string]int, len(fields))
	for _, e := range fields {
		if before, repeated := seen[e.key]; repeated {
			problems = append(problems, duplicateKeyProblem(e.key, e.line, 1, before))
			continue
		}
		seen[e.key] = e.line
		unique = append(unique, e)
	}
	return unique, problems
}

// cutLine splits a text after its first line. Neither part has the line end.
func cutLine(text []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(text, []byte("\n"))
	return line, rest
}

// trimTrailingSpace removes spaces and tabs from the end of a line.
func trimTrailingSpace(line []byte) []byte { return bytes.TrimRight(line, " \t") }
