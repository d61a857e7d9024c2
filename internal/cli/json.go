package cli

import (
	"context"
	"fmt"
	"time"

	"quire/internal/catalog"
	"quire/internal/links"
	"quire/internal/note"
)

// The JSON forms of records. Field names are a contract with scripts: new ones may come, but existing ones are never
// renamed or removed.
// A field without a value is absent.

// noteJSON is the record of a note, as list --json writes it.
type noteJSON struct {
	Path        pathText       `json:"path"`
	PathBytes   []byte         `json:"path_bytes,omitempty"`
	ID          pathText       `json:"id"`
	Slug        string         `json:"slug,omitempty"`
	Title       string         `json:"title,omitempty"`
	Date        string         `json:"date,omitempty"`     // RFC 3339: a full date, or a date-time if the note gives a time
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

// keysWithField holds the front matter keys that have a field of their own in noteJSON; Extra has the others.
var keysWithField = map[string]bool{
	"title": true, "date": true, "tags": true, "author": true, "description": true, "draft": true, "series": true,
}

// showJSON is the record that show --json writes: the note and its body.
type showJSON struct {
	noteJSON
	Body string `json:"body,omitempty"`
}

// problemJSON is a problem in a note's front matter, with its position in the file.
type problemJSON struct {
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

// tagJSON is a tag and the number of notes that carry it.
type tagJSON struct {
	Tag   string `json:"tag"`
	Notes int    `json:"notes"`
}

// linkJSON is a link in a note and its resolved target.
type linkJSON struct {
	From            pathText   `json:"from"`
	FromBytes       []byte     `json:"from_bytes,omitempty"`
	Line            int        `json:"line"`
	Column          int        `json:"column"`
	Text            string     `json:"text,omitempty"`
	Href            string     `json:"href"`
	Form            string     `json:"form"`
	Status          string     `json:"status"`
	To              pathText   `json:"to,omitempty"`
	ToBytes         []byte     `json:"to_bytes,omitempty"`
	Heading         string     `json:"heading,omitempty"`
	Via             string     `json:"via,omitempty"`
	Suggestion      pathText   `json:"suggestion,omitempty"`
	SuggestionBytes []byte     `json:"suggestion_bytes,omitempty"`
	Candidates      []pathText `json:"candidates,omitempty"`
	CandidatesBytes [][]byte   `json:"candidates_bytes,omitempty"`
}

// backlinkJSON is a link that leads to a note, with the text around it.
type backlinkJSON struct {
	To        pathText `json:"to"`
	ToBytes   []byte   `json:"to_bytes,omitempty"`
	From      pathText `json:"from"`
	FromBytes []byte   `json:"from_bytes,omitempty"`
	Line      int      `json:"line"`
	Column    int      `json:"column"`
	Text      string   `json:"text,omitempty"`
	Context   string   `json:"context,omitempty"`
}

// loadNoteJSON returns the record of the note at a path.
func loadNoteJSON(ctx context.Context, c catalog.Library, path string) (noteJSON, error) {
	n, err := c.Note(ctx, path)
	if err != nil {
		return noteJSON{}, fmt.Errorf("%s: %w", path, err)
	}
	return newNoteJSON(ctx, c, n)
}

// newNoteJSON returns the record of n, which may be a newer version than the library has.
func newNoteJSON(ctx context.Context, c catalog.Library, n *note.Note) (noteJSON, error) {
	backlinks, err := c.CountBacklinks(ctx, n.Path)
	if err != nil {
		return noteJSON{}, err
	}
	details := n.Details()
	j := noteJSON{
		Path: pathText(n.Path), PathBytes: pathBytes(n.Path), ID: pathText(n.ID), Slug: n.Slug, Title: n.Title, Date: formatISODate(n.Date), Tags: n.Tags,
		Author: n.Author, Description: n.Description, Draft: n.Draft, Series: n.Series, Words: n.Words,
		Links: n.LinkCount, Backlinks: backlinks, Extra: extraFields(details),
	}
	if !n.Modified.IsZero() {
		j.Modified = n.Modified.Format(time.RFC3339)
	}
	for _, p := range details.Problems {
		j.Problems = append(j.Problems, problemJSON(p))
	}
	return j, nil
}

func newLinkJSON(from string, l note.Link, t links.Target) linkJSON {
	j := linkJSON{
		From: pathText(from), FromBytes: pathBytes(from), Line: l.Line, Column: l.Column, Text: l.Text, Href: l.Dest, Form: l.Form.String(),
		Status: t.Status.String(), Heading: t.Heading, Via: t.Rule,
		Suggestion: pathText(t.Suggestion), SuggestionBytes: pathBytes(t.Suggestion),
		Candidates: toPathTexts(t.Candidates), CandidatesBytes: pathListBytes(t.Candidates),
	}
	to := t.Path
	if t.Status == links.External {
		to = t.URL
	}
	j.To, j.ToBytes = pathText(to), pathBytes(to)
	return j
}

// formatISODate formats d as ISO 8601: a date-time if the note gives a time, else a date. An absent date gives "".
func formatISODate(d note.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.HasTime:
		return d.Format(time.RFC3339)
	}
	return d.Format(time.DateOnly)
}
