package query

import "testing"

// What an operator does to the operands within it is asked of the operator: each of them prints, walks and grows a prefix as
// its own rules say, also within the others.
func TestOperators_WithinOperators(t *testing.T) {
	for typed, want := range map[string]struct {
		printed, prefixed string
		included          int // leaves that are not excluded
	}{
		"(a OR b) c":       {"(a OR b) c", "(a OR b) c*", 3},
		"a (b OR c)":       {"a (b OR c)", "a (b OR c*)", 3},
		"a b OR c d":       {"a b OR c d", "a b OR c d*", 4},
		"-(a b)":           {"-(a b)", "-(a b)", 0},
		"-(a OR b) c":      {"-(a OR b) c", "-(a OR b) c*", 1},
		"--a":              {"--a", "--a", 0},
		"c -a":             {"c -a", "c -a", 1},
		"-(a (b OR c)) d":  {"-(a (b OR c)) d", "-(a (b OR c)) d*", 1},
		"a OR -(b OR c d)": {"a OR -(b OR c d)", "a OR -(b OR c d)", 1},
	} {
		q, err := Parse(typed)
		if err != nil {
			t.Fatal(typed, err)
		}
		if got := q.String(); got != want.printed {
			t.Errorf("%s is printed as %s, want %s", typed, got, want.printed)
		}
		if got := q.WithLastAsPrefix().String(); got != want.prefixed {
			t.Errorf("%s with its last word as a prefix: %s, want %s", typed, got, want.prefixed)
		}
		leaves := 0
		WalkIncluded(q.Root, func(Node) { leaves++ })
		if leaves != want.included {
			t.Errorf("%s has %d included leaves, want %d", typed, leaves, want.included)
		}
	}
}
