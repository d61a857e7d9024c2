//go:build ignore

package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sys/unix"
)

// escape is the key as terminals send it that do not leave it to be guessed: quire waits 50 ms for what may follow the other.
const escape = "\x1b[27u"

// reading is what is done in a page that is open, step by step, and what each step is called.
var reading = []struct{ what, keys string }{
	{"down", "jjjjj"}, {"page down", "    "}, {"page up", "bb"}, {"next link", "\t\t\t"}, {"previous link", "\x1b[Z"}, {"end", "G"}, {"up", "kkk"}, {"start", "g"},
	{"outline", "o"}, {"close", escape}, {"find", "/"}, {"letter", "even"}, {"search", "\r"}, {"next hit", "nnn"}, {"previous hit", "N"},
	{"hints", "f"}, {"close", escape}, {"info", "i"}, {"close", escape}, {"end", "G"}, {"page up", "bbb"}, {"next link", "\t\t"},
}

// opening is what the long note begins with.
var opening = regexp.MustCompile(`gleehathion`)

// steps are what was measured of an open page: how long each key and each resize took until something of it was shown,
// which waits for the next frame.
type steps struct {
	first    time.Duration // until the title was seen
	complete time.Duration
	resident int64
	keys     map[string][]time.Duration
	resizes  []time.Duration
}

// page measures a long note that is open in the reader.
func (b *bench) page() error {
	const work = "page 10 MB"
	if !b.only.MatchString(work) {
		return nil
	}
	note, err := long(b.cache, 10<<20)
	if err != nil {
		return err
	}
	for _, round := range []struct {
		name string
		p    program
	}{{", no snapshot", b.kept("cold").named(b.quire, "--no-state", note)}, {", snapshot", b.kept("warm").named(b.quire, "--no-state", note)}} {
		if round.name == ", snapshot" {
			if _, err := onPage(round.p); err != nil {
				return err
			}
		}
		fmt.Fprintln(os.Stderr, work+round.name)
		var runs []steps
		for range min(3, b.rounds) {
			s, err := onPage(round.p)
			if err != nil {
				return err
			}
			runs = append(runs, s)
		}
		b.table.page(work+round.name, runs)
	}
	for _, p := range others(program{name: "glow", args: []string{"glow", "--tui", note}}, program{name: "less", args: []string{"less", note}}) {
		s, err := onScreen(p, opening, time.Minute)
		if err != nil {
			b.table.add(work+": first screen", "", p.name, nil, err)
			continue
		}
		b.table.add(work+": first screen", "", p.name, []sample{{wall: s.rows, peak: s.resident}}, nil)
	}
	return nil
}

// still is for how long a program that has answered a key must have written nothing.
const still = 60 * time.Millisecond

// onPage runs a program on a terminal, waits until it rests, and does what a reader does.
func onPage(p program) (steps, error) {
	s := steps{keys: map[string][]time.Duration{}}
	cmd, master, w, err := p.onTerminal(opening)
	if err != nil {
		return s, err
	}
	defer master.Close()
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	shown, err := w.follow(cmd.Process.Pid, time.Minute)
	if err != nil {
		return s, err
	}
	s.first, s.complete, s.resident = shown.rows, shown.complete, shown.resident
	for _, step := range reading {
		for _, key := range split(step.keys) {
			took := w.answer(func() { _, _ = master.WriteString(key) })
			if took > 0 { // else there was nothing to show
				s.keys[step.what] = append(s.keys[step.what], took)
			}
		}
	}
	for i := range 12 {
		columns := uint16(60 + 12*(i%6))
		s.resizes = append(s.resizes, w.answer(func() {
			_ = unix.IoctlSetWinsize(int(master.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Col: columns, Row: 36})
		}))
	}
	return s, nil
}

// split is the keys of a step: one a letter, or one that is an escape sequence.
func split(keys string) []string {
	if keys[0] == '\x1b' {
		return []string{keys}
	}
	var all []string
	for _, r := range keys {
		all = append(all, string(r))
	}
	return all
}

// answer does something and says after how long the program began to show what came of it; 0 when it wrote nothing.
// What it goes on with, such as the count of what is searched for, is waited for but not measured.
func (w *watch) answer(do func()) time.Duration {
	for time.Since(time.Unix(0, atomic.LoadInt64(&w.last))) < still {
		time.Sleep(still / 4)
	}
	atomic.StoreInt64(&w.answered, 0)
	start := time.Now()
	do()
	for time.Since(start) < 2*time.Second {
		time.Sleep(time.Millisecond)
		if at := atomic.LoadInt64(&w.answered); at != 0 {
			return time.Unix(0, at).Sub(start)
		}
	}
	return 0
}

// page notes what was measured of an open page.
func (t *table) page(work string, runs []steps) {
	first := sorted(runs, func(s steps) time.Duration { return s.first })
	complete := sorted(runs, func(s steps) time.Duration { return s.complete })
	t.ratio(work+": first screen", "quire", middle(first))
	t.rows = append(t.rows,
		row{work: work + ": first screen", program: "quire", least: ms(first[0]), median: ms(middle(first)), bar: "50 ms after it is read"},
		row{work: work + ": complete", program: "quire", least: ms(complete[0]), median: ms(middle(complete)), memory: mb(middle(sorted(runs, func(s steps) int64 { return s.resident })))})
	var all, resizes []time.Duration
	worst := map[string]time.Duration{}
	for _, s := range runs {
		resizes = append(resizes, s.resizes...)
		for what, took := range s.keys {
			all = append(all, took...)
			worst[what] = max(worst[what], slices.Max(took))
		}
	}
	slices.Sort(all)
	slices.Sort(resizes)
	slowest := ""
	for what, took := range worst {
		if slowest == "" || took > worst[slowest] {
			slowest = what
		}
	}
	t.rows = append(t.rows,
		row{work: work + ": a key", program: fmt.Sprint("quire, of ", len(all)), least: ms(all[0]), median: ms(middle(all)), bar: "16 ms"},
		row{work: work + ": a key", program: "the slowest: " + slowest, median: ms(all[len(all)-1]), bar: "16 ms"},
		row{work: work + ": a resize", program: fmt.Sprint("quire, of ", len(resizes)), least: ms(resizes[0]), median: ms(middle(resizes)), bar: "30 ms"},
		row{work: work + ": a resize", program: "the slowest", median: ms(resizes[len(resizes)-1])})
}
