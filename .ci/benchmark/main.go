//go:build ignore

// Benchmark measures quire and, where they are installed, other programs at the same
// work in the same run. See ../bench.
package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// bench is one run of it all.
type bench struct {
	quire, cache, corpora string
	notes                 int
	rounds                int
	only                  *regexp.Regexp
	table                 table
}

func main() {
	b := bench{}
	inside := flag.String("inside", "", "only type queries into the index of `DIR`, and print figures as JSON")
	only := flag.String("only", "", "only the work that matches `REGEXP`")
	flag.StringVar(&b.quire, "quire", "", "the `PROGRAM` to measure")
	flag.StringVar(&b.cache, "cache", "", "the `DIR` for made libraries")
	flag.StringVar(&b.corpora, "corpora", "", "a `DIR` with blog, vault and tldr.tar.gz")
	flag.IntVar(&b.notes, "notes", 1000, "how many notes the made library has")
	flag.IntVar(&b.rounds, "rounds", 15, "how often each work is done, if time allows")
	flag.Parse()
	if err := b.run(*inside, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (b *bench) run(inside, only string) error {
	if inside != "" {
		return measureInside(inside, filepath.Join(b.cache, "state-warm"), b.quire)
	}
	var err error
	if b.only, err = regexp.Compile(only); err != nil {
		return err
	}
	if err := os.MkdirAll(b.cache, 0o755); err != nil {
		return err
	}
	for _, step := range []func() error{b.start, b.pages, b.page, b.idle, b.folders, b.made} {
		if err := step(); err != nil {
			return err
		}
	}
	b.table.print(os.Stdout)
	return nil
}

// peer finds another program: by the environment, where its name in capitals is set, or in PATH.
func peer(names ...string) string {
	if path := os.Getenv(strings.ToUpper(names[0])); path != "" {
		return path
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// others are the programs that are installed, each with its arguments.
func others(all ...program) []program {
	var found []program
	for _, p := range all {
		if path := peer(strings.Split(p.args[0], "|")...); path != "" {
			p.args = append([]string{path}, p.args[1:]...)
			found = append(found, p)
		}
	}
	return found
}

// measure lets quire and others do a work, and notes how they did.
func (b *bench) measure(work, bar string, limit time.Duration, toFile bool, programs ...program) {
	if !b.only.MatchString(work) {
		return
	}
	fmt.Fprintln(os.Stderr, work)
	file := ""
	if toFile {
		file = filepath.Join(b.cache, "output")
		defer os.Remove(file)
	}
	samples, faults := race(programs, file, b.rounds, limit)
	for i, p := range programs {
		b.table.add(work, bar, p.name, samples[i], faults[i])
	}
}

// start measures programs that do next to nothing.
func (b *bench) start() error {
	b.measure("--version", "20 ms", time.Minute, false, append([]program{{name: "quire", args: []string{b.quire, "--version"}}}, others(
		program{name: "glow", args: []string{"glow", "--version"}},
		program{name: "zk", args: []string{"zk", "--version"}},
		program{name: "bat", args: []string{"bat|batcat", "--version"}},
		program{name: "rg", args: []string{"rg", "--version"}},
	)...)...)
	return nil
}

// pages measures the rendering of notes of several sizes.
func (b *bench) pages() error {
	for _, page := range []struct {
		size   int
		name   string
		bar    string
		toFile bool
	}{
		{6 << 10, "show 6 KB, pipe", "40 ms, 0.6 of glow", false},
		{1 << 20, "show 1 MB, pipe", "first byte 50 ms", false},
		{1 << 20, "show 1 MB, file", "faster than glow, 150 MB", true},
		{10 << 20, "show 10 MB, pipe", "first byte 50 ms", false},
		{10 << 20, "show 10 MB, file", "faster than glow, 150 MB", true},
	} {
		if !b.only.MatchString(page.name) {
			continue
		}
		note, err := long(b.cache, page.size)
		if err != nil {
			return err
		}
		b.measure(page.name, page.bar, time.Minute, page.toFile, append([]program{{name: "quire", args: []string{b.quire, "show", note}}}, others(
			program{name: "glow", args: []string{"glow", note}},
			program{name: "lowdown", args: []string{"lowdown", "-Tterm", note}},
			program{name: "bat", args: []string{"bat|batcat", "--color=always", "--paging=never", note}},
		)...)...)
	}
	return nil
}

// folders measures the libraries that people wrote, where they are there.
func (b *bench) folders() error {
	if b.corpora == "" || !b.only.MatchString("list blog vault tldr search") {
		return nil
	}
	for _, c := range []struct{ name, bar string }{{"blog", "100 ms"}, {"vault", "200 ms"}} {
		if dir := filepath.Join(b.corpora, c.name); exists(dir) {
			b.lists(c.name, dir, c.bar, 0)
		}
	}
	packed, dir := filepath.Join(b.corpora, "tldr.tar.gz"), filepath.Join(b.cache, "tldr")
	if exists(packed) && !exists(dir) {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if out, err := exec.Command("tar", "-xzf", packed, "-C", dir).CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
	}
	if exists(dir) {
		b.lists("tldr", dir, "1.5 s", 0)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

var (
	dateRow = regexp.MustCompile(`20\d\d-\d\d-\d\d`)
	nameRow = regexp.MustCompile(`\w\.md`)
)

// made measures the shelf of the made library, and the keys typed there.
func (b *bench) made() error {
	name := fmt.Sprintf("%d notes", b.notes)
	if !b.only.MatchString("shelf keys " + name) {
		return nil
	}
	dir, err := library(b.cache, b.notes)
	if err != nil {
		return err
	}
	b.lists(name, dir, "", b.notes)
	if first := filepath.Join(dir, newWriter(b.notes).path(0)); b.only.MatchString("show beside " + name) {
		b.measure("show beside "+name+", snapshot", "", time.Minute, false, append([]program{b.keeping("warm").named(b.quire, "show", "-L", dir, first)}, others(
			program{name: "glow", args: []string{"glow", first}},
		)...)...)
	}
	b.shelf("shelf, "+name+", no snapshot", "rows 250 ms, complete 15 s, 400 MB", dateRow, b.kept("cold").named(b.quire, dir))
	b.shelf("shelf, "+name+", snapshot", "rows 100 ms, complete 500 ms", dateRow, b.keeping("warm").named(b.quire, dir))
	for _, p := range others(program{name: "glow", args: []string{"glow", dir}}) {
		b.shelf("shelf, "+name+", no snapshot", "", nameRow, p)
	}
	if b.only.MatchString("keys") {
		return b.keysIn(name, dir)
	}
	return nil
}

// shelf measures one program's list of a folder on a terminal.
func (b *bench) shelf(work, bar string, rows *regexp.Regexp, p program) {
	if !b.only.MatchString(work) {
		return
	}
	fmt.Fprintln(os.Stderr, work, p.name)
	times := min(3, b.rounds)
	if b.notes > 200_000 && p.prep != nil {
		times = 1
	}
	var runs []shown
	for range times {
		s, err := onScreen(p, rows, cmp.Or(p.most, usual))
		if err != nil {
			b.table.add(work, bar, p.name, nil, err)
			return
		}
		runs = append(runs, s)
	}
	b.table.shelf(work, bar, p.name, runs)
}

func (b *bench) keysIn(name, dir string) error {
	fmt.Fprintln(os.Stderr, "keys,", name)
	self, err := os.Executable()
	if err != nil {
		return err
	}
	raw, err := exec.Command(self, "-inside", dir, "-cache", b.cache, "-quire", b.quire).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = fmt.Errorf("%w: %s", err, exit.Stderr)
	}
	if err != nil {
		return err
	}
	var in inside
	if err := json.Unmarshal(raw, &in); err != nil {
		return err
	}
	b.table.inside(name, in)
	return nil
}
