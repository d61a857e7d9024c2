//go:build ignore

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"time"

	"quire/internal/catalog"
	"quire/internal/index"
	qlibrary "quire/internal/library"
	"quire/internal/query"
)

// inside is what is measured within one process that holds a library.
type inside struct {
	Notes       int
	Load        float64 // seconds
	Live        int64   // bytes of the heap that are in use
	P50, P99    float64 // milliseconds for a key
	Max         float64
	Slowest     string
	KeysPressed int
}

// measureInside loads a library as the shelf does, and types queries into its index. It is run
// in a process of its own, and prints what it found.
func measureInside(dir string) error {
	l, err := qlibrary.Open(dir)
	if err != nil {
		return err
	}
	defer l.Close()
	start := time.Now()
	c, err := catalog.Load(context.Background(), l, catalog.Options{})
	if err != nil {
		return err
	}
	out := inside{Notes: len(c.Notes), Load: time.Since(start).Seconds()}
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	out.Live = int64(s.HeapAlloc)
	if name := os.Getenv("QUIRE_BENCH_PROFILE"); name != "" {
		if err := profile(name); err != nil {
			return err
		}
	}
	out.keys(c.Index)
	return json.NewEncoder(os.Stdout).Encode(out)
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
func (o *inside) keys(x *index.Index) {
	const rounds = 5
	took := map[string][]float64{}
	for range rounds {
		for _, text := range typed {
			for end := 1; end <= len(text); end++ {
				start := time.Now()
				q, _ := query.Parse(text[:end])
				x.Tags(x.Search(q, index.Options{Typing: true}))
				took[text[:end]] = append(took[text[:end]], float64(time.Since(start).Microseconds())/1000)
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
	at := func(share float64) float64 { return all[int(share*float64(len(all)-1))] }
	o.P50, o.P99, o.KeysPressed = at(0.5), at(0.99), len(all)
}

func (o inside) String() string {
	return fmt.Sprintf("%d notes in %.1f s, %d MB live", o.Notes, o.Load, o.Live>>20)
}
