package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"text/template"

	"quire/internal/safe"
)

// functions are what templates can call beside Go's own.
var functions = template.FuncMap{
	"join":  joined,
	"json":  asJSON,
	"lower": strings.ToLower,
	"upper": strings.ToUpper,
}

// joined is a list as one text.
func joined(list any, between string) (string, error) {
	items, ok := list.([]any)
	if !ok {
		return "", fmt.Errorf("join wants a list, and this is none")
	}
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = fmt.Sprint(item)
	}
	return strings.Join(parts, between), nil
}

func asJSON(value any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// write writes one record through the template. Its text is the user's own; what a note brings along is made harmless.
func (f *format) write(s *streams, value any, nul bool) error {
	fields, err := f.fieldsOf(value)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := f.made.Execute(&b, fields); err != nil {
		return f.failed(err)
	}
	out := b.Bytes()
	switch {
	case len(out) == 0: // a template may pass over records
	case nul:
		out = append(bytes.TrimRight(out, "\n\x00"), 0)
	case out[len(out)-1] != '\n' && out[len(out)-1] != 0:
		out = append(out, '\n')
	}
	_, err = s.out.Write(out)
	return err
}

// fieldsOf are the fields of a record by their JSON names, the absent ones empty.
func (f *format) fieldsOf(value any) (map[string]any, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var given map[string]any
	if err := dec.Decode(&given); err != nil {
		return nil, err
	}
	fields := maps.Clone(f.fields)
	for name, v := range given {
		fields[name] = harmless(v)
	}
	return fields, nil
}

// harmless is a value of JSON with whole numbers as such, and without what a terminal would obey.
func harmless(v any) any {
	switch v := v.(type) {
	case string:
		return safe.Text(v)
	case json.Number:
		if n, err := strconv.Atoi(v.String()); err == nil {
			return n
		}
		x, err := v.Float64()
		if err != nil {
			return v.String()
		}
		return x
	case []any:
		for i := range v {
			v[i] = harmless(v[i])
		}
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, x := range v {
			out[safe.Text(name)] = harmless(x)
		}
		return out
	}
	return v
}

// place of an error in a template, as text/template tells it.
var placeOf = regexp.MustCompile(`format:(\d+):(\d+): executing "format" at (<.*?>): (.*)$`)

// failed is why a template could not be carried out for a record.
func (f *format) failed(err error) error {
	var exec template.ExecError
	if !errors.As(err, &exec) {
		return err
	}
	plain := unescape(f.text)
	m := placeOf.FindStringSubmatch(exec.Error())
	if m == nil {
		return usage("", "--format: %s", reason(err))
	}
	line, _ := strconv.Atoi(m[1])
	column, _ := strconv.Atoi(m[2])
	at := 0
	for range line - 1 {
		at += strings.IndexByte(plain[at:], '\n') + 1
	}
	return f.wrong(plain, min(at+column, len(plain)), m[4], "")
}
