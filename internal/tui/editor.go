package tui

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/atotto/clipboard"
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
		copy:  clipboard.WriteAll,
		// Reading a library keeps every core busy; what was glanced is drawn before.
		firstFrame: 30 * time.Millisecond,
		giveBack:   giveBack,
		env:        func(name string) string { return valueOf(environ, name) },
		goos:       runtime.GOOS,
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
