package tui

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/safe"
	"quire/internal/tui/cells"
)

// realSystem is the machine that quire runs on.
func realSystem(environ []string) system {
	if environ == nil {
		environ = os.Environ()
	}
	return system{
		exec: tea.ExecProcess,
		start: func(c *exec.Cmd) error {
			if err := c.Start(); err != nil {
				return err
			}
			go c.Wait() //nolint:errcheck // a browser's exit code says nothing; it must only be reaped
			return nil
		},
		after: func(d time.Duration, msg tea.Msg) tea.Cmd { return tea.Tick(d, func(time.Time) tea.Msg { return msg }) },
		env: func(name string) string {
			for i := len(environ) - 1; i >= 0; i-- {
				if value, ok := strings.CutPrefix(environ[i], name+"="); ok {
					return value
				}
			}
			return ""
		},
		goos: runtime.GOOS,
	}
}

// edit opens the note in the user's editor, at the line that is being read.
func (m Model) edit() (Model, tea.Cmd) {
	path, line := m.selectedPath(), 0
	if m.screen == screenPage {
		path, line = m.open.path, m.reader.Source()
	}
	if path == "" {
		return m.say("there is no file to edit"), nil
	}
	abs := m.library.Library.Abs(path)
	if abs == "" {
		return m.say("this library is built in and cannot be edited"), nil
	}
	argv, err := editorArgv(m.system.env, m.system.goos, abs, line)
	if err != nil {
		return m.warn(err.Error()), nil
	}
	do := m.system.exec
	return m, func() tea.Msg { // finding the program touches the disk
		c := exec.Command(argv[0], argv[1:]...) //nolint:gosec // the user's own editor
		return do(c, func(err error) tea.Msg { return editorClosed{err} })()
	}
}

// edited shows the note as it is now.
func (m Model) edited(msg editorClosed) (Model, tea.Cmd) {
	if msg.err != nil {
		m = m.warn("the editor: " + msg.err.Error())
	}
	return m.reload()
}

// editorArgv is how the editor is started: without a shell, at the line, the
// file's name never taken for an option.
func editorArgv(env func(string) string, goos, file string, line int) ([]string, error) {
	name, command := "VISUAL", env("VISUAL")
	if command == "" {
		name, command = "EDITOR", env("EDITOR")
	}
	if command == "" {
		command = "vi"
		if goos == "windows" {
			command = "notepad"
		}
	}
	argv, err := words(command, goos == "windows")
	if err != nil {
		return nil, fmt.Errorf("$%s: %w", name, err)
	}
	if len(argv) == 0 {
		return nil, fmt.Errorf("$%s names no program", name)
	}
	if strings.HasPrefix(file, "-") {
		file = "." + string(filepath.Separator) + file
	}
	editor := strings.TrimSuffix(strings.ToLower(filepath.Base(filepath.ToSlash(argv[0]))), ".exe")
	at := fmt.Sprint(max(line, 1))
	switch editor {
	case "vi", "vim", "nvim", "view", "gvim", "nano", "pico":
		argv = append(argv, "+"+at, "--", file)
	case "emacs", "emacsclient", "micro", "kak", "joe", "jed", "mg", "ne", "jmacs", "mcedit":
		argv = append(argv, "+"+at, file)
	case "hx", "helix", "subl", "zed":
		argv = append(argv, file+":"+at)
	case "code", "code-insiders", "codium", "vscodium", "cursor", "windsurf":
		argv = append(argv, "--goto", file+":"+at)
	default:
		argv = append(argv, file)
	}
	return argv, nil
}

// words splits a command as a shell does, but expands nothing and runs nothing. On
// Windows a backslash is a letter like any other.
func words(command string, windows bool) ([]string, error) {
	var out []string
	var word strings.Builder
	begun, quote, escaped := false, rune(0), false
	for _, r := range command {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\' && quote != '\'' && !windows:
			begun, escaped = true, true
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '"' || r == '\'':
			begun, quote = true, r
		case r == ' ' || r == '\t' || r == '\n':
			if begun {
				out = append(out, word.String())
				word.Reset()
				begun = false
			}
		default:
			begun = true
			word.WriteRune(r)
		}
	}
	if quote != 0 || escaped {
		return nil, errors.New("a quote is not closed")
	}
	if begun {
		out = append(out, word.String())
	}
	return out, nil
}

// browse shows the whole address of the focused link, and opens it in the browser when that is confirmed.
func (m Model) browse() (Model, tea.Cmd) {
	l, t, ok := m.focused()
	if !ok {
		return m.say("no link has the focus; tab goes to the next one"), nil
	}
	if t.Status != links.External {
		return m.say("this link leads nowhere outside the library: " + m.leadsTo(l, t)), nil
	}
	if !webAddress(t.URL) {
		return m.warn("a browser opens only http, https and mailto: " + t.URL), nil
	}
	url := t.URL
	return m.openSheet(float{
		title: "open in the browser",
		text: func(m Model, width int) []string {
			lines := []string{""}
			for _, part := range pieces(safe.Text(url), width) {
				lines = append(lines, m.look.LinkExternal.Render(part))
			}
			return append(lines, "")
		},
		confirmed: func(m Model) (Model, tea.Cmd) { return m.startBrowser(url) },
	}, focusConfirm), nil
}

// pieces breaks an address into lines, every character of it.
func pieces(s string, width int) []string {
	var out []string
	for s != "" && width > 0 {
		head := cells.Cut(s, width, "")
		if head == "" {
			break
		}
		out, s = append(out, head), s[len(head):]
	}
	return out
}

// webAddress says whether an address may be handed to a browser.
func webAddress(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	if !ok || strings.ContainsFunc(url, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return false
	}
	switch strings.ToLower(scheme) {
	case "http", "https", "mailto":
		return true
	}
	return false
}

// textBrowsers need the terminal for themselves.
var textBrowsers = map[string]bool{"w3m": true, "lynx": true, "links": true, "links2": true, "elinks": true, "www-browser": true, "browsh": true, "carbonyl": true}

func (m Model) startBrowser(url string) (Model, tea.Cmd) {
	argv, err := browserArgv(m.system.env, m.system.goos, url)
	if err != nil {
		return m.warn(err.Error()), nil
	}
	s := m.system
	m = m.say("opening " + url)
	return m, func() tea.Msg {
		c := exec.Command(argv[0], argv[1:]...) //nolint:gosec // the user's own browser, with an address that was confirmed
		if textBrowsers[filepath.Base(argv[0])] {
			return s.exec(c, func(err error) tea.Msg { return browserStarted{url, err} })()
		}
		c.Stdout, c.Stderr = io.Discard, io.Discard
		return browserStarted{url, s.start(c)}
	}
}

// browserArgv is how the browser is started: $BROWSER, whose first entry is taken
// and whose %s stands for the address, else what the system opens addresses with.
func browserArgv(env func(string) string, goos, url string) ([]string, error) {
	if !webAddress(url) {
		return nil, errors.New("a browser opens only http, https and mailto")
	}
	if command, _, _ := strings.Cut(env("BROWSER"), ":"); command != "" && goos != "windows" {
		argv, err := words(command, false)
		if err != nil {
			return nil, fmt.Errorf("$BROWSER: %w", err)
		}
		if len(argv) == 0 {
			return nil, errors.New("$BROWSER names no program")
		}
		placed := false
		for i, a := range argv {
			if i > 0 && strings.Contains(a, "%s") {
				argv[i], placed = strings.ReplaceAll(a, "%s", url), true
			}
		}
		if !placed {
			argv = append(argv, url)
		}
		return argv, nil
	}
	switch goos {
	case "darwin":
		return []string{"open", url}, nil
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", url}, nil
	}
	return []string{"xdg-open", url}, nil
}

func (m Model) browsed(msg browserStarted) (Model, tea.Cmd) {
	if msg.err != nil {
		return m.warn("no browser was started: " + msg.err.Error() + "; y copies the address"), nil
	}
	return m.say("opened " + msg.url), nil
}

// copyPath copies the file of the selected note.
func (m Model) copyPath() (Model, tea.Cmd) {
	n := m.selected()
	if n == nil {
		return m, nil
	}
	return m.copied(m.fileOf(n.Path))
}

// copyAddress copies where the focused link leads, or the file that is being read.
func (m Model) copyAddress() (Model, tea.Cmd) {
	if l, t, ok := m.focused(); ok {
		switch t.Status {
		case links.External:
			return m.copied(t.URL)
		case links.Note, links.Self, links.Asset:
			text := t.Path
			if t.Heading != "" {
				text += "#" + t.Heading
			}
			return m.copied(text)
		}
		return m.copied(l.Dest)
	}
	if m.open.path == "" {
		return m.say("this text is in no file"), nil
	}
	return m.copied(m.fileOf(m.open.path))
}

func (m Model) fileOf(path string) string {
	if abs := m.library.Library.Abs(path); abs != "" {
		return abs
	}
	return path
}

func (m Model) copied(text string) (Model, tea.Cmd) {
	return m.say("copied " + text), tea.SetClipboard(text)
}
