//go:build ignore

// Benchmark measures quire and, where they are installed, other programs at the same
// work in the same run. See ../bench.
package main

import (
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
	for _, step := range []func() error{b.start, b.pages, b.folders, b.made} {
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

// lists measures a list of a folder, which reads all of it: with nothing kept from before, and again.
func (b *bench) lists(name, dir, bar string, limit time.Duration) {
	cold, warm := b.kept("cold"), b.kept("warm")
	b.measure("list "+name+", no snapshot", bar, limit, false, append([]program{cold.named(b.quire, "list", "-L", dir)}, others(
		program{name: "zk init+index", args: []string{"zk", "--notebook-dir", dir, "--working-dir", dir, "list", "--no-pager"}, fail: map[int]bool{1: true}},
		program{name: "rg -c .", args: []string{"rg", "-c", ".", dir}},
	)...)...)
	b.measure("list "+name+", snapshot", "", limit, false, warm.named(b.quire, "list", "-L", dir))
	b.measure("search for a word in "+name+", snapshot", "", limit, false, append([]program{warm.named(b.quire, "search", "-L", dir, "should")}, others(
		program{name: "rg -w", args: []string{"rg", "-i", "-w", "should", dir}, fail: map[int]bool{1: true}},
	)...)...)
}

// kept is where quire keeps what it knows: a folder that is emptied before each run, or one that stays.
func (b *bench) kept(how string) program {
	dir := filepath.Join(b.cache, "state-"+how)
	_ = os.RemoveAll(dir)
	p := program{name: "quire", env: []string{"XDG_CACHE_HOME=" + dir, "XDG_STATE_HOME=" + dir + "/state", "XDG_CONFIG_HOME=" + dir + "/config"}}
	if how == "cold" {
		p.prep = func() { _ = os.RemoveAll(dir) }
	}
	return p
}

// warm is what kept("warm") has left.
func (b *bench) warm() program {
	dir := filepath.Join(b.cache, "state-warm")
	return program{name: "quire", env: []string{"XDG_CACHE_HOME=" + dir, "XDG_STATE_HOME=" + dir + "/state", "XDG_CONFIG_HOME=" + dir + "/config"}}
}

func (p program) named(args ...string) program {
	p.args = args
	return p
}

// folders measures the libraries that people wrote, where they are there.
func (b *bench) folders() error {
	if b.corpora == "" || !b.only.MatchString("list blog vault tldr search") {
		return nil
	}
	for _, c := range []struct{ name, bar string }{{"blog", "100 ms"}, {"vault", "200 ms"}} {
		if dir := filepath.Join(b.corpora, c.name); exists(dir) {
			b.lists(c.name, dir, c.bar, 30*time.Second)
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
		b.lists("tldr", dir, "1.5 s", time.Minute)
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
	b.lists(name, dir, "", time.Minute)
	if first := filepath.Join(dir, newWriter(b.notes).path(0)); b.only.MatchString("show beside " + name) {
		b.measure("show beside "+name+", snapshot", "", time.Minute, false, append([]program{b.warm().named(b.quire, "show", "-L", dir, first)}, others(
			program{name: "glow", args: []string{"glow", first}},
		)...)...)
	}
	if b.only.MatchString("shelf") {
		b.shelf("shelf, "+name+", no snapshot", "rows 250 ms, complete 15 s, 400 MB", dateRow, b.kept("cold").named(b.quire, dir))
		b.shelf("shelf, "+name+", snapshot", "rows 100 ms, complete 500 ms", dateRow, b.warm().named(b.quire, dir))
		for _, p := range others(program{name: "glow", args: []string{"glow", dir}}) {
			b.shelf("shelf, "+name+", no snapshot", "", nameRow, p)
		}
	}
	if b.only.MatchString("keys") {
		return b.keysIn(name, dir)
	}
	return nil
}

// shelf measures one program's list of a folder on a terminal.
func (b *bench) shelf(work, bar string, rows *regexp.Regexp, p program) {
	fmt.Fprintln(os.Stderr, work, p.name)
	times, before := min(3, b.rounds), 0
	if p.prep == nil && p.name == "quire" {
		before = 1 // it leaves something for the others
	}
	var runs []shown
	for range before + times {
		s, err := onScreen(p, rows, 10*time.Minute)
		if err != nil {
			b.table.add(work, bar, p.name, nil, err)
			return
		}
		runs = append(runs, s)
	}
	b.table.shelf(work, bar, p.name, runs[before:])
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
