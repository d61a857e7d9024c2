package tui

import (
	"errors"
	"slices"

	tea "charm.land/bubbletea/v2"

	"quire/internal/index"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/state"
	"quire/internal/tui/shelf"
)

// order is how the shelf is sorted.
type order struct {
	sort    index.Sort
	reverse bool
}

// ask asks the index what a query finds, unless that is what it was asked last.
func (m Model) ask(text string, typing bool) (Model, tea.Cmd) {
	q := question{text, typing, m.order, m.focus == focusPicker, m.library.state}
	if q == m.results.asked {
		return m, nil
	}
	m.results.asked = q
	return m, search(m.library.Index, q, wasRead(m.opts.Memory))
}

// search answers a question.
func search(x *index.Index, q question, read func(*note.Note) bool) tea.Cmd {
	return attempt("searching", func() tea.Msg { return searched{question: q, found: find(x, q, read)} },
		func(err error) tea.Msg { return searched{question: q, err: err} })
}

func find(x *index.Index, q question, read func(*note.Note) bool) found {
	parsed, err := query.Parse(q.text)
	f := found{words: parsed.Words()}
	query.Walk(parsed.Root, func(n query.Node) { f.unread = f.unread || n == query.Unread })
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		f.slip = &slip{syntax.Offset, syntax.Length, syntax.Message}
	}
	o := index.Options{Sort: q.order.sort, Reverse: q.order.reverse, Typing: q.typing, Read: read}
	f.hits = x.Search(parsed, o)
	if len(f.hits) == 0 && !q.typing { // what was found while typing stays found when it is kept
		o.Typing = true
		f.hits = x.Search(parsed, o)
	}
	if len(f.hits) == 0 {
		f.tries = tries(x, parsed, o)
	}
	if q.picking {
		f.tags = counts(x, parsed, f.hits, read)
	}
	return f
}

// tries leaves out one part of a query at a time, to see what is in the way.
func tries(x *index.Index, q query.Query, o index.Options) []try {
	const most = 4
	parts, _ := q.Root.(query.And)
	var out []try
	for i := range parts {
		rest := query.Query{Root: query.All(append(append([]query.Node(nil), parts[:i]...), parts[i+1:]...)...)}
		if n := len(x.Search(rest, o)); n > 0 && len(out) < most {
			out = append(out, try{query.Query{Root: parts[i]}.String(), rest.String(), n})
		}
	}
	return out
}

// counts is how many notes each tag would leave: among the hits where all tags must be there, and
// among what the rest of the query finds where any will do, and for what is left out.
func counts(x *index.Index, q query.Query, hits []index.Hit, read func(*note.Note) bool) map[string]int {
	tags, rest := q.SplitTags()
	wide := map[string]int{}
	if len(tags.Any) > 0 || len(tags.Not) > 0 {
		all := x.Search(rest.WithTags(query.Tags{Must: tags.Must}), index.Options{Read: read})
		wide = counted(x, all)
	}
	if len(tags.Any) > 0 {
		return wide
	}
	n := counted(x, hits)
	for _, t := range tags.Not {
		n[note.Fold(t)] = wide[note.Fold(t)]
	}
	return n
}

func counted(x *index.Index, hits []index.Hit) map[string]int {
	n := map[string]int{}
	if hits == nil {
		return n // no hits; the index would take it for all notes
	}
	for _, c := range x.Tags(hits) {
		n[note.Fold(c.Tag)] = c.Notes
	}
	return n
}

// answered puts what was found on the shelf.
func (m Model) answered(msg searched) (Model, tea.Cmd) {
	if msg.question != m.results.asked {
		return m, nil
	}
	keep := m.results.reselect
	unchosen := m.results.grown && m.shelf.Selected() == 0 // it was the first of those that were known
	if keep == "" && msg.question.text == m.results.answered.text && !unchosen {
		keep = m.selectedPath()
	}
	m.results.answered, m.results.found, m.results.reselect, m.results.grown = msg.question, msg.found, "", false
	m.shelf = m.shelf.Show(hitRows{msg.found.hits, m.opts.Memory, slices.Contains(m.opts.Columns, "modified"), msg.found.unread}, msg.found.words, max(m.numberOf(keep), 0))
	m.results.at = m.numberOf(m.results.last)
	m.open.in = -1
	if m.open.shown {
		m.open.in = m.numberOf(m.open.path)
	}
	m.query = m.query.Slip(0, 0, "")
	if msg.err != nil {
		m = m.warn(msg.err.Error())
	}
	if s := msg.found.slip; s != nil {
		m.query = m.query.Slip(s.offset, s.length, s.message)
		if !msg.question.typing && m.focus == focusScreen {
			m = m.warn("left out of the query: " + s.message)
		}
	}
	if msg.question.picking {
		m.picker = m.picker.Count(msg.found.tags)
	}
	var cmds [2]tea.Cmd
	m, cmds[0] = m.askPreview()
	m, cmds[1] = m.replay()
	return m, tea.Batch(cmds[:]...)
}

// numberOf is the number of a note among the hits, or -1.
func (m Model) numberOf(path string) int {
	if path == "" {
		return -1
	}
	for i, h := range m.results.found.hits {
		if h.Note.Path == path {
			return i
		}
	}
	return -1
}

// selected is the note that is selected on the shelf, or nil.
func (m Model) selected() *note.Note {
	i := m.shelf.Selected()
	if i < 0 || i >= len(m.results.found.hits) {
		return nil
	}
	return m.results.found.hits[i].Note
}

func (m Model) selectedPath() string {
	if n := m.selected(); n != nil {
		return n.Path
	}
	return ""
}

// hitRows are hits as the shelf shows them.
type hitRows struct {
	hits   []index.Hit
	memory *state.Store

	modified bool // the date is that of the last change
	unread   bool // only notes that were unread were asked for: those that are not any more say so
}

// Len is the number of hits.
func (r hitRows) Len() int { return len(r.hits) }

// Row is one hit.
func (r hitRows) Row(i int) shelf.Row {
	n := r.hits[i].Note
	row := shelf.Row{Title: n.Title, Tags: n.Tags, Draft: n.Draft, Ill: n.ProblemCount > 0}
	switch {
	case r.modified && !n.Modified.IsZero():
		row.Date = n.Modified.Format("2006-01-02")
	case !r.modified && !n.Date.IsZero():
		row.Date = n.Date.Format("2006-01-02")
	}
	switch r.memory.Standing(n.Path, stampOf(n)) {
	case state.New:
		row.News = shelf.Unseen
	case state.Changed:
		row.News = shelf.Changed
	case state.Read:
		if r.unread {
			row.News = shelf.Read
		}
	}
	return row
}
