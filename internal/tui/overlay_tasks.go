package tui

import (
	"image"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/numbers"
	"quire/internal/theme"
	"quire/internal/tui/cells"
	"quire/internal/tui/reader"
	"quire/internal/tui/tasklist"
)

// taskOverlay is the list of tasks. What is done with a task is done in an editor: quire writes to no note.
type taskOverlay struct {
	list   tasklist.Model
	query  string // of the shelf
	search *taskSearch
	answer tasksReadMsg // what the list shows

	open, overdue int // tasks of the answer
}

// newTaskOverlay returns the list that shows the answer to s, for the query of the shelf.
func newTaskOverlay(m *session, s *taskSearch, query string) taskOverlay {
	o := taskOverlay{query: query, search: s, list: tasklist.New(m.theme, "reading the notes")}
	o.list.Keys = m.keys.tasks
	return o
}

func (o taskOverlay) box(l layout) image.Rectangle {
	return l.centreOverlay(wideOverlayWidth, tallOverlayHeight)
}

func (o taskOverlay) layOut(under pageScreen) overlay {
	in := insideFrame(o.box(under.layout))
	o.list = o.list.Resize(in.Dx(), in.Dy())
	return o
}

func (o taskOverlay) content(_ int, g cells.Glyphs) overlayContent {
	lines, column := o.list.Lines("narrows the list")
	separator := " " + g.Dot + " "
	c := overlayContent{title: "tasks", remark: o.describeCounts(separator), lines: lines}
	if o.query != "" {
		c.title += separator + o.query
	}
	if column >= 0 {
		c.cursor = &image.Point{X: column}
	}
	return c
}

// describeCounts says how many tasks there are, and of how many notes if not of all.
func (o taskOverlay) describeCounts(separator string) string {
	var parts []string
	if o.overdue > 0 {
		parts = append(parts, numbers.Format(o.overdue)+" overdue")
	}
	parts = append(parts, numbers.Format(o.open)+" open", numbers.Format(len(o.answer.tasks)-o.open)+" closed")
	switch a := o.answer; {
	case a.of == nil:
		return ""
	case !a.isComplete():
		parts = append(parts, "reading "+numbers.Format(a.read)+" of "+numbers.Format(len(a.hits)))
	case a.unread > 0 || a.read < len(a.hits):
		parts = append(parts, "of the first "+numbers.Format(a.read)+" notes")
	}
	return strings.Join(parts, separator)
}

func (o taskOverlay) actions(k keyMap) []action {
	if o.list.IsTyping() {
		return k.taskTypingActions()
	}
	return k.taskActions()
}

func (o taskOverlay) update(under pageScreen, msg tea.Msg) (overlay, []intent) {
	switch msg := msg.(type) {
	case searchDoneMsg: // the notes on the shelf have changed
		o.search = o.search.repeat(under, msg.result.Hits)
		return o, []intent{run(o.search.readNext(tasksReadMsg{}))}
	case tasksReadMsg:
		return o.handleRead(msg)
	}
	o.list = o.list.Update(msg)
	return o, nil
}

// handleRead shows a part of the answer, and reads the next one.
func (o taskOverlay) handleRead(read tasksReadMsg) (overlay, []intent) {
	if read.of != o.search {
		return o, nil
	}
	o = o.show(read)
	switch {
	case read.err != nil:
		return o, []intent{say{text: read.err.Error(), isError: true}}
	case !read.isComplete():
		return o, []intent{run(read.of.readNext(read))}
	case len(read.tasks) == 0 && !read.of.isRefresh:
		return o, []intent{closeTop{}, say{text: read.of.explainNone(o.query)}}
	}
	return o, nil
}

// show puts the tasks that were found so far into the list. The selection stays on its task while the list grows, and at its place
// when the list is read again: the task there may be done now.
func (o taskOverlay) show(read tasksReadMsg) taskOverlay {
	if read.of.isRefresh && !read.isComplete() {
		return o
	}
	selected := max(o.list.Selected(), 0)
	if selected > 0 && !read.of.isRefresh {
		before := o.answer.tasks[selected]
		selected = max(slices.IndexFunc(read.tasks, func(t foundTask) bool { return t.path == before.path && t.Line == before.Line }), 0)
	}
	items := make([]tasklist.Item, len(read.tasks))
	o.answer, o.open, o.overdue = read, 0, 0
	for i, t := range read.tasks {
		if items[i] = t.item; t.State.IsOpen() {
			o.open++
		}
		if t.item.Tone == tasklist.Overdue {
			o.overdue++
		}
	}
	o.list = o.list.SetItems(items, selected, "no tasks")
	return o
}

func (o taskOverlay) scroll(lines int) overlay {
	o.list = o.list.MoveSelection(stepOf(lines))
	return o
}

func (o taskOverlay) click(under pageScreen, at image.Point) (overlay, []intent) {
	var hit bool
	if o.list, hit = o.list.Click(at.Y); hit {
		return o.openSelected(under)
	}
	return o, nil
}

func (o taskOverlay) hints(under pageScreen) []keyHint {
	k := under.keys
	if o.list.IsTyping() {
		return []keyHint{{k.Apply, "keep"}, {k.Leave, "all tasks"}}
	}
	return []keyHint{{k.OpenTask, "open there"}, {k.Edit, "edit there"}, {k.Narrow, "narrow"}, {k.Leave, "close"}}
}

func (o taskOverlay) setTheme(look *theme.Theme) overlay {
	o.list = o.list.SetTheme(look)
	return o
}

// selectedTask returns the selected task.
func (o taskOverlay) selectedTask() (t foundTask, ok bool) {
	if i := o.list.Selected(); i >= 0 {
		return o.answer.tasks[i], true
	}
	return t, false
}

// openSelected opens the note at the selected task.
func (o taskOverlay) openSelected(under pageScreen) (overlay, []intent) {
	t, ok := o.selectedTask()
	if !ok {
		return o, nil
	}
	to := destination{anchor: reader.StartAnchor, line: t.Line, notice: t.item.State + ": " + cells.CutText(under.theme.Cells, t.Text, maxQuotedCells, under.glyphs.Tail)}
	return o, []intent{closeTop{}, goToNote{t.path, to}}
}

// editSelected opens the selected task in the user's editor. The list stays open, and is read again when the note has changed.
func (o taskOverlay) editSelected(under pageScreen) (overlay, []intent) {
	t, ok := o.selectedTask()
	if !ok {
		return o, nil
	}
	said, cmd := under.editFile(t.path, t.Line)
	if said.text != "" {
		return o, []intent{say(said)}
	}
	return o, []intent{run(cmd)}
}

// leave shows all tasks again if the list is narrowed, or else closes it.
func (o taskOverlay) leave(pageScreen) (overlay, []intent) {
	if o.list.Text() == "" && !o.list.IsTyping() {
		return o, []intent{closeTop{}}
	}
	o.list = o.list.ClearText()
	return o, nil
}

func (o taskOverlay) startTyping(pageScreen) (overlay, []intent) {
	o.list = o.list.StartTyping()
	return o, nil
}

func (o taskOverlay) stopTyping(pageScreen) (overlay, []intent) {
	o.list = o.list.StopTyping()
	return o, nil
}
