package note

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quire/internal/safe"
)

// frontMatter fills a note from the entries of its header. It compares keys without case, because writers mix
// Tags and tags.
type frontMatter struct {
	entries []entry
	keys    []string // the keys of entries, in lower case
	note    *Note
	details *Details
}

// applyFrontMatter sets all of n, d and tags that the front matter determines.
func applyFrontMatter(n *Note, d *Details, entries []entry, tags *tagSet) {
	if len(entries) == 0 {
		return
	}
	f := frontMatter{entries: entries, keys: make([]string, len(entries)), note: n, details: d}
	for i, e := range entries {
		f.keys[i] = strings.ToLower(strings.TrimSpace(e.key))
	}
	d.Fields = publicFields(entries)
	if title := f.firstText("title"); title != "" {
		n.Title, n.TitleFrom = title, FromFrontMatter
	}
	for _, t := range textFields {
		*t.At(n) = t.read(&f, t.keys...)
	}
	f.setSlug()
	f.setDate("date", "created", "published")
	f.setDraft()
	f.setWeight()
	f.setRoutesAndAliases()
	f.addTags(entries, tags)
	for e := range f.entriesOf("taxonomies") { // Zola
		f.addTags(e.fields, tags)
	}
}

// addTags adds the tags of the entries that hold tags.
func (f *frontMatter) addTags(entries []entry, tags *tagSet) {
	for _, key := range tagKeys {
		for _, e := range entries {
			if strings.EqualFold(strings.TrimSpace(e.key), key.name) && !tags.addValue(e.value, key.singular) {
				f.addProblem(e, "expected text or a list of tags")
			}
		}
	}
}

// entriesOf yields the entries of a key, in order.
func (f *frontMatter) entriesOf(key string) func(yield func(entry) bool) {
	return func(yield func(entry) bool) {
		for i, k := range f.keys {
			if k == key && !yield(f.entries[i]) {
				return
			}
		}
	}
}

// addProblem reports what is wrong with the value of an entry.
func (f *frontMatter) addProblem(e entry, format string, args ...any) {
	message := safe.Text(e.key) + ": " + fmt.Sprintf(format, args...)
	line, column := e.value.line, e.column
	if line == 0 {
		line = e.line
	}
	f.details.Problems = append(f.details.Problems, Problem{Line: line, Column: max(column, 1), Message: message})
}

// singleLine returns the text of a scalar on a single line, made safe, and "" for any other value.
func singleLine(v value) string {
	if v.kind != scalar {
		return ""
	}
	return strings.TrimSpace(safe.Text(strings.TrimSpace(v.text)))
}

// firstText returns the first text that is not blank among the entries of the keys.
func (f *frontMatter) firstText(keys ...string) string {
	for _, key := range keys {
		for e := range f.entriesOf(key) {
			switch e.kind {
			case scalar:
				if s := singleLine(e.value); s != "" {
					return s
				}
			case list, mapping:
				f.addProblem(e, "expected text")
			}
		}
	}
	return ""
}

// joinTexts returns the first text of the keys, where a list is its texts joined by commas.
func (f *frontMatter) joinTexts(keys ...string) string {
	for _, key := range keys {
		for e := range f.entriesOf(key) {
			if s := strings.Join(namesIn(e.value), ", "); s != "" {
				return s
			}
		}
	}
	return ""
}

// joinNames returns the names in a field, joined by commas. The field is a text, a list, or a mapping with a
// name.
func (f *frontMatter) joinNames(keys ...string) string {
	for _, key := range keys {
		for e := range f.entriesOf(key) {
			if s := strings.Join(namesIn(e.value), ", "); s != "" {
				return s
			}
			if e.kind == mapping {
				f.addProblem(e, "expected a name")
			}
		}
	}
	return ""
}

// namesIn returns the texts in v; a mapping has its name or title as text.
func namesIn(v value) []string {
	switch v.kind {
	case scalar:
		if s := singleLine(v); s != "" {
			return []string{s}
		}
	case list:
		var all []string
		for _, item := range v.items {
			all = append(all, namesIn(item)...)
		}
		return all
	case mapping:
		for _, e := range v.fields {
			if k := strings.ToLower(e.key); (k == "name" || k == "title") && e.kind == scalar {
				return namesIn(e.value)
			}
		}
	}
	return nil
}

// setSlug sets the slug that the note gives itself. A slug is a name to look up and never a path: nothing opens
// a file by it.
func (f *frontMatter) setSlug() {
	if s := strings.Trim(f.firstText("slug"), "/ "); s != "" {
		f.note.Slug = s
	}
}

// setDate sets the date from the first of the keys that holds a date, and reports values that are not dates.
// "published" may be a date or, in Jekyll, a bool. In Material for MkDocs "date" may be a mapping with the date "created";
// in Obsidian a date may be a link to the note of the day.
func (f *frontMatter) setDate(keys ...string) {
	for _, key := range keys {
		for e := range f.entriesOf(key) {
			if created, ok := e.fieldValue("created"); ok {
				e.value = created
			}
			if e.kind == null || e.kind == scalar && strings.TrimSpace(e.text) == "" {
				continue
			}
			if _, ok := e.asBool(); ok && key == "published" {
				continue
			}
			if e.kind == scalar {
				text := unwrapLink(e.text)
				if text != strings.TrimSpace(e.text) { // a link to the note of the day, which may be in a folder
					text = text[strings.LastIndexByte(text, '/')+1:]
				}
				if d, ok := parseDate(text); ok {
					f.note.Date = d
					return
				}
				f.addProblem(e, "%q is not a date", singleLine(e.value))
				continue
			}
			f.addProblem(e, "expected a date")
		}
	}
}

// unwrapLink returns the target of a text that is a [[wiki link]] as a whole, and any other text as it is.
func unwrapLink(s string) string {
	s = strings.TrimSpace(s)
	inner, ok := strings.CutPrefix(s, "[[")
	inner, closed := strings.CutSuffix(inner, "]]")
	if !ok || !closed {
		return s
	}
	target, _, _ := strings.Cut(inner, "|")
	return target
}

// setDraft marks the note as a draft if "draft" is true or "published" is false.
func (f *frontMatter) setDraft() {
	for e := range f.entriesOf("draft") {
		yes, ok := e.asBool()
		if !ok && e.kind != null {
			f.addProblem(e, "expected true or false")
		}
		f.note.Draft = f.note.Draft || yes
	}
	for e := range f.entriesOf("published") {
		if yes, ok := e.asBool(); ok && !yes {
			f.note.Draft = true
		}
	}
}

// setWeight sets the weight from the first entry that holds a number.
func (f *frontMatter) setWeight() {
	for e := range f.entriesOf("weight") {
		if e.kind == null {
			continue
		}
		w, err := strconv.ParseFloat(strings.TrimSpace(e.text), 64)
		if e.kind != scalar || err != nil || w != w {
			f.addProblem(e, "expected a number")
			continue
		}
		f.note.Weight = w
		return
	}
}

// setRoutesAndAliases sets the addresses and names that the note declares. An alias that begins with / is an
// address (as in Hugo) and also a name (as in Obsidian). A single text of aliases is split at commas, as Obsidian does.
func (f *frontMatter) setRoutesAndAliases() {
	for _, field := range []struct {
		key  string
		list *[]string
	}{{"permalink", &f.note.Routes}, {"url", &f.note.Routes}, {"redirect_from", &f.note.Redirects}} {
		for e := range f.entriesOf(field.key) {
			for _, s := range f.textList(e) {
				*field.list = appendUnique(*field.list, s)
			}
		}
	}
	for _, key := range []string{"aliases", "alias"} {
		for e := range f.entriesOf(key) {
			e.value = e.splitAtCommas()
			for _, s := range f.textList(e) {
				s = unwrapLink(s)
				f.note.Aliases = appendUnique(f.note.Aliases, s)
				if strings.HasPrefix(s, "/") {
					f.note.Redirects = appendUnique(f.note.Redirects, s)
				}
			}
		}
	}
}

// textList returns the texts of a field that is a text or a list of texts.
func (f *frontMatter) textList(e entry) []string {
	if e.kind == mapping {
		f.addProblem(e, "expected text or a list")
		return nil
	}
	var all []string
	for _, text := range e.scalarTexts() {
		if s := strings.TrimSpace(safe.Text(strings.TrimSpace(text))); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// appendUnique appends s unless the list has it.
func appendUnique(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}
