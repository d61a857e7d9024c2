package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quire/internal/layers"
)

const root = "../.."

// Every import between packages, and of a library that only some may use, is in the plan.
func TestImports_RunDownwards(t *testing.T) {
	seen := map[string]bool{}
	for file, imports := range sourceFiles(t) {
		name := packageOf(file)
		seen[name] = true
		p, ok := layers.Find(name)
		if !ok {
			t.Errorf("%s: internal/layers/plan.go has no line for the package %q", file, name)
			continue
		}
		for _, imp := range imports {
			checkImport(t, file, p, imp)
		}
	}
	for _, p := range layers.Packages() {
		if !seen[p.Name] {
			t.Errorf("internal/layers/plan.go names a package that does not exist: %s", p.Name)
		}
	}
}

// checkImport checks one import of a file against the plan.
func checkImport(t *testing.T, file string, p layers.Package, imp string) {
	t.Helper()
	if own, ok := strings.CutPrefix(imp, "quire/"); ok {
		own = strings.TrimPrefix(own, "internal/")
		if !slices.Contains(p.Allowed(), own) {
			t.Errorf("%s: %s may not import %s", file, p.Name, own)
		}
		return
	}
	if p.Pure && layers.IsDiskPackage(imp) {
		t.Errorf("%s: %s may not import %s: it must not access the disk", file, p.Name, imp)
	}
	for _, l := range layers.Libraries() {
		if l.Covers(imp) && !l.Permits(p.Name) {
			t.Errorf("%s: %s may not import %s: %s", file, p.Name, imp, l.Reason)
		}
	}
}

// The linter's rules and the picture in the README are what the plan makes of them.
func TestPlan_IsInLinterRulesAndReadme(t *testing.T) {
	for _, f := range layers.GeneratedFiles() {
		content, err := os.ReadFile(filepath.Join(root, f.Path))
		if err != nil {
			t.Fatal(err)
		}
		updated, err := f.Update(string(content))
		if err != nil {
			t.Error(err)
		} else if updated != string(content) {
			t.Errorf("%s differs from the plan: run go run ./.ci/house", f.Path)
		}
	}
}

func TestPackageNames_SayTheirPurpose(t *testing.T) {
	vague := []string{"util", "utils", "common", "types", "models", "helpers", "helper", "misc", "shared", "base"}
	for file := range sourceFiles(t) {
		for _, part := range strings.Split(path.Dir(file), "/") {
			if slices.Contains(vague, part) {
				t.Errorf("%s: the folder name %q does not say what it holds", file, part)
			}
		}
	}
}

// The top level stays small enough to be read at a glance. Files that git ignores are allowed.
func TestTopLevel_HoldsOnlyKnownFiles(t *testing.T) {
	out, err := exec.Command("git", "-C", root, "ls-files").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	if len(bytes.TrimSpace(out)) == 0 {
		t.Skip("git tracks nothing here")
	}
	allowed := []string{"cmd", "internal", "notes", "go.mod", "go.sum", "README.md", "LICENSE"}
	for _, name := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		top, _, _ := strings.Cut(strings.Trim(name, `"`), "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains(allowed, top) {
			t.Errorf("%s: the top level holds only %v and dotfiles", name, allowed)
		}
	}
}

// A test waits for a condition, not for a time. Each sleep in a test either is the pause of a loop that waits, or says in a
// comment on its line why no condition can replace it.
func TestSleeps_SayWhyTheyAreNeeded(t *testing.T) {
	reason := regexp.MustCompile(`time\.Sleep\(.*\).*// [^/]{12,}$`)
	loop := regexp.MustCompile(`^\s*for .*; time\.Sleep\(`)
	sleep := "time." + "Sleep("
	seen := 0
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, "_test.go") || filepath.Base(p) == "house_test.go" {
			return err
		}
		src, err := os.ReadFile(p)
		for i, line := range strings.Split(string(src), "\n") {
			if !strings.Contains(line, sleep) {
				continue
			}
			if seen++; !reason.MatchString(line) && !loop.MatchString(line) {
				t.Errorf("%s:%d: a sleep without a reason: %s", p, i+1, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil || seen == 0 {
		t.Errorf("%d sleeps: %v", seen, err)
	}
}

// sourceFiles returns the Go files of the program, except tests, with their imports.
func sourceFiles(t *testing.T) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "testdata" || strings.HasPrefix(name, ".") && name != "..") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)], err = parseImports(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no source files found: the test looks in the wrong folder")
	}
	return files
}

func parseImports(file string) ([]string, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var imports []string
	for _, s := range f.Imports {
		imp, err := strconv.Unquote(s.Path.Value)
		if err != nil {
			return nil, err
		}
		imports = append(imports, imp)
	}
	return imports, nil
}

func packageOf(file string) string {
	return strings.TrimPrefix(path.Dir(file), "internal/")
}
