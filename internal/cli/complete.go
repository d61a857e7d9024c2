package cli

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
)

// completer completes the words of a command line from the library that it names.
type completer = func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective)

// notes completes the name of a note: by slug, or by id where the slug is no name of its own, and the headings behind #.
func (o *shared) notes(most int) completer {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if most > 0 && len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		c, err := o.catalog(cmd.Context(), true)
		if err != nil {
			return nil, cobra.ShellCompDirectiveDefault
		}
		if name, _, ok := strings.Cut(word, "#"); ok {
			return headingNames(c, name), cobra.ShellCompDirectiveNoFileComp
		}
		names := noteNames(c, args, word)
		if len(names) == 0 {
			return nil, cobra.ShellCompDirectiveDefault // perhaps a file
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

func noteNames(c *catalog.Catalog, given []string, word string) []string {
	bearers := map[string]int{}
	for _, n := range c.Notes {
		bearers[note.Fold(n.Slug)]++
	}
	var names []string
	for _, n := range c.Notes {
		name := n.Slug
		if bearers[note.Fold(name)] > 1 || strings.HasPrefix(n.ID, word) && word != "" && strings.Contains(word, "/") {
			name = n.ID
		}
		if !begins(name, word) || slices.Contains(given, name) || strings.HasPrefix(name, "-") || safe.Text(name) != name {
			continue
		}
		names = append(names, cobra.CompletionWithDesc(name, safe.Text(n.Title)))
	}
	return names
}

func headingNames(c *catalog.Catalog, name string) []string {
	t, ok := c.Links.Named(name)
	n := c.Links.Note(t.Path)
	if !ok || n == nil {
		return nil
	}
	var names []string
	for _, h := range n.Details().Headings {
		if safe.Text(h.Anchor) == h.Anchor {
			names = append(names, cobra.CompletionWithDesc(name+"#"+h.Anchor, safe.Text(h.Text)))
		}
	}
	return names
}

// query completes the last word of a query: a tag behind #, the commonest first, or the name of a field.
func (o *shared) query(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	keep := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	before, last := "", word
	if i := strings.LastIndexAny(word, " ("); i >= 0 {
		before, last = word[:i+1], word[i+1:]
	}
	if rest, ok := strings.CutPrefix(last, "-"); ok {
		before, last = before+"-", rest
	}
	sign := "#"
	if strings.HasPrefix(last, "tag:") {
		sign = "tag:"
	} else if last != "" && last[0] != '#' {
		return nil, keep
	}
	c, err := o.catalog(cmd.Context(), true)
	if err != nil {
		return nil, keep
	}
	var words []string
	for _, tag := range commonTags(c.Notes) {
		if begins(tag, strings.TrimPrefix(strings.TrimPrefix(last, sign), `"`)) && safe.Text(tag) == tag {
			words = append(words, before+sign+quotedTag(tag))
		}
	}
	return words, keep | cobra.ShellCompDirectiveNoSpace
}

// quotedTag is a tag as a query has it.
func quotedTag(tag string) string {
	if q, err := query.Parse("#" + tag); err != nil || len(q.Words()) > 0 {
		return `"` + tag + `"`
	}
	return tag
}

// commonTags are the tags, the commonest first, each in its commonest spelling.
func commonTags(notes []*note.Note) []string {
	type tag struct {
		notes, best int
		spelling    string
		spellings   map[string]int
	}
	tags := map[string]*tag{}
	for _, n := range notes {
		for _, spelling := range n.Tags {
			t := tags[note.Fold(spelling)]
			if t == nil {
				t = &tag{spellings: map[string]int{}}
				tags[note.Fold(spelling)] = t
			}
			t.notes++
			t.spellings[spelling]++
			if t.spellings[spelling] > t.best {
				t.best, t.spelling = t.spellings[spelling], spelling
			}
		}
	}
	all := slices.SortedFunc(maps.Values(tags), func(a, b *tag) int {
		return cmp.Or(-cmp.Compare(a.notes, b.notes), cmp.Compare(a.spelling, b.spelling))
	})
	out := make([]string, len(all))
	for i, t := range all {
		out[i] = t.spelling
	}
	return out
}

// begins reports whether a name begins with what is typed, whatever its case.
func begins(name, word string) bool {
	return len(name) >= len(word) && strings.EqualFold(name[:len(word)], word)
}
