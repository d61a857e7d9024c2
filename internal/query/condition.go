package query

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Operator says how a condition compares a value.
type Operator uint8

// The operators of conditions. A range has both ends included.
const (
	Equal Operator = iota
	Less
	LessOrEqual
	Greater
	GreaterOrEqual
	Range
)

// comparisons holds the operators that stand before an operand, none after one that begins like it.
var comparisons = []struct {
	sign     string
	operator Operator
}{{">=", GreaterOrEqual}, {"<=", LessOrEqual}, {">", Greater}, {"<", Less}}

// Condition is one of the alternatives of a KeyValue.
type Condition struct {
	Operator Operator
	Operand  Operand // for Range the lower end, which may be empty
	Upper    Operand // for Range the upper end, which may be empty; for Equal with a span of days, such as 7d, the last one
	Prefix   bool    // with Equal: values that begin so
}

// Operand is what a value is compared with. All forms that are there apply: 2021 is a number, a year and a text.
type Operand struct {
	Text     string
	Number   float64
	IsNumber bool
	Period   Period // zero if the text is no date
}

// operand returns the operand of a text, which is nothing but a text if it was quoted.
func (item keyItem) operand(s string, today time.Time) Operand {
	o := Operand{Text: s}
	if item.quoted {
		return o
	}
	o.Number, o.IsNumber = ParseNumber(s)
	if d, rest := parsePeriod(s); rest == "" {
		o.Period = d.OnDay(today)
	}
	return o
}

// isOrdered reports whether the operand is a number or a date.
func (o Operand) isOrdered() bool { return o.IsNumber || !o.Period.IsZero() }

// ParseNumber parses a decimal number such as 3, -1.5 or 1e3.
func ParseNumber(s string) (float64, bool) {
	if s == "" || s[0] != '-' && s[0] != '+' && s[0] != '.' && (s[0] < '0' || s[0] > '9') || strings.ContainsAny(s, "_xXpP") {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsInf(v, 0) && !math.IsNaN(v)
}

// keyItem is what stands between two commas of a value.
type keyItem struct {
	sign   string // a comparison, or ""
	text   string
	quoted bool
	prefix bool // a * follows
}

// parseKeyItem parses up to the next comma or the end of the value.
func (p *parser) parseKeyItem() (item keyItem) {
	for _, c := range comparisons {
		if strings.HasPrefix(p.input[p.pos:], c.sign) {
			item.sign = c.sign
			p.pos += len(c.sign)
			break
		}
	}
	if p.pos < len(p.input) && p.input[p.pos] == '"' {
		item.quoted = true
		item.text, item.prefix = p.parseQuoted()
		return item
	}
	end := p.endOfWord(p.pos)
	if i := strings.IndexByte(p.input[p.pos:end], ','); i >= 0 {
		end = p.pos + i
	}
	item.text = p.input[p.pos:end]
	p.pos = end
	if n := len(item.text) - 1; n > 0 && item.text[n] == '*' && item.sign == "" {
		item.text, item.prefix = item.text[:n], true
	}
	return item
}

// Conditions returns the alternatives of n. There are none if n has no value.
func (n KeyValue) Conditions() []Condition {
	items, today := n.items(), n.today
	if today.IsZero() {
		today = time.Now()
	}
	all := make([]Condition, len(items))
	for i, item := range items {
		all[i] = item.condition(today)
	}
	return all
}

func (item keyItem) condition(today time.Time) Condition {
	c := Condition{Operand: item.operand(item.text, today), Prefix: item.prefix}
	for _, k := range comparisons {
		if item.sign == k.sign {
			c.Operator = k.operator
			return c
		}
	}
	if from, to, ok := strings.Cut(item.text, ".."); ok && !item.quoted && !item.prefix {
		between := Condition{Operator: Range, Operand: item.operand(from, today), Upper: item.operand(to, today)}
		if (from == "" || between.Operand.isOrdered()) && (to == "" || between.Upper.isOrdered()) && from+to != "" {
			return between
		}
	}
	if d, rest := parsePeriod(item.text); !item.quoted && !item.prefix && rest == "" && d.isSpan() {
		c.Upper = item.operand(relativeToday, today)
	}
	return c
}
