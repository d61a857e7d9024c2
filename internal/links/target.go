package links

// Status is the outcome of resolving a link.
type Status uint8

// The outcomes of resolving a link. Note and Self lead into the library.
const (
	Broken     Status = iota // no match; Target.Suggestion may name a similar note or file
	Note                     // another note
	Self                     // the note that contains the link
	Asset                    // a file of the library that is not a note
	External                 // http, https, mailto, tel ... outside the library
	Ambiguous                // several matches; Target.Candidates lists them
	Refused                  // a scheme that is never opened
	Template                 // a template expression that only the site generator can evaluate
	Generated                // a page that the site generator makes, such as the list of a tag; Target.Query may list its notes
	Outside                  // a file or page beside the opened folder, which only the whole site has
	Folder                   // a folder of the library without an index note; Target.Path ends in a slash
	Unresolved               // not resolved yet, while the library is being read; Resolver never returns it
)

var statusNames = [...]string{"broken", "note", "self", "asset", "external", "ambiguous", "refused", "template", "generated", "outside", "folder", "unresolved"}

// String returns the status's name in JSON and on the command line.
func (s Status) String() string { return statusNames[s] }

// Target is where a link leads.
type Target struct {
	Status Status
	// Path is the slash path from the root of the note, asset or folder, for Note, Self, Asset and Folder.
	Path string
	// Heading is the anchor in Path: note.Heading.Anchor or "^block". It is empty if the link has
	// no fragment, or if the fragment does not exist; then MissingHeading is the decoded fragment.
	Heading        string
	MissingHeading string
	// URL is the absolute address of an External target.
	URL string
	// Query is the query that lists the notes which a Generated target or a Folder shows; it may be empty.
	Query string
	// Rule is the name of the rule that resolved the link: anchor, host, scheme, route, permalink, path, slug, relative,
	// wiki, title, alias, id or template.
	Rule string
	// Suggestion is the path of the most similar note or file for a Broken link, or the path and #anchor of the most
	// similar heading for a missing heading. It may be empty.
	Suggestion string
	// Corrected is the address of a Broken link in the right upper and lower case, if nothing else is wrong with it.
	Corrected string
	// Candidates are the paths that an Ambiguous link may mean, sorted; at most twenty.
	Candidates []string
	// Reason is a short explanation for the user unless the link leads to a note, a file or an External address, or
	// if its heading is missing.
	Reason string
}

// Explain says in a few words what a target is that is neither a note nor a file nor an address, or why it cannot be
// reached: the Reason if there is one.
func (t Target) Explain() string {
	if t.Reason != "" {
		return t.Reason
	}
	switch t.Status {
	case Refused:
		return "quire does not follow links of this kind"
	case Template:
		return "this link needs the site generator"
	case Generated:
		return "the site generator makes this page; it is not a note"
	case Outside:
		return whyOutside
	case Folder:
		return "a folder without an index note"
	case Unresolved:
		return "where this link leads is not known until the library is read"
	}
	return "no such note or file"
}
