package tui

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// voluntarySwitches returns how often the threads of a process have gone to sleep.
func voluntarySwitches(t *testing.T, pid int) int {
	t.Helper()
	threads, err := filepath.Glob(filepath.Join("/proc", strconv.Itoa(pid), "task/*/status"))
	if err != nil || threads == nil {
		t.Fatal("the process has no threads")
	}
	total := 0
	for _, file := range threads {
		status, err := os.ReadFile(file)
		if err != nil {
			continue // the thread has ended
		}
		_, count, _ := strings.Cut(string(status), "\nvoluntary_ctxt_switches:")
		count, _, _ = strings.Cut(count, "\n")
		n, err := strconv.Atoi(strings.TrimSpace(count))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		total += n
	}
	return total
}

// TestIdle_ReaderSleeps holds that a reader that nobody touches is asleep. A clock of sixty ticks a second takes some three hundred
// switches; a quiet reader about five. One quiet second out of several shows that there is no such clock, whatever else the
// machine does.
func TestIdle_ReaderSleeps(t *testing.T) {
	const most, seconds = 60, 10
	s := startFaulty(t, " ")
	waitForText(t, s, "7 notes", 0)
	least := -1
	for range seconds {
		before := voluntarySwitches(t, s.Cmd.Process.Pid)
		time.Sleep(time.Second) // the second that is measured
		n := voluntarySwitches(t, s.Cmd.Process.Pid) - before
		if least < 0 || n < least {
			least = n
		}
		if least <= most {
			break
		}
	}
	if t.Logf("%d switches in a second", least); least > most {
		t.Errorf("an idle reader switches %d times a second, more than %d", least, most)
	}
	s.SendKeys("\x03")
	s.WaitExit(testTimeout)
}
