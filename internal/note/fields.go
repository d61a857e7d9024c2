package note

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"quire/internal/safe"
)

// frontMatter reads the fields of a note from the entries of its header. Keys
// are compared without case, as writers mix Tags and tags.
type frontMatter struct {
	entries []entry
	keys    []string // of entries, in lower case
	note    *Note
	details *Details
}

// readFields sets all of n and d that the front matter says, tags included.
func readFields(n *Note, d *Details, entries []entry, tags *tagSet) {
	if len(entries) == 0 {
		return
	}
	f := frontMatter{entries: entries, keys: make([]string, len(entries)), note: n, details: d}
	for i, e := range entries {
		f.keys[i] = strings.ToLower(strings.TrimSpace(e.key))
	}
	d.Fields = publicFields(entries)
	if title := f.text("title"); title != "" {
		n.Title, n.TitleFrom = title, FromFrontMatter
	}
	n.Author = f.people("author", "authors")
	n.Description = f.text("description", "summary", "excerpt")
	n.Series = f.words("series")
	n.Lang = f.text("lang", "language")
	f.slug()
	f.date("date", "created", "published")
	f.draft()
	f.weight()
	f.addresses()
	for _, key := range tagKeys {
		for e := range f.all(key) {
			if !tags.addValue(e.value) {
				f.problem(e, "expected a list of tags or a text")
			}
		}
	}
}

// all yields the entries of a key, in order.
func (f *frontMatter) all(key string) func(yield func(entry) bool) {
	return func(yield func(entry) bool) {
		for i, k := range f.keys {
			if k == key && !yield(f.entries[i]) {
				return
			}
		}
	}
}

// problem reports what is wrong with the value of an entry.
func (f *frontMatter) problem(e entry, format string, args ...any) {
	message := safe.Text(e.key) + ": " + fmt.Sprintf(format, args...)
	line, column := e.value.line, e.column
	if line == 0 {
		line = e.line
	}
	f.details.Problems = append(f.details.Problems, Problem{Line: line, Column: max(column, 1), Message: message})
}

// line is the text of a scalar, on one line and safe.
func line(v value) string {
	if v.kind != scalar {
		return ""
	}
	return strings.TrimSpace(safe.Text(strings.TrimSpace(v.text)))
}

// text is the first of the keys that holds a text that is not blank.
func (f *frontMatter) text(keys ...string) string {
	for _, key := range keys {
		for e := range f.all(key) {
			switch e.kind {
			case scalar:
				if s := line(e.value); s != "" {
					return s
				}
			case list, mapping:
				f.problem(e, "expected a text")
			}
		}
	}
	return ""
}

// words is the texts of a field that may be a list, as one.
func (f *frontMatter) words(key string) string {
	for e := range f.all(key) {
		if s := strings.Join(names(e.value), ", "); s != "" {
			return s
		}
	}
	return ""
}

// people is the names in a field that is a text, a list, or a mapping with a
// name, as one text.
func (f *frontMatter) people(keys ...string) string {
	for _, key := range keys {
		for e := range f.all(key) {
			if s := strings.Join(names(e.value), ", "); s != "" {
				return s
			}
			if e.kind == mapping {
				f.problem(e, "expected a name")
			}
		}
	}
	return ""
}

// names are the texts in v; a mapping's is its name.
func names(v value) []string {
	switch v.kind {
	case scalar:
		if s := line(v); s != "" {
			return []string{s}
		}
	case list:
		var all []string
		for _, item := range v.items {
			all = append(all, names(item)...)
		}
		return all
	case mapping:
		for _, e := range v.fields {
			if k := strings.ToLower(e.key); (k == "name" || k == "title") && e.kind == scalar {
				return names(e.value)
			}
		}
	}
	return nil
}

// slug sets the slug that the note gives itself. It is a name to look up, and
// never a path: nothing is opened by it.
func (f *frontMatter) slug() {
	if s := strings.Trim(f.text("slug"), "/ "); s != "" {
		f.note.Slug = s
	}
}

// date takes the first of the keys that holds a date, and reports what is none.
// "published" is a date or, in Jekyll, whether the note is.
func (f *frontMatter) date(keys ...string) {
	for _, key := range keys {
		for e := range f.all(key) {
			if e.kind == null || e.kind == scalar && strings.TrimSpace(e.text) == "" {
				continue
			}
			if _, ok := e.truth(); ok && key == "published" {
				continue
			}
			if e.kind == scalar {
				if d, ok := parseDate(e.text); ok {
					f.note.Date = d
					return
				}
				f.problem(e, "%q is not a date", line(e.value))
				continue
			}
			f.problem(e, "expected a date")
		}
	}
}

func (f *frontMatter) draft() {
	for e := range f.all("draft") {
		yes, ok := e.truth()
		if !ok && e.kind != null {
			f.problem(e, "expected true or false")
		}
		f.note.Draft = f.note.Draft || yes
	}
	for e := range f.all("published") {
		if yes, ok := e.truth(); ok && !yes {
			f.note.Draft = true
		}
	}
}

func (f *frontMatter) weight() {
	for e := range f.all("weight") {
		if e.kind == null {
			continue
		}
		w, err := strconv.ParseFloat(strings.TrimSpace(e.text), 64)
		if e.kind != scalar || err != nil || w != w {
			f.problem(e, "expected a number")
			continue
		}
		f.note.Weight = w
		return
	}
}

// addresses sets routes and aliases. An alias that begins with / is an address
// (Hugo's), and still a name (Obsidian's).
func (f *frontMatter) addresses() {
	for _, key := range []string{"permalink", "url", "redirect_from"} {
		for e := range f.all(key) {
			for _, s := range f.lines(e) {
				f.note.Routes = appendNew(f.note.Routes, s)
			}
		}
	}
	for _, key := range []string{"aliases", "alias"} {
		for e := range f.all(key) {
			for _, s := range f.lines(e) {
				f.note.Aliases = appendNew(f.note.Aliases, s)
				if strings.HasPrefix(s, "/") {
					f.note.Routes = appendNew(f.note.Routes, s)
				}
			}
		}
	}
}

// lines are the texts of a field that is a text or a list of them.
func (f *frontMatter) lines(e entry) []string {
	if e.kind == mapping {
		f.problem(e, "expected a text or a list")
		return nil
	}
	var all []string
	for _, text := range e.texts() {
		if s := strings.TrimSpace(safe.Text(strings.TrimSpace(text))); s != "" {
			all = append(all, s)
		}
	}
	return all
}

func appendNew(all []string, s string) []string {
	if slices.Contains(all, s) {
		return all
	}
	return append(all, s)
}
