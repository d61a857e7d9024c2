package cli

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"

	"github.com/spf13/cobra"

	"quire/internal/config"
)

// format is the value of --format: the name of a shape, or a template over the fields of the JSON form.
type format struct {
	names  []string       // of the shapes there are
	fields map[string]any // of the records, each with the value that stands for none
	text   string         // as it was given
	made   *template.Template
}

// newFormat is a flag for records of the shape of sample, a struct as it is written in JSON.
func newFormat(sample any, names ...string) *format {
	f := &format{names: names, fields: map[string]any{}}
	f.learn(reflect.TypeOf(sample))
	return f
}

// learn takes the names and the empty values of the fields from the JSON form.
func (f *format) learn(t reflect.Type) {
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			f.learn(field.Type)
			continue
		}
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		f.fields[name] = emptyOf(field.Type)
	}
}

// emptyOf is the empty value of a type, as a template sees it.
func emptyOf(t reflect.Type) any {
	switch t.Kind() {
	case reflect.String:
		return ""
	case reflect.Bool:
		return false
	case reflect.Slice:
		return []any{}
	case reflect.Map:
		return map[string]any{}
	case reflect.Float64:
		return 0.0
	}
	return 0
}

func (f *format) String() string { return f.text }

// Type is what a flag without a word of its own for its value would show.
func (f *format) Type() string { return "format" }

// Set takes the flag's value. What is wrong with it is a failure that says where.
func (f *format) Set(text string) error {
	f.text = text
	if !strings.Contains(text, "{{") {
		return f.named()
	}
	plain := unescape(text)
	made, err := parsed(plain)
	if err != nil {
		at, why := slip(plain, err)
		return f.wrong(plain, at, why, "FORMAT is Go's text/template; a field is written {{.path}}")
	}
	f.made = made
	return f.known(plain, made.Root)
}

func (f *format) named() error {
	if slices.Contains(f.names, f.text) {
		return nil
	}
	hint := "FORMAT is " + strings.Join(f.names, ", ") + " or a template, such as " + f.example()
	if near := config.Nearest(f.text, f.names); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return usage(hint, "--format %s: no such format", f.text)
}

func (f *format) example() string {
	for _, name := range []string{"path", "tag", "from", "key", "notes"} {
		if _, ok := f.fields[name]; ok {
			return "'{{." + name + "}}'"
		}
	}
	return "'{{.}}'"
}

// wrong is a slip in a template, with a caret under it.
func (f *format) wrong(text string, at int, why, hint string) error {
	line := strings.Count(text[:at], "\n")
	start := strings.LastIndexByte(text[:at], '\n') + 1
	shown, _, _ := strings.Cut(text[start:], "\n")
	fail := &failure{code: exitError, err: fmt.Errorf("--format: %s", why), hint: hint}
	if line > 0 {
		fail.err = fmt.Errorf("--format: line %d: %s", line+1, why)
	}
	fail.detail = "  " + visible(shown) + "\n  " + strings.Repeat(" ", len([]rune(visible(shown[:min(at-start, len(shown))])))) + "^"
	return fail
}

// visible is a line of a template with its controls as they are typed.
func visible(text string) string {
	return strings.NewReplacer("\t", `\t`, "\x00", `\0`, "\r", `\r`, "\x1b", `\e`).Replace(text)
}

// parsed reads a template with the functions that templates have here.
func parsed(text string) (*template.Template, error) {
	return template.New("format").Funcs(functions).Option("missingkey=zero").Parse(text)
}

// slip is where a template went wrong, and why: the parser names the line alone, so it is asked about more
// and more of the text until it has reason to complain of something else than the end.
func slip(text string, err error) (at int, why string) {
	for i := 0; i < len(text); {
		open := strings.Index(text[i:], "{{")
		if open < 0 {
			break
		}
		open += i
		end := strings.Index(text[open:], "}}")
		if end < 0 {
			return open, "{{ without its }}"
		}
		end += open + len("}}")
		if _, err := parsed(text[:end]); err != nil && !strings.Contains(err.Error(), "unexpected EOF") {
			return open, reason(err)
		}
		at, i = open, end
	}
	if strings.Contains(err.Error(), "unexpected EOF") {
		return len(text), "an {{end}} is missing"
	}
	return at, reason(err)
}

// reason is what text/template says, without the name and the line that it puts before it.
func reason(err error) string {
	text := strings.TrimPrefix(err.Error(), "template: ")
	if rest, ok := strings.CutPrefix(text, "format:"); ok {
		rest = strings.TrimLeft(rest, "0123456789:")
		return strings.TrimSpace(rest)
	}
	return text
}

// known refuses fields that no record has. Within range, with and templates the dot is something else.
func (f *format) known(text string, n parse.Node) error {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		for _, child := range n.Nodes {
			if err := f.known(text, child); err != nil {
				return err
			}
		}
	case *parse.ActionNode:
		return f.known(text, n.Pipe)
	case *parse.PipeNode:
		if n == nil {
			return nil
		}
		for _, c := range n.Cmds {
			for _, arg := range c.Args {
				if err := f.known(text, arg); err != nil {
					return err
				}
			}
		}
	case *parse.FieldNode:
		return f.knownField(text, n)
	case *parse.IfNode:
		return f.knownBranch(text, &n.BranchNode, true)
	case *parse.RangeNode:
		return f.knownBranch(text, &n.BranchNode, false)
	case *parse.WithNode:
		return f.knownBranch(text, &n.BranchNode, false)
	}
	return nil
}

func (f *format) knownBranch(text string, n *parse.BranchNode, dot bool) error {
	if err := f.known(text, n.Pipe); err != nil {
		return err
	}
	if dot {
		if err := f.known(text, n.List); err != nil {
			return err
		}
	}
	return f.known(text, n.ElseList)
}

func (f *format) knownField(text string, n *parse.FieldNode) error {
	name := n.Ident[0]
	if _, ok := f.fields[name]; ok {
		return nil
	}
	names := make([]string, 0, len(f.fields))
	for known := range f.fields {
		names = append(names, known)
	}
	slices.Sort(names)
	hint := "the fields are " + strings.Join(names, ", ")
	if near := config.Nearest(name, names); near != "" {
		hint = "did you mean ." + near + "? " + hint
	}
	at := min(int(n.Position()), len(text))
	if i := strings.LastIndex(text[:min(at+1, len(text))], "."); i >= 0 { // the position may be that of the name
		at = i
	}
	return f.wrong(text, at, "records have no field ."+name, hint)
}

// unescape reads \t, \n, \r, \0, \e and \\ outside of actions, as they are typed between a shell's quotes.
func unescape(text string) string {
	var b strings.Builder
	for text != "" {
		plain, action := text, ""
		if i := strings.Index(text, "{{"); i >= 0 {
			plain, action = text[:i], text[i:]
			if end := strings.Index(action, "}}"); end >= 0 {
				action = action[:end+2]
			}
		}
		text = text[len(plain)+len(action):]
		b.WriteString(escapes.Replace(plain))
		b.WriteString(action)
	}
	return b.String()
}

var escapes = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r", `\0`, "\x00", `\e`, "\x1b")

func (f *format) bind(cmd *cobra.Command) {
	cmd.Flags().Var(f, "format", "`FORMAT` is "+strings.Join(f.names, ", ")+" or a template, such as "+f.example())
	choices(cmd, "format", f.names...)
}
