package linear

import (
	"fmt"
	"strconv"
	"strings"

	"quire/internal/markdown"
	"quire/internal/numbers"
	"quire/internal/render"
	"quire/internal/table"
	"quire/internal/text"
)

// showTable lists the tables of the open page, or shows one of them by rows, each cell after the head of its column. The first word
// of arg is the number of the table, which a page with one table does not need; the rest is the column to sort by.
func (s *session) showTable(arg string) {
	tables := s.page.Tables()
	number, column, _ := strings.Cut(arg, " ")
	if len(tables) == 1 {
		if _, err := strconv.Atoi(number); err != nil && arg != "" {
			number, column = "1", arg
		} else if arg == "" {
			number = "1"
		}
	}
	if number == "" && len(tables) > 0 {
		s.listTables(tables)
		return
	}
	i, ok := s.parseNumber(number, "table", len(tables))
	if !ok {
		return
	}
	s.printTable(tables[i], strings.TrimSpace(column))
}

// listTables lists tables by their size and their heads; a number shows one of them.
func (s *session) listTables(tables []*markdown.Table) {
	items := make([]string, len(tables))
	for i, t := range tables {
		items[i] = numbers.Count(t.Rows(), "row", "rows") + ", " + numbers.Count(t.Columns(), "column", "columns")
		if heads := joinHeads(t); heads != "" {
			items[i] += ": " + heads
		}
	}
	s.offerMenu("", items, menu{noun: "table", choose: func(i int) { s.printTable(tables[i], "") }})
}

// maxListedHeads bounds the heads that describe a table.
const maxListedHeads = 12

// joinHeads returns the heads of a table in one line.
func joinHeads(t *markdown.Table) string {
	var heads []string
	for column := range min(t.Columns(), maxListedHeads) {
		if h := t.Head(column); h != "" {
			heads = append(heads, text.Head(h, maxHeadCells))
		}
	}
	if t.Columns() > maxListedHeads {
		heads = append(heads, "...")
	}
	return strings.Join(heads, ", ")
}

// maxHeadCells bounds the width of a head in a list.
const maxHeadCells = 40

// printTable prints a table by rows, sorted by a column unless column is "".
func (s *session) printTable(t *markdown.Table, column string) {
	var order table.Order
	title := numbers.Count(t.Rows(), "row", "rows")
	if column != "" {
		name, reverse := strings.CutPrefix(column, "-")
		i, ok := findColumn(t, strings.TrimSpace(name))
		if !ok {
			s.failf("%s: no such column; the columns are %s", text.Head(column, maxHeadCells), joinHeads(t))
			return
		}
		sorted, kind, err := table.Sort(s.ctx, t, i, reverse)
		if err != nil {
			s.fail(err.Error())
			return
		}
		order = sorted
		title += fmt.Sprintf(", sorted by %s as %s", text.Head(t.Head(i), maxHeadCells), kind)
		if reverse {
			title += ", in reverse order"
		}
	}
	cells := s.page.TableCells(t)
	lines, row := []render.Line(nil), 0
	wrapped := wrapText(title, s.Width, 2)
	s.pager.printFirstScreen(func() (string, bool) {
		if len(wrapped) > 0 {
			line := wrapped[0]
			wrapped = wrapped[1:]
			return line, true
		}
		for len(lines) == 0 {
			if row == t.Rows() {
				return "", false
			}
			lines = append([]render.Line{{}}, cells.Record(order.Row(row), s.Width)...) // a blank line before each row
			row++
		}
		line := lines[0].ANSI(nil)
		lines = lines[1:]
		return line, true
	}, false)
}

// findColumn returns the column with a number, counted from 1, or with a head: all of it, or else its beginning.
func findColumn(t *markdown.Table, name string) (int, bool) {
	folded := text.Fold(name)
	for column := range t.Columns() {
		if text.Fold(t.Head(column)) == folded {
			return column, true
		}
	}
	if n, err := strconv.Atoi(name); err == nil {
		return n - 1, n >= 1 && n <= t.Columns()
	}
	for column := range t.Columns() {
		if strings.HasPrefix(text.Fold(t.Head(column)), folded) {
			return column, true
		}
	}
	return 0, false
}
