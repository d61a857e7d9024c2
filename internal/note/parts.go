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

// SplitBody returns the text of a note without its front matter, and the line of the file on which it starts, like
// Parsed.Body and Parsed.BodyLine. d are the details of the note, which tell whether its first lines were read as
// properties.
func SplitBody(raw []byte, d *Details) (body []byte, line int) {
	var o Options
	text, _ := DecodeText(raw)
	if h := readProperties(text); h != nil {
		o.LogseqProperties = len(d.Fields) > 0 && d.Fields[0].Line == h.line
	}
	_, body, line = o.SplitFrontMatter(raw)
	return body, line
}
