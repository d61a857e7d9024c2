package tui

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"quire/internal/note"
)

// writeRows returns a table with so many rows and columns, in as few bytes as possible.
func writeRows(rows, columns int) string {
	var b strings.Builder
	for c := range columns {
		fmt.Fprintf(&b, "|c%d", c)
	}
	b.WriteString("|\n" + strings.Repeat("|-", columns) + "|\n")
	for r := range rows {
		for c := range columns {
			fmt.Fprintf(&b, "|%d", (r*7919+c)%997)
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// No key in a table takes longer than a frame, however large the table is. To test with a million rows, which takes minutes:
//
//	QUIRE_TEST_COSTS=1 go test ./internal/tui -run TestTable_EveryKey -v -timeout 30m
func TestTable_EveryKeyIsAnsweredWithinAFrame(t *testing.T) {
	skipIfShort(t)
	rows, wideRows, words := 101_000, 11_000, 8_000 // enough cells for tables that are not parsed
	if os.Getenv("QUIRE_TEST_COSTS") != "" {
		rows, wideRows, words = 1_000_000, 1_000_000, 60_000
	}
	for name, src := range map[string]string{
		"many rows":    writeRows(rows, 3),
		"many columns": writeRows(wideRows, 30),
		"parsed":       strings.ReplaceAll(writeRows(3000, 30), "|7", "|[7](x.md)"),
		"wide":         writeRows(6, 10_000),
		"long cells":   "| a | b |\n|---|---|\n" + strings.Repeat("| "+strings.Repeat("long *words* ", words)+" | x |\n", 4),
	} {
		t.Run(name, func(t *testing.T) {
			for _, window := range []string{"narrow", "wide"} {
				setup, want := []string{"g", "tab", "enter"}, strings.Count(src, "\n")-2
				groups := map[string]scenarioGroup{window: {setup, map[string][]string{
					"first": nil, "end": {"G"}, "last column": {"$", "space"}, "sorted": {"l", "s"}, "found": {"/", `"7"`, "enter"}, "row": {"i"}, "typing": {"/"},
				}}}
				document := note.Parse("table.md", []byte("# Table\n\n"+src)) // a library would read only the beginning of the largest
				start := driverOnUnreadFiles(t, notes(map[string]string{"x.md": "x"}), func(o *Options) { o.Document = document })
				c := checkCosts(t, func() *driver {
					d := start()
					if window == "narrow" {
						d.resize(40, 20)
					}
					return d
				}, groups, frameLimit)
				if !c.reached["tui.tableOverlay"] {
					t.Errorf("the table was not reached: %v", c.reached)
				}
				d := start().keys(setup...)
				if o, ok := topOverlay[tableOverlay](d.m); !ok || o.view.Cells().Table.Rows() != want {
					t.Errorf("the table has not %d rows:\n%s", want, d.text())
				}
			}
		})
	}
}
