package config

import (
	"path/filepath"
	"runtime"
	"strings"
)

// appName is the name of quire's folder in each of the user's base directories.
const appName = "quire"

// UserFilePath returns the path of the user's configuration file, whether or not it exists: $QUIRE_CONFIG if that is set, else
// the default path, or "" if the environment names no home directory.
func UserFilePath(env func(string) string) string {
	if file := env("QUIRE_CONFIG"); file != "" {
		return expandHome(file, env)
	}
	if dir := configDir(runtime.GOOS, env); dir != "" {
		return filepath.Join(dir, "config.toml")
	}
	return ""
}

// StateDir returns the folder for reading positions and other state, or "" if there is no home directory.
func StateDir(env func(string) string) string {
	return userDir(runtime.GOOS, env, "XDG_STATE_HOME", "LOCALAPPDATA", ".local", "state")
}

// CacheDir returns the folder for data that can be rebuilt, or "" if there is no home directory.
func CacheDir(env func(string) string) string {
	return userDir(runtime.GOOS, env, "XDG_CACHE_HOME", "LOCALAPPDATA", ".cache")
}

// configDir returns the folder of the user's configuration file, or "" if there is no home directory.
func configDir(goos string, env func(string) string) string {
	return userDir(goos, env, "XDG_CONFIG_HOME", "APPDATA", ".config")
}

// userDir returns quire's folder in one of the user's base directories: below $xdg if that is set, else below $windows
// on Windows and below $HOME/homeSubdirs elsewhere. It returns "" if the needed variable is missing.
//
// It follows the XDG Base Directory Specification on macOS too, as users of terminal programs expect there. As the
// specification demands, a relative value of an XDG variable is ignored.
func userDir(goos string, env func(string) string, xdg, windows string, homeSubdirs ...string) string {
	if dir := env(xdg); filepath.IsAbs(dir) {
		return filepath.Join(dir, appName)
	}
	if goos == "windows" {
		if dir := env(windows); dir != "" {
			return filepath.Join(dir, appName)
		}
		return ""
	}
	home := env("HOME")
	if !filepath.IsAbs(home) {
		return ""
	}
	return filepath.Join(append(append([]string{home}, homeSubdirs...), appName)...)
}

// expandHome replaces a leading ~ or ~/ with the home directory, since no shell does it for values in a file.
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
