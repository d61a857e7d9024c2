package note

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The bounds of a header with its aliases expanded. They are far beyond what anybody writes, and stop alias bombs.
const (
	maxDepth = 32
	maxNodes = 20_000
	maxText  = 1 << 20
)

var (
	errTooDeep  = errors.New("nested too deeply")
	errTooLarge = errors.New("too large with its aliases expanded")
	errNoFields = errors.New("not a list of fields")
)

// positionedError is an error with its position in the header.
type positionedError struct {
	line, column int // from 1, in the header's data
	err          error
}

func (f *positionedError) Error() string { return f.err.Error() }

// Unwrap returns the error without its position.
func (f *positionedError) Unwrap() error { return f.err }

// parseYAML parses a header as YAML. It keeps the order, lines and spellings, reports a repeated key and keeps
// its first value, and expands aliases and merges within bounds.
func parseYAML(data string, firstLine int) (fields []entry, problems []Problem, err error) {
	if line := tooDeepYAMLLine(data); line > 0 {
		return nil, nil, &positionedError{line: line, column: 1, err: errTooDeep}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(data), &doc); err != nil {
		return nil, nil, yamlError(err, data)
	}
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return nil, nil, nil
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil, nil, nil
	}
	if root.Kind != yaml.MappingNode {
		return nil, nil, &positionedError{line: root.Line, column: root.Column, err: errNoFields}
	}
	w := yamlConverter{firstLine: firstLine}
	v, err := w.convertValue(root, 0)
	if err != nil {
		return nil, nil, err
	}
	return v.fields, w.problems, nil
}

// yamlConverter converts YAML nodes to values and enforces the bounds.
type yamlConverter struct {
	firstLine            int // line of the file on which the data starts
	nodeCount, textBytes int
	problems             []Problem
}

func (w *yamlConverter) convertValue(n *yaml.Node, depth int) (value, error) {
	w.nodeCount++
	w.textBytes += len(n.Value)
	v := value{line: n.Line + w.firstLine - 1, column: n.Column}
	switch {
	case depth > maxDepth:
		return v, &positionedError{n.Line, n.Column, errTooDeep}
	case w.nodeCount > maxNodes || w.textBytes > maxText:
		return v, &positionedError{n.Line, n.Column, errTooLarge}
	}
	var err error
	switch n.Kind {
	case yaml.AliasNode:
		return w.convertValue(n.Alias, depth+1)
	case yaml.SequenceNode:
		v.kind = list
		for _, c := range n.Content {
			item, err := w.convertValue(c, depth+1)
			if err != nil {
				return v, err
			}
			v.items = append(v.items, item)
		}
	case yaml.MappingNode:
		v.kind = mapping
		v.fields, err = w.convertFields(n, depth)
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			v.kind, v.text = scalar, n.Value
			v.quoted = n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		}
	}
	return v, err
}

func (w *yamlConverter) convertFields(n *yaml.Node, depth int) ([]entry, error) {
	fields := make([]entry, 0, len(n.Content)/2)
	seen := make(map[string]int, len(n.Content)/2)
	merges := []*yaml.Node(nil)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.ScalarNode && key.Tag == "!!merge" {
			merges = append(merges, val)
			continue
		}
		name, err := w.keyText(key, depth)
		if err != nil {
			return nil, err
		}
		line := key.Line + w.firstLine - 1
		if before, repeated := seen[name]; repeated {
			w.problems = append(w.problems, duplicateKeyProblem(name, line, key.Column, before))
			continue
		}
		seen[name] = line
		v, err := w.convertValue(val, depth+1)
		if err != nil {
			return nil, err
		}
		fields = append(fields, entry{key: name, line: line, value: v})
	}
	// Keys of the mapping itself win over merged keys.
	for _, m := range merges {
		merged, err := w.mergeFields(m, depth+1)
		if err != nil {
			return nil, err
		}
		for _, e := range merged {
			if _, repeated := seen[e.key]; !repeated {
				seen[e.key] = e.line
				fields = append(fields, e)
			}
		}
	}
	return fields, nil
}

// keyText returns the text of a key. YAML allows a list or mapping as a key, which has no meaning in a note, so
// its texts joined by spaces stand for it.
func (w *yamlConverter) keyText(n *yaml.Node, depth int) (string, error) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind == yaml.ScalarNode {
		return n.Value, nil
	}
	v, err := w.convertValue(n, depth+1)
	return strings.Join(v.scalarTexts(), " "), err
}

// mergeFields returns the fields of a merge key (<<): those of a mapping, or of a list of mappings, of which
// the earlier win.
func (w *yamlConverter) mergeFields(n *yaml.Node, depth int) ([]entry, error) {
	v, err := w.convertValue(n, depth)
	if err != nil || v.kind != list {
		return v.fields, err
	}
	var fields []entry
	for _, item := range v.items {
		fields = append(fields, item.fields...)
	}
	return fields, nil
}

// duplicateKeyProblem reports a key that was set before, on line before.
func duplicateKeyProblem(key string, line, column, before int) Problem {
	return Problem{Line: line, Column: column, Message: fmt.Sprintf("%q is set twice; the value on line %d is used", key, before)}
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// yamlError adds the position to an error of the decoder, whose message names at most a line. The column is
// that of the character that the decoder rejects.
func yamlError(err error, data string) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = message[len(m[0]):]
	}
	lines := strings.Split(data, "\n")
	line = max(1, min(line, len(lines)))
	return &positionedError{line: line, column: yamlErrorColumn(message, lines[line-1]), err: errors.New(message)}
}

// yamlErrorColumn guesses the column, from 1, of the character that message is about in a line.
func yamlErrorColumn(message, text string) int {
	start := len(text) - len(strings.TrimLeft(text, " "))
	switch {
	case strings.Contains(message, "cannot start any token"):
		if i := strings.IndexAny(text, "\t@`%"); i >= 0 {
			return i + 1
		}
	case strings.Contains(message, "mapping values"):
		if i := strings.Index(text, ": "); i >= 0 {
			if j := strings.Index(text[i+2:], ": "); j >= 0 {
				return i + 2 + j + 1
			}
		}
	}
	return start + 1
}
