package links

// Status is what a link turned out to be.
type Status uint8

// The outcomes of resolving a link. Note and Self lead into the library.
const (
	Broken    Status = iota // nothing there; Target.Suggestion may name a near miss
	Note                    // another note
	Self                    // the note the link stands in
	Asset                   // a file of the library that is no note
	External                // http, https, mailto, tel ... outside the library
	Ambiguous               // several notes; Target.Candidates names them
	Refused                 // a scheme or a path that is never followed
	Template                // a template expression that only the site generator can fill in
)

var statusNames = [...]string{"broken", "note", "self", "asset", "external", "ambiguous", "refused", "template"}

// String is the status's name in JSON and on the command line.
func (s Status) String() string { return statusNames[s] }

// Target is where a link leads.
type Target struct {
	Status Status
	// Path is the slash path from the root of the note or asset, for Note, Self and Asset.
	Path string
	// Heading is the anchor (note.Heading.Anchor, or "^block") inside Path; empty when the
	// link names none, or none that exists (then MissingHeading is what it named).
	Heading        string
	MissingHeading string
	// URL is the absolute address of an External target.
	URL string
	// Via names the rule that decided: anchor, host, scheme, route, permalink, path, slug, relative, wiki, title, alias, template.
	Via string
	// Suggestion is the path (with #anchor where one is meant) of the nearest note or file for a Broken link
	// or a missing heading, or empty.
	Suggestion string
	// Candidates are the paths that an Ambiguous link may mean, in order; at most twenty.
	Candidates []string
	// Why says in a few words, for a reader, why a link is Broken, Refused or Ambiguous, or that its heading is missing.
	Why string
}
