package markdown

// Form says how a link is written. The zero value is an inline link.
type Form uint8

// The forms of links that the dialect knows.
const (
	Inline       Form = iota // [text](dest)
	Reference                // [text][ref], [text][], [text]
	Autolink                 // <https://host>, <me@host>
	Bare                     // https://host or www.host in prose (GFM)
	HTML                     // <a href="dest">, <iframe src="dest">
	Wiki                     // [[target]], [[target|label]]
	Embed                    // ![[target]]
	Image                    // ![alt](dest), <img src="dest">
	TemplateLink             // {% post_url x %}, {% link x %}, {{< ref "x" >}} outside any other form
	Property                 // [[target]] in a value of front matter; no document has such a link: see WikiLinksIn
)

// forms holds the name of each form, and whether its address is the name of a note or file.
var forms = [...]struct {
	name     string
	hasNames bool
}{
	Inline: {"inline", false}, Reference: {"reference", false}, Autolink: {"autolink", false}, Bare: {"bare", false}, HTML: {"html", false},
	Wiki: {"wiki", true}, Embed: {"embed", true}, Image: {"image", false}, TemplateLink: {"template", false}, Property: {"property", true},
}

// String returns the form's name in JSON and on the command line.
func (f Form) String() string { return forms[f].name }

// HasNames reports whether the address of such a link is a name of a note or file, as in [[a note]], and never a URL.
func (f Form) HasNames() bool { return forms[f].hasNames }

// Link is a link of a document. What looks like a link in code, in a comment or in a raw block is not a Link, but a node of a
// diagram may have one, which counts as HTML.
type Link struct {
	Form Form
	// Dest is the address: unescaped and entity-decoded as CommonMark says, otherwise as written, with controls
	// made visible. For Wiki and Embed it is the text before the |, such as "note#heading". A template keeps its
	// braces: {% post_url x %}.
	Dest string
	// Text is the visible text, without markup, on a single line, with controls made visible.
	Text string
	// Offset is the byte offset in Document.Source of the first byte of the link.
	Offset int
}
