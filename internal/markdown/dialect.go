package markdown

// Dialect says what the program for which a text was written reads differently. The zero value holds for all others.
// Dialects are comparable.
type Dialect struct {
	// TermIDs gives the terms of definition lists ids, as mdBook does.
	// https://rust-lang.github.io/mdBook/format/markdown.html#definition-lists
	TermIDs bool
}
