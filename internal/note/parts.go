package note

// SplitFrontMatter returns the front matter of a file with its fences, and the text after it, split as Parse does; line is
// the line of the file, from 1, on which the text begins. It is for callers that need the lines of a file and
// not their meaning.
func SplitFrontMatter(raw []byte) (header, body []byte, line int) {
	text, _ := DecodeText(raw)
	h, _, _, _ := readHeader(text)
	if h == nil {
		return nil, text, 1
	}
	header, body = text[:h.body], text[h.body:]
	return header, body, 1 + countLines(header)
}
