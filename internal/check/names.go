package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"quire/internal/note"
)

// checkNames finds names that several notes share. Each shared name gives one finding, at the first note that has it.
func (c *checker) checkNames() ([]Finding, error) {
	var findings []Finding
	for _, shared := range []struct {
		kind  Kind
		names func(*note.Note) ([]noteName, error)
	}{{DuplicateAddress, c.addressNames}, {DuplicateSlug, slugNames}, {DuplicateTitle, titleNames}} {
		if !c.Kinds.Has(shared.kind) {
			continue
		}
		found, err := c.findShared(shared.kind, shared.names)
		if err != nil {
			return nil, err
		}
		findings = append(findings, found...)
	}
	if c.Kinds.Has(DuplicateAlias) {
		findings = append(findings, c.checkAliases()...)
	}
	return findings, nil
}

// noteName is a name of a note: the key by which it is compared, its label in messages, and the line where it is set, 0
// if it is not set in the front matter or a heading.
type noteName struct {
	key, label string
	line       int
}

// namedNote is a note with one of its names.
type namedNote struct {
	*note.Note
	noteName
}

// maxUncommon is the most shared names that are reported even if many notes share them; see Options.
const maxUncommon = 20

// findShared finds the names of a kind that several notes have.
func (c *checker) findShared(kind Kind, names func(*note.Note) ([]noteName, error)) ([]Finding, error) {
	groups := map[string][]namedNote{}
	var order []string
	for _, n := range c.notes {
		found, err := names(n)
		if err != nil {
			return nil, err
		}
		for _, x := range found {
			group := groups[x.key]
			if len(group) > 0 && group[len(group)-1].Note == n {
				continue
			}
			if len(group) == 1 {
				order = append(order, x.key)
			}
			groups[x.key] = append(group, namedNote{n, x})
		}
	}
	notes := 0
	order = slices.DeleteFunc(order, func(key string) bool { return kind == DuplicateTitle && c.repeatsSlug(groups[key]) })
	for _, key := range order {
		notes += len(groups[key])
	}
	if !c.ReportCommonNames && len(order) > maxUncommon && notes > len(c.notes)/10 {
		return nil, nil
	}
	var findings []Finding
	for _, key := range order {
		first, others := groups[key][0], []string(nil)
		for _, b := range groups[key][1:] {
			others = append(others, b.Path)
		}
		findings = append(findings, Finding{Path: first.Path, Line: first.line, Column: min(first.line, 1), Kind: kind,
			Message: first.label + " is also used by " + joinNames(others, " and ")})
	}
	return findings, nil
}

// addressNames returns the addresses at which a note is published. A draft has no address.
func (c *checker) addressNames(n *note.Note) ([]noteName, error) {
	if n.Draft {
		return nil, nil
	}
	paths, err := c.Library.SitePaths(c.ctx, n.Path)
	if err != nil {
		return nil, err
	}
	var out []noteName
	for _, a := range paths {
		out = append(out, noteName{a, "the address /" + a, findFieldLine(n, a, "permalink", "url", "redirect_from", "aliases", "alias")})
	}
	return out, nil
}

func slugNames(n *note.Note) ([]noteName, error) {
	key := note.FoldName(n.Slug)
	if key == "" || note.IsIndexName(n.Slug) {
		return nil, nil
	}
	return []noteName{{key, fmt.Sprintf("the slug %q", n.Slug), findFieldLine(n, n.Slug, "slug")}}, nil
}

func titleNames(n *note.Note) ([]noteName, error) {
	x := noteName{note.FoldName(n.Title), fmt.Sprintf("the title %q", n.Title), 0}
	switch {
	case x.key == "" || n.TitleFrom == note.FromFileName && note.IsIndexName(n.Slug):
		return nil, nil
	case n.TitleFrom == note.FromFrontMatter:
		x.line = findFieldLine(n, "", "title")
	case n.TitleFrom == note.FromHeading:
		if headings := n.Details().Headings; len(headings) > 0 {
			x.line = headings[0].Line
		}
	}
	return []noteName{x}, nil
}

// repeatsSlug reports whether notes with the same title also have the same slug and the title says no more than the
// slug. Then the finding about the slug is enough.
func (c *checker) repeatsSlug(group []namedNote) bool {
	if !c.Kinds.Has(DuplicateSlug) {
		return false
	}
	slug := note.FoldName(group[0].Slug)
	if normalizeWords(group[0].Title) != normalizeWords(slug) {
		return false
	}
	return !slices.ContainsFunc(group, func(b namedNote) bool { return note.FoldName(b.Slug) != slug })
}

// normalizeWords removes the differences between a title and its slug: case, hyphens and underscores.
func normalizeWords(s string) string {
	return note.FoldName(strings.NewReplacer("-", " ", "_", " ").Replace(s))
}

// checkAliases finds aliases that are also the title, file name or alias of another note.
func (c *checker) checkAliases() []Finding {
	byName := map[string][]*note.Note{}  // by title and by file name
	byAlias := map[string][]*note.Note{} // by alias
	for _, n := range c.notes {
		for _, x := range []string{n.Title, path.Base(n.ID)} {
			byName[note.FoldName(x)] = append(byName[note.FoldName(x)], n)
		}
		for _, a := range n.Aliases {
			byAlias[note.FoldName(a)] = append(byAlias[note.FoldName(a)], n)
		}
	}
	var findings []Finding
	for _, n := range c.notes {
		for _, a := range n.Aliases {
			if strings.HasPrefix(a, "/") { // an address
				continue
			}
			others := otherPaths(n, byName[note.FoldName(a)])
			if same := byAlias[note.FoldName(a)]; len(others) == 0 && same[0] == n { // report a shared alias once, at the first note
				others = otherPaths(n, same)
			}
			if len(others) == 0 {
				continue
			}
			line := findFieldLine(n, a, "aliases", "alias")
			findings = append(findings, Finding{Path: n.Path, Line: line, Column: min(line, 1), Kind: DuplicateAlias,
				Message: fmt.Sprintf("the alias %q is also a name of %s", a, joinNames(others, " and "))})
		}
	}
	return findings
}

// otherPaths returns the paths of the notes other than n, without duplicates.
func otherPaths(n *note.Note, notes []*note.Note) []string {
	var out []string
	for _, other := range notes {
		if other != n && !slices.Contains(out, other.Path) {
			out = append(out, other.Path)
		}
	}
	return out
}

// findFieldLine returns the line of the field with one of these keys whose value contains text, or else of the first
// field with one of these keys. It returns 0 without such a field.
func findFieldLine(n *note.Note, text string, keys ...string) int {
	first := 0
	for _, f := range n.Details().Fields {
		if !slices.Contains(keys, strings.ToLower(f.Key)) {
			continue
		}
		if containsText(f.Value, note.FoldName(text)) {
			return f.Line
		}
		if first == 0 {
			first = f.Line
		}
	}
	return first
}

func containsText(value any, folded string) bool {
	switch v := value.(type) {
	case string:
		return strings.Contains(note.FoldName(v), folded)
	case []any:
		return slices.ContainsFunc(v, func(x any) bool { return containsText(x, folded) })
	}
	return false
}
