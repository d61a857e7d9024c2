//go:build ignore

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// asleep is for how long a program is watched that nobody touches.
const asleep = 20 * time.Second

// anyText is what a page shows first.
var anyText = regexp.MustCompile(`[a-z]{5}`)

// idle measures what programs do on a terminal while nobody touches them.
func (b *bench) idle() error {
	const work = "idle"
	if !b.only.MatchString(work) {
		return nil
	}
	note, err := long(b.cache, 1<<20)
	if err != nil {
		return err
	}
	dir, err := library(b.cache, b.notes)
	if err != nil {
		return err
	}
	for _, round := range []struct {
		work     string
		rows     *regexp.Regexp
		programs []program
	}{
		{work + ", a library that is watched", dateRow, []program{b.keeping("warm").named(b.quire, dir)}},
		{work + ", a page", anyText, append([]program{b.kept("cold").named(b.quire, "--no-state", note)}, others(
			program{name: "glow", args: []string{"glow", "--tui", note}},
			program{name: "less", args: []string{"less", note}})...)},
	} {
		fmt.Fprintln(os.Stderr, round.work)
		for _, p := range round.programs {
			r, err := atRest(p, round.rows)
			if err != nil {
				b.table.add(round.work, "", p.name, nil, err)
				continue
			}
			r.work, r.program = round.work, p.name
			if p.name == "quire" {
				r.bar = "10 a second, 0.1 %"
			}
			b.table.rows = append(b.table.rows, r)
		}
	}
	return nil
}

// atRest counts how often the threads of a program go to sleep in a second, which is how often they wake, and the share of a
// core that it takes.
func atRest(p program, rows *regexp.Regexp) (row, error) {
	cmd, master, w, err := p.onTerminal(rows)
	if err != nil {
		return row{}, err
	}
	defer master.Close()
	defer func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }()
	if _, err := w.follow(cmd.Process.Pid, time.Minute); err != nil {
		return row{}, err
	}
	switches, ticks, err := activity(cmd.Process.Pid)
	if err != nil {
		return row{}, err
	}
	time.Sleep(asleep)
	switchesAfter, ticksAfter, err := activity(cmd.Process.Pid)
	if err != nil {
		return row{}, err
	}
	return row{
		least:  fmt.Sprintf("%.1f a second", float64(switchesAfter-switches)/asleep.Seconds()),
		median: fmt.Sprintf("%.2f %%", float64(ticksAfter-ticks)/asleep.Seconds()),
	}, nil
}

// activity returns the voluntary context switches of all threads of a process, and its processor time in hundredths of a second.
func activity(pid int) (switches, ticks int64, err error) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
	if err != nil {
		return 0, 0, err
	}
	for _, name := range threads {
		raw, err := os.ReadFile(name)
		if err != nil {
			continue // the thread has ended
		}
		for line := range strings.SplitSeq(string(raw), "\n") {
			if count, ok := strings.CutPrefix(line, "voluntary_ctxt_switches:"); ok {
				n, _ := strconv.ParseInt(strings.TrimSpace(count), 10, 64)
				switches += n
			}
		}
	}
	ticks, err = processorTicks(pid)
	return switches, ticks, err
}
