//go:build ignore

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// shown is what is measured of a program on a terminal.
type shown struct {
	rows     time.Duration // until it showed what is looked for
	complete time.Duration // until it had nothing more to do
	resident int64         // of memory, then
	peak     int64
}

// quiet is how long a program must do nothing to be taken for complete.
const quiet = 1500 * time.Millisecond

// A program that draws sixty times a second, or looks after its memory, is never quite still: in
// each turn it may have so many hundredths of a second.
const (
	turn = 100 * time.Millisecond
	idle = 1
)

// onTerminal starts a program on a terminal of 120 by 36, and watches it for rows.
func (p program) onTerminal(rows *regexp.Regexp) (*exec.Cmd, *os.File, *watch, error) {
	if p.prep != nil {
		p.prep()
	}
	master, slave, err := terminal(120, 36)
	if err != nil {
		return nil, nil, nil, err
	}
	defer slave.Close()
	cmd := exec.Command(p.args[0], p.args[1:]...)
	cmd.Env = append(append(os.Environ(), "TERM=xterm-256color", "COLORTERM=truecolor"), p.env...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = slave, slave, slave
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	w := &watch{seen: make(chan time.Time, 1), rows: rows, start: time.Now()}
	if err := cmd.Start(); err != nil {
		master.Close()
		return nil, nil, nil, err
	}
	go w.read(master)
	return cmd, master, w, nil
}

// onScreen runs a program on a terminal, until it shows rows and then rests; and ends it.
func onScreen(p program, rows *regexp.Regexp, limit time.Duration) (shown, error) {
	cmd, master, w, err := p.onTerminal(rows)
	if err != nil {
		return shown{}, err
	}
	defer master.Close()
	s, err := w.follow(cmd.Process.Pid, limit)
	_, _ = master.WriteString("q")
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(3 * time.Second):
		_ = cmd.Process.Kill()
		<-ended
	}
	return s, err
}

// watch reads what a program writes to its terminal.
type watch struct {
	mu    sync.Mutex
	text  bytes.Buffer
	rows  *regexp.Regexp
	seen  chan time.Time
	start time.Time
	// When something was written last, and first since this was set to 0; in nanoseconds.
	last, answered int64
}

func (w *watch) read(master *os.File) {
	buf := make([]byte, 1<<16)
	found := false
	for {
		n, err := master.Read(buf)
		at := time.Now()
		atomic.StoreInt64(&w.last, at.UnixNano())
		atomic.CompareAndSwapInt64(&w.answered, 0, at.UnixNano())
		if !found {
			w.mu.Lock()
			w.text.Write(buf[:n])
			found = w.rows.Match(w.text.Bytes())
			w.mu.Unlock()
			if found {
				w.seen <- at
			}
		}
		if err != nil {
			return
		}
	}
}

func (w *watch) follow(pid int, limit time.Duration) (shown, error) {
	var s shown
	start := w.start
	last, busy, looked := int64(0), start, start
	for {
		now := time.Now()
		select {
		case at := <-w.seen:
			s.rows = at.Sub(start)
		default:
		}
		ticks, err := processorTicks(pid)
		if err != nil {
			w.mu.Lock()
			defer w.mu.Unlock()
			return s, fmt.Errorf("it ended by itself: %q", tail(w.text.String()))
		}
		if now.Sub(looked) >= turn {
			if ticks-last > idle {
				busy = now
			}
			last, looked = ticks, now
		}
		if s.rows > 0 && now.Sub(busy) > quiet {
			s.complete = max(busy.Sub(start), s.rows)
			s.resident, s.peak = memory(pid, "VmRSS"), memory(pid, "VmHWM")
			return s, nil
		}
		if now.Sub(start) > limit {
			return s, fmt.Errorf("not complete after %v", limit)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func tail(s string) string { return s[max(len(s)-200, 0):] }

// processorTicks is the processor time that a process has had, in hundredths of a second.
func processorTicks(pid int) (int64, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	f := strings.Fields(string(raw[bytes.LastIndexByte(raw, ')')+1:]))
	if len(f) < 13 || f[0] == "Z" {
		return 0, fmt.Errorf("no process %d", pid)
	}
	user, _ := strconv.ParseInt(f[11], 10, 64)
	system, _ := strconv.ParseInt(f[12], 10, 64)
	return user + system, nil
}

func memory(pid int, what string) int64 {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for line := range strings.SplitSeq(string(raw), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == what+":" {
			n, _ := strconv.ParseInt(f[1], 10, 64)
			return n << 10
		}
	}
	return 0
}

// terminal opens a terminal of its own.
func terminal(columns, rows uint16) (master, slave *os.File, err error) {
	master, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, err
	}
	fd := int(master.Fd())
	n, err := unix.IoctlGetUint32(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: columns, Row: rows})
	}
	if err == nil {
		slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		master.Close()
		return nil, nil, err
	}
	return master, slave, nil
}
