package cli

import (
	"fmt"
	"time"

	"quire/internal/catalog"
	"quire/internal/text"
	"quire/internal/theme"
)

// printTasks writes the tasks that each passes to its argument, as records, or on a terminal with a heading for each note. It is
// an error if there are none, see noResultsError.
func (o *options) printTasks(c *catalog.Catalog, today time.Time, rf recordFlags, each func(add func(noteTask) error) error) error {
	r, err := o.newRecordWriter(rf)
	if err != nil {
		return err
	}
	p := &taskPrinter{recordWriter: r, today: today}
	if err := each(p.addTask); err != nil {
		return err
	}
	if err := p.flushNote(); err != nil {
		return err
	}
	if p.printed == 0 {
		return noResultsError(c)
	}
	return nil
}

// taskPrinter writes tasks. For a terminal it lays out the tasks of one note at a time, so that the first appear at once.
type taskPrinter struct {
	*recordWriter
	today   time.Time
	printed int
	pending []noteTask // tasks of one note, for the table
	flushed bool       // the table has a note
}

// addTask writes one task.
func (p *taskPrinter) addTask(t noteTask) error {
	p.printed++
	if p.usesTable() {
		var err error
		if len(p.pending) > 0 && p.pending[0].from.Path() != t.from.Path() {
			err = p.flushNote()
		}
		p.pending = append(p.pending, t)
		return err
	}
	j := newTaskJSON(t)
	return p.addRecord(j, cell{text: t.from.Path(), path: true}, cell{text: fmt.Sprint(t.Line)}, cell{text: j.State}, cell{text: t.Text}, cell{text: j.Due})
}

// Widths of the table of tasks, in cells.
const (
	taskLineWidth    = 6  // the number of the line
	minTaskTextWidth = 30 // of the text beside the state; where there is less room it stands below
)

// flushNote writes the table of the tasks of one note, with the text of each wrapped to as many lines as it needs.
func (p *taskPrinter) flushNote() error {
	if len(p.pending) == 0 {
		return nil
	}
	labels, column := make([]string, len(p.pending)), 0
	for i, t := range p.pending {
		labels[i] = t.Describe(p.today)
		column = max(column, len(labels[i]))
	}
	p.addNoteHeading(p.pending[0].from, !p.flushed)
	p.flushed = true
	for i, t := range p.pending {
		p.addRows(t, labels[i], column)
	}
	p.pending = p.pending[:0]
	err := p.flushTable()
	p.table.rows = nil
	return err
}

// addRows adds a task to the table, its text wrapped to as many lines as it needs, beside a column for the label.
func (p *taskPrinter) addRows(t noteTask, label string, column int) {
	beside := []cell{{text: fmt.Sprintf("%*d", taskLineWidth, t.Line), style: p.theme.Dim}, {text: label, style: p.styleTask(t)}}
	width := p.table.width - taskLineWidth - column - 4
	if width < minTaskTextWidth || t.Text == "" {
		p.table.addSpanningRow(beside...)
		beside, width = []cell{{text: text.Spaces(taskLineWidth)}}, p.table.width-taskLineWidth-2
	} else {
		beside[1].text += text.Spaces(column - len(label))
	}
	if t.Text == "" {
		return
	}
	for _, line := range text.Wcwidth.Wrap(t.Text, text.Lines{Width: width, Hyphens: true}) {
		p.table.addSpanningRow(append(beside[:len(beside):len(beside)], cell{text: line})...)
		beside = []cell{{text: text.Spaces(p.table.width - width - 2)}}
	}
}

// styleTask returns the style of the words about a task.
func (p *taskPrinter) styleTask(t noteTask) theme.Style {
	switch {
	case t.IsOverdue(p.today):
		return p.theme.Error
	case t.State.IsOpen():
		return p.theme.Accent
	}
	return p.theme.Dim
}
