package cli

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/library"
	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/numbers"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/text"
	"quire/internal/theme"
)

// searchJSON is the record of a hit, as search --json writes it.
type searchJSON struct {
	noteJSON
	Score   float64     `json:"score,omitempty"`
	Matches []matchJSON `json:"matches,omitempty"`
}

// matchJSON is a line that matches the query.
type matchJSON struct {
	Line  int      `json:"line"`
	Text  string   `json:"text"`
	Spans [][2]int `json:"spans,omitempty"` // byte offsets in text: start, end
}

// maxExcerpts bounds the lines of one note that a terminal shows.
const maxExcerpts = 5

func newSearch(o *options) *cobra.Command {
	var rf recordFlags
	var sel selection
	pager := pagerFlags{byDefault: true}
	cmd := &cobra.Command{
		Use:        "search QUERY",
		Short:      "Search notes and show the matching lines",
		SuggestFor: []string{"find", "grep", "rg", "query"},
		Long: `Search notes and show the matching lines. In a pipe, each is printed as grep -n
does, path:line:text. If a note matches only by its tags or fields, the line is
that of the tag or field, or else that of the title.`,
		Example: `  quire search '"cell based"'           an exact phrase
  quire search 'lambda -#meta' --limit 5
  vim -q <(quire search powertools)     step through the matches`,
		ValidArgsFunction: o.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if strings.TrimSpace(text) == "" {
				return usageError("quire search QUERY; quire list shows all notes", "search: the query is missing")
			}
			c, err := o.openCatalog(cmd.Context(), false)
			if err != nil {
				return err
			}
			found, err := o.searchNotes(cmd.Context(), c, text, sel)
			if err != nil {
				return err
			}
			if found.Total == 0 {
				defer o.suggestQueries(cmd.Context(), c, text)
			}
			return o.printSearch(cmd.Context(), c, found.Hits, found.Query, rf, pager)
		},
	}
	rf.bindFlagsWithPaths(cmd, searchJSON{})
	sel.bindFlags(o, cmd)
	pager.bindFlags(cmd.Flags())
	return cmd
}

// printSearch writes the hits with their matching lines, for people through a pager.
func (o *options) printSearch(ctx context.Context, c catalog.Library, hits []search.Hit, q query.Query, rf recordFlags, pager pagerFlags) error {
	r, err := o.newRecordWriter(rf)
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		return noResultsError(c)
	}
	stop := func() {}
	if r.usesTable() {
		if stop, err = o.startPager(pager); err != nil {
			return err
		}
		if o.paged {
			ctx = context.WithoutCancel(ctx)
		}
	}
	unread, err := o.printHits(ctx, c, hits, q, r)
	stop()
	o.reportUnreadableFiles(c.Status().Name, unread)
	return err
}

// printHits writes the hits with their matching lines, and returns the files that could not be read.
func (o *options) printHits(ctx context.Context, c catalog.Library, hits []search.Hit, q query.Query, r *recordWriter) (unread []library.Skipped, err error) {
	words := newQueryFinder(q)
	w := &matchPrinter{recordWriter: r, w: o.styledWriter(r.theme), words: words}
	first := true
	for h, m := range eachMatch(ctx, c, hits, q, words) {
		if err := ctx.Err(); err != nil {
			return unread, err
		}
		found := m.lines
		if m.err != nil && !errors.Is(m.err, fs.ErrNotExist) { // a file deleted meanwhile still is a hit
			unread = append(unread, library.Skipped{Path: h.Path(), Reason: config.ErrorWithoutPath(m.err), Unreadable: true})
		}
		if r.flags.usesJSONForm() {
			var j searchJSON
			if j, err = loadSearchJSON(ctx, c, h, found); err == nil {
				err = r.flags.writeValue(o.streams, j)
			}
		} else {
			err = w.printNote(m.note, found, first)
		}
		if err != nil {
			return unread, err
		}
		first = false
	}
	return unread, nil
}

// loadSearchJSON returns the record of a hit with its matching lines.
func loadSearchJSON(ctx context.Context, c catalog.Library, h search.Hit, found []matchJSON) (searchJSON, error) {
	j, err := loadNoteJSON(ctx, c, h.Path())
	return searchJSON{j, h.Score(), found}, err
}

// eachMatch yields each hit with its matching lines. It reads the files of several hits in parallel.
func eachMatch(ctx context.Context, c catalog.Library, hits []search.Hit, q query.Query, words *match.Finder) iter.Seq2[search.Hit, matchResult] {
	tags, keys := queryTags(q), queryKeys(q)
	return mapInOrder(hits, func(h search.Hit) matchResult { return findMatches(ctx, c, h.Path(), words, tags, keys) })
}

// newQueryFinder returns a finder of the words and expressions of a query.
func newQueryFinder(q query.Query) *match.Finder {
	return match.NewFinder(q.Phrases()).AddExpressions(q.Expressions())
}

// matchResult holds a note, the matching lines of its file, and the error if the file could not be read.
type matchResult struct {
	note  *note.Note
	lines []matchJSON
	err   error
}

// findMatches finds the lines of a note's file that match: in the body, else in the front matter.
func findMatches(ctx context.Context, c catalog.Library, path string, words *match.Finder, tags, keys []string) matchResult {
	n, err := c.Note(ctx, path)
	if err != nil {
		return matchResult{&note.Note{Path: path}, nil, err}
	}
	p := &note.Parsed{Note: n}
	if p.Header, p.Body, p.BodyLine, err = c.ReadParts(ctx, path); err != nil {
		p.BodyLine = 1
	}
	found := findMatchingLines(p, words)
	if len(found) == 0 {
		found = findFieldMatches(p, words, tags, keys)
	}
	if len(found) == 0 && !words.IsEmpty() { // what is shown is not what is written: a link to a heading, say
		found = mergeMatches(nil, findVisibleLines(p, words))
	}
	return matchResult{n, found, err}
}

// matchPrinter writes matching lines for people, and in the format of grep for programs.
type matchPrinter struct {
	*recordWriter
	w     interface{ WriteString(string) (int, error) }
	words *match.Finder // marked in the headings
}

// printNote writes the matches of one note. On a terminal the title is a heading, followed by up to maxExcerpts
// excerpts.
func (l *matchPrinter) printNote(n *note.Note, found []matchJSON, first bool) error {
	if !l.usesTable() {
		return l.printGrepLines(n, found)
	}
	var b strings.Builder
	if !first {
		b.WriteString("\n")
	}
	title, path := safe.Text(n.Title), safe.Text(n.Path)
	gap := "  "
	if columns := l.streams.terminalColumns(); columns > 0 && text.Wcwidth.Width(title+gap+path) > columns {
		gap = "\n        " // a path that is parted by the end of a line can be neither read nor copied
	}
	b.WriteString(l.markWords(title, l.theme.Bold) + gap + l.markWords(path, l.theme.Dim) + "\n")
	if n.TitleFrom == note.FromFrontMatter { // the heading shows it already
		found = slices.DeleteFunc(found, func(m matchJSON) bool { return m.Line == titleLine(n) })
	}
	for i, m := range found {
		if i == maxExcerpts {
			b.WriteString(l.theme.Dim.Render("        and "+numbers.Pluralize(len(found)-i, "more line")) + "\n")
			break
		}
		b.WriteString(l.theme.Dim.Render(padLeft(m.Line, 6)) + "  " + l.formatExcerpt(m) + "\n")
	}
	_, err := l.w.WriteString(b.String())
	return err
}

// markWords renders a text in a style with the words of the query highlighted.
func (l *matchPrinter) markWords(text string, style theme.Style) string {
	var b strings.Builder
	end := 0
	for _, s := range l.words.Find(text) {
		b.WriteString(style.Render(text[end:s.Start]) + l.theme.Match.Render(text[s.Start:s.End]))
		end = s.End
	}
	b.WriteString(style.Render(text[end:]))
	return b.String()
}

// printGrepLines writes path:line:text as grep -n does, or with -l only the path. A note without matching lines is
// written with its title.
func (l *matchPrinter) printGrepLines(n *note.Note, found []matchJSON) error {
	path := cell{text: n.Path, path: true}
	if l.flags.paths {
		return l.addRecord(nil, path)
	}
	if len(found) == 0 {
		found = []matchJSON{{Line: titleLine(n), Text: n.Title}}
	}
	for _, m := range found {
		l.writeField(path)
		l.streams.out.WriteString(":" + padLeft(m.Line, 0) + ":" + safe.Text(m.Text))
		if err := l.endRecord(); err != nil {
			return err
		}
	}
	return nil
}
