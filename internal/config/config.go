// Package config loads quire's settings from the user's configuration file, the library's configuration file and the
// environment. A later source overrides an earlier one; flags, which callers apply with Config.Set, override them all.
//
//	defaults ◀ $XDG_CONFIG_HOME/quire/config.toml ◀ LIBRARY/quire.toml ◀ QUIRE_… ◀ flags
//
// It checks names and values and does not know what they are used for. An invalid setting must never stop quire from
// reading: it becomes a Problem, and the rest of the file still applies. The package reads the environment only through
// the function that the caller passes.
package config

import (
	"fmt"
	"os"
	"path/filepath"

	"quire/internal/decode"
)

// AutoWidth is the default of Config.Width: the text fits the terminal.
const AutoWidth = -1

// Config holds the value of every setting.
type Config struct {
	Library string   // folder to open when the command line names no library; "" if not set
	Style   string   // auto, dark, light, contrast, ansi, plain, or the path of a style file
	Width   int      // width of the text in columns; 0 never wraps, AutoWidth fits the terminal
	Site    string   // address where the notes are published; "" if unknown
	Hosts   []string // additional hosts whose addresses lead into the library
	// Permalinks lists patterns of the addresses at which notes are published, in the syntax of Jekyll or Hugo.
	Permalinks []string
	// Generator is the name of the site generator that makes a site of the library, none for no generator; "" to find it.
	Generator string
	Mounts    []string // folders of content with their addresses, each as FOLDER=ADDRESS
	Static    []string // folders whose files are published at the root of the site
	Relative  string   // where relative links start: file or page; "" as the generator does
	Sort      string   // date, title, path, modified or relevance; "" depends on the query
	Columns   []string // columns of the shelf: date or modified, tags, and keys of the front matter; the title is always shown
	Images    string   // how to show images: auto, a protocol of the terminal, blocks or off
	Mouse     bool     // handle mouse events in the reader
	Renderer  string   // what paints the reader: quire, or bubbletea where quire's own painter fails
	Hashtags  bool     // treat #words in prose as tags
	Cache     bool     // write and use snapshots
	State     bool     // remember what was read, and where
	// Keys maps the name of a reader action to the keys that trigger it; an empty list unbinds the action. The reader
	// validates both the names and the keys.
	Keys map[string][]string
	// Queries maps names to saved queries, which @name stands for. Their syntax is not checked here.
	Queries map[string]string
}

// Default returns the Config that applies when nothing is set.
func Default() Config {
	return Config{
		Style: "auto", Width: AutoWidth, Columns: []string{"date", "title", "tags"}, Images: "auto",
		Renderer: "quire", Mouse: true, Hashtags: true, Cache: true, State: true,
	}
}

// LibraryFile is the name of a library's configuration file, relative to the library's root.
const LibraryFile = "quire.toml"

// A Problem describes an invalid setting or an unreadable configuration file.
type Problem struct {
	File    string // for display: a path, or the name of an environment variable
	Line    int    // from 1; 0 if the problem has no line
	Message string
}

// Error formats the problem as FILE:LINE: MESSAGE, or FILE: MESSAGE if it has no line.
func (p Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
	}
	return p.File + ": " + p.Message
}

// Sources names the inputs from which settings are loaded.
type Sources struct {
	// Env returns the value of an environment variable; nil means an empty environment.
	Env func(string) string
	// File is the path of the user's configuration file. If it is empty, the default path is used, and that file need
	// not exist.
	File string
	// Library is the content of the library's configuration file, and LibraryFile the name to use for it in problems.
	// Both are empty while no library is open.
	Library     []byte
	LibraryFile string
}

// LoadSettings loads the settings and records where each of them comes from. Invalid settings are reported as problems
// and keep their previous value.
//
// The library to open is itself a setting: call LoadSettings without s.Library to learn which library to open, and again
// with its file.
func LoadSettings(s Sources) (Settings, []Problem) {
	if s.Env == nil {
		s.Env = func(string) string { return "" }
	}
	c := Settings{Config: Default(), origins: map[string]Origin{}}
	problems := loadUserFile(&c, s)
	if s.Library != nil {
		if s.LibraryFile == "" {
			s.LibraryFile = LibraryFile
		}
		problems = append(problems, decodeFile(&c, s.LibraryFile, s.Library, ownedByLibrary)...)
	}
	for _, k := range settingSpecs {
		value := s.Env(k.envName())
		if k.isTable || value == "" {
			continue
		}
		if err := k.set(&c.Config, value); err != nil {
			problems = append(problems, Problem{File: k.envName(), Message: err.Error()})
			continue
		}
		c.origins[k.name] = Origin{FromEnvironment, k.envName(), 0}
	}
	c.Library = expandHome(c.Library, s.Env)
	c.Style = expandHome(c.Style, s.Env)
	return c, problems
}

// loadUserFile applies the user's configuration file to c. Only a file that s.File names explicitly must exist.
func loadUserFile(c *Settings, s Sources) []Problem {
	file := s.File
	if file == "" {
		file = UserFilePath(s.Env)
	}
	if file == "" {
		return nil
	}
	text, err := ReadRegular(file, decode.MaxTOML)
	switch {
	case err != nil && os.IsNotExist(err) && s.File == "":
		return nil
	case err != nil:
		return []Problem{{File: file, Message: "cannot be read: " + ErrorWithoutPath(err)}}
	}
	before := c.Config
	problems := decodeFile(c, file, text, ownedByUser)
	// A relative path in a file is relative to the folder of that file.
	if c.Library != before.Library {
		c.Library = resolvePath(filepath.Dir(file), expandHome(c.Library, s.Env))
	}
	if c.Style != before.Style && isStyleFile(c.Style) {
		c.Style = resolvePath(filepath.Dir(file), expandHome(c.Style, s.Env))
	}
	return problems
}

// resolvePath returns path relative to dir; empty and absolute paths are returned unchanged.
func resolvePath(dir, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// ParseLibrary parses the content of a library's configuration file on its own, on top of Default.
func ParseLibrary(name string, text []byte) (Config, []Problem) {
	c := Settings{Config: Default(), origins: map[string]Origin{}}
	problems := decodeFile(&c, name, text, ownedByLibrary)
	return c.Config, problems
}
