package note

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// parseJSON parses a header as JSON and keeps the order of its keys.
func parseJSON(data string, firstLine int) (fields []entry, problems []Problem, err error) {
	r := jsonReader{data: data, firstLine: firstLine, dec: json.NewDecoder(strings.NewReader(data)), line: 1}
	r.dec.UseNumber()
	v, err := r.readValue(0)
	if err == nil && v.kind != mapping {
		err = errNoFields
	}
	if err == nil {
		if _, more := r.dec.Token(); more != io.EOF {
			err = errors.New("text after the end of the object")
		}
	}
	if err != nil {
		return nil, nil, r.positionError(err)
	}
	return v.fields, r.problems, nil
}

// jsonReader reads JSON into values with their lines and columns.
type jsonReader struct {
	data      string
	firstLine int // line of the file on which the data starts
	dec       *json.Decoder
	problems  []Problem

	// The position last asked for. Offsets only grow, so lines are counted once.
	offset, line, start int
}

// lineColumn returns the line and column of an offset in the data, both from 1.
func (r *jsonReader) lineColumn(offset int) (line, column int) {
	for r.offset < offset && r.offset < len(r.data) {
		if r.data[r.offset] == '\n' {
			r.line++
			r.start = r.offset + 1
		}
		r.offset++
	}
	return r.line, offset - r.start + 1
}

// nextTokenPosition returns the position in the file of the next token, after space, commas and colons.
func (r *jsonReader) nextTokenPosition() (line, column int) {
	at := int(r.dec.InputOffset())
	for at < len(r.data) && strings.IndexByte(" \t\n,:", r.data[at]) >= 0 {
		at++
	}
	line, column = r.lineColumn(at)
	return line + r.firstLine - 1, column
}

func (r *jsonReader) readValue(depth int) (value, error) {
	line, column := r.nextTokenPosition()
	v := value{kind: scalar, line: line, column: column}
	if depth > maxDepth {
		return v, errTooDeep
	}
	token, err := r.dec.Token()
	if err != nil {
		return v, err
	}
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			v.kind = mapping
			v.fields, err = r.readObject(depth)
		} else {
			v.kind = list
			v.items, err = r.readArray(depth)
		}
		if err == nil {
			_, err = r.dec.Token()
		}
	case string:
		v.text, v.quoted = t, true
	case json.Number:
		v.text = t.String()
	case bool:
		v.text = strconv.FormatBool(t)
	default:
		v.kind = null
	}
	return v, err
}

func (r *jsonReader) readArray(depth int) (items []value, err error) {
	for r.dec.More() {
		item, err := r.readValue(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

func (r *jsonReader) readObject(depth int) (fields []entry, err error) {
	seen := map[string]int{}
	for r.dec.More() {
		line, column := r.nextTokenPosition()
		token, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		key, ok := token.(string)
		if !ok {
			return nil, errors.New("a key must be a string")
		}
		v, err := r.readValue(depth + 1)
		if err != nil {
			return nil, err
		}
		if before, repeated := seen[key]; repeated {
			r.problems = append(r.problems, duplicateKeyProblem(key, line, column, before))
			continue
		}
		seen[key] = line
		fields = append(fields, entry{key: key, line: line, value: v})
	}
	return fields, nil
}

// positionError adds the position to an error of the decoder.
func (r *jsonReader) positionError(err error) error {
	at := int(r.dec.InputOffset())
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		// The scanner counts the character that it rejects, the tokenizer does not.
		if int(syntax.Offset) != at {
			at = int(syntax.Offset) - 1
		}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		at, err = len(r.data), errors.New("unexpected end of text")
	}
	at = max(0, min(at, len(r.data)))
	line := 1 + strings.Count(r.data[:at], "\n")
	column := at - strings.LastIndexByte(r.data[:at], '\n')
	return &positionedError{line: line, column: column, err: err}
}
