package assistant

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"unicode/utf8"

	"quire/internal/safe"
)

// recordBytes bounds the bytes that the records of an answer take, so that the rest of the message has room too: its hints, each
// written twice and perhaps escaped, and what the protocol adds.
const recordBytes = MaxAnswer - 2*maxHints*maxHintBytes - 2<<10

// answerBytes returns how many bytes a value takes in an answer: it is written twice, as structured content and as a text that
// holds the same JSON.
func answerBytes(value any) int {
	plain, err := json.Marshal(value)
	if err != nil {
		return MaxAnswer
	}
	return len(plain) + quotedBytes(string(plain)) + 2 // and the commas after both
}

// quotedBytes returns how many bytes the JSON form of a text takes.
func quotedBytes(text string) int {
	quoted, err := json.Marshal(text)
	if err != nil {
		return MaxAnswer
	}
	return len(quoted)
}

// decodeNumbers decodes JSON and keeps numbers as they are written.
func decodeNumbers(text []byte, value *any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(value)
}

// makeSafe replaces the control characters in all texts of a decoded JSON value. Line ends and tabs stay.
func makeSafe(value any) any {
	switch v := value.(type) {
	case string:
		return safe.Block(v)
	case []any:
		for i := range v {
			v[i] = makeSafe(v[i])
		}
	case map[string]any:
		out := make(map[string]any, len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) { // of two keys that look the same, the same one is kept each time
			out[safe.Text(key)] = makeSafe(v[key])
		}
		return out
	}
	return value
}

// shrinker cuts the texts and lists of a record that does not fit an answer.
type shrinker struct {
	text int // bytes of a text
	list int // elements of a list, or keys of a mapping
	deep int // levels that may be nested
}

// shrinkRecord returns a record with long texts and lists cut, as little as is needed to fit an answer.
func shrinkRecord(record any) any {
	for _, s := range []shrinker{{2000, 50, 4}, {300, 12, 4}, {120, 4, 2}, {60, 2, 0}} {
		if small := s.shrink(record, 0); answerBytes(small) <= recordBytes {
			return small
		}
	}
	return shrinker{60, 0, 0}.shrink(record, 0)
}

// shrink returns a value at a depth with its texts and lists cut. All fields of the record itself stay.
func (s shrinker) shrink(value any, depth int) any {
	switch v := value.(type) {
	case string:
		return cutString(v, s.text)
	case []any:
		out := []any{}
		for _, item := range v[:min(len(v), s.list)] {
			if !isContainer(item) || depth < s.deep {
				out = append(out, s.shrink(item, depth+1))
			}
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if depth > 0 && (len(out) == s.list || len(key) > s.text || isContainer(v[key]) && depth >= s.deep) {
				continue
			}
			out[key] = s.shrink(v[key], depth+1)
		}
		return out
	}
	return value
}

func isContainer(value any) bool {
	switch value.(type) {
	case []any, map[string]any:
		return true
	}
	return false
}

// cutString returns text cut to at most limit bytes, never within a character, with an ellipsis in place of the rest.
func cutString(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	const ellipsis = "…"
	end := limit - len(ellipsis)
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + ellipsis
}
