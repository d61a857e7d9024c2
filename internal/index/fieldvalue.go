package index

import (
	"cmp"
	"strings"
	"time"

	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/text"
)

// fieldValue is a value of the front matter as numbers and dates are compared. A value may be both: 2021 is also a year.
type fieldValue struct {
	number   float64
	day      int32 // see dayNumber; 0 if the value is no date
	isNumber bool
}

// parseFieldValues parses values.
func parseFieldValues(values []string) []fieldValue {
	all := make([]fieldValue, len(values))
	for i, v := range values {
		all[i].number, all[i].isNumber = query.ParseNumber(v)
		all[i].day = dayNumber(parseFieldDate(v))
	}
	return all
}

// maxDateLen is longer than dates are.
const maxDateLen = 64

// parseFieldDate parses a value as a date: in any form that a note's date may have, or a month or year, which stand for their
// first day. Without a date it returns the zero time.
func parseFieldDate(v string) time.Time {
	if len(v) > maxDateLen || !strings.ContainsAny(v, "0123456789") {
		return time.Time{}
	}
	if d, ok := note.ParseDate(v); ok {
		return d.Time
	}
	if p, ok := query.ParsePeriod(v); ok {
		return p.Start()
	}
	return time.Time{}
}

// fieldCondition is a condition, ready to be compared with many values.
type fieldCondition struct {
	query.Condition
	query.Operand
	folded, upperFolded string // the texts of the operands, as values are compared
}

func newFieldCondition(c query.Condition) fieldCondition {
	return fieldCondition{c, c.Operand, text.Fold(note.FoldName(c.Operand.Text)), text.Fold(note.FoldName(c.Upper.Text))}
}

// matches reports whether a value meets the condition. folded is its text. Values of another kind than the operand, such as
// a word where the operand is a number, do not match.
func (c fieldCondition) matches(v fieldValue, folded string) bool {
	switch c.Operator {
	case query.Equal:
		from, ok := v.compare(c.Operand, folded, c.folded, false)
		last := c.Operand
		if c.Upper.Text != "" {
			last = c.Upper
		}
		to, _ := v.compare(last, folded, c.folded, true)
		return ok && from >= 0 && to <= 0
	case query.Range:
		return c.isAbove(v, folded) && c.isBelow(v, folded)
	}
	// A period is after another one when it begins after its end: >2021 starts with 2022.
	d, ok := v.compare(c.Operand, folded, c.folded, c.Operator == query.Greater || c.Operator == query.LessOrEqual)
	switch {
	case !ok:
		return false
	case c.Operator == query.Less:
		return d < 0
	case c.Operator == query.LessOrEqual:
		return d <= 0
	case c.Operator == query.Greater:
		return d > 0
	}
	return d >= 0
}

// isAbove reports whether a value is at or above the lower end of a range.
func (c fieldCondition) isAbove(v fieldValue, folded string) bool {
	if c.Condition.Operand.Text == "" {
		return true
	}
	d, ok := v.compare(c.Operand, folded, c.folded, false)
	return ok && d >= 0
}

// isBelow reports whether a value is at or below the upper end of a range.
func (c fieldCondition) isBelow(v fieldValue, folded string) bool {
	if c.Upper.Text == "" {
		return true
	}
	d, ok := v.compare(c.Upper, folded, c.upperFolded, true)
	return ok && d <= 0
}

// compare compares a value with an operand as numbers, else as dates, else as texts. A date is compared with the first day of
// a period, or with the last one if atEnd is set. It is not ok for values of different kinds.
func (v fieldValue) compare(o query.Operand, folded, operandFolded string, atEnd bool) (d int, ok bool) {
	switch {
	case o.IsNumber && v.isNumber:
		return cmp.Compare(v.number, o.Number), true
	case !o.Period.IsZero():
		day := o.Period.Start()
		if atEnd {
			day = o.Period.End().AddDate(0, 0, -1)
		}
		return cmp.Compare(v.day, dayNumber(day)), v.day > 0
	case o.IsNumber:
		return 0, false
	}
	return compareNatural(folded, operandFolded), true
}
