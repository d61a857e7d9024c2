//go:build ignore

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// sample is one run of a program.
type sample struct {
	wall  time.Duration
	first time.Duration // until its first byte came; 0 when that was not watched
	peak  int64         // bytes of memory that it had at most
}

// program is one that can do some work.
type program struct {
	name string
	args []string
	env  []string      // besides that of this process
	prep func()        // before each run, not measured
	fail map[int]bool  // exit codes besides 0 that are no failure
	most time.Duration // after which a run is ended; 0 is usual
}

// run runs p once with its output into a pipe that is read as fast as it comes, or into a file.
func (p program) run(toFile string) (sample, error) {
	if p.prep != nil {
		p.prep()
	}
	most := cmp.Or(p.most, usual)
	ctx, cancel := context.WithTimeoutCause(context.Background(), most, fmt.Errorf("not done after %v", most))
	defer cancel()
	cmd := exec.CommandContext(ctx, p.args[0], p.args[1:]...)
	cmd.Env = append(os.Environ(), p.env...)
	var s sample
	if toFile != "" {
		f, err := os.Create(toFile)
		if err != nil {
			return s, err
		}
		defer f.Close()
		cmd.Stdout = f
		start := time.Now()
		err = p.judge(ctx, cmd.Run())
		s.wall, s.peak = time.Since(start), peak(cmd)
		return s, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return s, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return s, err
	}
	var one [1]byte
	if _, err := io.ReadFull(out, one[:]); err == nil {
		s.first = time.Since(start)
	}
	_, _ = io.Copy(io.Discard, out)
	err = p.judge(ctx, cmd.Wait())
	s.wall, s.peak = time.Since(start), peak(cmd)
	return s, err
}

// usual is after how long a run is ended: what another program does not do until then is a figure too.
const usual = 2 * time.Minute

// patience is how long quire may take to read so many notes, on a slow machine that does other things as well.
func patience(notes int) time.Duration { return usual + time.Duration(notes)*2*time.Millisecond }

func (p program) judge(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) && p.fail[exit.ExitCode()] {
		return nil
	}
	return err
}

// peak is what a program that has ended had of memory at most.
func peak(cmd *exec.Cmd) int64 {
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}

// race runs the programs in turns, so that what else the machine does meets all of them, until each has
// run rounds times or the time is up.
func race(programs []program, toFile string, rounds int, limit time.Duration) ([][]sample, []error) {
	samples, faults := make([][]sample, len(programs)), make([]error, len(programs))
	end := time.Now().Add(limit)
	for round := range rounds {
		if round > 0 && time.Now().After(end) {
			break
		}
		for i, p := range programs {
			if faults[i] != nil {
				continue
			}
			s, err := p.run(toFile)
			if faults[i] = err; err == nil {
				samples[i] = append(samples[i], s)
			}
		}
	}
	return samples, faults
}
