package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/index"
	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
)

type searchJSON struct {
	noteJSON
	Score   float64     `json:"score,omitempty"`
	Matches []matchJSON `json:"matches,omitempty"`
}

type matchJSON struct {
	Line  int      `json:"line"`
	Text  string   `json:"text"`
	Spans [][2]int `json:"spans,omitempty"` // byte offsets in text: from, to
}

// passages are the most lines of one note that a terminal is shown.
const passages = 5

func newSearch(o *shared) *cobra.Command {
	var rf recordFlags
	var sel selection
	cmd := &cobra.Command{
		Use:        "search QUERY",
		Short:      "Matching notes with the matching lines",
		SuggestFor: []string{"find", "grep", "rg", "query"},
		Long: `Matching notes with the matching lines: in a pipe one line each, as grep -n
prints them, path:line:text. Of a note that matches by its tags or fields alone
it is their line, else the one of the title.`,
		Example: `  quire search '"cell based"'           the words in this order
  quire search 'lambda -#meta' --limit 5
  vim -q <(quire search powertools)     every place in turn`,
		ValidArgsFunction: o.query,
		RunE: func(cmd *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if strings.TrimSpace(text) == "" {
				return usage("quire search QUERY; quire list shows every note", "search: for what?")
			}
			c, err := o.catalog(cmd.Context(), false)
			if err != nil {
				return err
			}
			hits, err := sel.search(c, text)
			if err != nil {
				return err
			}
			q, _ := query.Parse(text) // search has refused what does not parse
			return o.search(cmd.Context(), c, hits, q, rf)
		},
	}
	rf.bindPaths(cmd, searchJSON{})
	sel.bind(cmd)
	return cmd
}

func (o *shared) search(ctx context.Context, c *catalog.Catalog, hits []index.Hit, q query.Query, rf recordFlags) error {
	r, err := o.newRecords(rf)
	if err != nil {
		return err
	}
	w := &lines{records: r, w: o.painted(r.theme)}
	words, tags := q.Words(), tagsOf(q)
	first := true
	for h, found := range inTurn(hits, func(h index.Hit) []matchJSON { return matching(c, h.Note, words, tags) }) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if rf.whole() {
			err = rf.write(o.streams, searchJSON{newNoteJSON(c, h.Note), h.Score, found})
		} else {
			err = w.note(h.Note, found, first)
		}
		if err != nil {
			return err
		}
		first = false
	}
	if len(hits) == 0 {
		return nothing(c)
	}
	return nil
}

// matching are the lines of a note's file by which it matches. Nothing is asked of it that needs it parsed.
func matching(c *catalog.Catalog, n *note.Note, words, tags []string) []matchJSON {
	p := &note.Parsed{Note: n}
	var err error
	if p.Header, p.Body, p.BodyLine, err = c.Library.Parts(n.Path); err != nil {
		p.BodyLine = 1 // it went away meanwhile; that it matched is still true
	}
	if found := matchingLines(p, words); len(found) > 0 {
		return found
	}
	return matchingFields(p, words, tags)
}

// matchingLines are the lines of the text in which words of the query stand, as they are in the file.
func matchingLines(p *note.Parsed, words []string) []matchJSON {
	var out []matchJSON
	number := p.BodyLine
	for line := range strings.Lines(string(p.Body)) {
		text := safe.Text(strings.TrimRight(line, "\n"))
		if spans := match.Whole(text, words); len(spans) > 0 {
			out = append(out, newMatch(number, text, spans))
		}
		number++
	}
	return out
}

// lines writes matches for people and for grep's friends.
type lines struct {
	*records
	w interface{ WriteString(string) (int, error) }
}

func (l *lines) note(n *note.Note, found []matchJSON, first bool) error {
	if !l.forPeople() {
		return l.matches(n, found)
	}
	var b strings.Builder
	if !first {
		b.WriteString("\n")
	}
	b.WriteString(l.theme.Bold.Render(safe.Text(n.Title)) + "  " + l.theme.Dim.Render(safe.Text(n.Path)) + "\n")
	if n.TitleFrom == note.FromFrontMatter { // it is told
		found = slices.DeleteFunc(found, func(m matchJSON) bool { return m.Line == titleLine(n) })
	}
	for i, m := range found {
		if i == passages {
			b.WriteString(l.theme.Dim.Render("        and on "+plural(len(found)-i, "more line")) + "\n")
			break
		}
		b.WriteString(l.theme.Dim.Render(padLeft(m.Line, 6)) + "  " + l.passage(m) + "\n")
	}
	_, err := l.w.WriteString(b.String())
	return err
}

// matches are path:line:text, as grep -n prints; with -l the path of each note alone.
func (l *lines) matches(n *note.Note, found []matchJSON) error {
	path := cell{text: n.Path, path: true}
	if l.flags.paths {
		return l.add(nil, path)
	}
	if len(found) == 0 {
		found = []matchJSON{{Line: titleLine(n), Text: n.Title}}
	}
	for _, m := range found {
		l.field(path)
		l.s.out.WriteString(":" + padLeft(m.Line, 0) + ":" + safe.Text(m.Text))
		if err := l.end(); err != nil {
			return err
		}
	}
	return nil
}
