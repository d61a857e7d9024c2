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
func openLinkOutside(m Model) (Model, tea.Cmd) {
	l, t, ok := m.page.currentLink()
	if !ok {
		m.page = m.page.reportNoLink()
		return m, nil
	}
	if t.Status == links.Asset {
		return askToView(m, t.Path)
	}
	if t.Status == links.Outside {
		return m.showNotice(m.page.describeLink(l, t)), nil
	}
	if t.Status != links.External {
		return m.showNotice("this link does not lead outside the library: " + m.page.describeLink(l, t)), nil
	}
	if !address.CanOpenInBrowser(t.URL) {
		return m.showError("only http, https and mailto links open in a browser: " + t.URL), nil
	}
	url, err := address.EncodeForBrowser(t.URL)
	if err != nil {
		return m.showError(err.Error() + ": " + t.URL), nil
	}
	if m.host.Check(host.Browse) != nil {
		return m.showNotice(externalLinkNotice(m, t.URL)), nil
	}
	return askToConfirm(m, "open in the browser", url, address.Explain(t.URL), func(look *theme.Theme) theme.Style { return look.LinkExternal },
		func(m Model) (Model, tea.Cmd) { return startBrowser(m, url, t.URL) }), nil
}

// externalLinkNotice says which key opens an external link, or that this host opens none. The key comes first, since a long
// address is cut.
func externalLinkNotice(m Model, url string) string {
	if err := m.host.Check(host.Browse); err != nil {
		return err.Error() + "; " + m.firstKeyLabel(m.keys.Copy) + " copies " + m.glyphs.External + " " + url
	}
	return m.firstKeyLabel(m.keys.OpenOutside) + " opens in the browser: " + m.glyphs.External + " " + url
}

// askToConfirm shows all of what is about to be handed to another program, and calls confirmed when the user agrees. The
// remarks come first, because what may be longer than the window.
func askToConfirm(m Model, title, what string, remarks []address.Remark, style func(*theme.Theme) theme.Style, confirmed func(Model) (Model, tea.Cmd)) Model {
	o := newText(m, title, func(under pageScreen, width int) []string {
		lines := append([]string{""}, under.layOutRemarks(remarks, width)...)
		for _, part := range cells.Break(under.theme.Cells, safe.Text(what), width, 0, "") {
			lines = append(lines, style(under.theme).Render(part))
		}
		return append(lines, "")
	})
	o.onConfirm = confirmed
	return m.openOverlay(o)
}

// startBrowser opens a confirmed address. The argument written is the address as the note spells it.
func startBrowser(m Model, url, written string) (Model, tea.Cmd) {
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
func handleBrowserStarted(m Model, msg browserStartedMsg) (Model, tea.Cmd) {
	if msg.err != nil {
		return m.showError("cannot start the browser: " + msg.err.Error() + "; " + m.firstKeyLabel(m.keys.Copy) + " copies the address"), nil
	}
	m.page = m.page.markVisited(msg.url)
	m.opts.State.RecordVisit(msg.url)
	m.page.reader = m.page.reader.SetVisitedLinks(m.page.visitedLinks())
	return m.showNotice("opened " + msg.url), nil
}
