package decode

import (
	"errors"

	"go.yaml.in/yaml/v3"
)

// Bounds of site settings in YAML. With aliases and merge keys a short text can expand to a huge value, and the YAML
// library's own bound lets a file of 120 KB take 20 s.
const (
	maxYAMLValues  = 200_000 // values after the expansion of aliases
	maxNestingYAML = 32
)

var (
	errManyValues = errors.New("expands to too many values")
)

// YAML decodes untrusted YAML in bounded time and memory. Mappings become map[string]any; keys that are not scalars
// and merge keys whose value is not a mapping are dropped.
func YAML(text []byte) (any, error) {
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return nil, err
	}
	d := yamlDecoder{valuesLeft: maxYAMLValues}
	return d.decodeValue(&root, 0)
}

// yamlDecoder converts YAML nodes to values and counts them down from maxYAMLValues.
type yamlDecoder struct{ valuesLeft int }

// decodeValue converts one node; depth is its distance from the document node.
func (d *yamlDecoder) decodeValue(n *yaml.Node, depth int) (any, error) {
	if d.valuesLeft--; d.valuesLeft < 0 {
		return nil, errManyValues
	}
	if depth > maxNestingYAML {
		return nil, errTooDeep
	}
	switch n.Kind {
	case yaml.DocumentNode:
		return d.decodeValue(n.Content[0], depth)
	case yaml.AliasNode:
		return d.decodeValue(n.Alias, depth+1) // an alias within its own anchor ends at maxNestingYAML
	case yaml.MappingNode:
		return d.decodeTable(n, depth)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, item := range n.Content {
			v, err := d.decodeValue(item, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case yaml.ScalarNode:
		var v any
		err := n.Decode(&v)
		return v, err
	}
	return nil, nil
}

// decodeTable converts a mapping node and applies its merge keys.
func (d *yamlDecoder) decodeTable(n *yaml.Node, depth int) (any, error) {
	table := make(map[string]any, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		v, err := d.decodeValue(n.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		switch {
		case key.Kind != yaml.ScalarNode:
		case key.Tag == "!!merge":
			d.mergeTable(table, v)
		default:
			table[key.Value] = v
		}
	}
	return table, nil
}

// mergeTable adds to table the entries of a merged table, or of a list of merged tables, whose keys table does not have.
func (d *yamlDecoder) mergeTable(table map[string]any, merged any) {
	switch m := merged.(type) {
	case map[string]any:
		for key, v := range m {
			if _, own := table[key]; !own {
				table[key] = v
			}
		}
	case []any:
		for _, item := range m {
			if _, ok := item.(map[string]any); ok {
				d.mergeTable(table, item)
			}
		}
	}
}
