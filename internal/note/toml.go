package note

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// parseTOML parses a header as TOML and keeps the order of its keys.
func parseTOML(data string, firstLine int) ([]entry, error) {
	if line := tooDeepTOMLLine(data); line > 0 {
		return nil, &positionedError{line: line, column: 1, err: errTooDeep}
	}
	var root map[string]any
	meta, err := toml.Decode(data, &root)
	if err != nil {
		return nil, tomlError(err)
	}
	keys := meta.Keys()
	place := make(map[string]int, len(keys))
	for i, k := range keys {
		name := k.String()
		if _, seen := place[name]; !seen {
			place[name] = i
		}
	}
	t := tomlTree{order: place, lines: strings.Split(data, "\n"), firstLine: firstLine}
	fields := t.orderFields(root, nil, 0)
	if t.tooDeepLine > 0 {
		return nil, &positionedError{line: t.tooDeepLine, column: 1, err: errTooDeep}
	}
	return fields, nil
}

// tomlError adds the position to an error of the decoder.
func tomlError(err error) error {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return &positionedError{line: 1, column: 1, err: err}
	}
	message := parse.Message
	if message == "" {
		message = strings.TrimPrefix(err.Error(), "toml: ")
	}
	at := parse.Position
	return &positionedError{line: max(at.Line, 1), column: max(at.Col, 1), err: errors.New(message)}
}

// tomlTree converts the Go maps of the decoder to entries in the order of the file.
type tomlTree struct {
	order       map[string]int // rank of each dotted key in the order of the file
	lines       []string
	firstLine   int // line of the file on which the data starts
	tooDeepLine int // line of the data, from 1, of what is nested too deeply; 0 when nothing is
}

// orderFields returns the entries of a table. depth counts tables and arrays as in YAML; dotted keys are
// tables, too.
func (t *tomlTree) orderFields(table map[string]any, above toml.Key, depth int) []entry {
	type placed struct {
		name  string
		place int
	}
	names := make([]placed, 0, len(table))
	for name := range table {
		at, known := t.order[append(slices.Clip(above), name).String()]
		if !known {
			at = math.MaxInt // inside a table of an array: sorted by name
		}
		names = append(names, placed{name, at})
	}
	slices.SortFunc(names, func(a, b placed) int {
		if a.place != b.place {
			return a.place - b.place
		}
		return strings.Compare(a.name, b.name)
	})
	fields := make([]entry, 0, len(names))
	after := 0
	for _, n := range names {
		e := entry{key: n.name, value: t.convertValue(table[n.name], append(slices.Clip(above), n.name), depth+1)}
		if len(above) == 0 {
			if i := t.findKeyLine(n.name, after); i >= 0 {
				after = i
				e.line, e.value.line = i+t.firstLine, i+t.firstLine
				e.column = strings.IndexByte(t.lines[i], '=') + 1
				e.column += len(t.lines[i][e.column:]) - len(strings.TrimLeft(t.lines[i][e.column:], " \t")) + 1
			}
		}
		fields = append(fields, e)
	}
	return fields
}

// findKeyLine returns the first line, from after on, on which a key of the root is set; the decoder does not
// report lines. It returns -1 when the key is written in an unusual way.
func (t *tomlTree) findKeyLine(key string, after int) int {
	for i := after; i < len(t.lines); i++ {
		s := strings.TrimLeft(t.lines[i], "[ \t\"'")
		if rest, ok := strings.CutPrefix(s, key); ok {
			rest = strings.TrimLeft(rest, " \t\"'")
			if rest != "" && strings.IndexByte("=.]", rest[0]) >= 0 {
				return i
			}
		}
	}
	return -1
}

// convertValue converts a value of the decoder; key is the dotted key to which it belongs.
func (t *tomlTree) convertValue(v any, key toml.Key, depth int) value {
	if depth > maxDepth {
		if t.tooDeepLine == 0 {
			t.tooDeepLine = t.findKeyLine(key[0], 0) + 1
		}
		t.tooDeepLine = max(t.tooDeepLine, 1) // the key is written in an unusual way
		return value{}
	}
	switch v := v.(type) {
	case string:
		return value{kind: scalar, text: v, quoted: true}
	case bool:
		return value{kind: scalar, text: strconv.FormatBool(v)}
	case int64:
		return value{kind: scalar, text: strconv.FormatInt(v, 10)}
	case float64:
		return value{kind: scalar, text: strconv.FormatFloat(v, 'g', -1, 64)}
	case time.Time:
		return value{kind: scalar, text: tomlTime(v)}
	case []any:
		items := make([]value, len(v))
		for i := range v {
			items[i] = t.convertValue(v[i], key, depth+1)
		}
		return value{kind: list, items: items}
	case []map[string]any:
		items := make([]value, len(v))
		for i := range v {
			items[i] = value{kind: mapping, fields: t.orderFields(v[i], key, depth+1)}
		}
		return value{kind: list, items: items}
	case map[string]any:
		return value{kind: mapping, fields: t.orderFields(v, key, depth)}
	default:
		return value{kind: scalar, text: fmt.Sprint(v), quoted: true}
	}
}

// tomlTime writes a time as TOML does. The decoder gives times without a zone the local zone, and marks them by
// the name of the location.
func tomlTime(t time.Time) string {
	switch t.Location().String() {
	case "datetime-local":
		return t.Format("2006-01-02T15:04:05.999999999")
	case "date-local":
		return t.Format(time.DateOnly)
	case "time-local":
		return t.Format("15:04:05.999999999")
	}
	return t.Format(time.RFC3339Nano)
}
