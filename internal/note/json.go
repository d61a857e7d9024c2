package note

import (
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
)

// fromJSON reads a header as JSON, with the keys in their order.
func fromJSON(data string, first int) (fields []entry, problems []Problem, err error) {
	r := jsonReader{data: data, first: first, dec: json.NewDecoder(strings.NewReader(data)), line: 1}
	r.dec.UseNumber()
	v, err := r.value(0)
	if err == nil && v.kind != mapping {
		err = errNoFields
	}
	if err == nil {
		if _, more := r.dec.Token(); more != io.EOF {
			err = errors.New("text after the end of the object")
		}
	}
	if err != nil {
		return nil, nil, r.fault(err)
	}
	return v.fields, r.problems, nil
}

type jsonReader struct {
	data     string
	first    int // line of the file that the data starts on
	dec      *json.Decoder
	problems []Problem

	// The place last asked for. Offsets only grow, so lines are counted once.
	offset, line, start int
}

// place is the line and column of an offset, in the data, from 1.
func (r *jsonReader) place(offset int) (line, column int) {
	for r.offset < offset && r.offset < len(r.data) {
		if r.data[r.offset] == '\n' {
			r.line++
			r.start = r.offset + 1
		}
		r.offset++
	}
	return r.line, offset - r.start + 1
}

// next is the place of the next token: past space and what stands between.
func (r *jsonReader) next() (line, column int) {
	at := int(r.dec.InputOffset())
	for at < len(r.data) && strings.IndexByte(" \t\n,:", r.data[at]) >= 0 {
		at++
	}
	line, column = r.place(at)
	return line + r.first - 1, column
}

func (r *jsonReader) value(depth int) (value, error) {
	line, column := r.next()
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
			v.fields, err = r.object(depth)
		} else {
			v.kind = list
			v.items, err = r.array(depth)
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

func (r *jsonReader) array(depth int) (items []value, err error) {
	for r.dec.More() {
		item, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

func (r *jsonReader) object(depth int) (fields []entry, err error) {
	seen := map[string]int{}
	for r.dec.More() {
		line, column := r.next()
		token, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		key, ok := token.(string)
		if !ok {
			return nil, errors.New("a key must be text")
		}
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		if before, twice := seen[key]; twice {
			r.problems = append(r.problems, twiceAt(key, line, column, before))
			continue
		}
		seen[key] = line
		fields = append(fields, entry{key: key, line: line, value: v})
	}
	return fields, nil
}

func (r *jsonReader) fault(err error) error {
	at := int(r.dec.InputOffset())
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		// The scanner counts the sign it complains about, the tokenizer does not.
		if int(syntax.Offset) != at {
			at = int(syntax.Offset) - 1
		}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		at, err = len(r.data), errors.New("it ends in the middle")
	}
	at = max(0, min(at, len(r.data)))
	line := 1 + strings.Count(r.data[:at], "\n")
	column := at - strings.LastIndexByte(r.data[:at], '\n')
	return &faultAt{line: line, column: column, err: err}
}
