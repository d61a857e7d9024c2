package note

// Parts is the front matter of a file with its fences, and the text behind it, as Parse takes a file apart; line is the
// line of the file, from 1, on which the text begins. It is for who wants the lines of a file and not what they mean.
func Parts(raw []byte) (header, body []byte, line int) {
	text, _ := Decode(raw)
	h, _, _, _ := readHeader(text)
	if h == nil {
		return nil, text, 1
	}
	header, body = text[:h.body], text[h.body:]
	return header, body, 1 + lineEnds(header)
}
