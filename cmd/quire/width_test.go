package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// widthFunctions lists, of libraries that are used for other things too, the functions that measure, cut, wrap or align
// text by cells. Only package text may call them: two parts that count differently pad what the other cuts.
var widthFunctions = map[string]*regexp.Regexp{
	"github.com/charmbracelet/x/ansi": regexp.MustCompile(
		`^(StringWidth|Truncate|TruncateLeft|Cut|Wrap|Wordwrap|Hardwrap)(Wc)?$|^(FirstGraphemeCluster|GraphemeWidth|WcWidth|Method|ByteToGraphemeRange)$`),
	"charm.land/lipgloss/v2": regexp.MustCompile(
		`^(Width|Height|Size|Wrap|NewWrapWriter|Place\w*|Join\w*|NewStyle|StyleRanges|StyleRunes)$`),
}

func TestWidth_HasOneOwner(t *testing.T) {
	callsInText := 0
	for file := range sourceFiles(t) {
		f, err := parser.ParseFile(token.NewFileSet(), path.Join(root, file), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		calls := widthCalls(f)
		if packageOf(file) == "text" {
			callsInText += len(calls)
			continue
		}
		for _, call := range calls {
			t.Errorf("%s: only package text measures, cuts and wraps text by cells: use text.WidthMethod in place of %s", file, call)
		}
	}
	if callsInText == 0 {
		t.Error("package text calls none of widthFunctions: the test looks for the wrong names")
	}
}

// fmt pads by code points.
func TestWidth_IsNotPaddedByFmt(t *testing.T) {
	verb := regexp.MustCompile(`%[-+# ]*(\d+|\*)[svq]`)
	if !verb.MatchString("%-30s") || !verb.MatchString("%*s") || verb.MatchString("%.3s %5d %-4d") {
		t.Fatal("the pattern finds the wrong verbs")
	}
	for file := range sourceFiles(t) {
		src, err := os.ReadFile(path.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range verb.FindAll(src, -1) {
			t.Errorf("%s: %s pads by code points: use text.WidthMethod.Pad", file, found)
		}
	}
}

func TestWidthCalls_FindsRenamedImports(t *testing.T) {
	src := `package x
import ("charm.land/lipgloss/v2"; xansi "github.com/charmbracelet/x/ansi"; "strings")
var _ = xansi.StringWidthWc("") + lipgloss.Width("") + len(xansi.SetHyperlink("")) + len(strings.Repeat("", 1)) + len(xansi.GraphemeWidth.Truncate("", 1, ""))
`
	f, err := parser.ParseFile(token.NewFileSet(), "x.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := widthCalls(f), []string{"xansi.StringWidthWc", "lipgloss.Width", "xansi.GraphemeWidth"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// widthCalls returns the uses of widthFunctions in a file, in their order.
func widthCalls(f *ast.File) []string {
	forbidden := map[string]*regexp.Regexp{} // by the name of the import in this file
	for _, imp := range f.Imports {
		lib, err := strconv.Unquote(imp.Path.Value)
		if err != nil || widthFunctions[lib] == nil {
			continue
		}
		name := path.Base(strings.TrimSuffix(lib, "/v2"))
		if imp.Name != nil {
			name = imp.Name.Name
		}
		forbidden[name] = widthFunctions[lib]
	}
	var calls []string
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := s.X.(*ast.Ident); ok && forbidden[x.Name] != nil && forbidden[x.Name].MatchString(s.Sel.Name) {
			calls = append(calls, x.Name+"."+s.Sel.Name)
		}
		return true
	})
	return calls
}
