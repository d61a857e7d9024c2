package cli

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"quire/internal/safe"
	"quire/internal/text"
	"quire/internal/theme"
)

// printChart draws statistics on a terminal. The lists of shown are cut to --limit; whole holds the complete lists, for
// their lengths.
func (o *options) printChart(shown, whole statsJSON) error {
	t, err := o.chooseTableTheme()
	if err != nil {
		return err
	}
	c := &chart{theme: t, width: min(o.tableWidth(), 100)}
	c.writeTotals(shown)
	c.drawTimeline(shown.Months)
	c.writeHeading("tags", len(shown.Tags), len(whole.Tags))
	c.fitLabels(len(shown.Tags), func(i int) string { return shown.Tags[i].Tag })
	for _, tag := range shown.Tags {
		c.drawBar(tag.Tag, tag.Notes, shown.Tags[0].Notes, t.Accent)
	}
	c.writeHeading("most linked", len(shown.MostLinked), len(whole.MostLinked))
	c.fitLabels(len(shown.MostLinked), func(i int) string { return shown.MostLinked[i].Title })
	for _, n := range shown.MostLinked {
		c.drawBar(n.Title, n.Backlinks, shown.MostLinked[0].Backlinks, theme.Style{})
	}
	c.writeHeading("broken links", len(shown.BrokenLinks), len(whole.BrokenLinks))
	for _, b := range shown.BrokenLinks {
		href := c.truncate(b.Href, (c.width-4)/2)
		c.writeLine("  " + t.Error.Render(href) + "  " + t.Dim.Render(c.truncateLeft(fmt.Sprintf("%s:%d", b.From, b.Line), c.width-4-text.Wcwidth.Width(href))))
	}
	_, err = o.styledWriter(t).WriteString(c.text.String())
	return err
}

// chart collects the text of the statistics as they are drawn.
type chart struct {
	theme      *theme.Theme
	width      int
	labelWidth int // cells for the names before the bars
	text       strings.Builder
}

// fitLabels sets the label width to that of the longest of n names, at most 40 cells and half of the chart.
func (c *chart) fitLabels(n int, name func(int) string) {
	c.labelWidth = 1
	for i := range n {
		c.labelWidth = max(c.labelWidth, text.Wcwidth.Width(safe.Text(text.Head(name(i), c.width))))
	}
	c.labelWidth = min(c.labelWidth, 40, c.width/2)
}

func (c *chart) writeLine(text string) { c.text.WriteString(text + "\n") }

// truncate cuts the end of a text that is wider than width cells.
func (c *chart) truncate(s string, width int) string {
	return truncateText(s, max(width, 1), c.ellipsis())
}

// truncateLeft cuts the beginning of a text that is wider than width cells. It suits positions such as a/note.md:12, whose
// end tells them apart.
func (c *chart) truncateLeft(s string, width int) string {
	return text.Wcwidth.CutLeft(safe.Text(s), max(width, 1), c.ellipsis())
}

func (c *chart) ellipsis() string {
	if c.theme.ASCII {
		return "~"
	}
	return "…"
}

// writeHeading writes the heading of a list, unless the list is empty, and says how many of its entries are shown.
func (c *chart) writeHeading(name string, shown, all int) {
	if all == 0 {
		return
	}
	text := c.theme.Bold.Render(name)
	if shown < all {
		text += "  " + c.theme.Dim.Render(c.truncate(fmt.Sprintf("%d of %s; --limit 0 shows all", shown, groupThousands(all)), c.width-len(name)-2))
	}
	c.writeLine("\n" + text)
}

// writeTotals writes the totals, as many per line as fit. Totals of 0 are left out, except that of the notes.
func (c *chart) writeTotals(s statsJSON) {
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
		parts = append(parts, style.Render(groupThousands(t.n))+" "+c.theme.Dim.Render(name))
	}
	if s.First != "" && s.First != s.Last {
		parts = append(parts, c.theme.Dim.Render("from "+s.First+" to "+s.Last))
	}
	line := ""
	for _, p := range parts {
		if line != "" && text.Wcwidth.Width(line)+3+text.Wcwidth.Width(p) > c.width {
			c.writeLine(line)
			line = ""
		}
		if line != "" {
			line += "   "
		}
		line += p
	}
	c.writeLine(line)
}

// timelineRows is the height of the timeline, in lines.
const timelineRows = 6

// drawTimeline draws a bar chart of the notes over time. A column stands for one month, or for as many months as needed to
// fit the width.
func (c *chart) drawTimeline(months []monthJSON) {
	if len(months) < 2 {
		return
	}
	label := 6
	room := max(c.width-label, 10)
	per := (len(months) + room - 1) / room
	switch { // round up to quarters, half-years and years, which are easier to read than, say, five months
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
	unit := map[int]string{1: "per month", 3: "per quarter", 6: "per half-year", 12: "per year"}[per]
	if unit == "" {
		unit = fmt.Sprintf("per %d years", per/12)
	}
	c.writeLine("\n" + c.theme.Bold.Render("notes over time") + "  " + c.theme.Dim.Render(unit))
	for row := timelineRows; row > 0; row-- {
		at := ""
		if row == timelineRows {
			at = strconv.Itoa(most)
		}
		var b strings.Builder
		for _, n := range columns {
			b.WriteString(strings.Repeat(c.columnCell(float64(n)*timelineRows/float64(most)-float64(row-1)), wide-min(wide-1, 1)) + strings.Repeat(" ", min(wide-1, 1)))
		}
		c.writeLine(c.theme.Dim.Render(text.Wcwidth.PadLeft(at, label-1)+" ") + c.theme.Accent.Render(strings.TrimRight(b.String(), " ")))
	}
	c.writeLine(strings.Repeat(" ", label) + c.theme.Dim.Render(yearScale(months, per, wide)))
}

// yearScale returns the scale below the columns: each year at its first column, except years that would touch the one before.
func yearScale(months []monthJSON, per, wide int) string {
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

// columnCell returns a cell filled from below by a share from 0 to 1; larger values fill it whole. Any share above 0 is
// visible.
func (c *chart) columnCell(fill float64) string {
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

// drawBar writes a name, a bar whose length is n/most of the room, and the number n.
func (c *chart) drawBar(name string, n, most int, style theme.Style) {
	label := c.labelWidth
	name = c.truncate(name, label)
	room := max(c.width-label-4-len(groupThousands(most)), 4)
	length := float64(n) * float64(room) / float64(max(most, 1))
	bar := strings.Repeat("█", int(length)) + partialCell(length-math.Floor(length))
	if c.theme.ASCII {
		bar = strings.Repeat("=", max(int(length), 1))
	}
	if bar == "" {
		bar = "▏"
	}
	c.writeLine("  " + style.Render(name) + text.Spaces(label-text.Wcwidth.Width(name)) + " " + c.theme.Accent.Render(bar) + " " + groupThousands(n))
}

// partialCell returns a cell filled from the left by a share below 1, in eighths; "" for less than an eighth.
func partialCell(fill float64) string {
	const eighths = "▏▎▍▌▋▊▉"
	n := int(fill * 8)
	if n == 0 {
		return ""
	}
	return string([]rune(eighths)[n-1])
}

// groupThousands formats a number with commas between thousands.
func groupThousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
