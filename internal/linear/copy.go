package linear

import (
	"cmp"
	"errors"
	"fmt"

	"quire/internal/address"
	"quire/internal/host"
	"quire/internal/links"
	"quire/internal/safe"
)

// listCopies lists texts that refer to the current position, to link N of the open note or, with the list open, to note N: file
// paths and links. A number then copies one of the texts.
func (s *session) listCopies(arg string) {
	if s.page == nil {
		i, ok := s.parseNumber(arg, "note", len(s.found.Hits))
		if !ok {
			return
		}
		path := s.found.Hits[i].Path()
		file := cmp.Or(s.library.AbsPath(path), path)
		s.offerTextsToCopy(append([]string{safe.ShellWord(file)}, s.citationTexts(path, "", "")...))
		return
	}
	if arg != "" {
		if i, ok := s.parseNumber(arg, "link", s.page.linkCount()); ok {
			s.offerTextsToCopy(s.linkTexts(i))
		}
		return
	}
	if s.page.path == "" {
		s.fail("this text is not in a file")
		return
	}
	texts := []string{safe.ShellWord(fmt.Sprintf("%s:%d", s.filePath(), max(s.page.sourceLine(), 1)))}
	from := "" // the note before in the history, to which links may be relative
	for i := len(s.history.back) - 1; i >= 0 && from == ""; i-- {
		if h, ok := s.library.Lookup(s.history.back[i].path); ok && h.Path() != s.page.path {
			from = h.Path()
		}
	}
	s.offerTextsToCopy(append(texts, s.citationTexts(s.page.path, s.page.HeadingAbove(s.page.screenTop), from)...))
}

// linkTexts returns texts that refer to the target of link i. Each is safe to paste into a shell: a path is quoted as one
// word; a URL is percent-encoded and, if the shell would still interpret it, offered quoted as well.
func (s *session) linkTexts(i int) []string {
	l, t := s.page.linkAt(i)
	switch t.Status {
	case links.External:
		text := address.EncodeForClipboard(t.URL)
		if quoted := safe.ShellWord(text); quoted != text {
			return []string{text, quoted}
		}
		return []string{text}
	case links.Note, links.Self, links.Asset, links.Folder:
		if t.Heading != "" {
			return []string{safe.ShellWord(t.Path + "#" + t.Heading)}
		}
		return []string{safe.ShellWord(t.Path)}
	}
	return []string{safe.ShellWord(l.Dest)}
}

// citationTexts returns the texts of the citations of a note, with URLs percent-encoded; see search.Linker.
func (s *session) citationTexts(path, anchor, from string) []string {
	citations, err := s.library.Citations(s.ctx, path, anchor, from)
	if err != nil {
		s.fail("links: " + err.Error())
		return nil
	}
	texts := make([]string, len(citations))
	for i, c := range citations {
		if texts[i] = c.Text; c.Form == links.CiteSite {
			texts[i] = address.EncodeForClipboard(c.Text)
		}
	}
	return texts
}

// offerTextsToCopy lists texts; a number copies one of them to the clipboard.
func (s *session) offerTextsToCopy(texts []string) {
	s.offerMenu("", texts, menu{noun: "text", verbatim: true, choose: func(i int) {
		err := s.Host.CopyText(safe.Text(texts[i])) // exactly what the list shows
		var missing *host.MissingError
		switch {
		case errors.As(err, &missing): // a terminal without a cursor is not one that copies by a control sequence
			s.fail(err.Error())
		case err != nil:
			s.fail("not copied: " + err.Error())
		default:
			s.printText("copied")
		}
	}})
}
