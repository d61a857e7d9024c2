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
	"quire/internal/safe"
	"quire/internal/text"
)

// formatFlag is the value of the flag --format: the name of an output format, or a template over the fields of a record's
// JSON form. It implements pflag.Value.
type formatFlag struct {
	names       []string           // of the output formats
	emptyFields map[string]any     // the fields of a record, each with its empty value
	text        string             // as given
	template    *template.Template // nil for a named format
}

// newFormat returns the flag for records like sample, a struct that is written as JSON, and for the named output formats.
func newFormat(sample any, names ...string) *formatFlag {
	f := &formatFlag{names: names, emptyFields: map[string]any{}}
	f.addFields(reflect.TypeOf(sample))
	return f
}

// addFields adds the JSON fields of a struct type to the empty fields, including those of embedded structs.
func (f *formatFlag) addFields(t reflect.Type) {
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			f.addFields(field.Type)
			continue
		}
		f.emptyFields[jsonFieldName(field)] = emptyJSONValue(field.Type)
	}
}

// jsonFieldName returns the name of a struct field in JSON, from its tag.
func jsonFieldName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

// emptyJSONValue returns the value that a template sees for an absent field of a type.
func emptyJSONValue(t reflect.Type) any {
	switch t.Kind() {
	case reflect.String:
		return ""
	case reflect.Bool:
		return false
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 { // []byte is encoded in base64
			return ""
		}
		return []any{}
	case reflect.Map:
		return map[string]any{}
	case reflect.Float64:
		return 0.0
	}
	return 0
}

func (f *formatFlag) String() string { return f.text }

// Type returns the placeholder that the help shows for the value of a flag whose usage names none.
func (f *formatFlag) Type() string { return "format" }

// Set parses the flag's value. For a template with an error it returns a failure that points at the error.
func (f *formatFlag) Set(text string) error {
	f.text = text
	if !strings.Contains(text, "{{") {
		return f.checkName()
	}
	plain := unescapeText(text)
	made, err := parseTemplate(plain)
	if err != nil {
		offset, why := locateSyntaxError(plain, err)
		return f.templateError(plain, offset, why, "FORMAT is a template as in Go's text/template; write a field as {{.path}}")
	}
	f.template = made
	return f.checkFields(plain, made.Root)
}

// checkName returns a usage error unless the value is the name of an output format.
func (f *formatFlag) checkName() error {
	if slices.Contains(f.names, f.text) {
		return nil
	}
	hint := "FORMAT is " + strings.Join(f.names, ", ") + " or a template, such as " + f.exampleTemplate()
	if near := config.NearestMatch(f.text, f.names); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return usageError(hint, "--format %s: no such format", f.text)
}

// exampleTemplate returns a template that makes sense for these records, for hints.
func (f *formatFlag) exampleTemplate() string {
	for _, name := range []string{"path", "tag", "from", "key", "notes"} {
		if _, ok := f.emptyFields[name]; ok {
			return "'{{." + name + "}}'"
		}
	}
	return "'{{.}}'"
}

// templateError returns an error in a template, with the line in question and a caret below the byte at offset.
func (f *formatFlag) templateError(text string, offset int, why, hint string) error {
	line := strings.Count(text[:offset], "\n")
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	shown, _, _ := strings.Cut(text[start:], "\n")
	fail := &failure{code: exitError, err: fmt.Errorf("--format: %s", why), hint: hint}
	if line > 0 {
		fail.err = fmt.Errorf("--format: line %d: %s", line+1, why)
	}
	fail.detail = "  " + escapeControls(shown) + "\n  " + padToCaret(escapeControls(shown[:min(offset-start, len(shown))])) + "^"
	return fail
}

// padToCaret returns the spaces before a caret that points below the cell after before.
func padToCaret(before string) string { return text.Spaces(text.Wcwidth.Width(safe.Text(before))) }

// escapeControls returns a line of a template with its control characters written as escapes, as the user typed them.
func escapeControls(text string) string {
	return strings.NewReplacer("\t", `\t`, "\x00", `\0`, "\r", `\r`, "\x1b", `\e`).Replace(text)
}

// parseTemplate parses a template that may call the functions of this package.
func parseTemplate(text string) (*template.Template, error) {
	return template.New("format").Funcs(templateFuncs).Option("missingkey=zero").Parse(text)
}

// locateSyntaxError returns the offset of a syntax error in a template and its reason. Since the parser reports only the
// line, it parses longer and longer prefixes until one has an error other than an unexpected end.
func locateSyntaxError(text string, err error) (offset int, why string) {
	for i := 0; i < len(text); {
		open := strings.Index(text[i:], "{{")
		if open < 0 {
			break
		}
		open += i
		end := strings.Index(text[open:], "}}")
		if end < 0 {
			return open, "{{ without a closing }}"
		}
		end += open + len("}}")
		if _, err := parseTemplate(text[:end]); err != nil && !strings.Contains(err.Error(), "unexpected EOF") {
			return open, trimErrorPrefix(err)
		}
		offset, i = open, end
	}
	if strings.Contains(err.Error(), "unexpected EOF") {
		return len(text), "missing {{end}}"
	}
	return offset, trimErrorPrefix(err)
}

// trimErrorPrefix returns the message of an error of text/template without the leading template name and line.
func trimErrorPrefix(err error) string {
	text := strings.TrimPrefix(err.Error(), "template: ")
	if rest, ok := strings.CutPrefix(text, "format:"); ok {
		rest = strings.TrimLeft(rest, "0123456789:")
		return strings.TrimSpace(rest)
	}
	return text
}

// checkFields returns an error for a field in a template that records do not have. It skips the bodies of range, with and
// nested templates, where the dot is not the record.
func (f *formatFlag) checkFields(text string, n parse.Node) error {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		for _, child := range n.Nodes {
			if err := f.checkFields(text, child); err != nil {
				return err
			}
		}
	case *parse.ActionNode:
		return f.checkFields(text, n.Pipe)
	case *parse.PipeNode:
		if n == nil {
			return nil
		}
		for _, c := range n.Cmds {
			for _, arg := range c.Args {
				if err := f.checkFields(text, arg); err != nil {
					return err
				}
			}
		}
	case *parse.FieldNode:
		return f.checkField(text, n)
	case *parse.IfNode:
		return f.checkBranch(text, &n.BranchNode, true)
	case *parse.RangeNode:
		return f.checkBranch(text, &n.BranchNode, false)
	case *parse.WithNode:
		return f.checkBranch(text, &n.BranchNode, false)
	}
	return nil
}

// checkBranch checks the fields in an if, range or with action. It checks the body only if the dot there is still the record;
// the else branch keeps the dot in any case.
func (f *formatFlag) checkBranch(text string, n *parse.BranchNode, keepsDot bool) error {
	if err := f.checkFields(text, n.Pipe); err != nil {
		return err
	}
	if keepsDot {
		if err := f.checkFields(text, n.List); err != nil {
			return err
		}
	}
	return f.checkFields(text, n.ElseList)
}

// checkField returns an error if records do not have the field.
func (f *formatFlag) checkField(text string, n *parse.FieldNode) error {
	name := n.Ident[0]
	if _, ok := f.emptyFields[name]; ok {
		return nil
	}
	names := make([]string, 0, len(f.emptyFields))
	for known := range f.emptyFields {
		names = append(names, known)
	}
	slices.Sort(names)
	hint := "the fields are " + strings.Join(names, ", ")
	if near := config.NearestMatch(name, names); near != "" {
		hint = "did you mean ." + near + "? " + hint
	}
	offset := min(int(n.Position()), len(text))
	if i := strings.LastIndex(text[:min(offset+1, len(text))], "."); i >= 0 { // the position may be that of the dot or of the name
		offset = i
	}
	return f.templateError(text, offset, "records have no field ."+name, hint)
}

// unescapeText replaces the escapes \t, \n, \r, \0, \e and \\ outside of actions. Users type them in quotes, where the shell
// leaves them as they are.
func unescapeText(text string) string {
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

func (f *formatFlag) bind(cmd *cobra.Command) {
	cmd.Flags().Var(f, "format", "print as `FORMAT`: "+strings.Join(f.names, ", ")+" or a template, such as "+f.exampleTemplate())
	completeFlagValues(cmd, "format", f.names...)
}
