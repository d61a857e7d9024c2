package cli

import (
	"context"
	"errors"
	"strings"

	"quire/internal/assistant"
	"quire/internal/search"
)

// assistantInstructions tells a model what it should know before it calls a tool.
const assistantInstructions = `This server reads a library of linked, tagged Markdown notes. It never changes them. Find notes with search
(words; gives the matching lines) or list (by tag, date or field), look at long ones with outline, and read only the
section or the lines that you need. Follow links, backlinks and related. Paths are relative to the library.

` + queryHelp

// queryHelp describes the language of queries in short.
const queryHelp = `Queries: words in any place (all must match); "a phrase"; wor* (prefix); /regex/ (a line); #tag (also the tags below
it); title: author: path: series: lang: TEXT; KEY:VALUE for any key of the front matter, also rating:>3, due:2026-01..2026-03,
has:KEY; date:2021-12, after:2021, before:1y, modified:7d; is:todo, is:orphan, is:untagged, is:draft; has:broken;
links:NOTE (notes that link to it), from:NOTE (notes that it links to); -x (not), OR, ( ).
Example: #aws "cell based" -is:draft after:2020`

// newAssistant returns a server of the tools and notes of a library.
func (o *options) newAssistant(l *sharedLibrary) (*assistant.Server, error) {
	t := &assistantTools{o, l}
	s := assistant.New(assistant.Options{
		Name: "quire", Version: programVersion(), Instructions: assistantInstructions, Notes: t, Log: o.stderr,
	})
	return s, errors.Join(
		assistant.AddTool(s, assistant.Tool{Name: "search", Title: "Search notes", Description: "Find notes, best first, with the lines that match: line numbers for read. " + queryHelp}, t.search),
		assistant.AddReadTool(s, assistant.Tool{Name: "read", Title: "Read a note", Description: "The Markdown of a note with its front matter, or of one section, or of some lines. Long notes are cut: next_line says where to go on."}, t.read),
		assistant.AddTool(s, assistant.Tool{Name: "list", Title: "List notes", Description: "Notes with title, date, tags, fields of the front matter, and numbers of words and links; all, or those that match a query (the language of search)."}, t.list),
		assistant.AddTool(s, assistant.Tool{Name: "links", Title: "Links of a note", Description: "The links in a note, and where each leads: status is note, self, asset, external, ambiguous, broken or another; to is the path or URL."}, t.links),
		assistant.AddTool(s, assistant.Tool{Name: "backlinks", Title: "Links to a note", Description: "The links of other notes to a note, each with the sentence around it."}, t.backlinks),
		assistant.AddTool(s, assistant.Tool{Name: "tags", Title: "Tags", Description: "All tags and how many notes have each, most common first; or only those of notes that match a query."}, t.tags),
		assistant.AddTool(s, assistant.Tool{Name: "fields", Title: "Fields of the front matter", Description: "The keys of the front matter, how many notes have each, and their most common values. Each key is a field of queries: KEY:VALUE."}, t.fields),
		assistant.AddTool(s, assistant.Tool{Name: "outline", Title: "Headings of a note", Description: "The headings of a note with level, anchor and line: for heading and first_line of read."}, t.outline),
		assistant.AddTool(s, assistant.Tool{Name: "tasks", Title: "Tasks", Description: "Tasks (- [ ] …) of all notes, or of those that match a query, with state, due date, path and line."}, t.tasks),
		assistant.AddTool(s, assistant.Tool{Name: "related", Title: "Related notes", Description: "The notes about the same as a note, most similar first, with the reasons."}, t.findRelated),
		assistant.AddTool(s, assistant.Tool{Name: "check", Title: "Problems", Description: "What is wrong with the library: dead links, missing headings and files, invalid front matter, names that two notes share. It checks every note, so it takes a while."}, t.check),
	)
}

// read opens the note for the tool read, as its file is now.
func (t *assistantTools) read(ctx context.Context, a assistant.ReadArgs) (assistant.Document, error) {
	name := a.Note
	if a.Heading != "" {
		name += "#" + strings.TrimLeft(a.Heading, "# ")
	}
	c, n, target, err := t.findNote(ctx, name, false)
	if err != nil {
		return assistant.Document{}, err
	}
	_, p, err := c.OpenNote(ctx, n.Path)
	if err != nil {
		return assistant.Document{}, err
	}
	d := assistant.Document{Path: n.Path, Title: p.Note.Title, Source: string(p.Header) + string(p.Body)}
	if target.Heading != "" {
		first, end := findSectionLines(p, target.Heading)
		if d.First = first; end > 0 {
			d.Last = end - 1
		}
	}
	return d, nil
}

// ListNotes implements assistant.Notes.
func (t *assistantTools) ListNotes(ctx context.Context, after string, limit int) ([]assistant.Note, error) {
	c, err := t.library.whole(ctx)
	if err != nil {
		return nil, err
	}
	var notes []assistant.Note
	for h, err := range c.All(ctx) {
		if err != nil {
			return nil, err
		}
		if h.Path() <= after && after != "" {
			continue
		}
		if notes = append(notes, assistant.Note{Path: h.Path(), Title: h.Title(), Size: h.Size()}); len(notes) == limit {
			break
		}
	}
	return notes, nil
}

// ReadNote implements assistant.Notes.
func (t *assistantTools) ReadNote(ctx context.Context, path string) (string, error) {
	c, err := t.library.forNotes(ctx)
	if err != nil {
		return "", err
	}
	if _, err := c.Note(ctx, path); errors.Is(err, search.ErrNoNote) {
		return "", assistant.ErrNoNote
	} else if err != nil {
		return "", err
	}
	header, body, _, err := c.ReadParts(ctx, path)
	return string(header) + string(body), err
}

var _ assistant.Notes = (*assistantTools)(nil)
