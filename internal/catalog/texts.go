package catalog

import (
	"context"

	"quire/internal/library"
)

// noteTexts reads the texts in which an index finds regular expressions from the files of a library.
type noteTexts struct{ library *library.Library }

// ReadBody returns the text of a note as written, without its front matter.
func (t noteTexts) ReadBody(_ context.Context, path string) ([]byte, error) {
	_, body, _, err := t.library.ReadParts(path)
	return body, err
}

// ReadVisibleText returns the text of a note as it is shown.
func (t noteTexts) ReadVisibleText(_ context.Context, path string) (string, error) {
	p, err := t.library.ParseNote(path)
	if err != nil {
		return "", err
	}
	return p.Doc.PlainText(), nil
}
