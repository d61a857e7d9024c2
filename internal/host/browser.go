package host

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"quire/internal/address"
)

// Browser returns the program that opens an address. Only http, https and mailto are opened; anything else is an error. Nil:
// the host has no browser.
type Browser func(url string) (Program, error)

// terminalBrowsers lists the browsers that run in the terminal and take it over.
var terminalBrowsers = map[string]bool{"w3m": true, "lynx": true, "links": true, "links2": true, "elinks": true, "www-browser": true, "browsh": true, "carbonyl": true}

// NewBrowser returns the browser that an environment names, or else the opener of the operating system.
func NewBrowser(goos string, env func(string) string) Browser {
	return func(url string) (Program, error) {
		argv, err := browserArgv(goos, env, url)
		if err != nil {
			return Program{}, err
		}
		return Program{Args: argv, OnTerminal: terminalBrowsers[filepath.Base(argv[0])]}, nil
	}
}

// browserArgv returns the command line that opens url: the first entry of $BROWSER, where %s stands for the address, or
// the opener of the operating system.
func browserArgv(goos string, env func(string) string, url string) ([]string, error) {
	url, err := address.EncodeForBrowser(url)
	if err != nil {
		return nil, err
	}
	command, _, _ := strings.Cut(env("BROWSER"), ":")
	if command == "" || goos == "windows" {
		return openerArgv(goos, url), nil
	}
	split, err := splitCommand(command, goos)
	if err != nil {
		return nil, fmt.Errorf("$BROWSER: %w", err)
	}
	argv := split.words
	if len(argv) == 0 {
		return nil, errors.New("$BROWSER does not name a program")
	}
	inserted := false
	for i, a := range argv {
		if i > 0 && strings.Contains(a, "%s") {
			argv[i], inserted = strings.ReplaceAll(a, "%s", url), true
		}
	}
	if !inserted {
		argv = append(argv, url)
	}
	return argv, nil
}

// openerArgv returns the command line that opens an address, or a file given by its absolute path, as the desktop of an
// operating system does.
func openerArgv(goos, target string) []string {
	switch goos {
	case "darwin":
		return []string{"open", target}
	case "windows":
		return []string{"rundll32", "url.dll,FileProtocolHandler", target}
	}
	return []string{"xdg-open", target}
}
