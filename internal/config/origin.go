package config

import (
	"fmt"
	"slices"
	"strings"
)

// Kind is a kind of place that a setting comes from. The later wins.
type Kind string

// Where a setting can come from.
const (
	FromDefault     Kind = "default"
	FromFile        Kind = "file"
	FromEnvironment Kind = "environment"
	FromFlag        Kind = "flag"
)

// Origin is the place that a setting comes from.
type Origin struct {
	Kind Kind
	Name string // of the file as it is to be shown, the variable or the flag; empty for a default
	Line int    // in the file, from 1; 0 where there is none
}

// String is file:line, the name of the variable or flag, or default.
func (o Origin) String() string {
	switch {
	case o.Line > 0:
		return fmt.Sprintf("%s:%d", o.Name, o.Line)
	case o.Name != "":
		return o.Name
	}
	return string(FromDefault)
}

// Settings are a Config, and where each part of it comes from.
type Settings struct {
	Config
	origins map[string]Origin
}

// Origin is where a setting comes from. The keys of an action are called keys.ACTION.
func (s *Settings) Origin(name string) Origin {
	if o, ok := s.origins[name]; ok {
		return o
	}
	return Origin{Kind: FromDefault}
}

// Flagged notes that a flag has given a setting its value.
func (s *Settings) Flagged(name, flag string) {
	if s.origins == nil {
		s.origins = map[string]Origin{}
	}
	s.origins[name] = Origin{FromFlag, flag, 0}
}

// Setting is one setting as it is in force.
type Setting struct {
	Name   string
	Value  any // text, a number, true or false, or a list of texts
	Origin Origin
}

// Text is the value as one would write it in the environment.
func (s Setting) Text() string {
	if list, ok := s.Value.([]string); ok {
		return strings.Join(list, " ")
	}
	return fmt.Sprint(s.Value)
}

// All are the settings in their usual order, without the keys of actions.
func (s *Settings) All() []Setting {
	var all []Setting
	for _, k := range keys {
		if !k.table {
			all = append(all, Setting{k.name, k.get(&s.Config), s.Origin(k.name)})
		}
	}
	return all
}

// KeyOrigin is where the keys of an action come from.
func (s *Settings) KeyOrigin(action string) Origin {
	if _, ok := s.Keys[action]; !ok { // it could not be
		return Origin{Kind: FromDefault}
	}
	return s.Origin(keysTable + "." + action)
}

// KeyProblem is a problem with the keys of an action, at the place where they are set.
func (s *Settings) KeyProblem(action, message string) Problem {
	o := s.Origin(keysTable + "." + action)
	return Problem{File: o.Name, Line: o.Line, Message: keysTable + "." + action + ": " + message}
}

// Keyed are the actions whose keys were set, in order of their names.
func (s *Settings) Keyed() []string {
	var out []string
	for action := range s.Keys {
		out = append(out, action)
	}
	slices.Sort(out)
	return out
}
