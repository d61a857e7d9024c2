package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/search"
)

// taskJSON is the record of a task, as tasks --json writes it.
type taskJSON struct {
	Path      pathText `json:"path"`
	PathBytes []byte   `json:"path_bytes,omitempty"`
	Line      int      `json:"line"`
	State     string   `json:"state"`
	Text      string   `json:"text,omitempty"`
	Due       string   `json:"due,omitempty"` // RFC 3339: a full date
}

// noteTask is a task together with its note.
type noteTask struct {
	from search.Hit
	note.Task
}

func newTaskJSON(t noteTask) taskJSON {
	path := t.from.Path()
	j := taskJSON{Path: pathText(path), PathBytes: pathBytes(path), Line: t.Line, State: t.State.String(), Text: t.Text}
	if !t.Due.IsZero() {
		j.Due = t.Due.Format(time.DateOnly)
	}
	return j
}

func newTasks(o *options) *cobra.Command {
	var rf recordFlags
	filter := taskFilter{today: time.Now()}
	order := sortFlags[noteTask]{orders: []sortOrder[noteTask]{{"place", nil}, {"due", compareDueDates}, {"state", compareTaskStates}}}
	cmd := &cobra.Command{
		Use:        "tasks [QUERY]",
		Short:      "List tasks, with their state and due date",
		SuggestFor: []string{"todo", "todos", "task"},
		Long: `List the tasks of all notes, or of those that match QUERY: the items of lists that
begin with a box, as in - [ ] call. In a pipe, each line holds the path of the note,
the line, the state, the text and the due date, separated by tabs. The state is open,
started [/], waiting, scheduled [<], important [!], question [?] or starred [*], which
are still to be done, or forwarded [>], quote ["], cancelled [-] or done [x]. In a
library of Logseq, TODO, DOING, DONE and its other words begin tasks, too. A task is
due by a date after the emoji of a calendar, as in due:2026-12-07, @due(2026-12-07)
and [due:: 2026-12-07], or as in DEADLINE: <2026-12-07>. quire never writes to notes.`,
		Example: `  quire tasks --open                    what is still to be done
  quire tasks --overdue                 what is late
  quire tasks --due 7d '#work'          due from today to a week from now
  quire tasks --due ..today --sort due  due today or before
  quire tasks --open --count            how many there are`,
		ValidArgsFunction: o.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			args = filter.due.takeDate(args, filter.today)
			if err := errors.Join(order.validate(), filter.due.err); err != nil {
				return err
			}
			return o.runTasks(cmd.Context(), strings.Join(args, " "), &filter, &order, rf)
		},
	}
	rf.bindFlags(cmd, taskJSON{})
	filter.bindFlags(cmd)
	order.bindFlags(cmd)
	return cmd
}

// compareDueDates puts what is due first before what is due later, and tasks without a due date last.
func compareDueDates(a, b noteTask) int {
	if a.Due.IsZero() != b.Due.IsZero() {
		return -a.Due.Compare(b.Due)
	}
	return a.Due.Compare(b.Due)
}

func compareTaskStates(a, b noteTask) int { return int(a.State) - int(b.State) }

// runTasks prints the tasks of the notes that match a query, or their number.
func (o *options) runTasks(ctx context.Context, text string, filter *taskFilter, order *sortFlags[noteTask], rf recordFlags) error {
	c, err := o.openCatalogForQuery(ctx, text)
	if err != nil {
		return err
	}
	found, err := o.searchNotes(ctx, c, text, selection{})
	if err != nil {
		return err
	}
	hits := filter.hits(found.Hits)
	if filter.count {
		return o.printTaskCount(ctx, c, hits, filter, order.limit)
	}
	if order.sort == order.orders[0].name && !order.reverse {
		return o.printTasks(c, filter.today, rf, func(add func(noteTask) error) error { return o.eachTask(ctx, c, hits, filter, order.limit, add) })
	}
	var all []noteTask
	if err := o.eachTask(ctx, c, hits, filter, 0, func(t noteTask) error { all = append(all, t); return nil }); err != nil {
		return err
	}
	if all, err = order.apply(all); err != nil {
		return err
	}
	return o.printTasks(c, filter.today, rf, func(add func(noteTask) error) error {
		for _, t := range all {
			if err := add(t); err != nil {
				return err
			}
		}
		return nil
	})
}

// eachTask calls visit for the tasks of some notes that the filter lets pass, at most limit of them unless that is 0. It reads the
// files of several notes in parallel, and keeps none. It reports those that cannot be read, and goes on.
func (o *options) eachTask(ctx context.Context, c catalog.Library, hits []search.Hit, filter *taskFilter, limit int, visit func(noteTask) error) error {
	type result struct {
		tasks []note.Task
		err   error
	}
	read := func(h search.Hit) result {
		p, err := c.ParseNote(ctx, h.Path())
		if err != nil {
			return result{err: err}
		}
		return result{tasks: slices.DeleteFunc(p.Tasks(), func(t note.Task) bool { return !filter.passes(t) })}
	}
	var unread []library.Skipped
	defer func() {
		if !o.silent {
			o.reportUnreadableFiles(c.Status().Name, unread)
		}
	}()
	visited := 0
	for h, r := range mapInOrder(hits, read) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.err != nil && !errors.Is(r.err, fs.ErrNotExist) { // a file deleted meanwhile has no tasks
			unread = append(unread, library.Skipped{Path: h.Path(), Reason: config.ErrorWithoutPath(r.err), Unreadable: true})
		}
		for _, t := range r.tasks {
			if err := visit(noteTask{h, t}); err != nil {
				return err
			}
			if visited++; visited == limit {
				return nil
			}
		}
	}
	return nil
}

// printTaskCount prints how many tasks the filter lets pass, at most limit unless that is 0. Without a date in the filter no note
// is read for it. A count of 0 is no error, but the exit code says so, as with grep -c.
func (o *options) printTaskCount(ctx context.Context, c *catalog.Catalog, hits []search.Hit, filter *taskFilter, limit int) error {
	n := 0
	if filter.asksForDates() {
		if err := o.eachTask(ctx, c, hits, filter, limit, func(noteTask) error { n++; return nil }); err != nil {
			return err
		}
	} else {
		for _, h := range hits {
			n += filter.countIn(h)
		}
		if limit > 0 {
			n = min(n, limit)
		}
	}
	fmt.Fprintln(o.out, n)
	if n == 0 {
		return noResultsError(c)
	}
	return nil
}

// taskFilter holds the flags that pick tasks.
type taskFilter struct {
	open, overdue, count bool
	due                  dueFlag
	today                time.Time
}

func (f *taskFilter) bindFlags(cmd *cobra.Command) {
	fs := cmd.Flags()
	fs.BoolVar(&f.open, "open", false, "only tasks that are still to be done")
	fs.BoolVar(&f.overdue, "overdue", false, "only open tasks that were due before today")
	fs.BoolVar(&f.count, "count", false, "print only the number of tasks")
	fs.Var(&f.due, "due", "only tasks with a due date, or due by `DATE`: 2026-12, today, 7d (from today on), ..today")
	fs.Lookup("due").NoOptDefVal = anyDate
	completeFlagValues(cmd, "due", "today", "tomorrow", "week", "month", "..today", "7d")
}

// countIn returns how many tasks of a note can pass, without the dates, which are not known before the note is read.
func (f *taskFilter) countIn(h search.Hit) int {
	if f.open || f.overdue {
		return h.OpenTaskCount()
	}
	return h.TaskCount()
}

// hits returns the notes that may have tasks which pass.
func (f *taskFilter) hits(all []search.Hit) []search.Hit {
	return slices.DeleteFunc(slices.Clone(all), func(h search.Hit) bool { return f.countIn(h) == 0 })
}

// asksForDates reports whether the filter depends on due dates.
func (f *taskFilter) asksForDates() bool { return f.overdue || f.due.text != "" }

// passes reports whether a task is among those that the flags ask for.
func (f *taskFilter) passes(t note.Task) bool {
	return (!f.open || t.State.IsOpen()) && (!f.overdue || t.IsOverdue(f.today)) && f.due.includes(t.Due)
}

// anyDate is the value of --due without a date.
const anyDate = "any"

// dueFlag is the value of --due. It implements pflag.Value.
type dueFlag struct {
	text      string    // "" without the flag
	from, end time.Time // see query.ParseDue
	err       error     // the date cannot be read
}

// String implements pflag.Value.
func (d *dueFlag) String() string { return d.text }

// Set implements pflag.Value. The date is read by takeDate.
func (d *dueFlag) Set(s string) error { d.text = s; return nil }

// Type implements pflag.Value.
func (d *dueFlag) Type() string { return "DATE" }

// takeDate reads the date, and returns the arguments without it. pflag takes a value that may be absent only after =, but people
// write --due today: so an argument that is a date is the value of a --due without one.
func (d *dueFlag) takeDate(args []string, today time.Time) []string {
	if d.text == "" {
		return args
	}
	if d.text == anyDate {
		i := slices.IndexFunc(args, func(arg string) bool { _, _, err := query.ParseDue(arg, today); return err == nil })
		if i < 0 {
			return args
		}
		d.text = args[i]
		args = slices.Delete(slices.Clone(args), i, i+1)
	}
	var err error
	if d.from, d.end, err = query.ParseDue(d.text, today); err != nil {
		d.err = usageError(query.DueHelp, "--due %s: %w", d.text, err)
	}
	return args
}

// includes reports whether the flag asks for tasks due on a day, which is zero if a task has no due date.
func (d *dueFlag) includes(day time.Time) bool {
	if d.text == "" {
		return true
	}
	return !day.IsZero() && !day.Before(d.from) && (d.end.IsZero() || day.Before(d.end))
}
