package profile

// Languages are the rules of a site in several languages.
type Languages struct {
	// LanguagesOf returns the languages in which the site publishes a file, its own first, or none if the file is not content. It
	// is nil if the site has only one language.
	LanguagesOf func(file string) []string
	// LanguageAt returns the language of the pages below an address. It is nil if LanguagesOf is.
	LanguageAt func(address string) string
	// Translations returns a key of Keys in the other languages.
	Translations func(key string) []string
}

// Keys are names by which a generator finds pages, other than their addresses and files.
type Keys struct {
	// PageKeys returns the names by which the generator finds a page when a link or a reference names it by something else
	// than its address, such as its path below the content. It is nil if the generator looks for files only.
	PageKeys func(page Page) []string
	// LinkKeys returns the keys of the pages that a link in a file may mean, in the order in which the generator looks for
	// them. It is nil if PageKeys is.
	LinkKeys func(from, dest string) []string
	// KeysFirst says that a link is an address only if no page has one of its keys.
	KeysFirst bool
	// KeyAddress returns the address of the page that the generator makes for a key if no note has it, or "".
	KeyAddress func(key string) string
	// RefKeys returns the keys of the pages that a reference in a template may mean, in a language or, if that is "", in the
	// language of the file.
	RefKeys func(from, ref, language string) []string
}
