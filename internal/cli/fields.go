package cli

import (
	"slices"
	"strings"

	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
)

// searchedFields are the fields in which a search finds words, and taggingFields those in which tags stand.
var (
	taggingFields  = []string{"tags", "tag", "keywords", "categories", "category"}
	searchedFields = append([]string{"title", "description", "summary", "excerpt", "author", "authors", "series"}, taggingFields...)
)

// tagsOf are the tags that a query asks for.
func tagsOf(q query.Query) []string {
	var tags []string
	query.Walk(q.Root, func(n query.Node) {
		if t, ok := n.(query.Tag); ok {
			tags = append(tags, t.Name)
		}
	})
	return tags
}

// matchingFields are the lines by which a note matches when no line of its text does: those of the front matter with
// the words or the tags, else those of the text with the tags, as they are in the file.
func matchingFields(p *note.Parsed, words, tags []string) []matchJSON {
	var out []matchJSON
	number := 0
	details := p.Note.Details()
	for line := range strings.Lines(string(p.Header)) {
		number++
		text := safe.Text(strings.TrimRight(line, "\n"))
		field := fieldOf(details, number)
		spans := match.Whole(text, words)
		if slices.Contains(taggingFields, field) {
			spans = append(spans, match.Whole(text, tags)...)
		}
		if len(spans) > 0 && slices.Contains(searchedFields, field) {
			out = append(out, newMatch(number, text, spans))
		}
	}
	if len(out) > 0 || len(tags) == 0 {
		return out
	}
	marked := make([]string, len(tags))
	for i, t := range tags {
		marked[i] = "#" + strings.ToLower(t)
	}
	number = p.BodyLine
	for line := range strings.Lines(string(p.Body)) {
		folded := strings.ToLower(line)
		if slices.ContainsFunc(marked, func(m string) bool { return strings.Contains(folded, m) }) {
			text := safe.Text(strings.TrimRight(line, "\n"))
			out = append(out, newMatch(number, text, match.Whole(text, tags)))
		}
		number++
	}
	return out
}

// fieldOf is the field of the front matter to which a line of the file belongs, in lower case; "" for none.
func fieldOf(d *note.Details, line int) string {
	name, last := "", 0
	for _, f := range d.Fields {
		if f.Line > last && f.Line <= line {
			name, last = strings.ToLower(strings.TrimSpace(f.Key)), f.Line
		}
	}
	return name
}

// titleLine is the line of the file on which the title stands, or 1.
func titleLine(n *note.Note) int {
	switch n.TitleFrom {
	case note.FromFrontMatter:
		for _, f := range n.Details().Fields {
			if strings.EqualFold(strings.TrimSpace(f.Key), "title") && f.Line > 0 {
				return f.Line
			}
		}
	case note.FromHeading:
		if all := n.Details().Headings; len(all) > 0 {
			return all[0].Line
		}
	}
	return 1
}

func newMatch(line int, text string, spans []match.Span) matchJSON {
	m := matchJSON{Line: line, Text: text}
	for _, s := range spans {
		m.Spans = append(m.Spans, [2]int{s.From, s.To})
	}
	return m
}
