package cli

import (
	"reflect"
	"unicode/utf8"
)

// pathText is a path in the JSON form of a record. JSON holds only text, so bytes that are not UTF-8 become U+FFFD
// in it. The field of the same name with the suffix _bytes then holds the exact bytes in base64 (RFC 4648 §4).
type pathText string

// pathBytes returns the value of a _bytes field: nil, so that the field is absent, if path is UTF-8.
func pathBytes(path string) []byte {
	if utf8.ValidString(path) {
		return nil
	}
	return []byte(path)
}

// pathListBytes returns the value of a _bytes field for a list of paths: nil if all of them are UTF-8.
func pathListBytes(paths []string) [][]byte {
	out, hasInvalid := make([][]byte, len(paths)), false
	for i, path := range paths {
		out[i], hasInvalid = []byte(path), hasInvalid || !utf8.ValidString(path)
	}
	if !hasInvalid {
		return nil
	}
	return out
}

func toPathTexts(paths []string) []pathText {
	out := make([]pathText, len(paths))
	for i, path := range paths {
		out[i] = pathText(path)
	}
	return out
}

// restorePaths replaces each path in fields, which was decoded from the JSON form of record, by the exact bytes in
// record.
func restorePaths(fields map[string]any, record reflect.Value) {
	for i := range record.NumField() {
		field, value := record.Type().Field(i), record.Field(i)
		if field.Anonymous {
			restorePaths(fields, value)
			continue
		}
		name := jsonFieldName(field)
		switch value := value.Interface().(type) {
		case pathText:
			fields[name] = string(value)
			continue
		case []pathText:
			list := make([]any, len(value))
			for i, path := range value {
				list[i] = string(path)
			}
			fields[name] = list
			continue
		}
		list, _ := fields[name].([]any)
		if value.Kind() != reflect.Slice || value.Type().Elem().Kind() != reflect.Struct || len(list) != value.Len() {
			continue
		}
		for i := range list {
			if item, ok := list[i].(map[string]any); ok {
				restorePaths(item, value.Index(i))
			}
		}
	}
}
