package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"quire/internal/note"
)

// names finds names that several notes share. Each shared name is one finding,
// at the first note, however many notes share it.
func (c *checker) names() []Finding {
	var all []Finding
	if c.Kinds.Has(DuplicateAddress) {
		all = append(all, c.shared(DuplicateAddress, c.addresses)...)
	}
	if c.Kinds.Has(DuplicateSlug) {
		all = append(all, c.shared(DuplicateSlug, slugs)...)
	}
	if c.Kinds.Has(DuplicateTitle) {
		all = append(all, c.shared(DuplicateTitle, titles)...)
	}
	if c.Kinds.Has(DuplicateAlias) {
		all = append(all, c.aliases()...)
	}
	return all
}

// name is one name of a note: how it is compared, as a message shows it, and
// the line that it is given on, 0 when none.
type name struct {
	key, shown string
	line       int
}

// bearer is a note that has a name.
type bearer struct {
	*note.Note
	name
}

// habit is from how many shared names on they may be meant so; see Options.Habits.
const habit = 20

// shared finds the names of a kind that several notes have.
func (c *checker) shared(kind Kind, names func(*note.Note) []name) []Finding {
	groups := map[string][]bearer{}
	var order []string
	for _, n := range c.Notes {
		for _, x := range names(n) {
			group := groups[x.key]
			if len(group) > 0 && group[len(group)-1].Note == n {
				continue
			}
			if len(group) == 1 {
				order = append(order, x.key)
			}
			groups[x.key] = append(group, bearer{n, x})
		}
	}
	notes := 0
	order = slices.DeleteFunc(order, func(key string) bool { return kind == DuplicateTitle && c.sameSlug(groups[key]) })
	for _, key := range order {
		notes += len(groups[key])
	}
	if !c.Habits && len(order) > habit && notes > len(c.Notes)/10 {
		return nil
	}
	var all []Finding
	for _, key := range order {
		first, others := groups[key][0], []string(nil)
		for _, b := range groups[key][1:] {
			others = append(others, b.Path)
		}
		all = append(all, Finding{Path: first.Path, Line: first.line, Column: min(first.line, 1), Kind: kind,
			Message: first.shown + " is also that of " + list(others, " and ")})
	}
	return all
}

// addresses are where a note is published. Drafts are not.
func (c *checker) addresses(n *note.Note) []name {
	if n.Draft {
		return nil
	}
	var out []name
	for _, a := range c.Links.Addresses(n) {
		out = append(out, name{a, "the address /" + a, fieldLine(n, a, "permalink", "url", "redirect_from", "aliases", "alias")})
	}
	return out
}

// indexes are the names of a folder's own note; every folder may have one.
var indexes = set("index", "_index", "readme")

func slugs(n *note.Note) []name {
	key := note.Fold(n.Slug)
	if key == "" || indexes[key] {
		return nil
	}
	return []name{{key, fmt.Sprintf("the slug %q", n.Slug), fieldLine(n, n.Slug, "slug")}}
}

func titles(n *note.Note) []name {
	x := name{note.Fold(n.Title), fmt.Sprintf("the title %q", n.Title), 0}
	switch {
	case x.key == "" || n.TitleFrom == note.FromFileName && indexes[note.Fold(n.Slug)]:
		return nil
	case n.TitleFrom == note.FromFrontMatter:
		x.line = fieldLine(n, "", "title")
	case n.TitleFrom == note.FromHeading:
		if all := n.Details().Headings; len(all) > 0 {
			x.line = all[0].Line
		}
	}
	return []name{x}
}

// sameSlug reports whether notes of one title also have one slug, and no more
// in the title than in the slug: then that says it all.
func (c *checker) sameSlug(group []bearer) bool {
	if !c.Kinds.Has(DuplicateSlug) {
		return false
	}
	slug := note.Fold(group[0].Slug)
	if words(group[0].Title) != words(slug) {
		return false
	}
	return !slices.ContainsFunc(group, func(b bearer) bool { return note.Fold(b.Slug) != slug })
}

// words is a title or a slug without what tells them apart.
func words(s string) string {
	return note.Fold(strings.NewReplacer("-", " ", "_", " ").Replace(s))
}

// aliases finds aliases that another note answers to as well, by whatever name.
func (c *checker) aliases() []Finding {
	called := map[string][]*note.Note{}  // by title and by file name
	aliased := map[string][]*note.Note{} // by alias
	for _, n := range c.Notes {
		for _, x := range []string{n.Title, path.Base(n.ID)} {
			called[note.Fold(x)] = append(called[note.Fold(x)], n)
		}
		for _, a := range n.Aliases {
			aliased[note.Fold(a)] = append(aliased[note.Fold(a)], n)
		}
	}
	var all []Finding
	for _, n := range c.Notes {
		for _, a := range n.Aliases {
			if strings.HasPrefix(a, "/") { // an address
				continue
			}
			others := pathsBut(n, called[note.Fold(a)])
			if same := aliased[note.Fold(a)]; len(others) == 0 && same[0] == n { // told once, at the first
				others = pathsBut(n, same)
			}
			if len(others) == 0 {
				continue
			}
			line := fieldLine(n, a, "aliases", "alias")
			all = append(all, Finding{Path: n.Path, Line: line, Column: min(line, 1), Kind: DuplicateAlias,
				Message: fmt.Sprintf("the alias %q is also a name of %s", a, list(others, " and "))})
		}
	}
	return all
}

// pathsBut are the paths of the notes other than n, each once.
func pathsBut(n *note.Note, all []*note.Note) []string {
	var out []string
	for _, other := range all {
		if other != n && !slices.Contains(out, other.Path) {
			out = append(out, other.Path)
		}
	}
	return out
}

// fieldLine is the line of that of the fields of these names which holds text,
// or else of the first of them; 0 when there is none.
func fieldLine(n *note.Note, text string, keys ...string) int {
	first := 0
	for _, f := range n.Details().Fields {
		if !slices.Contains(keys, strings.ToLower(f.Key)) {
			continue
		}
		if holds(f.Value, note.Fold(text)) {
			return f.Line
		}
		if first == 0 {
			first = f.Line
		}
	}
	return first
}

func holds(value any, folded string) bool {
	switch v := value.(type) {
	case string:
		return strings.Contains(note.Fold(v), folded)
	case []any:
		return slices.ContainsFunc(v, func(x any) bool { return holds(x, folded) })
	}
	return false
}
