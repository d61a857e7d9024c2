package cli

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"quire/internal/safe"
	"quire/internal/theme"
)

// chart draws the numbers for people. Shown is what is listed; whole says how many there are.
func (o *shared) chart(shown, whole statsJSON) error {
	t, err := o.tableTheme()
	if err != nil {
		return err
	}
	c := &chart{theme: t, width: min(o.tableWidth(), 100)}
	c.head(shown)
	c.time(shown.Months)
	c.section("tags", len(shown.Tags), len(whole.Tags))
	c.labels(len(shown.Tags), func(i int) string { return shown.Tags[i].Tag })
	for _, tag := range shown.Tags {
		c.bar(tag.Tag, tag.Notes, shown.Tags[0].Notes, t.Accent)
	}
	c.section("linked to most", len(shown.MostLinked), len(whole.MostLinked))
	c.labels(len(shown.MostLinked), func(i int) string { return shown.MostLinked[i].Title })
	for _, n := range shown.MostLinked {
		c.bar(n.Title, n.Backlinks, shown.MostLinked[0].Backlinks, theme.Style{})
	}
	c.section("broken links", len(shown.BrokenLinks), len(whole.BrokenLinks))
	for _, b := range shown.BrokenLinks {
		href := c.cut(b.Href, (c.width-4)/2)
		c.line("  " + t.Error.Render(href) + "  " + t.Dim.Render(c.end(fmt.Sprintf("%s:%d", b.From, b.Line), c.width-4-ansi.StringWidth(href))))
	}
	_, err = o.painted(t).WriteString(c.text.String())
	return err
}

// chart is the numbers of a library as they are drawn.
type chart struct {
	theme *theme.Theme
	width int
	label int // cells of the names before the bars
	text  strings.Builder
}

// labels makes room for names, as much as they need and there is.
func (c *chart) labels(n int, name func(int) string) {
	c.label = 1
	for i := range n {
		c.label = max(c.label, ansi.StringWidth(safe.Text(name(i))))
	}
	c.label = min(c.label, 40, c.width/2)
}

func (c *chart) line(text string) { c.text.WriteString(text + "\n") }

func (c *chart) cut(text string, width int) string {
	return ansi.Truncate(safe.Text(text), max(width, 1), c.tail())
}

// end is the end of a text, for of a place that is what tells it from others.
func (c *chart) end(text string, width int) string {
	text = safe.Text(text)
	if over := ansi.StringWidth(text) - max(width, 1); over > 0 {
		return ansi.TruncateLeft(text, over+1, c.tail())
	}
	return text
}

func (c *chart) tail() string {
	if c.theme.ASCII {
		return "~"
	}
	return "…"
}

// section begins a list, unless it is empty.
func (c *chart) section(name string, shown, all int) {
	if all == 0 {
		return
	}
	text := c.theme.Bold.Render(name)
	if shown < all {
		text += "  " + c.theme.Dim.Render(c.cut(fmt.Sprintf("%d of %s; --limit 0 shows all", shown, grouped(all)), c.width-len(name)-2))
	}
	c.line("\n" + text)
}

// head is the totals, as many on a line as there is room for.
func (c *chart) head(s statsJSON) {
	var parts []string
	for _, t := range s.totals() {
		if t.n == 0 && t.name != "notes" {
			continue
		}
		style, name := c.theme.Bold, t.name
		if t.name == "broken" {
			style, name = c.theme.Error, "broken links"
			if t.n == 1 {
				name = "broken link"
			}
		} else if t.n == 1 {
			name = strings.TrimSuffix(name, "s")
		}
		parts = append(parts, style.Render(grouped(t.n))+" "+c.theme.Dim.Render(name))
	}
	if s.First != "" && s.First != s.Last {
		parts = append(parts, c.theme.Dim.Render("from "+s.First+" to "+s.Last))
	}
	line := ""
	for _, p := range parts {
		if line != "" && ansi.StringWidth(line)+3+ansi.StringWidth(p) > c.width {
			c.line(line)
			line = ""
		}
		if line != "" {
			line += "   "
		}
		line += p
	}
	c.line(line)
}

// chartRows is how high the notes over time are drawn.
const chartRows = 6

// time draws the notes over time: a column a month, or as many months to a column as there have to be.
func (c *chart) time(months []monthJSON) {
	if len(months) < 2 {
		return
	}
	label := 6
	room := max(c.width-label, 10)
	per := (len(months) + room - 1) / room
	switch { // whole quarters and years are easier to read than five months
	case per == 2:
		per = 3
	case per > 6:
		per = (per + 11) / 12 * 12
	case per > 3:
		per = 6
	}
	var columns []int
	for i, m := range months {
		if i%per == 0 {
			columns = append(columns, 0)
		}
		columns[len(columns)-1] += m.Notes
	}
	wide := max(min(room/len(columns), 3), 1)
	most := 1
	for _, n := range columns {
		most = max(most, n)
	}
	unit := map[int]string{1: "a month", 3: "a quarter", 6: "half a year", 12: "a year"}[per]
	if unit == "" {
		unit = fmt.Sprintf("%d years", per/12)
	}
	c.line("\n" + c.theme.Bold.Render("notes over time") + "  " + c.theme.Dim.Render(unit))
	for row := chartRows; row > 0; row-- {
		at := ""
		if row == chartRows {
			at = strconv.Itoa(most)
		}
		var b strings.Builder
		for _, n := range columns {
			b.WriteString(strings.Repeat(c.block(float64(n)*chartRows/float64(most)-float64(row-1)), wide-min(wide-1, 1)) + strings.Repeat(" ", min(wide-1, 1)))
		}
		c.line(c.theme.Dim.Render(fmt.Sprintf("%*s ", label-1, at)) + c.theme.Accent.Render(strings.TrimRight(b.String(), " ")))
	}
	c.line(strings.Repeat(" ", label) + c.theme.Dim.Render(years(months, per, wide)))
}

// years is the scale below the columns: each year at its first column, as far as they do not touch.
func years(months []monthJSON, per, wide int) string {
	line := ""
	last := ""
	for i := 0; i < len(months); i += per {
		year := months[i].Month[:4]
		at := i / per * wide
		if year != last && (len(line) == 0 || at > len(line)) {
			line += strings.Repeat(" ", at-len(line)) + year
		}
		last = year
	}
	return line
}

// block is a cell that is filled from below: nothing at 0, full from 1 on. What is there at all is seen.
func (c *chart) block(fill float64) string {
	const eighths = " ▁▂▃▄▅▆▇█"
	if c.theme.ASCII {
		if fill >= 0.5 {
			return "#"
		}
		if fill > 0 {
			return "."
		}
		return " "
	}
	n := int(math.Ceil(min(max(fill, 0), 1) * 8))
	return string([]rune(eighths)[n])
}

// bar is a name, a bar in proportion, and its number.
func (c *chart) bar(name string, n, most int, style theme.Style) {
	label := c.label
	name = c.cut(name, label)
	room := max(c.width-label-4-len(grouped(most)), 4)
	length := float64(n) * float64(room) / float64(max(most, 1))
	bar := strings.Repeat("█", int(length)) + part8(length-math.Floor(length))
	if c.theme.ASCII {
		bar = strings.Repeat("=", max(int(length), 1))
	}
	if bar == "" {
		bar = "▏"
	}
	c.line("  " + style.Render(name) + strings.Repeat(" ", label-ansi.StringWidth(name)) + " " + c.theme.Accent.Render(bar) + " " + grouped(n))
}

// part8 is a part of a cell that is filled from the left.
func part8(fill float64) string {
	const eighths = "▏▎▍▌▋▊▉"
	n := int(fill * 8)
	if n == 0 {
		return ""
	}
	return string([]rune(eighths)[n-1])
}

// grouped is a number with its thousands apart.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
