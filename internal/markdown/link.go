package markdown

// Form is how a link is written. The zero value is an inline link.
type Form uint8

// The forms of links that the dialect knows. See Link.
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
)

var formNames = [...]string{"inline", "reference", "autolink", "bare", "html", "wiki", "embed", "image", "template"}

// String is the form's name in JSON and on the command line.
func (f Form) String() string { return formNames[f] }

// Link is one link of a document, in the order of the text. A link that is in
// code, in a comment or in a raw block is none.
type Link struct {
	Form Form
	// Dest is the address: unescaped and entity-decoded as CommonMark says,
	// otherwise as written, with controls made visible. For Wiki and Embed it is what stands before the |,
	// "note#heading" included. A template keeps its braces: {% post_url x %}.
	Dest string
	// Text is the visible text, without markup, on one line, with controls made visible.
	Text string
	// Offset is the byte offset in Document.Source of the first byte of the link.
	Offset int
}
