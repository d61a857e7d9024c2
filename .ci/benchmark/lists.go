//go:build ignore

package main

import (
	"os"
	"path/filepath"
	"time"
)

// lists measures a list of a folder, which reads all of it: with nothing kept from before, and again. Of a large library
// everything is done once.
func (b *bench) lists(name, dir, bar string, notes int) {
	limit := time.Minute
	if notes > 10_000 {
		limit = 20 * time.Second
	}
	cold := b.kept("cold")
	b.measure("list "+name+", no snapshot", bar, limit, false, append([]program{cold.named(b.quire, "list", "-L", dir)}, others(
		program{name: "zk init+index", args: []string{"zk", "--notebook-dir", dir, "--working-dir", dir, "list", "--no-pager"}, fail: map[int]bool{1: true}},
		program{name: "rg -c .", args: []string{"rg", "-c", ".", dir}},
	)...)...)
	again := b.again(dir)
	b.measure("list "+name+", snapshot", "", limit, false, again.named(b.quire, "list", "-L", dir))
	for _, word := range []string{"should", rare} {
		b.measure("search for "+word+" in "+name+", snapshot", "", limit, false, append([]program{again.named(b.quire, "search", "-L", dir, word)}, others(
			program{name: "rg -w", args: []string{"rg", "-i", "-w", word, dir}, fail: map[int]bool{1: true}},
		)...)...)
	}
}

// rare is a word that few notes of a made library have, and none of those that people wrote.
const rare = "clihotness"

// kept is quire with a folder for what it keeps: one that is emptied before each run, or one that stays.
func (b *bench) kept(how string) program {
	p := b.keeping(how)
	dir := filepath.Join(b.cache, "state-"+how)
	_ = os.RemoveAll(dir)
	if how == "cold" {
		p.prep = func() { _ = os.RemoveAll(dir) }
	}
	return p
}

// keeping is quire with such a folder as it is.
func (b *bench) keeping(how string) program {
	dir := filepath.Join(b.cache, "state-"+how)
	return program{name: "quire", most: patience(b.notes),
		env: []string{"XDG_CACHE_HOME=" + dir, "XDG_STATE_HOME=" + dir + "/state", "XDG_CONFIG_HOME=" + dir + "/config"}}
}

// again is quire with what its last run with nothing kept has left; where there was none it is run once.
func (b *bench) again(dir string) program {
	cold, warm := filepath.Join(b.cache, "state-cold"), filepath.Join(b.cache, "state-warm")
	_ = os.RemoveAll(warm)
	p := b.keeping("warm")
	if !exists(cold) || os.Rename(cold, warm) != nil {
		_, _ = p.named(b.quire, "list", "-L", dir).run("") // a failure is told by what comes
	}
	return p
}

func (p program) named(args ...string) program {
	p.args = args
	return p
}
