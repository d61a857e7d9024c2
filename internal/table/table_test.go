package table

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"quire/internal/markdown"
)

func parseTable(t testing.TB, src string) *markdown.Table {
	t.Helper()
	all := markdown.Parse([]byte(src)).Tables()
	if len(all) != 1 {
		t.Fatalf("%d tables in %.200q", len(all), src)
	}
	return all[0]
}

// column returns a table of one column.
func column(cells ...string) string {
	return "| x |\n|---|\n| " + strings.Join(cells, " |\n| ") + " |\n"
}

func TestSort_ComparesCellsByWhatTheySay(t *testing.T) {
	for name, c := range map[string]struct {
		kind  Kind
		cells []string // in ascending order
	}{
		"numbers":  {Numbers, []string{"−12", "-3.5", "0", "`2`", "**9**", "10", "1,204", "1 205", "1'206", "2e4", "unknown", "-"}},
		"percent":  {Numbers, []string{"0.5%", "9%", "10 %", "100%"}},
		"sizes":    {Numbers, []string{"900 B", "1 KiB", "20 kB", "1.5 MB", "2 MiB", "1 GB"}},
		"times":    {Numbers, []string{"900 ns", "3 µs", "2 ms", "1.5 s", "2 min", "1 h"}},
		"money":    {Numbers, []string{"$2.50", "$10", "€1,000"}},
		"stars":    {Numbers, []string{"950", "1.2k", "3k", "1M"}},
		"days":     {Dates, []string{"2019-03-01", "2021-12-07", "2021/12/08", "2022-01-01", "soon", ""}},
		"named":    {Dates, []string{"3 May 2020", "1 January 2021", "2 February 2021"}},
		"words":    {Words, []string{"apple", "echo", "Éclair", "File9", "file10", "Zebra", "—"}},
		"versions": {Words, []string{"1.2.3", "1.2.10", "1.10.1"}},
		"mixed":    {Words, []string{"12", "alpha", "beta", "gamma"}},
	} {
		shuffled := slices.Clone(c.cells)
		slices.Reverse(shuffled)
		table := parseTable(t, column(shuffled...))
		order, kind, err := Sort(t.Context(), table, 0, false)
		if err != nil || kind != c.kind {
			t.Errorf("%s: sorted as %v, %v", name, kind, err)
		}
		var got, want []string
		for i := range order {
			got = append(got, table.Cell(order.Row(i), 0))
			want = append(want, parseTable(t, column(c.cells[i])).Cell(0, 0))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestSort_ReversesAndKeepsEmptyCellsLast(t *testing.T) {
	table := parseTable(t, "| n | s |\n|---|---|\n| 2 | a |\n|  | b |\n| 10 | c |\n| 2 | d |\n| x | e |\n")
	for descending, want := range map[bool]string{false: "adceb", true: "cadeb"} {
		order, _, _ := Sort(t.Context(), table, 0, descending)
		got := ""
		for i := range order {
			got += table.Cell(order.Row(i), 1)
		}
		if got != want {
			t.Errorf("descending %v: %s, want %s", descending, got, want)
		}
	}
	if (Order)(nil).Row(3) != 3 {
		t.Error("no order is not that of the note")
	}
}

func TestParseNumber_RefusesWhatIsNoNumber(t *testing.T) {
	for _, s := range []string{"", "-", "abc", "1.2.3", "1-2", "12:30", "2021-01-02", "10.0.0.1", "1, 2, 3", "3 words here", "x1", "$", "e5", "1 2"} {
		if n, ok := ParseNumber(s); ok {
			t.Errorf("%q is %v", s, n)
		}
	}
	for s, want := range map[string]float64{"1,5": 1.5, "1,500": 1500, "1,234,567.5": 1234567.5, ".5": 0.5, "~40": 40, "1e3": 1000, "12 px": 12, "-$3": -3} {
		if n, ok := ParseNumber(s); !ok || math.Abs(n-want) > 1e-9 {
			t.Errorf("%q is %v, %v, want %v", s, n, ok, want)
		}
	}
}

func TestFind_ReturnsRowsWithTheText(t *testing.T) {
	table := parseTable(t, "| a | b |\n|---|---|\n| One | [tWo](x.md) |\n| Ünder | `code` |\n| other | one |\n")
	for pattern, want := range map[string]string{"one": "02", "One": "0", "under": "1", "wo": "0", "x.md": "", "o": "012", "": ""} {
		rows, err := Find(t.Context(), table, NewMatcher(pattern))
		got := ""
		for r := range table.Rows() {
			if rows.Has(r) {
				got += fmt.Sprint(r)
			}
		}
		if got != want || rows.Count() != len(want) || err != nil {
			t.Errorf("%q is in %s, %v; want %s", pattern, got, err, want)
		}
	}
	if got := fmt.Sprint(NewMatcher("an").Find("Banana")); got != "[{1 3} {3 5}]" {
		t.Error(got)
	}
}

func TestSortAndFind_EndWhenNobodyWantsThem(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	table := parseTable(t, column("1", "2"))
	if _, _, err := Sort(ctx, table, 0, false); err == nil {
		t.Error("Sort went on")
	}
	if _, err := Find(ctx, table, NewMatcher("1")); err == nil {
		t.Error("Find went on")
	}
}
