package host

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// Editor returns the program that edits a file at a line, counted from 1; 0 is 1. Nil: the host has no editor.
type Editor func(file string, line int) (Program, error)

// NewEditor returns the editor that an environment names: $VISUAL, then $EDITOR, then vi, or notepad on Windows. A file name
// that begins with - cannot become an option.
func NewEditor(goos string, env func(string) string) Editor {
	return func(file string, line int) (Program, error) {
		argv, err := editorArgv(goos, env, file, line)
		return Program{Args: argv, OnTerminal: true}, err
	}
}

// editorArgv returns the command line that opens file in the user's editor at a line.
func editorArgv(goos string, env func(string) string, file string, line int) ([]string, error) {
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
	split, err := splitCommand(command, goos)
	if err != nil {
		return nil, fmt.Errorf("$%s: %w", name, err)
	}
	argv := split.words
	if len(argv) == 0 {
		return nil, fmt.Errorf("$%s does not name a program", name)
	}
	if strings.HasPrefix(file, "-") {
		file = "." + string(filepath.Separator) + file
	}
	editor := strings.TrimSuffix(strings.ToLower(filepath.Base(filepath.ToSlash(argv[0]))), ".exe")
	if goos == "windows" && mayBeBatch(argv[0]) && strings.ContainsAny(file, batchSyntax) {
		return nil, fmt.Errorf("$%s: a batch file might run part of the name %s", name, file)
	}
	lineNumber := strconv.Itoa(max(line, 1))
	switch editor {
	case "vi", "vim", "nvim", "view", "gvim", "nano", "pico":
		argv = append(argv, "+"+lineNumber, "--", file)
	case "emacs", "emacsclient", "micro", "kak", "joe", "jed", "mg", "ne", "jmacs", "mcedit":
		argv = append(argv, "+"+lineNumber, file)
	case "hx", "helix", "subl", "zed":
		argv = append(argv, file+":"+lineNumber)
	case "code", "code-insiders", "codium", "vscodium", "cursor", "windsurf":
		argv = append(argv, "--goto", file+":"+lineNumber)
	default:
		argv = append(argv, file)
	}
	return argv, nil
}

// batchSyntax holds the characters that cmd.exe interprets in the arguments of a batch file, quoted or not.
const batchSyntax = "&|<>^%\"()!"

// mayBeBatch reports whether Windows may run a batch file for this program name, as it does for VS Code. cmd.exe then
// parses the arguments as part of its command line, and no quoting is safe for all of them.
func mayBeBatch(program string) bool {
	ext := strings.ToLower(filepath.Ext(program))
	return ext != ".exe" && ext != ".com" && !strings.EqualFold(program, "notepad")
}
