package tui

import (
	tea "charm.land/bubbletea/v2"

	"quire/internal/address"
	"quire/internal/host"
	"quire/internal/links"
	"quire/internal/safe"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// openLinkOutside asks to confirm, showing the whole target of the selected link, and then opens it: a web or mail
// address in the browser, a file with the default program.
func (m pageScreen) openLinkOutside() (pageScreen, tea.Cmd) {
	l, t, ok := m.currentLink()
	if !ok {
		m = m.reportNoLink()
		return m, nil
	}
	if t.Status == links.Asset {
		return m.askToView(t.Path)
	}
	if t.Status == links.Outside {
		return m.showNotice(m.describeLink(l, t)), nil
	}
	if t.Status != links.External {
		return m.showNotice("this link does not lead outside the library: " + m.describeLink(l, t)), nil
	}
	if !address.CanOpenInBrowser(t.URL) {
		return m.showError("only http, https and mailto links open in a browser: " + t.URL), nil
	}
	url, err := address.EncodeForBrowser(t.URL)
	if err != nil {
		return m.showError(err.Error() + ": " + t.URL), nil
	}
	if m.host.Check(host.Browse) != nil {
		return m.showNotice(m.externalLinkNotice(t.URL)), nil
	}
	return m.askToConfirm("open in the browser", url, address.Explain(t.URL), func(look *theme.Theme) theme.Style { return look.LinkExternal },
		func(m pageScreen) (pageScreen, tea.Cmd) { return m.startBrowser(url, t.URL) }), nil
}

// externalLinkNotice says which key opens an external link, or that this host opens none. The key comes first, since a long
// address is cut.
func (m *session) externalLinkNotice(url string) string {
	if err := m.host.Check(host.Browse); err != nil {
		return err.Error() + "; " + m.firstKeyLabel(m.keys.Copy) + " copies " + m.glyphs.External + " " + url
	}
	return m.firstKeyLabel(m.keys.OpenOutside) + " opens in the browser: " + m.glyphs.External + " " + url
}

// askToConfirm shows all of what is about to be handed to another program, and calls confirmed when the user agrees. The
// remarks come first, because what may be longer than the window.
func (m pageScreen) askToConfirm(title, what string, remarks []address.Remark, style func(*theme.Theme) theme.Style, confirmed pageTask) pageScreen {
	o := newText(m.session, title, func(under pageScreen, width int) []string {
		lines := append([]string{""}, under.layOutRemarks(remarks, width)...)
		for _, part := range cells.Break(under.theme.Cells, safe.Text(what), width, 0, "") {
			lines = append(lines, style(under.theme).Render(part))
		}
		return append(lines, "")
	})
	o.onConfirm = confirmed
	return m.ask(openOver{o})
}

// startBrowser opens a confirmed address. The argument written is the address as the note spells it.
func (m pageScreen) startBrowser(url, written string) (pageScreen, tea.Cmd) {
	p, err := m.host.Browser(url)
	if err != nil {
		return m.showError(err.Error()), nil
	}
	start := m.host.Start
	m = m.showNotice("opening " + url)
	if p.OnTerminal {
		return m, runProgram(p, func(err error) tea.Msg { return browserStartedMsg{written, err} })
	}
	return m, func() tea.Msg { return browserStartedMsg{written, start(p)} }
}

// handleBrowserStarted marks the opened address as visited, or reports why the browser did not start.
func (m pageScreen) handleBrowserStarted(msg browserStartedMsg) (pageScreen, tea.Cmd) {
	if msg.err != nil {
		return m.showError("cannot start the browser: " + msg.err.Error() + "; " + m.firstKeyLabel(m.keys.Copy) + " copies the address"), nil
	}
	m = m.markVisited(msg.url)
	m.opts.State.RecordVisit(msg.url)
	m.reader = m.reader.SetVisitedLinks(m.visitedLinks())
	return m.showNotice("opened " + msg.url), nil
}
