package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
	"quire/internal/search"
	"quire/internal/search/complete"
)

// completionFunc completes a word of a command line, from the library that the line's flags select.
type completionFunc = func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective)

// completeNotes returns a function that completes the names of notes, for up to most arguments, or any number if most is 0.
// A note is completed to its slug, or to its ID if another note has the slug; after #, its headings are completed.
func (o *options) completeNotes(most int) completionFunc {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if most > 0 && len(args) >= most {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		c, err := o.openCatalogFor(cmd.Context(), []string{word})
		if err != nil {
			return nil, cobra.ShellCompDirectiveDefault
		}
		if name, _, ok := strings.Cut(word, "#"); ok {
			return headingCompletions(cmd.Context(), c, name, word), cobra.ShellCompDirectiveNoFileComp
		}
		names := noteCompletions(cmd.Context(), c, args, word)
		if len(names) == 0 {
			return nil, cobra.ShellCompDirectiveDefault // let the shell complete file names
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// noteCompletions returns the completions of word to notes that are not among the given arguments.
func noteCompletions(ctx context.Context, c catalog.Library, given []string, word string) []string {
	slugCounts := map[string]int{}
	for h, err := range c.All(ctx) {
		if err != nil {
			return nil
		}
		slugCounts[note.FoldName(h.Slug())]++
	}
	var names []string
	for h, err := range c.All(ctx) {
		if err != nil {
			return nil
		}
		forms := []string{h.Slug(), h.ID(), h.Path()}
		if slugCounts[note.FoldName(h.Slug())] > 1 || strings.HasPrefix(h.ID(), word) && word != "" && strings.Contains(word, "/") {
			forms = forms[1:]
		}
		name := typeableName(ctx, c, h.Path(), forms, word)
		if name != "" && !slices.Contains(given, name) {
			names = append(names, cobra.CompletionWithDesc(name, completionDescription(h.Title())))
		}
	}
	return names
}

// typeableName returns the first of a note's names that can be typed and that resolves to the note. It returns "" if there is
// no such name, or if it does not begin with word.
func typeableName(ctx context.Context, c catalog.Library, path string, names []string, word string) string {
	for _, name := range names {
		if !isTypeable(name) || strings.HasPrefix(name, "-") {
			continue
		}
		if !hasPrefixFold(name, word) {
			return ""
		}
		if t, err := resolveTypedName(ctx, c, name); err == nil && t.Path == path && t.Heading == "" {
			return name
		}
	}
	return ""
}

// headingCompletions returns the completions of word to NAME#HEADING, for the headings of the note with that name.
func headingCompletions(ctx context.Context, c catalog.Library, name, word string) []string {
	t, err := resolveTypedName(ctx, c, name)
	if err != nil {
		return nil
	}
	n, err := c.Note(ctx, t.Path)
	if err != nil {
		return nil
	}
	var names []string
	for _, h := range n.Details().Headings {
		full := name + "#" + h.Anchor
		if !isTypeable(full) || !hasPrefixFold(full, word) {
			continue
		}
		if t, err := resolveTypedName(ctx, c, full); err == nil && t.Path == n.Path && t.MissingHeading == "" {
			names = append(names, cobra.CompletionWithDesc(full, completionDescription(h.Text)))
		}
	}
	return names
}

// maxCompletionBytes bounds the length of a completion, so that the shell scripts quote it without a noticeable delay.
const maxCompletionBytes = 400

// isTypeable reports whether s can be typed on a command line unchanged: it holds no terminal controls and no white space at
// its ends, which cobra removes, and it is not too long.
func isTypeable(s string) bool {
	return s != "" && len(s) <= maxCompletionBytes && safe.Text(s) == s && strings.TrimSpace(s) == s
}

// maxDescriptionRunes bounds the length of the description beside a completion.
const maxDescriptionRunes = 120

// completionDescription makes a text from a note safe and short enough to be shown beside a completion.
func completionDescription(text string) string {
	runes := 0
	for i := range text {
		if runes++; runes > maxDescriptionRunes {
			return safe.Text(text[:i]) + "…"
		}
	}
	return safe.Text(text)
}

// completeQuery completes the last term of a query, as tab does in the query line of the reader.
func (o *options) completeQuery(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	keep := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	l, err := o.openLibrary()
	if err != nil {
		return nil, keep
	}
	o.loadSettings(l)
	c, err := o.loadCatalogWith(cmd.Context(), l, catalog.Options{NoTexts: true})
	if err != nil {
		return nil, keep
	}
	term := word[query.FindUnfinished(word).Term:] // the terms before it may search texts, which are not loaded
	found, err := complete.Query(cmd.Context(), c, o.savedQueries(), term, len(term), search.Request{})
	if err != nil {
		return nil, keep
	}
	before := strings.TrimSuffix(word, term[found.Start:])
	var words []string
	for _, candidate := range found.QuoteAlike(term).Candidates {
		words = append(words, before+candidate.Text)
	}
	return words, keep | cobra.ShellCompDirectiveNoSpace
}

// completeSort completes a sort order: those of quire, and the keys of the front matter, the most common first.
func (o *options) completeSort(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	found := filterByPrefix(search.SortNames(), word)
	if c, err := o.openCatalog(cmd.Context(), true); err == nil {
		keys, err := c.CountKeys(cmd.Context())
		for _, key := range keys {
			if err == nil && isTypeable(key.Value) && !slices.Contains(search.SortNames(), key.Value) {
				found = append(found, filterByPrefix([]string{key.Value}, word)...)
			}
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// hasPrefixFold reports whether name begins with word, ignoring case. It compares len(word) bytes.
func hasPrefixFold(name, word string) bool {
	return len(name) >= len(word) && strings.EqualFold(name[:len(word)], word)
}
