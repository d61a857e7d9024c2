package linear

import (
	"fmt"
	"strings"

	"quire/internal/address"
	"quire/internal/host"
	"quire/internal/links"
	"quire/internal/safe"
)

// editNote opens the note in the user's editor at the top of the screen printed last, and reloads the library afterwards.
func (s *session) editNote(string) {
	abs := ""
	if s.page.path != "" {
		abs = s.library.AbsPath(s.page.path)
	}
	if abs == "" {
		s.fail("no file to edit")
		return
	}
	if err := s.Host.Check(host.Edit); err != nil {
		s.fail(err.Error())
		return
	}
	s.pager.flush()
	err := s.Host.EditFile(abs, max(s.page.sourceLine(), 1))
	s.reloadLibrary("")
	if err != nil {
		s.fail("editor: " + err.Error())
	}
}

// openLinkOutside opens a link in the browser, or its file in the default program, after showing the whole URL or path and
// asking.
func (s *session) openLinkOutside(arg string) {
	i, ok := s.parseNumber(arg, "link", s.page.linkCount())
	if !ok {
		return
	}
	l, t := s.page.linkAt(i)
	if t.Status == links.Asset && s.canView(t.Path) {
		if err := s.Host.Check(host.View); err != nil {
			s.fail(err.Error() + ": " + t.Path)
			return
		}
		s.confirmAndOpen(t.Path, s.fileRemarks(t.Path), "open in the default program, y or n? ", s.library.AbsPath(t.Path), s.Host.OpenFile)
		return
	}
	if t.Status == links.Outside {
		s.fail(s.describeTarget(l, t))
		return
	}
	if t.Status != links.External {
		s.fail("this link does not lead outside the library: " + s.describeTarget(l, t))
		return
	}
	url, err := address.EncodeForBrowser(t.URL)
	missing := s.Host.Check(host.Browse)
	switch {
	case err != nil:
		s.fail(err.Error() + ": " + t.URL)
	case missing != nil:
		s.printRemarks(address.Explain(t.URL))
		s.fail(missing.Error()+":", url)
	default:
		s.confirmAndOpen(url, address.Explain(t.URL), "open in the browser, y or n? ", url, s.Host.OpenAddress)
	}
}

// fileRemarks returns what to print about a file of the library before the user confirms that it may be opened.
func (s *session) fileRemarks(file string) []address.Remark {
	f, err := s.library.OpenFile(s.ctx, file)
	if err != nil {
		return nil // removed since canView opened it, and then opening it fails too
	}
	defer f.Close()
	return host.ExplainFile(file, f)
}

// printRemarks prints remarks, one per line.
func (s *session) printRemarks(remarks []address.Remark) {
	for _, r := range remarks {
		s.pager.write(r.Name + ": " + safe.Text(r.Text) + "\n")
	}
}

// canView reports whether another program may open a file of the library, if the host has one.
func (s *session) canView(file string) bool {
	if s.library.AbsPath(file) == "" || !host.IsViewable(file) {
		return false
	}
	f, err := s.library.OpenFile(s.ctx, file) // refuses paths that leave the library and whatever is not a file
	if err != nil {
		return false
	}
	f.Close()
	return true
}

// openingAdvice returns how to open link i of the page in another program, or why this host cannot. how is Browse or View.
func (s *session) openingAdvice(how host.Capability, i int) string {
	if err := s.Host.Check(how); err != nil {
		return err.Error()
	}
	return fmt.Sprintf("browser %d opens it", i+1)
}

// confirmAndOpen prints the remarks and shown, asks question, and calls open with target if the user answers y or yes.
func (s *session) confirmAndOpen(shown string, remarks []address.Remark, question, target string, open func(string) error) {
	s.printRemarks(remarks)
	s.pager.write(safe.Text(shown) + "\n")
	answer, err := s.promptForLine(question)
	if err != nil || !strings.EqualFold(strings.TrimSpace(answer), "y") && !strings.EqualFold(strings.TrimSpace(answer), "yes") {
		return
	}
	if err := open(target); err != nil {
		s.fail("not opened: " + err.Error())
		return
	}
	s.printText("opened")
}
