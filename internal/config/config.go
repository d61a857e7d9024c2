// Package config makes one Config out of what the user has set: a file of
// their own, a file of the library, the environment. The later wins, and
// flags, which come to it through Config.Set, win over all.
//
//	defaults ◀ $XDG_CONFIG_HOME/quire/config.toml ◀ LIBRARY/quire.toml ◀ QUIRE_… ◀ flags
//
// It knows keys and values, not what they are used for. It must never stop
// quire from reading: whatever is wrong in a file is a Problem, and the rest
// of the file counts. It reads no environment but the one it is handed.
package config

import (
	"fmt"
	"os"
	"path/filepath"
)

// AutoWidth is the Width of one who set none: as wide as suits the terminal.
const AutoWidth = -1

// Config is everything that can be set.
type Config struct {
	Library string   // folder to open when none is named; "" is none
	Style   string   // auto, dark, light, contrast, ansi, plain, or the path of a style file
	Width   int      // of the text, in columns; 0 never wraps, AutoWidth fits the terminal
	Site    string   // address where the notes are published; "" when unknown
	Hosts   []string // further hosts whose addresses lead into the library
	// Permalinks are patterns of the addresses at which notes are published, in Jekyll's or Hugo's words.
	Permalinks []string
	Sort       string   // date, title, path, modified or relevance; "" suits the query
	Columns    []string // of the shelf, beside the title, which is always there: date or modified, and tags
	Images     string   // how pictures are shown: auto, blocks or off
	Mouse      bool     // the reader listens to the mouse
	Hashtags   bool     // #words in prose are tags
	Cache      bool     // snapshots are kept, and used
	State      bool     // what is read is remembered
	// Keys are the keys of actions of the reader, by the names of these actions; without any an action has none. What
	// names there are, and which keys, is the reader's business.
	Keys map[string][]string
}

// Default is the Config of one who set nothing.
func Default() Config {
	return Config{
		Style: "auto", Width: AutoWidth, Columns: []string{"date", "title", "tags"}, Images: "auto",
		Mouse: true, Hashtags: true, Cache: true, State: true,
	}
}

// LibraryFile is the name of the configuration that a library brings along.
const LibraryFile = "quire.toml"

// A Problem is a setting that could not be used.
type Problem struct {
	File    string // as it is to be shown: a path, or the name of a variable
	Line    int    // from 1; 0 when it concerns no line
	Message string
}

// Error says where and what.
func (p Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
	}
	return p.File + ": " + p.Message
}

// Sources are the places where settings come from.
type Sources struct {
	// Env returns an environment variable; nil is an empty environment.
	Env func(string) string
	// File is the user's own file; empty means the one that Path tells, which
	// need not exist.
	File string
	// Library is the text of the library's own file, and LibraryFile its name
	// in problems. They are empty as long as no library is open.
	Library     []byte
	LibraryFile string
}

// Load makes the Config. What is wrong with it is told, and left out of it.
//
// The library to open is itself a setting: call Load without s.Library to know
// it, and again with it.
func Load(s Sources) (Config, []Problem) {
	all, problems := Read(s)
	return all.Config, problems
}

// Read is Load that also tells where each setting comes from.
func Read(s Sources) (Settings, []Problem) {
	if s.Env == nil {
		s.Env = func(string) string { return "" }
	}
	c := Settings{Config: Default(), origins: map[string]Origin{}}
	problems := loadUserFile(&c, s)
	if s.Library != nil {
		if s.LibraryFile == "" {
			s.LibraryFile = LibraryFile
		}
		problems = append(problems, decode(&c, s.LibraryFile, s.Library, fromLibrary)...)
	}
	for _, k := range keys {
		value := s.Env(k.env())
		if k.table || value == "" {
			continue
		}
		if err := k.set(&c.Config, value); err != nil {
			problems = append(problems, Problem{File: k.env(), Message: err.Error()})
			continue
		}
		c.origins[k.name] = Origin{FromEnvironment, k.env(), 0}
	}
	c.Library = expandHome(c.Library, s.Env)
	c.Style = expandHome(c.Style, s.Env)
	return c, problems
}

func loadUserFile(c *Settings, s Sources) []Problem {
	file := s.File
	if file == "" {
		file = Path(s.Env)
	}
	if file == "" {
		return nil
	}
	text, err := readFile(file)
	switch {
	case err != nil && os.IsNotExist(err) && s.File == "":
		return nil
	case err != nil:
		return []Problem{{File: file, Message: "cannot be read: " + cause(err)}}
	}
	was := c.Config
	problems := decode(c, file, text, fromUser)
	// A path in a file is meant from where the file is.
	if c.Library != was.Library {
		c.Library = from(filepath.Dir(file), expandHome(c.Library, s.Env))
	}
	if c.Style != was.Style && isStyleFile(c.Style) {
		c.Style = from(filepath.Dir(file), expandHome(c.Style, s.Env))
	}
	return problems
}

func from(dir, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// ParseLibrary reads the text of a library's own file alone. What it does not
// set is as in Default.
func ParseLibrary(name string, text []byte) (Config, []Problem) {
	c := Settings{Config: Default(), origins: map[string]Origin{}}
	problems := decode(&c, name, text, fromLibrary)
	return c.Config, problems
}
