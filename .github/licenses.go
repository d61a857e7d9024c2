//go:build ignore

// Licenses writes the licence texts of everything that is linked into quire: of Go, and of the modules, as they lie in the
// module cache. Licences such as MIT and BSD demand that they go with every copy of a program. The texts are collected
// for the systems of .goreleaser.yaml, and are no part of this repository.
//
//	go run .github/licenses.go OUT.txt     write them all into one file
//
// It fails when a module has none.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// platforms are those of .goreleaser.yaml: a module may be linked on one alone.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// isText matches the names of files that hold the terms of a licence or belong to them.
var isText = regexp.MustCompile(`(?i)^(li[cs]en[cs]e|copying|notice|patents|unlicense|copyright)([-._].*)?$`)

// isSource matches names that isText matches too, of files that hold a program.
var isSource = regexp.MustCompile(`(?i)\.(go|s|c|h|sh|ya?ml|json|toml)$`)

// pkg is what go list says of a package.
type pkg struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
		Replace            *struct{ Dir string }
	}
}

// project is what licences are collected of.
type project struct {
	name  string
	root  string   // its folder
	files []string // absolute, sorted; none is empty
}

func main() {
	if len(os.Args) != 2 {
		fail(errors.New("usage: go run .github/licenses.go OUT.txt"))
	}
	projects, err := collect()
	if err != nil {
		fail(err)
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "quire is linked with the work of %d other projects. These are their licences.\n", len(projects))
	for _, p := range projects {
		for _, name := range p.files {
			text, err := os.ReadFile(name)
			if err != nil {
				fail(err)
			}
			where, err := filepath.Rel(p.root, name)
			if err != nil {
				fail(err)
			}
			fmt.Fprintf(&out, "\n%[1]s\n%[2]s: %[3]s\n%[1]s\n\n%[4]s\n", strings.Repeat("=", 78), p.name, filepath.ToSlash(where), bytes.TrimSpace(text))
		}
	}
	if err := os.WriteFile(os.Args[1], out.Bytes(), 0o644); err != nil {
		fail(err)
	}
	fmt.Printf("the licences of %d projects, %d bytes\n", len(projects), out.Len())
}

// collect returns Go and the linked modules, by name. It is an error when one of them has no licence.
func collect() ([]*project, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	modules := map[string]*project{}
	if err := add(modules, "Go "+runtime.Version(), strings.TrimSpace(string(root)), strings.TrimSpace(string(root))); err != nil {
		return nil, err
	}
	for _, platform := range platforms {
		packages, err := listLinkedPackages(platform)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if p.Standard || p.Module == nil || p.Module.Main {
				continue
			}
			dir := p.Module.Dir
			if p.Module.Replace != nil {
				dir = p.Module.Replace.Dir
			}
			if err := add(modules, p.Module.Path+" "+p.Module.Version, dir, p.Dir); err != nil {
				return nil, err
			}
		}
	}
	return sortProjects(modules)
}

// listLinkedPackages lists the packages that are linked on a platform.
func listLinkedPackages(platform string) ([]pkg, error) {
	system, arch, _ := strings.Cut(platform, "/")
	list := exec.Command("go", "list", "-deps", "-json=Dir,Standard,Module", "./cmd/quire")
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list for %s: %w", platform, err)
	}
	var packages []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); err == io.EOF {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
}

// add adds the texts beside a package of a project and in the folders above it, up to the project's own.
func add(projects map[string]*project, name, root, dir string) error {
	p := projects[name]
	if p == nil {
		p = &project{name: name, root: root}
		projects[name] = p
	}
	for {
		entries, err := os.ReadDir(dir)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, e := range entries {
			file := filepath.Join(dir, e.Name())
			if !e.Type().IsRegular() || !isText.MatchString(e.Name()) || isSource.MatchString(e.Name()) || slices.Contains(p.files, file) {
				continue
			}
			if info, err := e.Info(); err == nil && info.Size() > 0 {
				p.files = append(p.files, file)
			}
		}
		if dir == root || len(dir) <= len(root) {
			return nil
		}
		dir = filepath.Dir(dir)
	}
}

// sortProjects returns the projects by name. A project without a licence text is an error.
func sortProjects(modules map[string]*project) ([]*project, error) {
	var all []*project
	var missing []string
	for _, p := range modules {
		all = append(all, p)
		if slices.Sort(p.files); len(p.files) == 0 {
			missing = append(missing, p.name)
		}
	}
	slices.SortFunc(all, func(a, b *project) int { return strings.Compare(a.name, b.name) })
	if len(missing) > 0 {
		slices.Sort(missing)
		return nil, fmt.Errorf("no licence is in %s", strings.Join(missing, ", "))
	}
	return all, nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "licenses:", err)
	os.Exit(1)
}
