package note

import (
	"strings"

	"quire/internal/markdown"
	"quire/internal/safe"
)

// tagKeys are the fields that hold tags, in the order in which the tags are shown.
var tagKeys = []struct {
	name     string
	singular bool // a text without commas is a single tag, as in Jekyll
}{{"tags", false}, {"tag", true}, {"keywords", false}, {"categories", false}, {"category", true}}

// tagSet collects tags without duplicates, in the spelling that came first.
type tagSet struct {
	tags []string
	seen map[string]bool
	// links are the hashtags as links, if makesLinks is set; see Options.TagLinks.
	links      []markdown.Link
	makesLinks bool
}

// add adds a tag as written. It ignores text that holds only # and space.
func (t *tagSet) add(text string) {
	// #[[two words]] is a tag of Logseq, [[a]] a link to the note of the tag.
	tag := strings.TrimSpace(safe.Text(unwrapLink(strings.TrimLeft(strings.TrimSpace(text), "#"))))
	folded := FoldName(tag)
	if folded == "" || t.seen[folded] {
		return
	}
	if t.seen == nil {
		t.seen = make(map[string]bool, 8)
	}
	t.seen[folded] = true
	t.tags = append(t.tags, tag)
}

// addValue adds the tags of a field: a list, in which each text is a tag, or a text of several tags, which only commas part
// if singular is set. It reports whether the field holds nothing else.
func (t *tagSet) addValue(v value, singular bool) (ok bool) {
	switch v.kind {
	case scalar:
		for _, tag := range splitTags(v.text, v.quoted || singular) {
			t.add(tag)
		}
	case list:
		ok = true
		for _, item := range v.items {
			switch item.kind {
			case scalar:
				t.add(item.text)
			case list, mapping:
				ok = t.addList(item) && ok
			}
		}
		return ok
	}
	return v.kind != mapping
}

// addList adds the texts of a nested list, and reports whether v is a list. A mapping cannot be a tag.
func (t *tagSet) addList(v value) bool {
	for _, text := range v.scalarTexts() {
		t.add(text)
	}
	return v.kind == list
}

// splitTags splits a text of several tags: at commas, or without any at spaces, as Jekyll does, unless quotes, brackets or a
// key in the singular keep it together.
func splitTags(text string, together bool) []string {
	text = strings.TrimSpace(text)
	if n := len(text); n > 1 && text[0] == '[' && text[n-1] == ']' {
		text, together = text[1:n-1], true // a list that was put into quotes
	}
	if strings.Contains(text, ",") {
		return strings.Split(text, ",")
	}
	if together {
		return []string{text}
	}
	return strings.Fields(text)
}
