package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"

	"quire/internal/safe"
)

// templateFuncs holds the functions that templates can call in addition to those of text/template.
var templateFuncs = template.FuncMap{
	"join":  joinList,
	"json":  encodeJSON,
	"lower": strings.ToLower,
	"upper": strings.ToUpper,
}

// joinList joins the items of a list into one string.
func joinList(list any, between string) (string, error) {
	items, ok := list.([]any)
	if !ok {
		return "", fmt.Errorf("join needs a list")
	}
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = fmt.Sprint(item)
	}
	return strings.Join(parts, between), nil
}

// encodeJSON returns value as JSON on one line.
func encodeJSON(value any) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return strings.TrimSuffix(b.String(), "\n"), err
}

// writeRecord writes one record through the template. The template's text is the user's own and is written as it is;
// control characters in values of a note are made visible. Only paths in a pipe, when records end with NUL, are
// written byte for byte: nothing in them can be mistaken for the end.
func (f *formatFlag) writeRecord(s *streams, value any, nul bool) error {
	fields, err := f.templateFields(value)
	if err != nil {
		return err
	}
	if nul && !s.outTTY {
		restorePaths(fields, reflect.ValueOf(value))
	}
	var b bytes.Buffer
	if err := f.template.Execute(&b, fields); err != nil {
		return f.explainExecError(err)
	}
	out := b.Bytes()
	switch {
	case len(out) == 0: // a template may skip records
	case nul && f.endsInField():
		out = append(out, 0)
	case nul:
		out = append(bytes.TrimRight(out, "\n\x00"), 0)
	case out[len(out)-1] != '\n' && out[len(out)-1] != 0:
		out = append(out, '\n')
	}
	_, err = s.out.Write(out)
	return err
}

// endsInField reports whether the template ends with an action, so that a trailing newline belongs to the value and
// not to the template.
func (f *formatFlag) endsInField() bool {
	nodes := f.template.Root.Nodes
	return len(nodes) > 0 && nodes[len(nodes)-1].Type() == parse.NodeAction
}

// templateFields returns the fields of a record by their JSON names. Fields that are absent in JSON have an empty
// value.
func (f *formatFlag) templateFields(value any) (map[string]any, error) {
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
	fields := maps.Clone(f.emptyFields)
	for name, v := range given {
		fields[name] = sanitizeValue(v)
	}
	return fields, nil
}

// sanitizeValue converts whole numbers of a decoded JSON value to int, and makes control characters in its strings
// visible. It modifies lists in place.
func sanitizeValue(v any) any {
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
			v[i] = sanitizeValue(v[i])
		}
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, x := range v {
			out[safe.Text(name)] = sanitizeValue(x)
		}
		return out
	}
	return v
}

// execErrorPattern finds the position, the action and the cause in the message of a template.ExecError.
var execErrorPattern = regexp.MustCompile(`format:(\d+):(\d+): executing "format" at (<.*?>): (.*)$`)

// explainExecError turns an error of executing the template into a usage error that shows the position in the
// template.
func (f *formatFlag) explainExecError(err error) error {
	var exec template.ExecError
	if !errors.As(err, &exec) {
		return err
	}
	plain := unescapeText(f.text)
	m := execErrorPattern.FindStringSubmatch(exec.Error())
	if m == nil {
		return usageError("", "--format: %s", trimErrorPrefix(err))
	}
	line, _ := strconv.Atoi(m[1])
	column, _ := strconv.Atoi(m[2])
	at := 0
	for range line - 1 {
		at += strings.IndexByte(plain[at:], '\n') + 1
	}
	return f.templateError(plain, min(at+column, len(plain)), m[4], "")
}
