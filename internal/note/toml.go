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

// fromTOML reads a header as TOML, with the keys in their order.
func fromTOML(data string, first int) ([]entry, error) {
	if line := tomlTooDeep(data); line > 0 {
		return nil, &faultAt{line: line, column: 1, err: errTooDeep}
	}
	var root map[string]any
	meta, err := toml.Decode(data, &root)
	if err != nil {
		return nil, tomlFault(err)
	}
	keys := meta.Keys()
	place := make(map[string]int, len(keys))
	for i, k := range keys {
		name := k.String()
		if _, seen := place[name]; !seen {
			place[name] = i
		}
	}
	t := tomlTree{place: place, lines: strings.Split(data, "\n"), first: first}
	fields := t.fields(root, nil, 0)
	if t.deep > 0 {
		return nil, &faultAt{line: t.deep, column: 1, err: errTooDeep}
	}
	return fields, nil
}

func tomlFault(err error) error {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return &faultAt{line: 1, column: 1, err: err}
	}
	message := parse.Message
	if message == "" {
		message = strings.TrimPrefix(err.Error(), "toml: ")
	}
	at := parse.Position
	return &faultAt{line: max(at.Line, 1), column: max(at.Col, 1), err: errors.New(message)}
}

// tomlTree turns what the decoder gives, which are Go maps, back into the order
// of the file.
type tomlTree struct {
	place map[string]int // of a dotted key in the order of the file
	lines []string
	first int // line of the file that the data starts on
	deep  int // line of the data from 1, on which something begins that is nested too deeply; 0: nothing is
}

// fields are those of a table at a depth, which is that of YAML: of tables and arrays. Dotted keys are tables, too.
func (t *tomlTree) fields(table map[string]any, above toml.Key, depth int) []entry {
	type placed struct {
		name  string
		place int
	}
	names := make([]placed, 0, len(table))
	for name := range table {
		at, known := t.place[append(slices.Clip(above), name).String()]
		if !known {
			at = math.MaxInt // in a table within an array: by name
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
		e := entry{key: n.name, value: t.value(table[n.name], append(slices.Clip(above), n.name), depth+1)}
		if len(above) == 0 {
			if i := t.line(n.name, after); i >= 0 {
				after = i
				e.line, e.value.line = i+t.first, i+t.first
				e.column = strings.IndexByte(t.lines[i], '=') + 1
				e.column += len(t.lines[i][e.column:]) - len(strings.TrimLeft(t.lines[i][e.column:], " \t")) + 1
			}
		}
		fields = append(fields, e)
	}
	return fields
}

// line finds where a key of the root stands, at or after a line; the decoder
// does not say. It is -1 when the key is written in some unusual way.
func (t *tomlTree) line(key string, after int) int {
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

func (t *tomlTree) value(v any, key toml.Key, depth int) value {
	if depth > maxDepth {
		if t.deep == 0 {
			t.deep = t.line(key[0], 0) + 1
		}
		t.deep = max(t.deep, 1) // it is written in some unusual way
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
			items[i] = t.value(v[i], key, depth+1)
		}
		return value{kind: list, items: items}
	case []map[string]any:
		items := make([]value, len(v))
		for i := range v {
			items[i] = value{kind: mapping, fields: t.fields(v[i], key, depth+1)}
		}
		return value{kind: list, items: items}
	case map[string]any:
		return value{kind: mapping, fields: t.fields(v, key, depth)}
	default:
		return value{kind: scalar, text: fmt.Sprint(v), quoted: true}
	}
}

// tomlTime writes a time as TOML does. The decoder marks times without a zone,
// which it gives that of the machine, by the name of the location.
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
