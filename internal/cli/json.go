package cli

import (
	"time"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
)

// The JSON forms of records. Their names are a contract: one may be added, none renamed or removed.
// A field without a value is absent.

type noteJSON struct {
	Path        string         `json:"path"`
	ID          string         `json:"id"`
	Slug        string         `json:"slug,omitempty"`
	Title       string         `json:"title,omitempty"`
	Date        string         `json:"date,omitempty"`     // RFC 3339 day, or time where one was written
	Modified    string         `json:"modified,omitempty"` // RFC 3339
	Tags        []string       `json:"tags,omitempty"`
	Author      string         `json:"author,omitempty"`
	Description string         `json:"description,omitempty"`
	Draft       bool           `json:"draft,omitempty"`
	Series      string         `json:"series,omitempty"`
	Words       int            `json:"words,omitempty"`
	Links       int            `json:"links,omitempty"`
	Backlinks   int            `json:"backlinks,omitempty"`
	Problems    []problemJSON  `json:"problems,omitempty"`
	Extra       map[string]any `json:"extra,omitempty"`
}

// shownJSON is a note as show tells it.
type shownJSON struct {
	noteJSON
	Body string `json:"body,omitempty"`
}

type problemJSON struct {
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

type tagJSON struct {
	Tag   string `json:"tag"`
	Notes int    `json:"notes"`
}

type linkJSON struct {
	From       string   `json:"from"`
	Line       int      `json:"line"`
	Column     int      `json:"column"`
	Text       string   `json:"text,omitempty"`
	Href       string   `json:"href"`
	Form       string   `json:"form"`
	Status     string   `json:"status"`
	To         string   `json:"to,omitempty"`
	Heading    string   `json:"heading,omitempty"`
	Via        string   `json:"via,omitempty"`
	Suggestion string   `json:"suggestion,omitempty"`
	Candidates []string `json:"candidates,omitempty"`
}

type backlinkJSON struct {
	To      string `json:"to"`
	From    string `json:"from"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Text    string `json:"text,omitempty"`
	Context string `json:"context,omitempty"`
}

func newNoteJSON(c *catalog.Catalog, n *note.Note) noteJSON {
	details := n.Details()
	j := noteJSON{
		Path: n.Path, ID: n.ID, Slug: n.Slug, Title: n.Title, Date: isoDate(n.Date), Tags: n.Tags,
		Author: n.Author, Description: n.Description, Draft: n.Draft, Series: n.Series, Words: n.Words,
		Links: n.LinkCount, Backlinks: c.Linkers(n.Path), Extra: extra(details),
	}
	if !n.Modified.IsZero() {
		j.Modified = n.Modified.Format(time.RFC3339)
	}
	for _, p := range details.Problems {
		j.Problems = append(j.Problems, problemJSON(p))
	}
	return j
}

func newLinkJSON(n *note.Note, l note.Link, t links.Target) linkJSON {
	j := linkJSON{
		From: n.Path, Line: l.Line, Column: l.Column, Text: l.Text, Href: l.Dest, Form: l.Form.String(),
		Status: t.Status.String(), To: t.Path, Heading: t.Heading, Via: t.Via, Suggestion: t.Suggestion, Candidates: t.Candidates,
	}
	if t.Status == links.External {
		j.To = t.URL
	}
	return j
}

// isoDate is ISO 8601: a day, or a time where one was written.
func isoDate(d note.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.HasTime:
		return d.Format(time.RFC3339)
	}
	return d.Format(time.DateOnly)
}
