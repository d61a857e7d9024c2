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
	"quire/internal/query"
	"quire/internal/render"
	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// info shows all that is known of the open note.
func (m Model) info() (Model, tea.Cmd) {
	return m.openSheet(float{title: m.open.src.Note.Title, text: Model.infoText}, focusSheet), nil
}

// mostWrong is how many links that lead nowhere are told one by one.
const mostWrong = 50

func (m Model) infoText(width int) []string {
	n := m.open.src.Note
	t := table{m: m, width: width}
	details := m.open.src.Details()
	for _, p := range details.Problems {
		where := ""
		if p.Line > 0 {
			where = fmt.Sprintf("line %d, column %d: ", p.Line, p.Column)
		}
		t.wrong("problem", where+p.Message)
	}
	wrong, all := 0, m.open.src.Doc.Links() // of a beginning, these are not those of the whole note
	for i, target := range m.open.src.Targets {
		if s := target.Status; s == links.Broken || s == links.Ambiguous || s == links.Refused {
			if wrong++; wrong <= mostWrong {
				t.wrong(s.String(), fmt.Sprintf("line %d: %s: %s", lineOfOffset(m.open.src, all[i].Offset), all[i].Dest, why(target)))
			}
		}
	}
	if wrong > mostWrong {
		t.wrong("", "and "+number(wrong-mostWrong)+" more, which quire check tells")
	}
	t.gap()
	if m.open.path != "" {
		t.row("file", m.fileOf(m.open.path))
		t.row("id", n.ID)
	}
	t.row("tags", strings.Join(n.Tags, ", "))
	t.row("reading", m.standing(n))
	if !n.Modified.IsZero() {
		t.row("changed", n.Modified.Format("2 January 2006, 15:04"))
	}
	t.row("words", number(n.Words))
	if !m.library.Partial || m.open.path == "" {
		t.row("links", m.linkCounts())
		t.row("links here", number(m.open.src.Backlinks))
	}
	t.gap()
	for _, f := range details.Fields {
		t.row(f.Key, fieldText(f.Value))
	}
	return t.lines
}

// lineOfOffset is the line of the file at an offset of its text.
func lineOfOffset(src render.Source, offset int) int {
	return src.BodyLine + bytes.Count(src.Doc.Source[:offset], []byte{'\n'})
}

// linkCounts says how many links there are of each kind.
func (m Model) linkCounts() string {
	count := map[links.Status]int{}
	for _, t := range m.open.src.Targets {
		count[t.Status]++
	}
	text := number(len(m.open.src.Targets))
	var parts []string
	for s := links.Broken; s <= links.Template; s++ {
		if count[s] > 0 {
			parts = append(parts, number(count[s])+" "+s.String())
		}
	}
	switch {
	case len(parts) == 1: // all of them
		return parts[0]
	case len(parts) > 1:
		text += ": " + strings.Join(parts, ", ")
	}
	return text
}

// table is rows of a name and a text that is wrapped beside it.
type table struct {
	m     Model
	width int
	lines []string
}

const nameColumn = 12

func (t *table) row(name, text string) {
	if text != "" {
		t.add(t.m.look.Dim.Render, name, text)
	}
}

func (t *table) wrong(name, text string) { t.add(t.m.look.Error.Render, name, text) }

func (t *table) gap() {
	if n := len(t.lines); n > 0 && t.lines[n-1] != "" {
		t.lines = append(t.lines, "")
	}
}

func (t *table) add(paint func(string) string, name, text string) {
	column := min(nameColumn, t.width/3)
	name = cells.Fit(safe.Text(name), column, t.m.glyphs.Tail)
	for i, line := range cells.Wrap(safe.Text(text), t.width-column-2, 0, "") {
		if i > 0 {
			name = cells.Space(column)
		}
		t.lines = append(t.lines, paint(name)+"  "+line)
	}
}

// fieldText is a value of the front matter on one line.
func fieldText(v any) string {
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
			parts[i] = fieldText(x)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		parts := make([]string, 0, len(v))
		for key, x := range v {
			parts = append(parts, key+": "+fieldText(x))
		}
		slices.Sort(parts)
		return "{" + strings.Join(parts, ", ") + "}"
	case note.Fields:
		parts := make([]string, len(v))
		for i, f := range v {
			parts[i] = f.Key + ": " + fieldText(f.Value)
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

// tagQuery is the query for one tag.
func tagQuery(tag string) string {
	return query.Query{Root: query.Tag{Name: tag}}.String()
}
