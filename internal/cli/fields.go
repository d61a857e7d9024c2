package cli

import (
	"slices"
	"strings"

	"quire/internal/match"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
)

// searchableFields holds the front matter keys in which a search finds words, and tagFields those that hold tags.
var (
	tagFields        = []string{"tags", "tag", "keywords", "categories", "category"}
	searchableFields = append([]string{"title", "description", "summary", "excerpt", "author", "authors", "series", "aliases", "alias", "slug"}, tagFields...)
)

// queryTags returns the tags that a query mentions.
func queryTags(q query.Query) []string {
	var tags []string
	query.WalkIncluded(q.Root, func(n query.Node) {
		if t, ok := n.(query.Tag); ok {
			tags = append(tags, t.Name)
		}
	})
	return tags
}

// queryKeys returns the keys of the front matter that a query mentions, in the form of note.FoldName.
func queryKeys(q query.Query) []string {
	var keys []string
	query.WalkIncluded(q.Root, func(n query.Node) {
		switch n := n.(type) {
		case query.KeyValue:
			keys = append(keys, note.FoldName(n.Key))
		case query.HasKey:
			keys = append(keys, note.FoldName(n.Key))
		}
	})
	return keys
}

// findKeyLines returns the lines of the front matter on which the keys begin, or the mappings that they are nested in.
func findKeyLines(p *note.Parsed, keys []string) []matchJSON {
	var out []matchJSON
	if len(keys) == 0 {
		return nil
	}
	lines := strings.Split(string(p.Header), "\n")
	for _, f := range p.Note.Details().Fields {
		name := note.FoldName(f.Key)
		asked := slices.ContainsFunc(keys, func(key string) bool { return key == name || strings.HasPrefix(key, name+".") })
		if asked && f.Line > 0 && f.Line <= len(lines) {
			out = append(out, newMatch(f.Line, safe.Text(lines[f.Line-1]), nil))
		}
	}
	return out
}

// findFieldMatches returns the lines that show why a note matches, if no words match in its text: lines of the front matter
// with the words, tags or keys, or else lines of the text with the tags as #tag, or else the title. Line numbers are those of
// the file.
func findFieldMatches(p *note.Parsed, words *match.Finder, tags, keys []string) []matchJSON {
	out := findFieldLines(p, words, tags)
	if len(out) == 0 {
		out = findFieldValues(p.Note.Details(), words)
	}
	if len(out) == 0 {
		out = findKeyLines(p, keys)
	}
	if len(out) == 0 && len(tags) > 0 {
		out = findHashtagLines(p, tags)
	}
	if len(out) == 0 {
		if title := safe.Text(p.Note.Title); len(words.Find(title)) > 0 {
			out = []matchJSON{newMatch(titleLine(p.Note), title, words.Find(title))}
		}
	}
	return out
}

// findFieldLines returns the lines of the front matter with the words, or in a field of tags with the tags.
func findFieldLines(p *note.Parsed, words *match.Finder, tags []string) []matchJSON {
	var out []matchJSON
	number := 0
	details := p.Note.Details()
	for line := range strings.Lines(string(p.Header)) {
		number++
		text := safe.Text(strings.TrimRight(line, "\n"))
		field := fieldAtLine(details, number)
		spans := words.Find(text)
		if slices.Contains(tagFields, field) {
			spans = append(spans, match.FindWhole(text, tags)...)
		}
		if len(spans) > 0 && slices.Contains(searchableFields, field) {
			out = append(out, newMatch(number, text, spans))
		}
	}
	return out
}

// findFieldValues returns the values of the front matter with the words, for values that are not written as they read: over
// several lines, or with escapes.
func findFieldValues(d *note.Details, words *match.Finder) []matchJSON {
	var out []matchJSON
	for _, f := range d.Fields {
		if !slices.Contains(searchableFields, strings.ToLower(strings.TrimSpace(f.Key))) {
			continue
		}
		values, ok := f.Value.([]any)
		if !ok {
			values = []any{f.Value}
		}
		for _, v := range values {
			if text, ok := v.(string); ok {
				text = safe.Text(text)
				if spans := words.Find(text); len(spans) > 0 {
					out = append(out, newMatch(max(f.Line, 1), text, spans))
				}
			}
		}
	}
	return out
}

// findHashtagLines returns the lines of the text with the tags as #tag.
func findHashtagLines(p *note.Parsed, tags []string) []matchJSON {
	hashtags := make([]string, len(tags))
	for i, t := range tags {
		hashtags[i] = "#" + strings.ToLower(t)
	}
	var out []matchJSON
	number := p.BodyLine
	for line := range strings.Lines(string(p.Body)) {
		folded := strings.ToLower(line)
		if slices.ContainsFunc(hashtags, func(tag string) bool { return strings.Contains(folded, tag) }) {
			text := safe.Text(strings.TrimRight(line, "\n"))
			out = append(out, newMatch(number, text, match.FindWhole(text, tags)))
		}
		number++
	}
	return out
}

// fieldAtLine returns the front matter key, in lower case, to which a line of the file belongs, or "" if it belongs to none.
func fieldAtLine(d *note.Details, line int) string {
	name, last := "", 0
	for _, f := range d.Fields {
		if f.Line > last && f.Line <= line {
			name, last = strings.ToLower(strings.TrimSpace(f.Key)), f.Line
		}
	}
	return name
}

// titleLine returns the line of the file that holds the title, or 1 if the title comes from the file name.
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

// newMatch returns the JSON form of a line that matches.
func newMatch(line int, text string, spans []match.Span) matchJSON {
	m := matchJSON{Line: line, Text: text}
	for _, s := range spans {
		m.Spans = append(m.Spans, [2]int{s.Start, s.End})
	}
	return m
}
