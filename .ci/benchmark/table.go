//go:build ignore

package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// table is what was measured. The first program of a work is quire, which the others are compared with.
type table struct {
	rows  []row
	quire map[string]time.Duration // its median, by work
}

type row struct{ work, program, least, median, ratio, first, memory, bar string }

// add notes the runs of a program.
func (t *table) add(work, bar, program string, s []sample, err error) {
	r := row{work: work, program: program, bar: bar}
	if program != "quire" {
		r.bar = ""
	}
	if len(s) == 0 {
		r.median = "failed"
		if err != nil {
			r.bar = strings.Join(strings.Fields(err.Error()), " ")
		}
		t.rows = append(t.rows, r)
		return
	}
	wall := sorted(s, func(s sample) time.Duration { return s.wall })
	r.least, r.median, r.ratio = ms(wall[0]), ms(middle(wall)), t.ratio(work, program, middle(wall))
	if first := sorted(s, func(s sample) time.Duration { return s.first }); first[len(first)-1] > 0 {
		r.first = ms(middle(first))
	}
	r.memory = mb(middle(sorted(s, func(s sample) int64 { return s.peak })))
	t.rows = append(t.rows, r)
}

// ratio is quire's time by that of another program.
func (t *table) ratio(work, program string, took time.Duration) string {
	if t.quire == nil {
		t.quire = map[string]time.Duration{}
	}
	if program == "quire" {
		t.quire[work] = took
		return ""
	}
	if q, ok := t.quire[work]; ok && took > 0 {
		return fmt.Sprintf("%.2f", float64(q)/float64(took))
	}
	return ""
}

// shelf notes what a terminal showed.
func (t *table) shelf(work, bar, program string, runs []shown) {
	for _, what := range []struct {
		name string
		of   func(shown) time.Duration
	}{
		{work + ": first rows", func(s shown) time.Duration { return s.rows }},
		{work + ": complete", func(s shown) time.Duration { return s.complete }},
	} {
		d := sorted(runs, what.of)
		r := row{work: what.name, program: program, least: ms(d[0]), median: ms(middle(d)), bar: bar}
		r.ratio = t.ratio(what.name, program, middle(d))
		if strings.HasSuffix(what.name, "complete") {
			r.memory = mb(middle(sorted(runs, func(s shown) int64 { return s.resident }))) + ", at most " +
				mb(middle(sorted(runs, func(s shown) int64 { return s.peak })))
		}
		t.rows = append(t.rows, r)
	}
}

// inside notes what was measured within one process.
func (t *table) inside(name string, in inside) {
	f := func(v float64) string { return fmt.Sprintf("%.2f ms", v) }
	t.rows = append(t.rows,
		row{work: "a key in the query, " + name, program: "p50 of " + fmt.Sprint(in.KeysPressed), median: f(in.P50)},
		row{work: "a key in the query, " + name, program: "p99", median: f(in.P99), bar: "16 ms"},
		row{work: "a key in the query, " + name, program: "p99, processor", median: f(in.Busy99), bar: "16 ms"},
		row{work: "a key in the query, " + name, program: "slowest: " + in.Slowest, median: f(in.Max)},
		row{work: "a key in the query, " + name, program: "slowest, processor", median: f(in.BusyMax)},
		row{work: "snapshot, " + name, program: "of the text", median: fmt.Sprintf("%.2f", float64(in.Snapshot)/float64(max(in.Text, 1))), memory: mb(in.Snapshot), bar: "0.4"},
		row{work: "loading, " + name, program: fmt.Sprintf("one process, %d notes read", in.Read), median: fmt.Sprintf("%.2f s", in.Load), memory: mb(in.Live) + " live"})
}

func (t *table) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "work\tprogram\tmin\tmedian\tquire ÷ it\tfirst byte\tmemory\tbar")
	place := map[string]int{} // where a work was first noted, so that its programs stand together
	for i, r := range t.rows {
		if _, ok := place[r.work]; !ok {
			place[r.work] = i
		}
	}
	slices.SortStableFunc(t.rows, func(a, b row) int { return cmp.Compare(place[a.work], place[b.work]) })
	last := ""
	for _, r := range t.rows {
		work := r.work
		if work == last {
			work = ""
		}
		last = r.work
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", work, r.program, r.least, r.median, r.ratio, r.first, r.memory, r.bar)
	}
	w.Flush()
}

// sorted is one figure of every run, least first.
func sorted[S any, V cmp.Ordered](runs []S, of func(S) V) []V {
	all := make([]V, len(runs))
	for i, s := range runs {
		all[i] = of(s)
	}
	slices.Sort(all)
	return all
}

func middle[V any](sorted []V) V { return sorted[len(sorted)/2] }

func ms(d time.Duration) string {
	if d >= 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}

func mb(bytes int64) string { return fmt.Sprintf("%d MB", bytes>>20) }
