package config

import (
	"fmt"
	"strings"
)

// OriginKind names a kind of source. The values are part of the output of quire config --json.
type OriginKind string

// The kinds of source, from the lowest precedence to the highest.
const (
	FromDefault     OriginKind = "default"
	FromSite        OriginKind = "site" // what a site generator's own settings say
	FromFile        OriginKind = "file"
	FromEnvironment OriginKind = "environment"
	FromFlag        OriginKind = "flag"
)

// Origin says where the value of a setting comes from.
type Origin struct {
	Kind OriginKind
	Name string // path of the file for display, or name of the variable or flag; empty for a default
	Line int    // line in the file, from 1; 0 if unknown or not from a file
}

// String returns FILE:LINE, the name of the file, variable or flag, or "default".
func (o Origin) String() string {
	switch {
	case o.Line > 0:
		return fmt.Sprintf("%s:%d", o.Name, o.Line)
	case o.Name != "":
		return o.Name
	}
	return string(FromDefault)
}

// Settings holds a Config together with the origin of each setting.
type Settings struct {
	Config
	origins map[string]Origin // by the name of the setting; settings at their default are absent
}

// Origin returns where the setting called name comes from. The keys of an action are called keys.ACTION.
func (s *Settings) Origin(name string) Origin {
	if o, ok := s.origins[name]; ok {
		return o
	}
	return Origin{Kind: FromDefault}
}

// SetFlagOrigin records that the setting called name got its value from a flag.
func (s *Settings) SetFlagOrigin(name, flag string) {
	if s.origins == nil {
		s.origins = map[string]Origin{}
	}
	s.origins[name] = Origin{FromFlag, flag, 0}
}

// Setting describes the effective value of one setting.
type Setting struct {
	Name   string
	Value  any // a string, an int, a bool or a []string
	Origin Origin
}

// Text formats the value as an environment variable would set it.
func (s Setting) Text() string {
	if list, ok := s.Value.([]string); ok {
		return strings.Join(list, " ")
	}
	return fmt.Sprint(s.Value)
}

// List returns the effective settings in the order of their specs, without the keys of actions.
func (s *Settings) List() []Setting {
	var all []Setting
	for _, k := range settingSpecs {
		if !k.isTable {
			all = append(all, Setting{k.name, k.get(&s.Config), s.Origin(k.name)})
		}
	}
	return all
}

// KeyOrigin returns where the keys of an action come from.
func (s *Settings) KeyOrigin(action string) Origin {
	if _, ok := s.Keys[action]; !ok { // never set, or removed as invalid
		return Origin{Kind: FromDefault}
	}
	return s.Origin(keysTable + "." + action)
}

// KeyProblem returns a problem with the keys of an action, located where they are set.
func (s *Settings) KeyProblem(action, message string) Problem {
	o := s.Origin(keysTable + "." + action)
	return Problem{File: o.Name, Line: o.Line, Message: keysTable + "." + action + ": " + message}
}
