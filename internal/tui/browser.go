package tui

import (
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"quire/internal/links"
	"quire/internal/safe"
	"quire/internal/theme"
	"quire/internal/tui/cells"
)

// browse shows the whole address of the focused link, and opens it in the browser when that is confirmed.
func (m Model) browse() (Model, tea.Cmd) {
	l, t, ok := m.focused()
	if !ok {
		return m.noLink(), nil
	}
	if t.Status == links.Asset {
		return m.view(t.Path)
	}
	if t.Status != links.External {
		return m.say("this link leads nowhere outside the library: " + m.leadsTo(l, t)), nil
	}
	if !webAddress(t.URL) {
		return m.warn("a browser opens only http, https and mailto: " + t.URL), nil
	}
	url := t.URL
	return m.confirm("open in the browser", url, func(m Model) theme.Style { return m.look.LinkExternal },
		func(m Model) (Model, tea.Cmd) { return m.startBrowser(url) }), nil
}

// confirm shows all of what is to be handed to another program, which confirmed does.
func (m Model) confirm(title, what string, style func(Model) theme.Style, confirmed func(Model) (Model, tea.Cmd)) Model {
	return m.openSheet(float{
		title: title,
		text: func(m Model, width int) []string {
			lines := []string{""}
			for _, part := range pieces(safe.Text(what), width) {
				lines = append(lines, style(m).Render(part))
			}
			return append(lines, "")
		},
		confirmed: confirmed,
	}, focusConfirm)
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
		return m.warn("no browser was started: " + msg.err.Error() + "; " + m.keyOf(m.keys.Copy) + " copies the address"), nil
	}
	m = m.seen(msg.url)
	m.opts.Memory.Visit(msg.url)
	m.reader = m.reader.Visited(m.visitedLinks())
	return m.say("opened " + msg.url), nil
}
