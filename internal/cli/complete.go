package cli

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"quire/internal/catalog"
	"quire/internal/note"
	"quire/internal/query"
	"quire/internal/safe"
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

// completeQuery completes the last term of a query if it is a tag, after # or tag:, the most common tags first.
func (o *options) completeQuery(cmd *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
	keep := cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	before, last := splitLastTerm(word)
	sign := "#"
	if strings.HasPrefix(last, "tag:") {
		sign = "tag:"
	} else if last != "" && last[0] != '#' {
		return nil, keep
	}
	c, err := o.openCatalog(cmd.Context(), true)
	if err != nil {
		return nil, keep
	}
	counts, err := c.CountTags(cmd.Context())
	if err != nil {
		return nil, keep
	}
	tags := make([]string, len(counts))
	for i, t := range counts {
		tags[i] = t.Value
	}
	var words []string
	for _, value := range tagValues(tags, strings.TrimPrefix(last, sign)) {
		words = append(words, before+sign+value)
	}
	return words, keep | cobra.ShellCompDirectiveNoSpace
}

// splitLastTerm splits a query before its last term, which may be incomplete. White space in quotes does not end a term, and
// a leading ( or - does not belong to it.
func splitLastTerm(word string) (before, last string) {
	start, quoted, escaped := 0, false, false
	for i, c := range word {
		next := i + utf8.RuneLen(c)
		switch {
		case quoted:
			if c == '"' && !escaped {
				quoted, start = false, next
			}
			escaped = c == '\\' && !escaped
		case unicode.IsSpace(c), i == start && (c == '(' || c == '-'):
			start = next
		case c == '"':
			head := word[start:i]
			quoted = head == "" || head == "#" || strings.HasSuffix(head, ":")
		}
	}
	return word[:start], word[start:]
}

// tagValues returns the tags that begin with typed, in the syntax of queries: in quotes if the tag needs them. If the user
// has typed a quote, or if one of the tags needs it, all are quoted, so that the shell finds their common prefix.
func tagValues(tags []string, typed string) []string {
	prefix, quoted := strings.CutPrefix(typed, `"`)
	if quoted {
		prefix = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(prefix)
	}
	var values, inQuotes []string
	for _, tag := range tags {
		if !hasPrefixFold(tag, prefix) || !isTypeable(tag) {
			continue
		}
		q := query.Query{Root: query.Tag{Name: tag}}.String()
		if back, err := query.Parse(q); err != nil || back.Root != (query.Tag{Name: tag}) {
			continue // no query can express this tag
		}
		value := strings.TrimPrefix(q, "#")
		values = append(values, value)
		inQuotes = append(inQuotes, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(tag)+`"`)
		quoted = quoted || prefix != "" && value[0] == '"'
	}
	if quoted {
		return inQuotes
	}
	return values
}

// hasPrefixFold reports whether name begins with word, ignoring case. It compares len(word) bytes.
func hasPrefixFold(name, word string) bool {
	return len(name) >= len(word) && strings.EqualFold(name[:len(word)], word)
}
