package profile

import (
	"path"
	"strings"
)

// Bounds of what is read of configurations in JavaScript.
const (
	maxScriptDepth  = 64   // of values within values
	maxScriptFiles  = 16   // that a configuration imports, directly or indirectly
	maxScriptString = 4096 // bytes of a text that is put together
	// maxScriptWork bounds the bytes that are read and the values that are copied. Values are read where they are used, so
	// hostile text could be read over and over.
	maxScriptWork = 8 << 20
)

// scripts reads the literals of JavaScript and TypeScript files without running them. Of an expression it knows the value if it
// is a literal, a name that is declared with such a value, here or in a file that is imported by a relative path, or a choice of
// which only one side is known.
type scripts struct {
	files  Files
	loaded map[string]*script
	worked int // of maxScriptWork
}

// script is one file. Its values are nil (unknown), string, bool, []any, map[string]any and call.
type script struct {
	all      *scripts
	name     string
	text     string
	pos      int
	depth    int
	declared map[string]int          // name -> position of its value
	imported map[string]scriptImport // local name -> where it comes from
	exported int                     // position of the exported value, -1 without any
	known    map[string]any          // values of names that were evaluated
	busy     map[string]bool         // names whose values are being evaluated
}

// scriptImport is a name that a script imports from a module; the name is "default" for what the module exports by default.
type scriptImport struct{ module, name string }

// call is a call of a function of which only the name is known. module is where the function is imported from.
type call struct {
	name, module string
	args         []any
}

// readScript returns the literals of the settings that a configuration in JavaScript, TypeScript or JSON exports. It returns nil
// if there is no such file.
func readScript(files Files, name string) (settings, error) {
	text, err := files.Read(name)
	if err != nil || text == nil {
		return nil, err
	}
	all := &scripts{files: files, loaded: map[string]*script{}}
	return settingsOf(all.parse(name, string(text)).exportedValue()), nil
}

// settingsOf returns the settings that a value stands for: an object, or the first object that a function is called with.
func settingsOf(value any) settings {
	switch v := value.(type) {
	case map[string]any:
		return v
	case call:
		for _, arg := range v.args {
			if s := settingsOf(arg); len(s) > 0 {
				return s
			}
		}
	}
	return settings{}
}

// remarkOnScript tells the user that a configuration is not run.
func (p *Profile) remarkOnScript(name string) {
	p.Remarks = append(p.Remarks, name+" is not run: only the literals in it are read")
}

// load returns the script that a file imports by a relative path, or nil.
func (all *scripts) load(from, module string) *script {
	if !strings.HasPrefix(module, ".") {
		return nil
	}
	name := path.Join(path.Dir(from), module)
	if strings.HasPrefix(name, "..") {
		return nil
	}
	if s, ok := all.loaded[name]; ok {
		return s
	}
	all.loaded[name] = nil
	for _, end := range []string{"", ".ts", ".js", ".mjs", ".mts", ".json", "/index.ts", "/index.js"} {
		if len(all.loaded) > maxScriptFiles || end == "" && path.Ext(name) == "" {
			continue
		}
		if text, err := all.files.Read(name + end); err == nil && text != nil {
			all.loaded[name] = all.parse(name+end, string(text))
			break
		}
	}
	return all.loaded[name]
}

// parse finds the declarations of a script.
func (all *scripts) parse(name, text string) *script {
	s := &script{
		all: all, name: name, text: text, exported: -1, declared: map[string]int{}, imported: map[string]scriptImport{},
		known: map[string]any{}, busy: map[string]bool{},
	}
	if path.Ext(name) == ".json" {
		s.exported = 0
		return s
	}
	for s.skipSpace(); s.pos < len(s.text); s.skipSpace() {
		at := s.pos
		word := s.skipToken()
		switch word {
		case "const", "let", "var":
			s.readDeclaration()
		case "import":
			s.readImport()
		case "default": // export default
			if s.exported < 0 && s.endsIn(at, "export") {
				s.skipSpace()
				s.exported = s.pos
			}
		case "exports": // module.exports =
			s.skipSpace()
			if s.exported < 0 && s.endsIn(at, "module.") && s.startsWith("=") && !s.startsWith("==") {
				s.exported = s.pos + 1
			}
		}
	}
	return s
}

// endsIn reports whether the text before a position ends in word.
func (s *script) endsIn(at int, word string) bool {
	return strings.HasSuffix(strings.TrimRight(s.text[:at], " \t\r\n"), word)
}

// readDeclaration reads the name of a declaration and the position of its value.
func (s *script) readDeclaration() {
	s.skipSpace()
	name := s.identifier()
	if name == "" {
		return
	}
	s.skipSpace()
	if s.startsWith(":") { // a type
		for s.pos < len(s.text) && !s.startsWith(";") && (!s.startsWith("=") || s.startsWith("=>")) {
			if s.startsWith("=>") {
				s.pos++
			}
			s.skipToken()
			s.skipSpace()
		}
	}
	if _, known := s.declared[name]; !known && s.startsWith("=") {
		s.declared[name] = s.pos + 1
	}
}

// readImport reads a declaration such as: import a, { b as c } from "./d".
func (s *script) readImport() {
	end := strings.IndexAny(s.text[s.pos:min(len(s.text), s.pos+maxScriptString)], "'\"`")
	if end < 0 {
		return
	}
	names := s.text[s.pos : s.pos+end]
	s.pos += end
	text, _ := s.readQuoted()
	module, _ := text.(string)
	names = strings.TrimSuffix(strings.TrimSpace(names), "from")
	plain, inBraces, _ := strings.Cut(names, "{")
	if name := strings.Trim(plain, " \t\r\n,"); name != "" && !strings.ContainsAny(name, "*(;") {
		s.imported[name] = scriptImport{module, "default"}
	}
	for _, item := range strings.Split(strings.TrimSuffix(strings.TrimSpace(inBraces), "}"), ",") {
		switch f := strings.Fields(strings.TrimPrefix(strings.TrimSpace(item), "type ")); {
		case len(f) == 1:
			s.imported[f[0]] = scriptImport{module, f[0]}
		case len(f) == 3 && f[1] == "as":
			s.imported[f[2]] = scriptImport{module, f[0]}
		}
	}
}

// exportedValue returns the value that the script exports by default.
func (s *script) exportedValue() any {
	if s == nil || s.exported < 0 {
		return nil
	}
	return s.evaluate("default", s.exported)
}

// valueOf returns the value of a name.
func (s *script) valueOf(name string) any {
	if at, ok := s.declared[name]; ok {
		return s.evaluate(name, at)
	}
	from, ok := s.imported[name]
	if !ok {
		return nil
	}
	other := s.all.load(s.name, from.module)
	switch {
	case other == nil || other.busy[from.name]:
		return nil
	case from.name == "default":
		return other.exportedValue()
	}
	return other.valueOf(from.name)
}

// evaluate returns the value of the expression at a position, which has a name.
func (s *script) evaluate(name string, at int) any {
	if v, ok := s.known[name]; ok || s.busy[name] {
		return v
	}
	s.busy[name] = true
	pos := s.pos
	s.pos = at
	v := s.expression()
	s.pos, s.busy[name] = pos, false
	s.known[name] = v
	return v
}
