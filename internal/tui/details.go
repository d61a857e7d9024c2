package tui

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// openDetails shows the details of the open note: its problems, file, counts and front matter.
func (m pageScreen) openDetails() (pageScreen, tea.Cmd) {
	return m.ask(openOver{newText(m.session, m.open.src.Note.Title, pageScreen.layOutDetails)}), nil
}

// maxListedLinks bounds how many broken links the details list.
const maxListedLinks = 50

// layOutDetails returns the lines of the details, at most width cells wide.
func (m pageScreen) layOutDetails(width int) []string {
	n := m.open.src.Note
	t := detailTable{session: m.session, width: width}
	details := m.open.src.Details()
	for _, p := range details.Problems {
		where := ""
		if p.Line > 0 {
			where = fmt.Sprintf("line %d, column %d: ", p.Line, p.Column)
		}
		t.addProblem("problem", where+p.Message)
	}
	wrong, all := 0, m.open.src.Doc.Links() // in a preview of the note, only the preview's links
	line, counted := m.open.src.BodyLine, 0
	for i, target := range m.open.src.Targets {
		if s := target.Status; s == links.Broken || s == links.Ambiguous || s == links.Refused {
			if wrong++; wrong <= maxListedLinks {
				line += bytes.Count(m.open.src.Doc.Source[counted:all[i].Offset], []byte{'\n'})
				counted = all[i].Offset
				t.addProblem(s.String(), fmt.Sprintf("line %d: %s: %s", line, cells.Head(all[i].Dest, 10*width), cells.Head(target.Explain(), 10*width)))
			}
		}
	}
	if wrong > maxListedLinks {
		t.addProblem("", "and "+numbers.Format(wrong-maxListedLinks)+" more; run `quire check` to list them")
	}
	t.addGap()
	if m.open.path != "" {
		t.addRow("file", m.filePath(m.open.path))
		t.addRow("id", n.ID)
	}
	t.addRow("tags", strings.Join(n.Tags, ", "))
	t.addRow("reading", m.readStatusText(n))
	if !n.Modified.IsZero() {
		t.addRow("changed", n.Modified.Format("2 January 2006, 15:04"))
	}
	t.addRow("words", numbers.Format(n.Words))
	if !m.library.Status().Partial || m.open.path == "" {
		t.addRow("links", m.describeLinkCounts())
		t.addRow("backlinks", numbers.Format(m.open.src.Backlinks))
	}
	t.addGap()
	for _, f := range details.Fields {
		t.addRow(f.Key, formatField(f.Value))
	}
	return t.lines
}

// describeLinkCounts returns the number of links in the open note, and the number of each kind that needs
// attention.
func (m pageScreen) describeLinkCounts() string {
	count := map[links.Status]int{}
	for _, t := range m.open.src.Targets {
		count[t.Status]++
	}
	text := numbers.Format(len(m.open.src.Targets))
	var parts []string
	for s := links.Broken; s < links.Unresolved; s++ {
		if count[s] > 0 {
			parts = append(parts, numbers.Format(count[s])+" "+s.String())
		}
	}
	switch {
	case len(parts) == 1:
		return parts[0]
	case len(parts) > 1:
		text += ": " + strings.Join(parts, ", ")
	}
	return text
}

// detailTable lays out rows of a name and a text that wraps beside it.
type detailTable struct {
	*session
	width int
	lines []string
}

const nameColumnWidth = 12

// Front matter may hold a whole book: a row takes at most maxRowLines lines, and a table that has maxTableLines
// lines gets no more rows.
const (
	maxRowLines   = 40
	maxTableLines = 2000
)

// addRow adds a row with a dim name, or nothing if text is empty.
func (t *detailTable) addRow(name, text string) {
	if text != "" {
		t.addStyledRow(t.theme.Dim.Render, name, text)
	}
}

// addProblem adds a row whose name has the style of an error.
func (t *detailTable) addProblem(name, text string) {
	t.addStyledRow(t.theme.Error.Render, name, text)
}

// addGap adds an empty line, unless the table is empty or ends with one.
func (t *detailTable) addGap() {
	if n := len(t.lines); n > 0 && t.lines[n-1] != "" {
		t.lines = append(t.lines, "")
	}
}

// addStyledRow adds a row whose name is styled by paint, within maxRowLines and maxTableLines.
func (t *detailTable) addStyledRow(paint func(string) string, name, text string) {
	column := min(nameColumnWidth, t.width/3)
	name = t.theme.Cells.Pad(cells.CutText(t.theme.Cells, name, column, t.glyphs.Tail), column)
	width := t.width - column - 2
	text = safe.Text(cells.Head(text, (maxRowLines+1)*max(width, 1)))
	if len(t.lines) >= maxTableLines {
		return
	}
	for i, line := range cells.Wrap(t.theme.Cells, text, width, maxRowLines, t.glyphs.Tail) {
		if i > 0 {
			name = cells.Spaces(column)
		}
		t.lines = append(t.lines, paint(name)+"  "+line)
	}
}

// formatField formats a value of the front matter on one line.
func formatField(v any) string {
	switch v := v.(type) {
	case nil:
		return "(empty)"
	case string:
		if v == "" {
			return "(empty)"
		}
		return v
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = formatField(x)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		parts := make([]string, 0, len(v))
		for key, x := range v {
			parts = append(parts, key+": "+formatField(x))
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	case note.Fields:
		parts := make([]string, len(v))
		for i, f := range v {
			parts[i] = f.Key + ": " + formatField(f.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case time.Time:
		if v.Hour() == 0 && v.Minute() == 0 && v.Second() == 0 {
			return v.Format("2006-01-02")
		}
		return v.Format("2006-01-02 15:04:05 -0700")
	}
	return fmt.Sprint(v)
}

// tagQuery returns the query for a tag.
func tagQuery(tag string) string {
	return query.Query{Root: query.Tag{Name: tag}}.String()
}
