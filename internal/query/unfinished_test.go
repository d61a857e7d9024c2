package query

import "testing"

func TestFindUnfinished_DescribesTheLastTerm(t *testing.T) {
	for _, c := range []struct {
		query string
		kind  UnfinishedKind
		part  string // what a completion replaces
		field string
		text  string
	}{
		{"", UnfinishedName, "", "", ""},
		{"word sta", UnfinishedName, "sta", "", "sta"},
		{"word ", UnfinishedName, "", "", ""},
		{"-sta", UnfinishedName, "sta", "", "sta"},
		{"#a", UnfinishedTag, "a", "", "a"},
		{"word -#a", UnfinishedTag, "a", "", "a"},
		{"(#a OR #b", UnfinishedTag, "b", "", "b"},
		{"#whisk(e", UnfinishedTag, "whisk(e", "", "whisk(e"},
		{`#"front e`, UnfinishedTag, `"front e`, "", "front e"},
		{`x tag:"front e`, UnfinishedTag, `"front e`, "", "front e"},
		{`#"front end" #b`, UnfinishedTag, "b", "", "b"},
		{`#"a \" b`, UnfinishedTag, `"a \" b`, "", `a " b`},
		{`#"a \\" b`, UnfinishedName, "b", "", "b"},
		{`a"b c`, UnfinishedName, "c", "", "c"},
		{"ü\u3000#ä", UnfinishedTag, "ä", "", "ä"},
		{"\xff #\xff", UnfinishedTag, "\xff", "", "\xff"},
		{"x @sa", UnfinishedSaved, "sa", "", "sa"},
		{"status:Fi", UnfinishedValue, "Fi", "status", "Fi"},
		{"status:draft,re", UnfinishedValue, "re", "status", "re"},
		{`status:draft,"in re`, UnfinishedValue, `"in re`, "status", "in re"},
		{`status:"a, b`, UnfinishedValue, `"a, b`, "status", "a, b"},
		{"author:a,b", UnfinishedValue, "a,b", "author", "a,b"},
		{"is:", UnfinishedValue, "", "is", ""},
		{"rating:>3", UnfinishedNone, "rating:>3", "", ""},
		{`"two wo`, UnfinishedNone, `"two wo`, "", ""},
		{"/expr", UnfinishedNone, "/expr", "", ""},
	} {
		u := FindUnfinished(c.query)
		if u.Kind != c.kind || c.query[u.Start:] != c.part || u.Field != c.field || u.Text != c.text {
			t.Errorf("%q: %+v, part %q", c.query, u, c.query[u.Start:])
		}
	}
}

func TestFormatValue_ParsesBackToTheValue(t *testing.T) {
	for _, value := range []string{"a", "in review", "a,b", ">3", "a..b", `"`, `a"b`, "2021-06-01", "*", "a*", "!x", "(x)", "#x", "OR", "ü"} {
		written, ok := FormatValue("status", value)
		if !ok {
			t.Errorf("%q cannot be written", value)
			continue
		}
		for _, line := range []string{"status:" + written, "status:other," + written} {
			q, err := Parse(line)
			k, isKey := q.Root.(KeyValue)
			if err != nil || !isKey {
				t.Errorf("%s parses as %v: %v", line, q, err)
				continue
			}
			conditions := k.Conditions()
			if last := conditions[len(conditions)-1]; last.Operand.Text != value || last.Operator != Equal || last.Prefix {
				t.Errorf("%s means %+v", line, last)
			}
		}
	}
	for _, c := range []struct{ field, value, want string }{{"author", "Ada Lovelace", `"Ada Lovelace"`}, {"lang", "de", "de"}, {"links", "a/b c", `"a/b c"`}, {"has", "my key", `"my key"`}} {
		if got, ok := FormatValue(c.field, c.value); got != c.want || !ok {
			t.Errorf("%s:%s is written %s, %t", c.field, c.value, got, ok)
		}
	}
}

func TestFormatKey_RefusesWhatIsNoKeyInAQuery(t *testing.T) {
	for key, want := range map[string]string{"status": "status", "ms.topic": "ms.topic", "my key": `"my key"`, "title": "", "is": ""} {
		if got, ok := FormatKey(key); got != want || ok != (want != "") {
			t.Errorf("%s is written %q, %t", key, got, ok)
		}
	}
}

// Whatever is typed, the part that may be completed lies within it.
func FuzzFindUnfinished(f *testing.F) {
	for _, seed := range []string{"", "#a", `x tag:"b`, "status:a,b", `-(a "b`, "@x", "\xff:"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, q string) {
		if u := FindUnfinished(q); u.Term < 0 || u.Term > u.Start || u.Start > len(q) {
			t.Errorf("%q: %+v", q, u)
		}
	})
}
