package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"quire/internal/decode"

	"github.com/BurntSushi/toml"
)

// maxLibraryFile bounds a library's configuration file in bytes. It is lower than decode.MaxTOML because the file may come from
// a stranger and every command reads it.
const maxLibraryFile = 64 << 10

// fileOwner says whether a file belongs to the user or to a library. A library may come from a stranger, so its file may
// not set everything.
type fileOwner bool

const (
	ownedByUser    fileOwner = false
	ownedByLibrary fileOwner = true
)

// maxProblems bounds the problems reported for one file; the rest of a file that has more is ignored.
const maxProblems = 20

// tooManyProblems replaces the problems of a file after the first maxProblems.
const tooManyProblems = "too many problems; the rest are ignored"

// decodeFile applies the TOML file called name to c. Each unknown key or invalid value becomes a problem with its line
// and is skipped; a file with a syntax error sets nothing.
func decodeFile(c *Settings, name string, text []byte, owner fileOwner) []Problem {
	if owner == ownedByLibrary && len(text) > maxLibraryFile {
		return []Problem{{File: name, Message: fmt.Sprintf("longer than %d KB", maxLibraryFile>>10)}}
	}
	values, meta, err := decode.TOML(text)
	if err != nil {
		return []Problem{syntaxProblem(name, err)}
	}
	var problems []Problem
	seen := map[string]bool{}
	for _, k := range meta.Keys() {
		if seen[k[0]] {
			continue // meta.Keys lists a.b after a
		}
		seen[k[0]] = true
		if len(problems) == maxProblems {
			return append(problems, Problem{File: name, Message: tooManyProblems})
		}
		if err := setFromFile(&c.Config, k[0], values[k[0]], owner); err != nil {
			problems = append(problems, Problem{File: name, Line: keyLine(text, k[0]), Message: err.Error()})
			continue
		}
		if table, ok := values[k[0]].(map[string]any); ok {
			decode := c.decodeActionKeys
			if k[0] == queriesTable {
				decode = c.decodeQueries
			}
			problems = append(problems, decode(k[0], table, name, text)...)
			continue
		}
		c.origins[k[0]] = Origin{FromFile, name, keyLine(text, k[0])}
	}
	return problems
}

// decodeActionKeys applies values, the table called name, to c.Keys: it maps actions to lists of keys. The problems that
// it returns are sorted by line.
func (c *Settings) decodeActionKeys(name string, values map[string]any, file string, text []byte) []Problem {
	var problems []Problem
	for _, action := range slices.Sorted(maps.Keys(values)) {
		origin := Origin{FromFile, file, tableKeyLine(text, name, action)}
		var list []string
		if err := setList(&list, values[action]); err != nil {
			if len(problems) == maxProblems {
				return append(problems, Problem{File: file, Message: tooManyProblems})
			}
			problems = append(problems, Problem{file, origin.Line, fmt.Sprintf("%s.%s: %s", name, action, err)})
			continue
		}
		if c.Keys == nil {
			c.Keys = map[string][]string{}
		}
		c.Keys[action] = list
		c.origins[name+"."+action] = origin
	}
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Line, b.Line) })
	return problems
}

// setFromFile sets one top-level key of a file, if the file's owner may set it. For a table it only checks that value is one;
// see decodeActionKeys and decodeQueries.
func setFromFile(c *Config, name string, value any, owner fileOwner) error {
	i := slices.IndexFunc(settingSpecs, func(k settingSpec) bool { return k.name == name })
	if i < 0 {
		return errors.New(unknownKeyMessage(name))
	}
	if owner == ownedByLibrary {
		if settingSpecs[i].userOnly {
			return fmt.Errorf("%s can be set only in your own settings file", name)
		}
		if s, ok := value.(string); ok && name == "style" && isStyleFile(s) {
			return errors.New("style: a library can choose a built-in style, but not a style file")
		}
	}
	if _, ok := value.(map[string]any); settingSpecs[i].isTable {
		if !ok {
			return fmt.Errorf("%s: %w", name, typeError("a table, ["+name+"]", value))
		}
		return nil
	}
	if err := settingSpecs[i].set(c, value); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// syntaxProblem turns an error of the TOML decoder into a problem, with its line where the error has one.
func syntaxProblem(name string, err error) Problem {
	p := Problem{File: name, Message: strings.TrimPrefix(err.Error(), "toml: ")}
	if parse, ok := errors.AsType[toml.ParseError](err); ok {
		p.Line = parse.Position.Line
		if parse.Message != "" {
			p.Message = parse.Message
		}
	}
	return p
}

// keyLine returns the line, from 1, of a top-level key or table, or 0 if it is not found. The TOML library reports keys
// without their lines; in a text that it accepts, the first line that starts with the key is right, except where the
// text of a multi-line string looks like the key.
func keyLine(text []byte, name string) int {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		s := strings.TrimLeft(string(line), " \t[")
		for _, quote := range []string{"", `"`, "'"} {
			if rest, ok := strings.CutPrefix(s, quote+name+quote); ok && isKeyEnd(rest) {
				return number
			}
		}
	}
	return 0
}

// tableKeyLine returns the line, from 1, of a key in a table: below the table's header, or written as table.key. It falls
// back to keyLine of the table.
func tableKeyLine(text []byte, table, name string) int {
	number, inside := 0, false
	for line := range bytes.Lines(text) {
		number++
		s := strings.TrimSpace(string(line))
		if rest, ok := strings.CutPrefix(s, "["); ok {
			inside = strings.Trim(strings.TrimSpace(strings.TrimSuffix(rest, "]")), `"'`) == table
			continue
		}
		if !inside {
			var dotted bool
			if s, dotted = strings.CutPrefix(s, table+"."); !dotted {
				continue
			}
		}
		for _, quote := range []string{"", `"`, "'"} {
			if rest, ok := strings.CutPrefix(s, quote+name+quote); ok && isKeyEnd(rest) {
				return number
			}
		}
	}
	return keyLine(text, table)
}

// isKeyEnd reports whether rest, the text after the name of a key, shows that the key ends there.
func isKeyEnd(rest string) bool {
	rest = strings.TrimLeft(rest, " \t")
	return rest != "" && strings.ContainsRune("=.]", rune(rest[0]))
}

// ErrorWithoutPath returns the text of an error without the path of the file, for a message that names the file already.
func ErrorWithoutPath(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}
