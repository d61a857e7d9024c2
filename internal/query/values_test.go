package query

import (
	"fmt"
	"testing"
)

func TestSplitValues_SplitsWholeValuesOfOneKey(t *testing.T) {
	for _, c := range []struct{ text, values, rest, again string }{
		{"status:final", "{[final] []}", "", "status:final"},
		{`saw STATUS:"in review" -status:draft #aws`, "{[in review] [draft]}", "saw #aws", `status:"in review" -status:draft saw #aws`},
		{"status:a,b status:>3 status:d* -status:x,y", "{[] []}", "status:a,b status:>3 status:d* -status:x,y", "status:a,b status:>3 status:d* -status:x,y"},
		{"(status:a OR status:b) owner:ann", "{[] []}", "(status:a OR status:b) owner:ann", "(status:a OR status:b) owner:ann"},
		{"", "{[] []}", "", ""},
	} {
		q, err := Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		values, rest := q.SplitValues("status")
		if got := fmt.Sprint(values); got != c.values || rest.String() != c.rest {
			t.Errorf("%s: %s and %q", c.text, got, rest)
		}
		again := rest.WithValues("status", values).String()
		if again != c.again {
			t.Errorf("%s: %s, want %s", c.text, again, c.again)
		}
		if parsed, err := Parse(again); err != nil || parsed.String() != again {
			t.Errorf("%s reads as %s: %v", again, parsed, err)
		}
	}
	q := Query{}.WithValues("title", ValueFilter{Must: []string{"A, b"}, Not: []string{">3", `"q"`, "#x"}})
	if values, rest := mustParse(t, q.String()).SplitValues("title"); fmt.Sprint(values) != `{[A, b] [>3 "q" #x]}` || !rest.IsZero() {
		t.Errorf("%s: %v and %q", q, values, rest)
	}
}

func mustParse(t *testing.T, text string) Query {
	t.Helper()
	q, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}
