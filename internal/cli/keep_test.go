package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"quire/internal/catalog"
	"quire/internal/config"
	"quire/internal/library"
)

// A library that is open is kept once, and read again for what has changed only; the next one to open it reads no more.
func TestKept(t *testing.T) {
	t.Parallel()
	const notes = 2500
	dir, cache := t.TempDir(), catalog.Cache{Dir: filepath.Join(t.TempDir(), "quire")}
	for i := range notes {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("n%04d.md", i)), []byte("# Note\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	time.Sleep(2200 * time.Millisecond) // younger files are read twice, to be sure
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	k := newKept(context.Background(), l, cache)
	load := func(k *kept) int {
		c, err := k.load(context.Background(), catalog.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return c.Changed
	}
	if n := load(k); n != notes {
		t.Errorf("at first %d notes are read", n)
	}
	if err := os.WriteFile(filepath.Join(dir, "n0000.md"), []byte("# Changed\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if n := load(k); n != 1 {
		t.Errorf("after one has changed %d are read", n)
	}
	k.close()
	if all, _ := filepath.Glob(cache.Dir + "/*"); len(all) != 1 {
		t.Fatalf("kept: %v", all)
	}
	if n := load(newKept(context.Background(), l, cache)); n != 1 {
		t.Errorf("opened again, %d are read", n)
	}
}

// Who quits as soon as a library is read does not wait until it is ready for questions, and has it kept nevertheless.
func TestKeptByOneWhoQuitsAtOnce(t *testing.T) {
	t.Parallel()
	dir, cache := t.TempDir(), catalog.Cache{Dir: filepath.Join(t.TempDir(), "quire")}
	for i := range 100 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("n%04d.md", i)), []byte("# Note\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	l, err := library.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	k := newKept(context.Background(), l, cache)
	never := make(chan struct{})
	defer close(never)
	k.warm = func(*catalog.Catalog) { <-never }
	if _, err := k.load(context.Background(), catalog.Options{}); err != nil {
		t.Fatal(err)
	}
	k.close()
	if all, _ := filepath.Glob(cache.Dir + "/*.snapshot"); len(all) != 1 {
		t.Errorf("kept: %v", all)
	}
}

func TestNoCacheIsWanted(t *testing.T) {
	env := map[string]string{"HOME": t.TempDir(), "XDG_CACHE_HOME": t.TempDir()}
	o := &shared{streams: &streams{env: func(name string) string { return env[name] }}}
	for value, want := range map[string]bool{"": true, "on": true, "off": false, "false": false} {
		env["QUIRE_CACHE"] = value
		o.cfg, _ = config.Load(config.Sources{Env: o.env})
		if got := o.cache(); (got.Dir != "") != want || (got.Maker != "") != want {
			t.Errorf("QUIRE_CACHE=%s: %+v", value, got)
		}
	}
}
