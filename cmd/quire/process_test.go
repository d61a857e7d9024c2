package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// processOwners lists the packages that may know the process: its streams, environment, home and current folder. All others
// get them as values, so that one process can serve readers on several machines.
var processOwners = []string{"cli", "host", "cmd/quire", "vtcheck", "testcorpus"}

// processFacts lists what the package os knows about the process and its user.
var processFacts = []string{
	"Stdin", "Stdout", "Stderr", "Args",
	"Environ", "Getenv", "LookupEnv", "ExpandEnv", "Setenv", "Unsetenv", "Clearenv",
	"UserHomeDir", "UserCacheDir", "UserConfigDir", "TempDir", "Getwd", "Chdir", "Getuid", "Exit",
}

func TestProcess_IsKnownOnlyToItsOwners(t *testing.T) {
	uses := 0
	for file := range sourceFiles(t) {
		src, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		facts, err := findProcessFacts(src)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(processOwners, packageOf(file)) {
			uses += len(facts)
		} else if len(facts) > 0 {
			t.Errorf("%s uses %v: hand it in as a value, from the host of the session", file, facts)
		}
	}
	if uses == 0 {
		t.Error("not even the owners use the process: the test looks for the wrong names")
	}
}

// findProcessFacts returns the processFacts that a Go file uses, whatever name it imports the package os by.
func findProcessFacts(src []byte) ([]string, error) {
	f, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var facts []string
	name := ""
	for _, s := range f.Imports {
		switch path, _ := strconv.Unquote(s.Path.Value); {
		case path == "os/user":
			facts = append(facts, path)
		case path == "os" && s.Name == nil:
			name = "os"
		case path == "os":
			name = s.Name.Name
		}
	}
	if name == "." {
		return append(facts, "os, imported without a name"), nil
	}
	ast.Inspect(f, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if from, ok := s.X.(*ast.Ident); ok && from.Name == name && slices.Contains(processFacts, s.Sel.Name) {
			facts = append(facts, "os."+s.Sel.Name)
		}
		return true
	})
	return facts, nil
}

func TestFindProcessFacts_SeesEveryImportOfOS(t *testing.T) {
	for src, want := range map[string]string{
		`package x; import "os"; var a = os.Getenv("HOME")`:                      "os.Getenv",
		`package x; import sys "os"; func f() { g(sys.Stdout, sys.Open) }`:       "os.Stdout",
		`package x; import . "os"; var a = Getenv("HOME")`:                       "os, imported without a name",
		`package x; import "os/user"; var a = user.Current`:                      "os/user",
		`package x; import "os"; func f(o T) { os.Open("a"); o.Getenv("HOME") }`: "",
		`package x; func f(os T) { os.Getenv("HOME") }`:                          "",
	} {
		got, err := findProcessFacts([]byte(src))
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %q, %v, want %q", src, got, err, want)
		}
	}
}
