package markdown

import (
	"strings"

	"github.com/yuin/goldmark/util"
)

// tagArguments are the arguments of a tag or shortcode: x "y" z="w", as in Liquid, Hugo, Hexo, GitBook, Nunjucks and Zola.
type tagArguments struct {
	positional []tagArgument
	named      []tagArgument
}

// tagArgument is an argument of a tag.
type tagArgument struct {
	key, value string // the key is in lower case, and "" for a positional argument
	isQuoted   bool
}

// parseArguments parses the text after the name of a tag.
func parseArguments(arg string) (a tagArguments) {
	for {
		arg = strings.TrimLeft(arg, " \t\n,")
		if arg == "" || arg == "/" {
			return a
		}
		var next tagArgument
		if key, rest, ok := cutArgumentKey(arg); ok {
			next.key, arg = key, rest
		}
		next.value, arg, next.isQuoted = cutArgumentValue(arg)
		if next.key == "" {
			a.positional = append(a.positional, next)
		} else {
			a.named = append(a.named, next)
		}
	}
}

// cutArgumentKey cuts key= off the beginning of arg.
func cutArgumentKey(arg string) (key, rest string, ok bool) {
	n := 0
	for n < len(arg) && (util.IsAlphaNumeric(arg[n]) || n > 0 && strings.IndexByte("_-:@.", arg[n]) >= 0) {
		n++
	}
	rest = strings.TrimLeft(arg[n:], " ")
	if n == 0 || rest == "" || rest[0] != '=' {
		return "", arg, false
	}
	return strings.ToLower(arg[:n]), strings.TrimLeft(rest[1:], " "), true
}

// cutArgumentValue cuts a word or a text in quotes off the beginning of arg.
func cutArgumentValue(arg string) (value, rest string, isQuoted bool) {
	if arg == "" {
		return "", "", false
	}
	quote := arg[0]
	if quote != '"' && quote != '\'' && quote != '`' {
		end := strings.IndexAny(arg, " \t\n,")
		if strings.Contains(arg[:max(end, 0)], "://") || end < 0 {
			end = strings.IndexAny(arg, " \t\n")
		}
		if end < 0 {
			return arg, "", false
		}
		return arg[:end], arg[end:], false
	}
	var b strings.Builder
	for i := 1; i < len(arg); i++ {
		switch c := arg[i]; {
		case c == '\\' && i+1 < len(arg) && arg[i+1] == quote:
			i++
			b.WriteByte(quote)
		case c == quote:
			return b.String(), arg[i+1:], true
		default:
			b.WriteByte(c)
		}
	}
	return arg[1:], "", false
}

// first returns the value of the first of the keys that has a text in quotes or, when words count as well, a word.
func (a tagArguments) first(words bool, keys ...string) string {
	for _, key := range keys {
		for _, n := range a.named {
			if n.key == key && (n.isQuoted || words) && n.value != "" && !strings.Contains(n.value, "{{") {
				return n.value
			}
		}
	}
	return ""
}

// listQuoted returns the positional arguments in quotes.
func (a tagArguments) listQuoted() (texts []string) {
	for _, p := range a.positional {
		if p.isQuoted && p.value != "" {
			texts = append(texts, p.value)
		}
	}
	return texts
}

// address returns the first argument that is the address of a page.
func (a tagArguments) address() string {
	for _, list := range [][]tagArgument{a.named, a.positional} {
		for _, n := range list {
			if isPageAddress(n.value) {
				return n.value
			}
		}
	}
	return ""
}

// isPageAddress reports whether a text is the address of a page: https://host/path.
func isPageAddress(v string) bool {
	rest, ok := strings.CutPrefix(v, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(v, "http://")
	}
	return ok && rest != "" && !strings.ContainsAny(rest, " \n<>\"{}")
}

// words returns the positional arguments as a text.
func (a tagArguments) words() string {
	var words []string
	for _, p := range a.positional {
		words = append(words, p.value)
	}
	return strings.Join(words, " ")
}
