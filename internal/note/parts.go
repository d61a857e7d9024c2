package note

// SplitFrontMatter returns the front matter of a file with its fences, and the text after it, split as Parse does; line is
// the line of the file, from 1, on which the text begins. It is for callers that need the lines of a file and
// not their meaning.
func (o Options) SplitFrontMatter(raw []byte) (header, body []byte, line int) {
	text, _ := DecodeText(raw)
	h, _, _, _ := o.splitHeader(text)
	if h == nil {
		return nil, text, 1
	}
	header, body = text[:h.body], text[h.body:]
	return header, body, 1 + countLines(header)
}

// BrokenHeaderLen returns the length of the front matter that a file begins with, if it could not be read and so is part of
// the text: see markdown.Dialect. d are the details of the note, as for SplitBody.
func BrokenHeaderLen(raw []byte, d *Details) int {
	text, _ := DecodeText(raw)
	_, broken, _, _ := optionsOf(text, d).splitHeader(text)
	return broken.body
}

// optionsOf returns the options by which the front matter of a text was split from it.
func optionsOf(text []byte, d *Details) Options {
	var o Options
	if h := readProperties(text); h != nil {
		o.LogseqProperties = len(d.Fields) > 0 && d.Fields[0].Line == h.line
	}
	return o
}

// SplitBody returns the text of a note without its front matter, and the line of the file on which it starts, like
// Parsed.Body and Parsed.BodyLine. d are the details of the note, which tell whether its first lines were read as
// properties.
func SplitBody(raw []byte, d *Details) (body []byte, line int) {
	text, _ := DecodeText(raw)
	_, body, line = optionsOf(text, d).SplitFrontMatter(raw)
	return body, line
}
