package searchtest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
)

// keyValues returns the values of each key of the front matter of a note, as texts, and nil for a key without one. Keys are
// folded, and spelled has each as the note writes it, in order.
func keyValues(p *note.Parsed) (values map[string][]string, spelled []string) {
	values = map[string][]string{}
	var add func(key string, v any)
	addFields := func(prefix string, fields []note.Field) {
		for _, f := range fields {
			add(prefix+strings.TrimSpace(f.Key), f.Value)
		}
	}
	add = func(key string, v any) {
		switch v := v.(type) {
		case note.Fields:
			if len(v) > 0 {
				addFields(key+".", v)
				return
			}
		case []any:
			for _, item := range v {
				add(key, item)
			}
			if len(v) > 0 {
				return
			}
		}
		folded := foldName(key)
		if _, ok := values[folded]; !ok {
			spelled = append(spelled, key)
			values[folded] = nil
		}
		switch v.(type) {
		case nil, note.Fields, []any:
			return
		}
		text := strings.TrimSpace(fmt.Sprint(v))
		if f, ok := v.(float64); ok {
			text = strconv.FormatFloat(f, 'g', -1, 64)
		}
		for len(text) > note.MaxFieldValueBytes {
			runes := []rune(text)
			text = strings.TrimSpace(string(runes[:len(runes)-1]))
		}
		if text != "" {
			values[folded] = append(values[folded], text)
		}
	}
	addFields("", p.Note.Details().Fields)
	return values, spelled
}

// foldName returns s folded, without superfluous space.
func foldName(s string) string { return foldText(strings.Join(strings.Fields(s), " ")) }

// isKey reports whether a note has a key, or a key below it.
func (l *Library) isKey(n query.HasKey) bool {
	return slices.ContainsFunc(l.Notes, func(p *note.Parsed) bool { return hasKey(p, n) })
}

func hasKey(p *note.Parsed, n query.HasKey) bool {
	values, _ := keyValues(p)
	want := foldName(n.Key)
	for key := range values {
		if key == want || strings.HasPrefix(key, want+".") || n.Prefix && strings.HasPrefix(key, want) {
			return true
		}
	}
	return false
}

// matchKeyValue reports whether a note has a value that meets one of the conditions.
func matchKeyValue(p *note.Parsed, n query.KeyValue) bool {
	all, _ := keyValues(p)
	values, ok := all[foldName(n.Key)]
	conditions := n.Conditions()
	if len(conditions) == 0 {
		return hasKey(p, query.HasKey{Key: n.Key})
	}
	return ok && slices.ContainsFunc(conditions, func(c query.Condition) bool {
		if c.Operator == query.Equal && c.Operand.Text == "" && !c.Prefix {
			return len(values) == 0
		}
		return slices.ContainsFunc(values, func(v string) bool { return matchValue(v, c) })
	})
}

// matchValue reports whether a value meets a condition.
func matchValue(v string, c query.Condition) bool {
	text, want := foldName(v), foldName(c.Operand.Text)
	switch c.Operator {
	case query.Equal:
		if c.Prefix {
			return strings.HasPrefix(text, want)
		}
		if text == want {
			return true
		}
		last := c.Upper
		if last.Text == "" {
			last = c.Operand
		}
		return (c.Operand.IsNumber || !c.Operand.Period.IsZero()) && isWithin(v, c.Operand, last)
	case query.Range:
		return isWithin(v, c.Operand, c.Upper)
	case query.Less:
		d, ok := compareValue(v, c.Operand, false)
		return ok && d < 0
	case query.LessOrEqual:
		d, ok := compareValue(v, c.Operand, true)
		return ok && d <= 0
	case query.Greater:
		d, ok := compareValue(v, c.Operand, true)
		return ok && d > 0
	}
	d, ok := compareValue(v, c.Operand, false)
	return ok && d >= 0
}

// isWithin reports whether a value is between two operands, each of which may be empty.
func isWithin(v string, from, to query.Operand) bool {
	low, lowOK := compareValue(v, from, false)
	high, highOK := compareValue(v, to, true)
	return (from.Text == "" || lowOK && low >= 0) && (to.Text == "" || highOK && high <= 0)
}

// compareValue compares a value with an operand: with the first day of a period, or with its last one.
func compareValue(v string, o query.Operand, last bool) (d int, ok bool) {
	number, err := strconv.ParseFloat(v, 64)
	isNumber := err == nil && !strings.ContainsAny(v, "xXpP_iIaA")
	if o.IsNumber && isNumber {
		return cmp.Compare(number, o.Number), true
	}
	if o.Period.IsZero() {
		return compareNatural(foldName(v), foldName(o.Text)), !o.IsNumber
	}
	day := ""
	if date, ok := note.ParseDate(v); ok {
		day = date.Format("2006-01-02")
	} else if period, ok := query.ParsePeriod(v); ok {
		day = period.Start().Format("2006-01-02")
	}
	limit := o.Period.Start()
	if last {
		limit = o.Period.End().AddDate(0, 0, -1)
	}
	return strings.Compare(day, limit.Format("2006-01-02")), day != ""
}

// unknownKeys returns the keys of a query that no note has with the nearest names.
func (l *Library) unknownKeys(unknown []query.UnknownKey) []search.UnknownKey {
	var names []string
	for _, c := range l.countKeys(l.Notes) {
		names = append(names, c.Value)
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(foldName(a), foldName(b)) })
	return search.SuggestKeys(unknown, names)
}

// CountKeys counts the keys of all notes.
func (l *Library) CountKeys(ctx context.Context) ([]search.ValueCount, error) {
	return l.countKeys(l.Notes), ctx.Err()
}

// countKeys counts the keys of some of the notes, most common first, ties by name.
func (l *Library) countKeys(found []*note.Parsed) []search.ValueCount {
	return l.countAsSpelled(found, foldName, func(p *note.Parsed) []string {
		_, spelled := keyValues(p)
		return spelled
	})
}

// countValues counts the values of a key of some of the notes, most common first, ties by name.
func (l *Library) countValues(found []*note.Parsed, key string) []search.ValueCount {
	return l.countAsSpelled(found, note.FoldName, func(p *note.Parsed) []string {
		values, _ := keyValues(p)
		return values[foldName(key)]
	})
}

// countAsSpelled is countSpellings, with the spelling of each value that is most common in the whole library.
func (l *Library) countAsSpelled(found []*note.Parsed, fold func(string) string, valuesOf func(*note.Parsed) []string) []search.ValueCount {
	common := map[string]string{}
	for _, c := range countSpellings(l.Notes, fold, valuesOf) {
		common[fold(c.Value)] = c.Value
	}
	counts := countSpellings(found, fold, valuesOf)
	for i, c := range counts {
		counts[i].Value = common[fold(c.Value)]
	}
	return counts
}

// smallestValue returns the value of a key by which a note is sorted, or "".
func smallestValue(p *note.Parsed, key string) string {
	all, _ := keyValues(p)
	values := slices.Clone(all[foldName(key)])
	slices.SortFunc(values, compareSorted)
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// compareSorted compares two values in the order of a key: numbers, dates, texts.
func compareSorted(a, b string) int {
	kind := func(v string) (kind int, number float64, day string) {
		if n, err := strconv.ParseFloat(v, 64); err == nil && !strings.ContainsAny(v, "xXpP_iIaA") {
			return 0, n, ""
		}
		if d, ok := note.ParseDate(v); ok {
			return 1, 0, d.Format("2006-01-02")
		}
		if p, ok := query.ParsePeriod(v); ok {
			return 1, 0, p.Start().Format("2006-01-02")
		}
		return 2, 0, ""
	}
	kindA, numberA, dayA := kind(a)
	kindB, numberB, dayB := kind(b)
	return cmp.Or(cmp.Compare(kindA, kindB), cmp.Compare(numberA, numberB), strings.Compare(dayA, dayB), compareNatural(foldName(a), foldName(b)), strings.Compare(foldName(a), foldName(b)))
}

// sortByKey sorts notes by the values of a key. Those without come last, and those with the same value stay in their order.
func sortByKey(found []*note.Parsed, key string, reverse bool) {
	slices.SortStableFunc(found, func(a, b *note.Parsed) int {
		x, y := smallestValue(a, key), smallestValue(b, key)
		switch {
		case x == "" && y == "":
			return 0
		case x == "":
			return 1
		case y == "":
			return -1
		case reverse:
			return compareSorted(y, x)
		}
		return compareSorted(x, y)
	})
}
