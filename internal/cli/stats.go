package cli

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/query"
	"quire/internal/search"
)

// statsJSON is what stats --json writes.
type statsJSON struct {
	Notes       int              `json:"notes"`
	Words       int              `json:"words"`
	Links       int              `json:"links"`
	Broken      int              `json:"broken"`
	Orphans     int              `json:"orphans"`
	Untagged    int              `json:"untagged"`
	Undated     int              `json:"undated"`
	Drafts      int              `json:"drafts"`
	First       string           `json:"first,omitempty"`
	Last        string           `json:"last,omitempty"`
	Months      []monthJSON      `json:"months"`
	Tags        []tagJSON        `json:"tags"`
	MostLinked  []mostLinkedJSON `json:"linked"`
	BrokenLinks []brokenJSON     `json:"dead"`
}

// monthJSON counts the notes dated in one month. Months without notes between the first and the last are included.
type monthJSON struct {
	Month string `json:"month"` // 2006-01
	Notes int    `json:"notes"`
	Words int    `json:"words"`
}

// mostLinkedJSON is a note and the number of notes that link to it.
type mostLinkedJSON struct {
	Path      pathText `json:"path"`
	PathBytes []byte   `json:"path_bytes,omitempty"`
	Title     string   `json:"title,omitempty"`
	Backlinks int      `json:"backlinks"`
}

// brokenJSON is a broken link and its position.
type brokenJSON struct {
	From      pathText `json:"from"`
	FromBytes []byte   `json:"from_bytes,omitempty"`
	Line      int      `json:"line"`
	Href      string   `json:"href"`
}

func newStats(o *options) *cobra.Command {
	var rf recordFlags
	var limit int
	cmd := &cobra.Command{
		Use:        "stats [QUERY]",
		Short:      "Show statistics on notes, tags and links",
		SuggestFor: []string{"statistics", "count", "summary", "report", "info"},
		Long: `Show statistics on the library, or on the notes that match: how many there are,
when they were written, their tags, the most linked notes and the broken links.

In a pipe, each number is one line: its kind, its name and the number, separated
by tabs.`,
		Example: `  quire stats                           the whole library
  quire stats '#aws'                    notes tagged aws
  quire stats | awk -F'\t' '$1 == "month"'
  quire stats --json | jq .words
  quire stats --format '{{.notes}} notes, {{.broken}} broken links'`,
		ValidArgsFunction: o.completeQuery,
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := limitRecords([]int{}, limit); err != nil {
				return err
			}
			return o.runStats(cmd.Context(), strings.Join(args, " "), rf, limit)
		},
	}
	rf.bindFlags(cmd, statsJSON{})
	cmd.Flags().IntVar(&limit, "limit", 10, "show at most `N` tags, notes and broken links; 0 means all")
	return cmd
}

// runStats prints statistics of the notes that match the query text.
func (o *options) runStats(ctx context.Context, text string, rf recordFlags, limit int) error {
	c, err := o.openCatalogForQuery(ctx, text)
	if err != nil {
		return err
	}
	found, err := o.searchNotes(ctx, c, text, selection{}, search.FacetTags)
	if err != nil {
		return err
	}
	if found.Total == 0 {
		return noResultsError(c)
	}
	s, err := newStatsJSON(ctx, c, found.Hits)
	if err != nil {
		return err
	}
	if err := s.countBrokenLinks(ctx, o, c, text); err != nil {
		return err
	}
	for _, tc := range found.Facets[search.FacetTags] {
		s.Tags = append(s.Tags, tagJSON{tc.Value, tc.Notes})
	}
	whole := s
	s.Tags, _ = limitRecords(s.Tags, limit)
	s.MostLinked, _ = limitRecords(s.MostLinked, limit)
	s.BrokenLinks, _ = limitRecords(s.BrokenLinks, limit)
	switch {
	case rf.usesJSONForm():
		return rf.writeValue(o.streams, s)
	case o.outTTY && !rf.nul:
		return o.printChart(s, whole)
	}
	return o.writeStatLines(s, rf)
}

// newStatsJSON counts everything but tags and broken links over notes.
func newStatsJSON(ctx context.Context, c catalog.Library, notes []search.Hit) (statsJSON, error) {
	s := statsJSON{Notes: len(notes), Months: countMonths(notes), Tags: []tagJSON{}, MostLinked: []mostLinkedJSON{}, BrokenLinks: []brokenJSON{}}
	for _, n := range notes {
		if err := s.countNote(ctx, c, n); err != nil {
			return s, err
		}
	}
	slices.SortStableFunc(s.MostLinked, func(a, b mostLinkedJSON) int {
		return cmp.Or(cmp.Compare(b.Backlinks, a.Backlinks), cmp.Compare(a.Path, b.Path))
	})
	return s, nil
}

// countNote adds one note to the counts.
func (s *statsJSON) countNote(ctx context.Context, c catalog.Library, n search.Hit) error {
	s.Words += n.Words()
	s.Links += n.LinkCount()
	count := func(counted bool, counter *int) {
		if counted {
			*counter++
		}
	}
	backlinks, err := c.CountBacklinks(ctx, n.Path())
	if err != nil {
		return err
	}
	count(backlinks == 0, &s.Orphans)
	count(len(n.Tags()) == 0, &s.Untagged)
	count(n.Date().IsZero(), &s.Undated)
	count(n.IsDraft(), &s.Drafts)
	if backlinks > 0 {
		s.MostLinked = append(s.MostLinked, mostLinkedJSON{pathText(n.Path()), pathBytes(n.Path()), n.Title(), backlinks})
	}
	if day := formatDay(n.Date()); day != "" {
		if s.First == "" || day < s.First {
			s.First = day
		}
		s.Last = max(s.Last, day)
	}
	return nil
}

// countBrokenLinks adds the broken links in the notes that match the query text. It resolves only the links of notes that
// have one.
func (s *statsJSON) countBrokenLinks(ctx context.Context, o *options, c catalog.Library, text string) error {
	q, err := o.parseQuery(text)
	if err != nil {
		return err
	}
	q.Root = query.JoinAnd(q.Root, query.Broken)
	found, err := o.searchQuery(ctx, c, q, selection{})
	if err != nil {
		return err
	}
	for _, n := range found.Hits {
		all, err := c.Links(ctx, n.Path())
		if err != nil {
			return err
		}
		for _, l := range all {
			if l.Target.Status == links.Broken {
				s.Broken++
				s.BrokenLinks = append(s.BrokenLinks, brokenJSON{pathText(n.Path()), pathBytes(n.Path()), l.Line, l.Dest})
			}
		}
	}
	slices.SortFunc(s.BrokenLinks, func(a, b brokenJSON) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Line, b.Line))
	})
	return nil
}

// maxMonths bounds the months between the first date and the last for which empty months are listed. A note dated in
// the year 1 is a mistake, and no reason to list 24,000 months.
const maxMonths = 12 * 200

// countMonths counts the dated notes by month, including empty months within maxMonths.
func countMonths(notes []search.Hit) []monthJSON {
	count := map[string]*monthJSON{}
	var first, last time.Time
	for _, n := range notes {
		date := n.Date()
		if date.IsZero() {
			continue
		}
		month := time.Date(date.Year(), date.Month(), 1, 0, 0, 0, 0, time.UTC)
		name := month.Format("2006-01")
		if count[name] == nil {
			count[name] = &monthJSON{Month: name}
		}
		count[name].Notes++
		count[name].Words += n.Words()
		if first.IsZero() || month.Before(first) {
			first = month
		}
		if month.After(last) {
			last = month
		}
	}
	out := []monthJSON{}
	if (last.Year()-first.Year())*12 > maxMonths { // list only the months with notes
		for _, m := range count {
			out = append(out, *m)
		}
		slices.SortFunc(out, func(a, b monthJSON) int { return cmp.Compare(a.Month, b.Month) })
		return out
	}
	for m := first; !first.IsZero() && !m.After(last); m = m.AddDate(0, 1, 0) {
		name := m.Format("2006-01")
		if count[name] == nil {
			count[name] = &monthJSON{Month: name}
		}
		out = append(out, *count[name])
	}
	return out
}

// writeStatLines writes each number as one record: what is counted, of what, and the number.
func (o *options) writeStatLines(s statsJSON, rf recordFlags) error {
	r, err := o.newRecordWriter(rf)
	if err != nil {
		return err
	}
	line := func(what, of string, n int) {
		if err == nil {
			err = r.addRecord(nil, cell{text: what}, cell{text: of}, cell{text: fmt.Sprint(n)})
		}
	}
	for _, total := range s.totals() {
		line(total.name, "", total.n)
	}
	for _, m := range s.Months {
		line("month", m.Month, m.Notes)
	}
	for _, t := range s.Tags {
		line("tag", t.Tag, t.Notes)
	}
	for _, n := range s.MostLinked {
		line("linked", string(n.Path), n.Backlinks)
	}
	for _, b := range s.BrokenLinks {
		line("dead", string(b.From)+":"+fmt.Sprint(b.Line)+" "+b.Href, 1)
	}
	return err
}

// statTotal is a named count over all notes.
type statTotal struct {
	name string
	n    int
}

func (s *statsJSON) totals() []statTotal {
	return []statTotal{
		{"notes", s.Notes}, {"words", s.Words}, {"links", s.Links}, {"broken", s.Broken},
		{"orphans", s.Orphans}, {"untagged", s.Untagged}, {"undated", s.Undated}, {"drafts", s.Drafts},
	}
}
