//go:build ignore

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"quire/internal/catalog"
	qlibrary "quire/internal/library"
	"quire/internal/query"
	"quire/internal/search"
)

// inside is what is measured within one process that holds a library.
type inside struct {
	Notes       int
	Read        int     // of them, because no snapshot had them
	Load        float64 // seconds
	Live        int64   // bytes of the heap that are in use
	Text        int64   // bytes of all notes
	Snapshot    int64   // bytes; 0 when there is none
	P50, P99    float64 // milliseconds for a key
	Max         float64
	Slowest     string
	Busy99      float64 // as P99, of processor time: what a key takes on a machine that does nothing else
	BusyMax     float64
	KeysPressed int
}

// measureInside loads a library as the shelf of the program quire does, from the snapshot that this kept below cache if
// it did, and types queries into its index. It is run in a process of its own, and prints what it found.
func measureInside(dir, cache, quire string) error {
	l, err := qlibrary.Open(dir)
	if err != nil {
		return err
	}
	defer l.Close()
	start := time.Now()
	c, err := catalog.Load(context.Background(), l, catalog.Options{Cache: catalog.Cache{Dir: filepath.Join(cache, "quire"), Program: maker(quire)}})
	if err != nil {
		return err
	}
	out := inside{Notes: c.Status().Notes, Read: c.ChangedCount(), Load: time.Since(start).Seconds()}
	for h, err := range c.All(context.Background()) {
		if err != nil {
			return err
		}
		out.Text += h.Size()
	}
	files, _ := filepath.Glob(filepath.Join(cache, "quire", "*.snapshot"))
	for _, name := range files {
		if info, err := os.Stat(name); err == nil && c.ChangedCount() == 0 {
			out.Snapshot = max(out.Snapshot, info.Size())
		}
	}
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	out.Live = int64(s.HeapAlloc)
	if name := os.Getenv("QUIRE_BENCH_PROFILE"); name != "" {
		if err := profile(name); err != nil {
			return err
		}
	}
	if err := out.keys(c); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

// maker is how a program names itself in the snapshots that it keeps.
func maker(quire string) string {
	version, err := exec.Command(quire, "--version").Output()
	info, statErr := os.Stat(quire)
	if err != nil || statErr != nil {
		return ""
	}
	name := strings.TrimPrefix(strings.TrimSpace(string(version)), "quire ")
	return fmt.Sprint(quire, "\x00", name, "\x00", info.Size(), " ", info.ModTime().UnixNano())
}

// threadTime is what this thread has had of a processor.
func threadTime() time.Duration {
	var u unix.Rusage
	if unix.Getrusage(unix.RUSAGE_THREAD, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func profile(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return pprof.Lookup("heap").WriteTo(f, 0)
}

// typed are the queries that are typed letter by letter. The first words meet most notes.
var typed = []string{
	"e", "even", "the", "the word", "that is", "because people", `"of the"`, `"in the world"`, "s", "st", "c", "title:the", "#b",
	"-the good", "the OR of OR and", "author:author", "date:2011 the", "blog", "crall", "zz", "path:part", "is:orphan the",
}

// keys measures each key of each query some times, as the shelf asks: all hits and the counts of their tags.
func (o *inside) keys(c *catalog.Catalog) error {
	const rounds = 5
	took := map[string][]float64{}
	var busy []float64
	runtime.LockOSThread()
	c.WarmUp()
	for round := range rounds {
		for _, text := range typed {
			for end := 1; end <= len(text); end++ {
				start, before := time.Now(), threadTime()
				q, _ := query.Parse(text[:end])
				r := search.Request{Query: q, Typing: true, Facets: []search.Facet{search.FacetTags}}
				if _, err := c.Search(context.Background(), r); err != nil {
					return err
				}
				took[text[:end]] = append(took[text[:end]], float64(time.Since(start).Microseconds())/1000)
				if round > 0 {
					busy = append(busy, float64((threadTime()-before).Microseconds())/1000)
				}
			}
		}
	}
	var all []float64
	for text, times := range took {
		all = append(all, times[1:]...) // the first makes what is made once
		if m := slices.Max(times[1:]); m > o.Max {
			o.Max, o.Slowest = m, text
		}
	}
	slices.Sort(all)
	slices.Sort(busy)
	at := func(all []float64, share float64) float64 { return all[int(share*float64(len(all)-1))] }
	o.P50, o.P99, o.KeysPressed = at(all, 0.5), at(all, 0.99), len(all)
	o.Busy99, o.BusyMax = at(busy, 0.99), at(busy, 1)
	return nil
}

func (o inside) String() string {
	return fmt.Sprintf("%d notes in %.1f s, %d MB live", o.Notes, o.Load, o.Live>>20)
}
