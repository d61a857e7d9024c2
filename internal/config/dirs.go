package config

import (
	"path/filepath"
	"runtime"
	"strings"
)

const app = "quire"

// Path is where the user's own file is looked for; "" when there is no home.
// $QUIRE_CONFIG names another file.
func Path(env func(string) string) string {
	if file := env("QUIRE_CONFIG"); file != "" {
		return expandHome(file, env)
	}
	if dir := configDir(runtime.GOOS, env); dir != "" {
		return filepath.Join(dir, "config.toml")
	}
	return ""
}

// StateDir is where reading positions are kept; "" when there is no home.
func StateDir(env func(string) string) string {
	return userDir(runtime.GOOS, env, "XDG_STATE_HOME", "LOCALAPPDATA", ".local", "state")
}

// CacheDir is where what can be made again is kept; "" when there is no home.
func CacheDir(env func(string) string) string {
	return userDir(runtime.GOOS, env, "XDG_CACHE_HOME", "LOCALAPPDATA", ".cache")
}

func configDir(goos string, env func(string) string) string {
	return userDir(goos, env, "XDG_CONFIG_HOME", "APPDATA", ".config")
}

// userDir follows the XDG base directory specification everywhere, macOS
// included, where people who live in a terminal expect it; Windows has its own
// place unless the XDG variable is set. A relative value is ignored, as the
// specification says.
func userDir(goos string, env func(string) string, xdg, windows string, below ...string) string {
	if dir := env(xdg); filepath.IsAbs(dir) {
		return filepath.Join(dir, app)
	}
	if goos == "windows" {
		if dir := env(windows); dir != "" {
			return filepath.Join(dir, app)
		}
		return ""
	}
	home := env("HOME")
	if !filepath.IsAbs(home) {
		return ""
	}
	return filepath.Join(append(append([]string{home}, below...), app)...)
}

// expandHome replaces a leading ~, which no shell does in a file.
func expandHome(path string, env func(string) string) string {
	rest, ok := strings.CutPrefix(path, "~")
	if !ok || rest != "" && rest[0] != '/' && rest[0] != filepath.Separator {
		return path
	}
	home := env("HOME")
	if home == "" {
		home = env("USERPROFILE")
	}
	if home == "" {
		return path
	}
	return filepath.Join(home, rest)
}
