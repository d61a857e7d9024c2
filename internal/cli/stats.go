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
	"quire/internal/note"
)

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

// monthJSON is how many notes bear a date in a month. Months without any between the first and the last are there too.
type monthJSON struct {
	Month string `json:"month"` // 2006-01
	Notes int    `json:"notes"`
	Words int    `json:"words"`
}

type mostLinkedJSON struct {
	Path      string `json:"path"`
	Title     string `json:"title,omitempty"`
	Backlinks int    `json:"backlinks"`
}

type brokenJSON struct {
	From string `json:"from"`
	Line int    `json:"line"`
	Href string `json:"href"`
}

func newStats(o *shared) *cobra.Command {
	var rf recordFlags
	var limit int
	cmd := &cobra.Command{
		Use:        "stats [QUERY]",
		Short:      "Notes over time, tags, the most linked, and what is broken",
		SuggestFor: []string{"statistics", "count", "summary", "report", "info"},
		Long: `The library, or the notes that match, in numbers: how many there are, when they were written, what
they are about, which of them are linked to most, and which of their links are broken.

In a pipe a number is one line: what is counted, of what, and how many, parted by tabs.`,
		Example: `  quire stats                           the whole library
  quire stats '#aws'                    what is tagged so
  quire stats | awk -F'\t' '$1 == "month"'
  quire stats --json | jq .words
  quire stats --format '{{.notes}} notes, {{.broken}} broken links'`,
		ValidArgsFunction: o.query,
		RunE: func(cmd *cobra.Command, args []string) error {
			if _, err := some([]int{}, limit); err != nil {
				return err
			}
			return o.runStats(cmd.Context(), strings.Join(args, " "), rf, limit)
		},
	}
	rf.bind(cmd, statsJSON{})
	cmd.Flags().IntVar(&limit, "limit", 10, "at most `N` tags, notes and broken links; 0 is all")
	return cmd
}

func (o *shared) runStats(ctx context.Context, text string, rf recordFlags, limit int) error {
	c, err := o.catalog(ctx, false)
	if err != nil {
		return err
	}
	hits, err := (&selection{}).search(c, text)
	if err != nil {
		return err
	}
	if len(hits) == 0 {
		return nothing(c)
	}
	notes := make([]*note.Note, len(hits))
	for i, h := range hits {
		notes[i] = h.Note
	}
	s := newStatsJSON(c, notes)
	for _, tc := range c.Index.Tags(hits) {
		s.Tags = append(s.Tags, tagJSON{tc.Tag, tc.Notes})
	}
	whole := s
	s.Tags, _ = some(s.Tags, limit)
	s.MostLinked, _ = some(s.MostLinked, limit)
	s.BrokenLinks, _ = some(s.BrokenLinks, limit)
	switch {
	case rf.whole():
		return rf.write(o.streams, s)
	case o.outTTY && !rf.nul:
		return o.chart(s, whole)
	}
	return o.statLines(s, rf)
}

func newStatsJSON(c *catalog.Catalog, notes []*note.Note) statsJSON {
	s := statsJSON{Notes: len(notes), Months: months(notes), Tags: []tagJSON{}, MostLinked: []mostLinkedJSON{}, BrokenLinks: []brokenJSON{}}
	for _, n := range notes {
		s.add(c, n)
	}
	slices.SortStableFunc(s.MostLinked, func(a, b mostLinkedJSON) int {
		return cmp.Or(cmp.Compare(b.Backlinks, a.Backlinks), cmp.Compare(a.Path, b.Path))
	})
	slices.SortFunc(s.BrokenLinks, func(a, b brokenJSON) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Line, b.Line))
	})
	return s
}

// add counts one note.
func (s *statsJSON) add(c *catalog.Catalog, n *note.Note) {
	s.Words += n.Words
	s.Links += n.LinkCount
	count := func(is bool, into *int) {
		if is {
			*into++
		}
	}
	back := c.Linkers(n.Path)
	count(back == 0, &s.Orphans)
	count(len(n.Tags) == 0, &s.Untagged)
	count(n.Date.IsZero(), &s.Undated)
	count(n.Draft, &s.Drafts)
	if back > 0 {
		s.MostLinked = append(s.MostLinked, mostLinkedJSON{n.Path, n.Title, back})
	}
	if day := day(n); day != "" {
		if s.First == "" || day < s.First {
			s.First = day
		}
		s.Last = max(s.Last, day)
	}
	if !c.Links.HasBroken(n.Path) {
		return
	}
	for l, t := range c.Links.From(n) {
		if t.Status == links.Broken {
			s.Broken++
			s.BrokenLinks = append(s.BrokenLinks, brokenJSON{n.Path, l.Line, l.Dest})
		}
	}
}

// mostMonths bounds the months between the first date and the last: a note of the year 1 is a slip, and no reason to count 24,000 of them.
const mostMonths = 12 * 200

// months counts the dated notes by month, the empty months between them included.
func months(notes []*note.Note) []monthJSON {
	count := map[string]*monthJSON{}
	var first, last time.Time
	for _, n := range notes {
		if n.Date.IsZero() {
			continue
		}
		month := time.Date(n.Date.Year(), n.Date.Month(), 1, 0, 0, 0, 0, time.UTC)
		name := month.Format("2006-01")
		if count[name] == nil {
			count[name] = &monthJSON{Month: name}
		}
		count[name].Notes++
		count[name].Words += n.Words
		if first.IsZero() || month.Before(first) {
			first = month
		}
		if month.After(last) {
			last = month
		}
	}
	out := []monthJSON{}
	if (last.Year()-first.Year())*12 > mostMonths { // only those with notes
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

// statLines writes a number a line.
func (o *shared) statLines(s statsJSON, rf recordFlags) error {
	r, err := o.newRecords(rf)
	if err != nil {
		return err
	}
	line := func(what, of string, n int) {
		if err == nil {
			err = r.add(nil, cell{text: what}, cell{text: of}, cell{text: fmt.Sprint(n)})
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
		line("linked", n.Path, n.Backlinks)
	}
	for _, b := range s.BrokenLinks {
		line("dead", b.From+":"+fmt.Sprint(b.Line)+" "+b.Href, 1)
	}
	return err
}

type total struct {
	name string
	n    int
}

func (s *statsJSON) totals() []total {
	return []total{
		{"notes", s.Notes}, {"words", s.Words}, {"links", s.Links}, {"broken", s.Broken},
		{"orphans", s.Orphans}, {"untagged", s.Untagged}, {"undated", s.Undated}, {"drafts", s.Drafts},
	}
}
