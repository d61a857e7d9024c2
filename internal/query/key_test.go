package query

import (
	"fmt"
	"strings"
	"testing"
)

// describe writes conditions in a form of the test's own.
func describe(conditions []Condition) string {
	operand := func(o Operand) string {
		s := o.Text
		if o.IsNumber {
			s += "(number)"
		}
		if !o.Period.IsZero() {
			s += "(date)"
		}
		return s
	}
	var all []string
	for _, c := range conditions {
		s := fmt.Sprint(c.Operator, " ", operand(c.Operand))
		if c.Operator == Range {
			s += " to " + operand(c.Upper)
		}
		if c.Operator == Equal && c.Upper.Text != "" {
			s += " until " + operand(c.Upper)
		}
		if c.Prefix {
			s += " prefix"
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

func TestKeyValue_Conditions(t *testing.T) {
	for value, want := range map[string]string{
		"":                 "",
		",":                "",
		"draft":            "0 draft",
		"draft,review":     "0 draft; 0 review",
		`"a, b",c`:         "0 a, b; 0 c",
		`""`:               "0 ",
		"dra*":             "0 dra prefix",
		`"in r"*`:          "0 in r prefix",
		"*":                "0 *",
		"3":                "0 3(number)",
		`"3"`:              "0 3",
		"-1.5":             "0 -1.5(number)",
		"0x10":             "0 0x10",
		"1_000":            "0 1_000",
		"nan":              "0 nan",
		"2021":             "0 2021(number)(date)",
		"2021-05":          "0 2021-05(date)",
		">3":               "3 3(number)",
		">=3":              "4 3(number)",
		"<2021-01-02":      "1 2021-01-02(date)",
		"<=x,>5":           "2 x; 3 5(number)",
		">":                "",
		"3..5":             "5 3(number) to 5(number)",
		"3..":              "5 3(number) to ",
		"..2021-05":        "5  to 2021-05(date)",
		"../x":             "0 ../x",
		"1..x":             "0 1..x",
		"..":               "0 ..",
		`>"2021"`:          "3 2021",
		">today":           "3 today(date)",
		`"today"`:          "0 today",
		"yesterday..":      "5 yesterday(date) to ",
		"7d":               "0 7d(date) until today(date)",
		"a\"b":             "0 a\"b",
		"https://x.org/a?": "0 https://x.org/a?",
	} {
		if got := describe(KeyValue{Key: "k", Value: value}.Conditions()); got != want {
			t.Errorf("k:%s is %q, want %q", value, got, want)
		}
	}
}

// ExactValue writes every value so that it is read as that text.
func TestExactValue_PrintsAndParses(t *testing.T) {
	for _, value := range []string{"draft", "In Review", "a,b", "3", "2021-05", ">3", "x*", "*", "..", "1..2", `say "no"`, `\`, "", "(", ")", "f(x)", "日本", "a b", "OR", "-x"} {
		for _, key := range []string{"status", "ms.topic", "due date", "from", "has", "-x", "a:b", `q"q`} {
			n := ExactValue(key, value)
			q := Query{JoinAnd(Word{Text: "a"}, Not{n}, JoinOr(n, Word{Text: "b"}))}
			back, err := Parse(q.String())
			if err != nil || back.String() != q.String() || back.Root.(And)[1] != Node(Not{n}) {
				t.Errorf("%q of %q prints as %s, which is read as %#v (%v)", value, key, q, back.Root, err)
			}
			if c := n.Conditions(); len(c) != 1 || c[0] != (Condition{Operand: Operand{Text: value}}) {
				t.Errorf("%q of %q has the conditions %s", value, key, describe(c))
			}
		}
	}
	if got := (Query{ExactValue("status", "Final")}).String(); got != "status:Final" {
		t.Errorf("a plain value prints as %s", got)
	}
}

func TestResolveKeys_MakesTextOfUnknownKeys(t *testing.T) {
	known := map[string]bool{"status": true, "from": true, "extra.x": true}
	for in, want := range map[string]string{
		"re:Invent a":                `"re:Invent" a`,
		"status:draft re:Inv*":       `status:draft "re:Inv"*`,
		"-(x:y OR status:1)":         `-("x:y" OR status:1)`,
		`stat:"a b"`:                 `"stat: a b"`,
		`stat:"a b",c*`:              `"stat: a b c"*`,
		"extra.from:x extra.x:y":     `"from":x extra.x:y`,
		"has:extra.from has:nothing": "has:from has:nothing",
		"12:30 std::string c:":       `"12:30" "std::string" "c:"`,
	} {
		q, err := Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		resolved, _ := q.ResolveKeys(func(n HasKey) bool { return known[n.Key] })
		if resolved.String() != want {
			t.Errorf("%s becomes %s, want %s", in, resolved, want)
		}
	}
	q, _ := Parse("re:Invent")
	if resolved, unknown := q.ResolveKeys(func(HasKey) bool { return false }); resolved.Root != Node(Word{Text: "re:Invent"}) || len(unknown) != 1 || !unknown[0].AsText {
		t.Errorf("%#v, %v", resolved.Root, unknown)
	}
}
