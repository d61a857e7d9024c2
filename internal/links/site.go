package links

// Site describes, from the library's configuration, where its notes are published.
type Site struct {
	Hosts      []string // host names (with port where given) whose addresses lead into the library
	BasePath   string   // "/docs": the path prefix of the site, without trailing slash; may be empty
	Permalinks []string // patterns such as /blog/:title or /:year/:month/:title/, Jekyll's and Hugo's placeholders
}
