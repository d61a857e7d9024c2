package note

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/adrg/frontmatter"
)

// maxHeader bounds a header, fences included, in bytes. What is longer is not
// front matter that anybody wrote.
const maxHeader = 64 << 10

// syntax is the language of a header.
type syntax uint8

const (
	yamlSyntax syntax = iota
	tomlSyntax
	jsonSyntax
)

func (s syntax) String() string { return [...]string{"YAML", "TOML", "JSON"}[s] }

// region is where a header lies in a text.
type region struct {
	syntax     syntax
	start, end int  // of the data between the fences
	body       int  // where the body starts: past the closing fence
	open       bool // no end was found; the data goes on to the end of the text
	line       int  // of the file, that the data starts on
}

// header is what a header says.
type header struct {
	region
	fields   []entry
	problems []Problem
}

// fences are the lines that open a header, with what closes it. The long ones
// are those of adrg/frontmatter.
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

// readHeader reads the front matter that a text starts with. It is nil when
// there is none, and when what stands there is no valid header: then the whole
// text is the body, and a problem says why. In that case the second result tells the
// region that was meant (of no length if it has no end), and the third the
// fields that could be read.
func readHeader(text []byte) (h *header, meant region, salvaged []entry, problems []Problem) {
	r, ok, err := findHeader(text)
	if err != nil {
		return nil, region{}, nil, []Problem{{Line: 1, Column: 1, Message: err.Error()}}
	}
	if !ok {
		return nil, region{}, nil, nil
	}
	h = &header{region: r}
	if err := h.decode(text[r.start:r.end]); err != nil {
		if errors.Is(err, errNoFields) && thematic(text) {
			return nil, region{}, nil, nil
		}
		var at *faultAt
		if !errors.As(err, &at) {
			at = &faultAt{line: 1, column: 1, err: err}
		}
		message := fmt.Sprintf("front matter is not valid %v: %v", r.syntax, at.err)
		problems = []Problem{{Line: at.line + r.line - 1, Column: at.column, Message: message}}
		if r.syntax == yamlSyntax && !errors.Is(err, errNoFields) {
			salvaged, _ = onceEach(salvage(string(text[r.start:r.end]), r.line))
		}
		if r.open {
			r = region{}
		}
		return nil, r, salvaged, problems
	}
	return h, region{}, nil, nil
}

// Body is the text of a note without its front matter, and the line of the file on which it starts: what
// Parse has as Parsed.Body and Parsed.BodyLine.
func Body(raw []byte) (body []byte, line int) {
	text, _ := Decode(raw)
	if h, _, _, _ := readHeader(text); h != nil {
		return text[h.body:], 1 + lineEnds(text[:h.body])
	}
	return text, 1
}

// thematic reports whether a text starts with a thematic break, not with a
// header: --- and a blank line. Pandoc tells them apart by the same rule.
func thematic(text []byte) bool {
	line, rest := cutLine(text)
	next, _ := cutLine(rest)
	return string(trimRight(line)) == "---" && len(trimRight(next)) == 0
}

// findHeader finds the fences. The error is for the user: a header was begun
// and has no end.
func findHeader(text []byte) (r region, ok bool, err error) {
	if len(text) > 0 && text[0] == '{' {
		return findObject(text)
	}
	first, _ := cutLine(text)
	opener := string(trimRight(first[:min(len(first), 64)]))
	for _, f := range fences {
		if opener != f.open {
			continue
		}
		r = region{syntax: f.syntax, start: min(len(first)+1, len(text)), line: 2}
		for at := r.start; at < len(text); {
			line, _ := cutLine(text[at:])
			next := min(at+len(line)+1, len(text))
			if next > maxHeader {
				break
			}
			for _, c := range f.closes {
				if string(trimRight(line)) == c {
					r.end, r.body = at, next
					return r, true, nil
				}
			}
			at = next
		}
		if thematic(text) {
			return region{}, false, nil
		}
		if len(text) > maxHeader {
			return region{}, false, fmt.Errorf("front matter is longer than %d KB or has no closing %s", maxHeader>>10, f.closes[0])
		}
		return region{}, false, fmt.Errorf("front matter has no closing %s", f.closes[0])
	}
	return region{}, false, nil
}

// findObject finds the JSON object that a text starts with. A brace that begins
// something else, as {% include %} or {{ this }} do, is no header.
func findObject(text []byte) (r region, ok bool, err error) {
	inner := bytes.TrimLeft(text[1:min(len(text), maxHeader)], " \t\n")
	if len(inner) == 0 || inner[0] != '"' && inner[0] != '}' {
		return region{}, false, nil
	}
	end, fault := objectEnd(text[:min(len(text), maxHeader)])
	if fault != nil && len(text) > maxHeader {
		return region{}, false, fmt.Errorf("front matter is longer than %d KB or has no closing }", maxHeader>>10)
	}
	if fault != nil {
		// The decoder says better what is wrong, and where.
		return region{syntax: jsonSyntax, end: len(text), body: len(text), line: 1, open: true}, true, nil
	}
	rest, _ := cutLine(text[end:])
	if len(trimRight(rest)) > 0 {
		return region{}, false, nil
	}
	return region{syntax: jsonSyntax, end: end, body: min(end+len(rest)+1, len(text)), line: 1}, true, nil
}

// objectEnd is the offset past the object that starts a text.
func objectEnd(text []byte) (int, error) {
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

var readers = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 4096) }}

// decode reads the data through adrg/frontmatter, in formats of our own. That
// package trims lines before it looks for the fence, so that an indented ---
// would end the header; the data is therefore framed in a fence that it does
// not hold, as Markdown does with code.
func (h *header) decode(data []byte) (err error) {
	defer func() {
		// A decoder that fails on a hostile header must not take the reader down.
		if r := recover(); r != nil {
			err = fmt.Errorf("the decoder failed: %v", r)
		}
	}()
	fence := map[syntax]string{yamlSyntax: "---", tomlSyntax: "+++", jsonSyntax: ";;;"}[h.syntax]
	for bytes.Contains(data, []byte(fence)) {
		fence += fence[:1]
	}
	framed := io.MultiReader(strings.NewReader(fence+"\n"), bytes.NewReader(data), strings.NewReader("\n"+fence+"\n"))
	// The package reads through a bufio.Reader, and takes ours as it is: its
	// buffer would otherwise be half of what reading a header allocates.
	r := readers.Get().(*bufio.Reader)
	r.Reset(framed)
	defer func() {
		r.Reset(nil) // or the pool would keep the text
		readers.Put(r)
	}()
	_, err = frontmatter.MustParse(r, h, frontmatter.NewFormat(fence, fence, unmarshal))
	return err
}

// unmarshal is a frontmatter.UnmarshalFunc: dst is the *header to fill.
func unmarshal(data []byte, dst any) (err error) {
	h, ok := dst.(*header)
	if !ok {
		return fmt.Errorf("cannot decode front matter into %T", dst)
	}
	text := strings.TrimSuffix(string(data), "\n") // the frame's own line end
	switch h.syntax {
	case tomlSyntax:
		h.fields, err = fromTOML(text, h.line)
	case jsonSyntax:
		h.fields, h.problems, err = fromJSON(text, h.line)
	default:
		if fields, ok := flat(text, h.line); ok {
			h.fields, h.problems = onceEach(fields)
			return nil
		}
		h.fields, h.problems, err = fromYAML(text, h.line)
	}
	return err
}

// onceEach drops each entry whose key came before, and reports it.
func onceEach(fields []entry) (once []entry, problems []Problem) {
	once = fields[:0]
	seen := make(map[string]int, len(fields))
	for _, e := range fields {
		if before, twice := seen[e.key]; twice {
			problems = append(problems, twiceAt(e.key, e.line, 1, before))
			continue
		}
		seen[e.key] = e.line
		once = append(once, e)
	}
	return once, problems
}

// cutLine is the first line of a text, without its end, and what follows it.
func cutLine(text []byte) (line, rest []byte) {
	line, rest, _ = bytes.Cut(text, []byte("\n"))
	return line, rest
}

func trimRight(line []byte) []byte { return bytes.TrimRight(line, " \t") }
