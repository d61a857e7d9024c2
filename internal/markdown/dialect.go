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
	// TermIDs gives the terms of definition lists ids, as mdBook does.
	// https://rust-lang.github.io/mdBook/format/markdown.html#definition-lists
	TermIDs bool
	// MDX says that the text is MDX: between the tags of JSX is Markdown, and no code is indented.
	// https://mdxjs.com/docs/what-is-mdx/
	MDX bool
	// HeaderLen is the length in bytes of a header at the beginning of the text that could not be read. It is shown as
	// written.
	HeaderLen int
}
