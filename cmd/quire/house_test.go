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
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The house plan: what each room may import of the others. Imports run
// downwards only. A new room is added here, and in .golangci.yml, on purpose.
var (
	ground = []string{"safe", "cores", "theme", "markdown", "note", "query", "links", "picture"} // pure, known to all above
	below  = slices.Concat(ground, []string{"match", "graph", "index", "snapshot", "library", "render", "catalog", "state"})
	// The tui's parts share these tools, lowest first, and nothing else of each other.
	partTools = []string{"tui/cells", "tui/field"}

	mayImport = map[string][]string{
		"safe":      {},
		"cores":     {},
		"match":     {},
		"theme":     {},
		"picture":   {},
		"query":     {"safe"},
		"config":    {"safe"},
		"private":   {},
		"state":     {"safe", "private"},
		"markdown":  {"safe"},
		"note":      {"safe", "markdown"},
		"links":     {"safe", "cores", "markdown", "note"},
		"index":     {"safe", "cores", "markdown", "note", "query", "links"},
		"snapshot":  {"cores", "note", "index"},
		"check":     {"cores", "markdown", "note", "links"},
		"graph":     {"safe", "note", "links"},
		"library":   {"safe", "cores", "markdown", "note", "links", "config"},
		"render":    {"safe", "markdown", "note", "links", "theme", "picture"},
		"catalog":   slices.Concat(ground, []string{"index", "snapshot", "library", "render", "private"}),
		"tui/cells": {"safe", "theme"},
		"tui/field": {"safe", "theme", "tui/cells"},
		"cli":       slices.Concat(below, []string{"check", "config", "linear", "tui", "notes"}),
		"linear":    slices.Concat(ground, []string{"index", "render", "catalog", "state"}),
		"cmd/quire": {"cli"},
		"notes":     {},
		"vtcheck":   {}, // for tests alone
	}
)

// Rooms that work on bytes and fs.FS only, so that they can be tested and
// fuzzed without a disk.
var diskless = []string{"safe", "cores", "match", "theme", "picture", "query", "markdown", "note", "links", "check", "graph", "index", "snapshot", "render"}

// Libraries that only these rooms know, so that each can be replaced in one place.
var homes = map[string][]string{
	"charm.land/bubbletea":         {"tui"},
	"charm.land/bubbles":           {"tui"},
	"charm.land/glamour":           {"render", "theme"},
	"github.com/spf13/cobra":       {"cli"},
	"github.com/fsnotify/fsnotify": {"library"},
	"github.com/owenrumney":        {"cli"},
	"github.com/adrg/frontmatter":  {"note"},
	"github.com/yuin/goldmark":     {"markdown", "note", "links", "render"},
	"os/exec":                      {"tui", "cli", "vtcheck"},
	"golang.org/x/image":           {"picture"},
	"unsafe":                       {},
	"net":                          {}, // no network, ever; net/url is none
}

const root = "../.."

func TestImportsRunDownwards(t *testing.T) {
	seen := map[string]bool{}
	for file, imports := range sources(t) {
		room := roomOf(file)
		seen[room] = true
		allowed, ok := allowedIn(room)
		if !ok {
			t.Errorf("%s: the room %q is not in the house plan", file, room)
			continue
		}
		for _, imp := range imports {
			checkImport(t, file, room, imp, allowed)
		}
	}
	for room := range mayImport {
		if !seen[room] {
			t.Errorf("the house plan names a room that is not there: %s", room)
		}
	}
}

func checkImport(t *testing.T, file, room, imp string, allowed []string) {
	t.Helper()
	if own, ok := strings.CutPrefix(imp, "quire/"); ok {
		own = strings.TrimPrefix(own, "internal/")
		if !slices.Contains(allowed, own) {
			t.Errorf("%s: %s may not import %s", file, room, own)
		}
		return
	}
	if slices.Contains(diskless, room) && touchesDisk(imp) {
		t.Errorf("%s: %s may not import %s: it touches no disk", file, room, imp)
	}
	for lib, rooms := range homes {
		if imp != lib && !strings.HasPrefix(imp, lib+"/") || imp == "net/url" {
			continue
		}
		top, _, _ := strings.Cut(room, "/")
		if !slices.Contains(rooms, top) {
			t.Errorf("%s: %s may not import %s: its place is %q", file, room, imp, rooms)
		}
	}
}

func touchesDisk(imp string) bool {
	return imp == "os" || strings.HasPrefix(imp, "os/") || imp == "path/filepath" || imp == "syscall" || imp == "io/ioutil"
}

// allowedIn is what a room may import. A part of the tui may use all rooms
// below and the parts' tools, but no sibling; the root may use every part.
func allowedIn(room string) ([]string, bool) {
	if a, ok := mayImport[room]; ok {
		return a, true
	}
	if room == "tui" {
		return slices.Concat(below, []string{"config"}, tuiParts()), true
	}
	if strings.HasPrefix(room, "tui/") {
		return slices.Concat(below, partTools), true
	}
	return nil, false
}

func tuiParts() []string {
	var parts []string
	entries, _ := os.ReadDir(root + "/internal/tui")
	for _, e := range entries {
		if e.IsDir() {
			parts = append(parts, "tui/"+e.Name())
		}
	}
	return parts
}

func TestNoRoomWithoutAPurpose(t *testing.T) {
	empty := []string{"util", "utils", "common", "types", "models", "helpers", "helper", "misc", "shared", "base"}
	for file := range sources(t) {
		for _, part := range strings.Split(path.Dir(file), "/") {
			if slices.Contains(empty, part) {
				t.Errorf("%s: a folder named %q says nothing about what is in it", file, part)
			}
		}
	}
}

// The top level stays small enough to be read at a glance. What git ignores is
// the developer's own business.
func TestTopLevel(t *testing.T) {
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

// sources are the Go files of the program, tests aside, with their imports.
func sources(t *testing.T) map[string][]string {
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
		files[filepath.ToSlash(rel)], err = importsOf(p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("no source found: the test looks in the wrong place")
	}
	return files
}

func importsOf(file string) ([]string, error) {
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

func roomOf(file string) string {
	return strings.TrimPrefix(path.Dir(file), "internal/")
}
