package tui

import (
	"path/filepath"
	"runtime"

	"github.com/atotto/clipboard"
)

// EditorCommand is how the user's editor is started on a file at a line, from 1: $VISUAL, then $EDITOR, then vi. It
// goes through no shell, and the file's name is never taken for an option.
func EditorCommand(env func(string) string, file string, line int) ([]string, error) {
	return editorArgv(env, runtime.GOOS, file, line)
}

// BrowserCommand is how a browser is started on an address: $BROWSER, or what the system opens addresses with. Only
// http, https and mailto are opened. The second answer says whether it needs the terminal for itself.
func BrowserCommand(env func(string) string, url string) (argv []string, inTerminal bool, err error) {
	argv, err = browserArgv(env, runtime.GOOS, url)
	if err != nil {
		return nil, false, err
	}
	return argv, textBrowsers[filepath.Base(argv[0])], nil
}

// ToClipboard puts a text into the system's clipboard.
func ToClipboard(text string) error { return clipboard.WriteAll(text) }
