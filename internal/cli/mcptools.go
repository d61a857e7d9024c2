package cli

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"time"

	"quire/internal/assistant"
	"quire/internal/catalog"
	"quire/internal/check"
	"quire/internal/links"
	"quire/internal/note"
	"quire/internal/search"
)

// The arguments of the tools. Their names are a contract like those of flags: they are never renamed or removed.

type searchArgs struct {
	assistant.Page
	Query string `json:"query" jsonschema:"words and conditions, see the instructions of this server"`
	Sort  string `json:"sort,omitempty" jsonschema:"relevance (default), date, title, modified, or a key of the front matter"`
}

type listArgs struct {
	assistant.Page
	Query   string `json:"query,omitempty" jsonschema:"only notes that match; without it all notes"`
	Sort    string `json:"sort,omitempty" jsonschema:"date (default without words: newest first), title, modified, relevance, or a key of the front matter"`
	Reverse bool   `json:"reverse,omitempty" jsonschema:"in reverse order"`
}

type noteArgs struct {
	assistant.Page
	Note string `json:"note" jsonschema:"path, id, title or alias of the note, as other tools give them"`
}

type countArgs struct {
	assistant.Page
	Query string `json:"query,omitempty" jsonschema:"count only notes that match"`
	Sort  string `json:"sort,omitempty" jsonschema:"notes (default: most common first) or name"`
}

type fieldsArgs struct {
	countArgs
	Values int `json:"values,omitempty" jsonschema:"at most this many values of each key (default 5)"`
}

type tasksArgs struct {
	assistant.Page
	Query   string `json:"query,omitempty" jsonschema:"only tasks of notes that match"`
	Open    bool   `json:"open,omitempty" jsonschema:"only tasks that are still to be done"`
	Overdue bool   `json:"overdue,omitempty" jsonschema:"only open tasks that were due before today"`
	Due     string `json:"due,omitempty" jsonschema:"only tasks due by this date: 2026-12, today, 7d (from today on), ..today, or any"`
}

type checkArgs struct {
	assistant.Page
	Only []string `json:"only,omitempty" jsonschema:"only these kinds of problems, such as dead-link, or the groups links, errors and warnings"`
	Skip []string `json:"skip,omitempty" jsonschema:"all kinds but these"`
}

// assistantTools finds the records of the tools. Each is made by the same functions as those of the command of its name.
type assistantTools struct {
	*options
	library *sharedLibrary
}

// searchPage runs a query, and returns the hits up to the end of the page and what to say about them.
func (t *assistantTools) searchPage(ctx context.Context, text string, s selection, p assistant.Page) (c catalog.Library, found search.Result, hints []string, err error) {
	if c, err = t.library.whole(ctx); err != nil {
		return nil, found, nil, err
	}
	s.limit = p.End()
	if found, err = t.searchNotes(ctx, c, text, s); err != nil {
		return nil, found, nil, explainForAssistant(err)
	}
	hints = keyHints(found)
	if found.Total == 0 {
		hints = append(hints, t.emptyHints(ctx, c, found.Query)...)
	}
	return c, found, hints, nil
}

// search finds notes with their matching lines.
func (t *assistantTools) search(ctx context.Context, a searchArgs) (assistant.Found[searchJSON], error) {
	c, found, hints, err := t.searchPage(ctx, a.Query, selection{sort: a.Sort}, a.Page)
	if err != nil {
		return assistant.Found[searchJSON]{}, err
	}
	first := min(a.Offset, len(found.Hits))
	records := func(yield func(searchJSON, error) bool) {
		for h, m := range eachMatch(ctx, c, found.Hits[first:], found.Query, newQueryFinder(found.Query)) {
			if m.err != nil && !errors.Is(m.err, fs.ErrNotExist) && ctx.Err() != nil {
				yield(searchJSON{}, m.err)
				return
			}
			if !yield(loadSearchJSON(ctx, c, h, m.lines)) {
				return
			}
		}
	}
	return assistant.Found[searchJSON]{Records: records, First: first, Total: found.Total, More: len(found.Hits) < found.Total, Hints: hints}, nil
}

// list finds notes without their lines.
func (t *assistantTools) list(ctx context.Context, a listArgs) (assistant.Found[noteJSON], error) {
	c, found, hints, err := t.searchPage(ctx, a.Query, selection{sort: a.Sort, reverse: a.Reverse}, a.Page)
	if err != nil {
		return assistant.Found[noteJSON]{}, err
	}
	first := min(a.Offset, len(found.Hits))
	records := func(yield func(noteJSON, error) bool) {
		for _, h := range found.Hits[first:] {
			if !yield(loadNoteJSON(ctx, c, h.Path())) {
				return
			}
		}
	}
	return assistant.Found[noteJSON]{Records: records, First: first, Total: found.Total, More: len(found.Hits) < found.Total, Hints: hints}, nil
}

// findNote finds the note that a tool is about, in a library that may answer before all of it is loaded unless whole is set.
func (t *assistantTools) findNote(ctx context.Context, name string, whole bool) (catalog.Library, *note.Note, links.Target, error) {
	open := t.library.forNotes
	if whole {
		open = t.library.whole
	}
	c, err := open(ctx)
	if err != nil {
		return nil, nil, links.Target{}, err
	}
	n, target, err := findLibraryNote(ctx, c, name)
	return c, n, target, explainForAssistant(err)
}

// links finds the links of a note.
func (t *assistantTools) links(ctx context.Context, a noteArgs) (assistant.Found[linkJSON], error) {
	c, n, _, err := t.findNote(ctx, a.Note, false)
	if err != nil {
		return assistant.Found[linkJSON]{}, err
	}
	all, err := findOutlinks(ctx, c, search.NewHit(n, 0, 0))
	return foundAll(all, func(l outlink) linkJSON { return newLinkJSON(l.from.Path(), l.link, l.target) }), err
}

// backlinks finds the links to a note.
func (t *assistantTools) backlinks(ctx context.Context, a noteArgs) (assistant.Found[backlinkJSON], error) {
	c, n, _, err := t.findNote(ctx, a.Note, true)
	if err != nil {
		return assistant.Found[backlinkJSON]{}, err
	}
	back, err := c.Backlinks(ctx, n.Path)
	if err != nil {
		return assistant.Found[backlinkJSON]{}, err
	}
	first := min(a.Offset, len(back))
	records := func(yield func(backlinkJSON, error) bool) {
		for b, err := range eachBacklink(ctx, c, n, back[first:]) {
			if !yield(b.record, err) {
				return
			}
		}
	}
	return assistant.Found[backlinkJSON]{Records: records, First: first, Total: len(back)}, nil
}

// tags counts the tags.
func (t *assistantTools) tags(ctx context.Context, a countArgs) (assistant.Found[tagJSON], error) {
	c, err := t.library.whole(ctx)
	if err != nil {
		return assistant.Found[tagJSON]{}, err
	}
	found, err := t.searchNotes(ctx, c, a.Query, selection{limit: 1}, search.FacetTags)
	if err != nil {
		return assistant.Found[tagJSON]{}, explainForAssistant(err)
	}
	order := countSortFlags{sort: a.order()}
	tags, err := order.apply(found.Facets[search.FacetTags])
	return foundAll(tags, func(c search.ValueCount) tagJSON { return tagJSON{c.Value, c.Notes} }), explainForAssistant(err)
}

// order returns the name of the order, or that of the default.
func (a countArgs) order() string {
	if a.Sort == "" {
		return "notes"
	}
	return a.Sort
}

// fields counts the keys of the front matter and their values.
func (t *assistantTools) fields(ctx context.Context, a fieldsArgs) (assistant.Found[fieldJSON], error) {
	most := a.Values
	if most == 0 {
		most = defaultFieldValues
	}
	if most < 0 {
		return assistant.Found[fieldJSON]{}, errors.New("values is a number from 1 on")
	}
	c, err := t.library.whole(ctx)
	if err != nil {
		return assistant.Found[fieldJSON]{}, err
	}
	fields, err := t.countFields(ctx, c, a.Query, countSortFlags{sort: a.order()})
	return foundAll(fields, func(f fieldCount) fieldJSON { return newFieldJSON(f, most) }), explainForAssistant(err)
}

// outline finds the headings of a note.
func (t *assistantTools) outline(ctx context.Context, a noteArgs) (assistant.Found[headingJSON], error) {
	_, n, _, err := t.findNote(ctx, a.Note, false)
	if err != nil {
		return assistant.Found[headingJSON]{}, err
	}
	return foundAll(n.Details().Headings, func(h note.Heading) headingJSON { return newHeadingJSON(n.Path, h) }), nil
}

// tasks finds tasks.
func (t *assistantTools) tasks(ctx context.Context, a tasksArgs) (assistant.Found[taskJSON], error) {
	filter := taskFilter{open: a.Open, overdue: a.Overdue, due: dueFlag{text: a.Due}, today: time.Now()}
	if filter.due.takeDate(nil, filter.today); filter.due.err != nil {
		return assistant.Found[taskJSON]{}, explainForAssistant(filter.due.err)
	}
	c, err := t.library.whole(ctx)
	if err != nil {
		return assistant.Found[taskJSON]{}, err
	}
	found, err := t.searchNotes(ctx, c, a.Query, selection{})
	if err != nil {
		return assistant.Found[taskJSON]{}, explainForAssistant(err)
	}
	var all []noteTask
	err = t.eachTask(ctx, c, filter.hits(found.Hits), &filter, a.End()+1, func(task noteTask) error { all = append(all, task); return nil })
	tasks := foundAll(all, newTaskJSON)
	tasks.Total, tasks.Hints = 0, keyHints(found)
	return tasks, err
}

// maxRelated bounds how many related notes there are for an assistant.
const maxRelated = 100

// findRelated finds the notes about the same as a note.
func (t *assistantTools) findRelated(ctx context.Context, a noteArgs) (assistant.Found[relatedJSON], error) {
	c, n, _, err := t.findNote(ctx, a.Note, true)
	if err != nil {
		return assistant.Found[relatedJSON]{}, err
	}
	found, err := c.Related(ctx, n.Path, maxRelated) // the same number for each page: scores depend on it
	return foundAll(found, newRelatedJSON), err
}

// check finds what is wrong with the library.
func (t *assistantTools) check(ctx context.Context, a checkArgs) (assistant.Found[findingJSON], error) {
	flags := checkFlags{only: a.Only, skip: a.Skip}
	opts, err := flags.checkOptions()
	if err != nil {
		return assistant.Found[findingJSON]{}, explainForAssistant(err)
	}
	whole, err := t.library.whole(ctx)
	if err != nil {
		return assistant.Found[findingJSON]{}, err
	}
	c, ok := whole.(*catalog.Catalog)
	if !ok {
		return assistant.Found[findingJSON]{}, errors.New("check: a single file has no library to check")
	}
	all, err := findProblems(ctx, c, opts)
	return foundAll(all, func(f check.Finding) findingJSON { return newFindingJSON(f) }), err
}

// foundAll returns items that are all known as records.
func foundAll[T, R any](items []T, newRecord func(T) R) assistant.Found[R] {
	var records iter.Seq2[R, error] = func(yield func(R, error) bool) {
		for _, item := range items {
			if !yield(newRecord(item), nil) {
				return
			}
		}
	}
	return assistant.Found[R]{Records: records, Total: len(items)}
}
