package tui

import (
	"io"
	"os/exec"
	"path"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/library"
	"quire/internal/theme"
)

// viewable are the files that are looked at or listened to. What else there may be could be a program: what the system
// opens runs, and a note may have brought it along.
var viewable = map[string]bool{
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".heic": true, ".bmp": true, ".tif": true, ".tiff": true, ".svg": true,
	".pdf": true, ".djvu": true, ".epub": true,
	".mp3": true, ".ogg": true, ".wav": true, ".m4a": true, ".flac": true, ".opus": true,
	".mp4": true, ".webm": true, ".ogv": true, ".mov": true, ".mkv": true, ".m4v": true,
	".txt": true, ".csv": true, ".tsv": true,
}

// ViewerCommand is how the system is asked to show a file, which is an absolute path.
func ViewerCommand(goos, file string) []string {
	switch goos {
	case "darwin":
		return []string{"open", file}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", file}
	}
	return []string{"xdg-open", file}
}

// Viewable says whether a file of the library may be handed to ViewerCommand: one to look at or to listen to.
func Viewable(file string) bool { return viewable[strings.ToLower(path.Ext(file))] }

// views says whether a file can be handed to a program: it is there, outside of quire, and it is no program itself.
func (m Model) views(file string) bool {
	return m.library.Library != nil && m.library.Library.Root != "" && Viewable(file)
}

// view shows which file a link leads to, and has the system open it when that is confirmed.
func (m Model) view(file string) (Model, tea.Cmd) {
	if !m.views(file) {
		return m.say(file + " is a file, not a note; " + m.keyOf(m.keys.Copy) + " copies its path"), nil
	}
	return m, lookAtFile(m.library.Library, m.open.path, file)
}

// lookAtFile tries whether a file that a note links to can be opened. The library refuses what leads out of it, and what is no file.
func lookAtFile(l *library.Library, from, file string) tea.Cmd {
	return func() tea.Msg {
		f, err := l.Open(file)
		if err == nil {
			err = f.Close()
		}
		return fileLookedAt{from: from, file: file, err: err}
	}
}

// lookedAt asks whether the file is to be opened, if the note that links to it is still read and nothing else floats.
func (m Model) lookedAt(msg fileLookedAt) (Model, tea.Cmd) {
	if m.screen != screenPage || m.open.path != msg.from || m.focus != focusScreen {
		return m, nil
	}
	if msg.err != nil {
		return m.warn(msg.err.Error()), nil
	}
	abs := m.fileOf(msg.file)
	return m.confirm("open with the program for such files", msg.file, func(m Model) theme.Style { return m.look.Link },
		func(m Model) (Model, tea.Cmd) { return m.startViewer(msg.file, abs) }), nil
}

func (m Model) startViewer(file, abs string) (Model, tea.Cmd) {
	argv, start := ViewerCommand(m.system.goos, abs), m.system.start
	m = m.say("opening " + file)
	return m, func() tea.Msg {
		c := exec.Command(argv[0], argv[1:]...) //nolint:gosec // the system's opener, with a file of the library that was confirmed
		c.Stdout, c.Stderr = io.Discard, io.Discard
		return viewerStarted{file, start(c)}
	}
}

func (m Model) viewed(msg viewerStarted) (Model, tea.Cmd) {
	if msg.err != nil {
		return m.warn("no program was started: " + msg.err.Error() + "; " + m.keyOf(m.keys.Copy) + " copies the path"), nil
	}
	return m.say("opened " + msg.file), nil
}
