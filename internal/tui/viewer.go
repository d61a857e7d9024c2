package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"quire/internal/host"
	"quire/internal/search"
	"quire/internal/theme"
)

// canView reports whether a file can be opened in another program: the host has such programs, the file is on the disk, and
// its type is safe to open.
func (m *session) canView(file string) bool {
	return m.isViewable(file) && m.host.Check(host.View) == nil
}

// isViewable reports whether a host that opens files in other programs may open a file of the library.
func (m *session) isViewable(file string) bool {
	return m.library.Status().Root != "" && host.IsViewable(file)
}

// askToView shows the file that a link leads to, and opens it in the default program once the user confirms.
func (m pageScreen) askToView(file string) (pageScreen, tea.Cmd) {
	if err := m.host.Check(host.View); err != nil && m.isViewable(file) {
		return m.showNotice(err.Error() + "; " + m.firstKeyLabel(m.keys.Copy) + " copies the path"), nil
	}
	if !m.canView(file) {
		return m.showNotice(file + " is a file, not a note; " + m.firstKeyLabel(m.keys.Copy) + " copies its path"), nil
	}
	return m, inspectFileCmd(m.ctx, m.library.Library, m.open.path, file)
}

// inspectFileCmd checks that a file which a note links to can be opened. The library rejects paths that lead
// out of it, and anything but regular files.
func inspectFileCmd(ctx context.Context, l search.Store, from, file string) tea.Cmd {
	return func() tea.Msg {
		f, err := l.OpenFile(ctx, file)
		if err != nil {
			return fileInspectedMsg{linkingPath: from, file: file, err: err}
		}
		remarks := host.ExplainFile(file, f)
		return fileInspectedMsg{linkingPath: from, file: file, remarks: remarks, err: f.Close()}
	}
}

// handleFileInspected asks whether to open the file, if the page still shows the note that links to it.
func (m pageScreen) handleFileInspected(msg fileInspectedMsg) (pageScreen, tea.Cmd) {
	if m.open.path != msg.linkingPath {
		return m, nil
	}
	if msg.err != nil {
		return m.showError(msg.err.Error()), nil
	}
	abs := m.filePath(msg.file)
	return m.askToConfirm("open in the default program", msg.file, msg.remarks, func(look *theme.Theme) theme.Style { return look.Link },
		func(m pageScreen) (pageScreen, tea.Cmd) { return m.startViewer(msg.file, abs) }), nil
}

func (m pageScreen) startViewer(file, abs string) (pageScreen, tea.Cmd) {
	p, start := m.host.Viewer(abs), m.host.Start
	m = m.showNotice("opening " + file)
	return m, func() tea.Msg { return viewerStartedMsg{file, start(p)} }
}

func (m pageScreen) handleViewerStarted(msg viewerStartedMsg) (pageScreen, tea.Cmd) {
	if msg.err != nil {
		return m.showError("cannot start the default program: " + msg.err.Error() + "; " + m.firstKeyLabel(m.keys.Copy) + " copies the path"), nil
	}
	return m.showNotice("opened " + msg.file), nil
}
