package tui

import tea "charm.land/bubbletea/v2"

// showLinkHints labels the visible links with letters.
func (m pageScreen) showLinkHints() (pageScreen, tea.Cmd) {
	var any bool
	if m.reader, any = m.reader.ShowHints(); !any {
		return m.showNotice("no links in view"), nil
	}
	m.mode = modeHints
	return m, nil
}

// hideLinkHints removes the link hints.
func (m pageScreen) hideLinkHints() pageScreen {
	m.mode, m.reader = modeRead, m.reader.HideHints()
	return m
}

// narrowHints takes a letter of a link hint. When a label is complete it selects the link, and chosen is true.
func (m pageScreen) narrowHints(letter string) (next pageScreen, chosen bool) {
	var link int
	m.reader, link = m.reader.NarrowHints(letter)
	if link < 0 && m.reader.HasHints() && letter != "" {
		return m, false
	}
	if m = m.hideLinkHints(); link >= 0 {
		m.reader = m.reader.FocusLink(link)
	}
	return m, link >= 0
}

// handleHintKey takes a letter of a link hint. Once a label is complete it follows the link, or copies its
// address when the letter was in upper case.
func (m pageScreen) handleHintKey(k tea.KeyPressMsg) (pageScreen, tea.Cmd) {
	var chosen bool
	if m, chosen = m.narrowHints(k.Text); !chosen {
		return m, nil
	}
	if k.Text >= "A" && k.Text <= "Z" {
		return m.copyLink()
	}
	return m.followLink()
}
