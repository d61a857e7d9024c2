package note

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The bounds of a header once its aliases are followed. They are far beyond
// what anyone writes, and a bomb ends at them.
const (
	maxDepth = 32
	maxNodes = 20_000
	maxText  = 1 << 20
)

var (
	errTooDeep  = errors.New("nested too deeply")
	errTooLarge = errors.New("its aliases make it too large")
	errNoFields = errors.New("not a list of fields")
)

// faultAt is an error at a place of the header.
type faultAt struct {
	line, column int // from 1, in the header's data
	err          error
}

func (f *faultAt) Error() string { return f.err.Error() }

// Unwrap gives errors.Is the error itself.
func (f *faultAt) Unwrap() error { return f.err }

// fromYAML reads a header as YAML: order, lines and spellings kept, a repeated
// key reported and its first value kept, aliases and merges followed in bounds.
func fromYAML(data string, first int) (fields []entry, problems []Problem, err error) {
	if line := yamlTooDeep(data); line > 0 {
		return nil, nil, &faultAt{line: line, column: 1, err: errTooDeep}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(data), &doc); err != nil {
		return nil, nil, yamlFault(err, data)
	}
	if doc.Kind == 0 || len(doc.Content) == 0 {
		return nil, nil, nil
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return nil, nil, nil
	}
	if root.Kind != yaml.MappingNode {
		return nil, nil, &faultAt{line: root.Line, column: root.Column, err: errNoFields}
	}
	w := yamlWalk{first: first}
	v, err := w.value(root, 0)
	if err != nil {
		return nil, nil, err
	}
	return v.fields, w.problems, nil
}

// yamlWalk turns YAML's nodes into values and counts what that costs.
type yamlWalk struct {
	first       int // line of the file that the data starts on
	nodes, text int
	problems    []Problem
}

func (w *yamlWalk) value(n *yaml.Node, depth int) (value, error) {
	w.nodes++
	w.text += len(n.Value)
	v := value{line: n.Line + w.first - 1, column: n.Column}
	switch {
	case depth > maxDepth:
		return v, &faultAt{n.Line, n.Column, errTooDeep}
	case w.nodes > maxNodes || w.text > maxText:
		return v, &faultAt{n.Line, n.Column, errTooLarge}
	}
	var err error
	switch n.Kind {
	case yaml.AliasNode:
		return w.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		v.kind = list
		for _, c := range n.Content {
			item, err := w.value(c, depth+1)
			if err != nil {
				return v, err
			}
			v.items = append(v.items, item)
		}
	case yaml.MappingNode:
		v.kind = mapping
		v.fields, err = w.fields(n, depth)
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			v.kind, v.text = scalar, n.Value
			v.quoted = n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
		}
	}
	return v, err
}

func (w *yamlWalk) fields(n *yaml.Node, depth int) ([]entry, error) {
	fields := make([]entry, 0, len(n.Content)/2)
	seen := make(map[string]int, len(n.Content)/2)
	merges := []*yaml.Node(nil)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, val := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.ScalarNode && key.Tag == "!!merge" {
			merges = append(merges, val)
			continue
		}
		name, err := w.key(key, depth)
		if err != nil {
			return nil, err
		}
		line := key.Line + w.first - 1
		if at, twice := seen[name]; twice {
			w.problems = append(w.problems, twiceAt(name, line, key.Column, at))
			continue
		}
		seen[name] = line
		v, err := w.value(val, depth+1)
		if err != nil {
			return nil, err
		}
		fields = append(fields, entry{key: name, line: line, value: v})
	}
	// What is written in the mapping itself wins over what is merged into it.
	for _, m := range merges {
		merged, err := w.merged(m, depth+1)
		if err != nil {
			return nil, err
		}
		for _, e := range merged {
			if _, twice := seen[e.key]; !twice {
				seen[e.key] = e.line
				fields = append(fields, e)
			}
		}
	}
	return fields, nil
}

// key is the text of a key. A key that is itself a list or a mapping is allowed
// by YAML; nothing in a note can mean it, so its first text stands for it.
func (w *yamlWalk) key(n *yaml.Node, depth int) (string, error) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if n.Kind == yaml.ScalarNode {
		return n.Value, nil
	}
	v, err := w.value(n, depth+1)
	return strings.Join(v.texts(), " "), err
}

// merged is the fields that a merge key (<<) brings: those of a mapping, or of
// a list of them, the earlier winning.
func (w *yamlWalk) merged(n *yaml.Node, depth int) ([]entry, error) {
	v, err := w.value(n, depth)
	if err != nil || v.kind != list {
		return v.fields, err
	}
	var fields []entry
	for _, item := range v.items {
		fields = append(fields, item.fields...)
	}
	return fields, nil
}

func twiceAt(key string, line, column, before int) Problem {
	return Problem{Line: line, Column: column, Message: fmt.Sprintf("%q is set twice; the first, on line %d, counts", key, before)}
}

var yamlLine = regexp.MustCompile(`^line (\d+): `)

// yamlFault finds the place that the decoder's message names. It names a line
// at most; the column is that of the sign it complains about.
func yamlFault(err error, data string) error {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	line := 1
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = message[len(m[0]):]
	}
	lines := strings.Split(data, "\n")
	line = max(1, min(line, len(lines)))
	return &faultAt{line: line, column: yamlColumn(message, lines[line-1]), err: errors.New(message)}
}

func yamlColumn(message, text string) int {
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
