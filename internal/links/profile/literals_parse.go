package profile

import (
	"maps"
	"strings"
)

// copyCost is the work of copying one value, compared with that of reading a byte.
const copyCost = 16

// maxCalleeName bounds the name of a function that is called, in bytes.
const maxCalleeName = 200

// expression reads an expression and returns its value, nil if it is not known. It stops before what cannot belong to it.
func (s *script) expression() any {
	if s.depth++; s.depth > maxScriptDepth {
		s.pos = len(s.text)
	}
	defer func() { s.depth-- }()
	value := s.operand()
	for {
		s.skipSpace()
		switch {
		case s.take("||"), s.take("??"):
			if other := s.expression(); value == nil {
				value = other
			}
		case s.take("&&"):
			value = s.expression()
		case s.startsWith("?") && !s.startsWith("?."):
			s.pos++
			yes := s.expression()
			s.skipSpace()
			s.take(":")
			value = choose(value, yes, s.expression())
		case s.startsWith("=>"): // of a function with a single parameter
			s.pos += 2
			value = s.functionBody()
		case s.startsWith("+") && !s.startsWith("++"):
			s.pos++
			a, isText := value.(string)
			b, both := s.expression().(string)
			if value = nil; isText && both && len(a)+len(b) <= maxScriptString {
				value = a + b
			}
		case s.startsWith("=") || s.startsWith("!=") || s.startsWith("<") || s.startsWith(">") || s.startsWith("*") || s.startsWith("%") || s.startsWith("/") || s.startsWith("-") || s.startsWith("|") || s.startsWith("&"):
			for s.pos < len(s.text) && strings.IndexByte("=!<>*%/-|&", s.text[s.pos]) >= 0 {
				s.pos++
			}
			s.expression()
			value = nil
		case s.atWord("as"), s.atWord("satisfies"):
			s.skipToken()
			s.skipType()
		default:
			return value
		}
	}
}

// choose returns the value of a condition's two sides. Of two texts it is the longer one, if the condition is unknown: a base path
// is usually the one that is published, / that of a test.
func choose(condition, yes, no any) any {
	if c, ok := condition.(bool); ok {
		if c {
			return yes
		}
		return no
	}
	a, isText := yes.(string)
	b, both := no.(string)
	if yes == nil || isText && both && len(b) > len(a) {
		return no
	}
	return yes
}

// operand reads a literal, a name, a call or what stands in parentheses.
func (s *script) operand() any {
	s.skipSpace()
	if s.pos >= len(s.text) {
		return nil
	}
	var value any
	switch c := s.text[s.pos]; {
	case c == '\'' || c == '"' || c == '`':
		value, _ = s.readQuoted()
	case c == '{':
		value = s.object()
	case c == '[':
		value = s.list('[', ']')
	case c == '(':
		value = s.parenthesis()
	case c == '!' || c == '-' || c == '+' || c == '~':
		s.pos++
		v, isBool := s.operand().(bool)
		if !isBool || c != '!' {
			return nil
		}
		return !v
	case strings.HasPrefix(s.text[s.pos:], "..."):
		s.pos += 3
		return s.operand()
	case isIdentifierByte(c) && (c < '0' || c > '9'):
		return s.suffixes(s.nameValue())
	case strings.IndexByte(",;:)]}", c) >= 0:
		return nil
	default:
		s.skipToken()
	}
	return s.suffixes(value, call{})
}

// nameValue reads a name and returns its value, together with the call that it may begin.
func (s *script) nameValue() (any, call) {
	switch name := s.identifier(); name {
	case "true", "false":
		return name == "true", call{}
	case "null", "undefined":
		return nil, call{}
	case "new", "await", "typeof", "async", "return":
		return s.operand(), call{}
	case "function":
		s.skipSpace()
		s.identifier()
		s.skipSpace()
		s.list('(', ')')
		s.skipTo("{")
		return s.functionBody(), call{}
	default:
		if s.depth > maxScriptDepth/2 {
			return nil, call{name: name}
		}
		return s.valueOf(name), call{name: name, module: s.imported[name].module}
	}
}

// suffixes reads members, calls and indexes after a value.
func (s *script) suffixes(value any, callee call) any {
	for {
		s.skipSpace()
		switch {
		case s.startsWith("."), s.startsWith("?."):
			s.take("?")
			s.pos++
			s.skipSpace()
			name := s.identifier()
			table, _ := value.(map[string]any)
			if value = table[name]; name == "" && !s.startsWith("(") && !s.startsWith("[") {
				return nil
			}
			if len(callee.name) < maxCalleeName {
				callee.name += "." + name
			}
		case s.startsWith("("):
			args := s.list('(', ')')
			if callee.name == "require" && len(args) == 1 {
				module, _ := args[0].(string)
				value = s.all.load(s.name, module).exportedValue()
				continue
			}
			value = call{callee.name, callee.module, args}
		case s.startsWith("["):
			s.list('[', ']')
			value = nil
		case s.startsWith("<") && callee.name != "" && s.typeArguments():
		case s.startsWith("!") && !s.startsWith("!="):
			s.pos++
		default:
			return value
		}
	}
}

// typeArguments skips the <T> before the arguments of a call. It is false if what follows is a comparison.
func (s *script) typeArguments() bool {
	i := strings.Index(s.text[s.pos:min(len(s.text), s.pos+200)], ">(")
	if i < 0 || strings.ContainsAny(s.text[s.pos:s.pos+i], ";=") {
		return false
	}
	s.pos += i + 1
	return true
}

// object reads an object literal. Members whose names or values are not known are left out.
func (s *script) object() any {
	out := map[string]any{}
	s.pos++
	for s.skipSpace(); s.pos < len(s.text) && !s.take("}"); s.skipSpace() {
		start := s.pos
		s.member(out)
		s.skipSpace()
		if !s.startsWith("}") && !s.take(",") {
			s.skipPast(",", "}")
		}
		if s.pos == start {
			s.pos++
		}
	}
	return out
}

// member reads one member of an object.
func (s *script) member(out map[string]any) {
	if s.take("...") {
		if more, ok := s.expression().(map[string]any); ok {
			s.spend(copyCost * len(more))
			maps.Copy(out, more)
		}
		return
	}
	key, known := s.key()
	s.skipSpace()
	switch {
	case s.take(":"):
		if v := s.expression(); known && v != nil {
			out[key] = v
		}
	case s.startsWith("("): // a method
		s.list('(', ')')
		s.skipTo("{")
		s.skipBlock()
	case known && (s.startsWith(",") || s.startsWith("}")):
		if v := s.valueOf(key); v != nil {
			out[key] = v
		}
	}
}

// key reads the key of a member.
func (s *script) key() (string, bool) {
	switch c := s.text[s.pos]; {
	case c == '\'' || c == '"' || c == '`':
		text, ok := s.readQuoted()
		k, isText := text.(string)
		return k, ok && isText
	case c == '[':
		args := s.list('[', ']')
		if len(args) == 1 {
			k, ok := args[0].(string)
			return k, ok
		}
		return "", false
	}
	name := s.identifier()
	if s.skipSpace(); (name == "async" || name == "get" || name == "set") && s.pos < len(s.text) && isIdentifierByte(s.text[s.pos]) {
		name = s.identifier()
	}
	return name, name != ""
}

// list reads the values between two brackets.
func (s *script) list(open, end byte) []any {
	out := []any{}
	if s.pos >= len(s.text) || s.text[s.pos] != open {
		return out
	}
	s.pos++
	for s.skipSpace(); s.pos < len(s.text) && !s.take(string(end)); s.skipSpace() {
		start := s.pos
		isSpread := s.startsWith("...")
		v := s.expression()
		if more, ok := v.([]any); ok && isSpread {
			s.spend(copyCost * len(more))
			out = append(out, more...)
		} else {
			out = append(out, v)
		}
		s.skipSpace()
		if !s.startsWith(string(end)) && !s.take(",") {
			s.skipPast(",", string(end))
		}
		if s.pos == start {
			s.pos++
		}
		if len(out) > 1<<12 {
			return out
		}
	}
	return out
}

// parenthesis reads what stands in parentheses, or a function of which these are the parameters.
func (s *script) parenthesis() any {
	values := s.list('(', ')')
	s.skipSpace()
	if s.startsWith(":") { // perhaps the type of a function's result
		start := s.pos
		s.pos++
		if s.skipType(); !s.startsWith("=>") {
			s.pos = start
		}
	}
	if s.take("=>") {
		return s.functionBody()
	}
	if len(values) == 0 {
		return nil
	}
	return values[len(values)-1]
}

// functionBody returns the value of a function: that of its first return of an object, or of the expression that it consists of.
func (s *script) functionBody() any {
	s.skipSpace()
	if !s.startsWith("{") {
		return s.expression()
	}
	start := s.pos
	s.skipBlock()
	end := s.pos
	s.pos = start + 1
	var value any
	for s.skipSpace(); s.pos < end-1 && value == nil; s.skipSpace() {
		if s.skipToken() == "return" {
			value = s.expression()
			if _, isObject := value.(map[string]any); !isObject {
				value = nil
			}
		}
	}
	s.pos = end
	return value
}
