package markdown

// Dialect says what the program for which a text was written reads differently. The zero value holds for all others.
// Dialects are comparable.
type Dialect struct {
	// RawShortcodes says that what stands between {{< x >}} and {{< /x >}} is no Markdown, as in Hugo: it is shown as
	// written. Between {{% x %}} and {{% /x %}} it is. https://gohugo.io/content-management/shortcodes/
	RawShortcodes bool
	// Expressions says that ${…} is an expression, as in SilverBullet, and shown as written.
	// https://silverbullet.md/Space%20Lua
	Expressions bool
	// MDX says that nothing is code because it is indented, and that a line of tags hides no Markdown after it.
	// https://mdxjs.com/docs/what-is-mdx/
	MDX bool
	// IndentedBodies says that what is indented below a line such as !!! note or === "Tab" belongs to it, as in Python-Markdown.
	// https://python-markdown.github.io/extensions/admonition/
	IndentedBodies bool
	// TermIDs gives the terms of definition lists ids, as mdBook does.
	// https://rust-lang.github.io/mdBook/format/markdown.html#definition-lists
	TermIDs bool
}
