package numbers

import "testing"

func TestFormat_SeparatesThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 1204: "1,204", 1234567: "1,234,567", -5: "-5", -999: "-999", -1234: "-1,234"} {
		if got := Format(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestCount_PicksTheNoun(t *testing.T) {
	for n, want := range map[int][2]string{0: {"0 matches", "0 notes"}, 1: {"1 match", "1 note"}, 1204: {"1,204 matches", "1204 notes"}} {
		if got := [2]string{Count(n, "match", "matches"), Pluralize(n, "note")}; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
