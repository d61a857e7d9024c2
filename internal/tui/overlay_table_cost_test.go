package tui

import (
	"fmt"
	"os"
	"strings"
	"testing"
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
	rows := 120_000
	if os.Getenv("QUIRE_TEST_COSTS") != "" {
		rows = 1_000_000
	}
	files := map[string]string{
		"many rows":    "# Table\n\n" + writeRows(rows, 3),
		"many columns": "# Table\n\n" + writeRows(rows/100, 30),
		"parsed":       "# Table\n\n" + strings.ReplaceAll(writeRows(9000, 30), "|7", "|[7](x.md)"),
		"wide":         "# Table\n\n" + writeRows(20, 10_000),
		"long cells":   "# Table\n\n| a | b |\n|---|---|\n" + strings.Repeat("| "+strings.Repeat("long *words* ", 60_000)+" | x |\n", 4),
	}
	for name, src := range files {
		t.Run(name, func(t *testing.T) {
			for _, window := range []string{"narrow", "wide"} {
				setup := []string{"enter", "g", "tab", "enter"}
				groups := map[string]scenarioGroup{window: {setup, map[string][]string{
					"first": nil, "end": {"G"}, "last column": {"$", "space"}, "sorted": {"l", "s"}, "found": {"/", `"7"`, "enter"}, "row": {"i"}, "typing": {"/"},
				}}}
				start := driverOnUnreadFiles(t, notes(map[string]string{"table.md": src}))
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
			}
		})
	}
}
