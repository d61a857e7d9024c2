package vtcheck

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// isWorking reports whether a thread of a process runs, waits for a processor or waits for the disk.
func isWorking(pid int) bool {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	for _, file := range threads {
		stat, err := os.ReadFile(file)
		if err != nil {
			continue // the thread has ended
		}
		state := stat[bytes.LastIndexByte(stat, ')')+1:] // after the name, which may hold anything
		if state = bytes.TrimSpace(state); len(state) > 0 && (state[0] == 'R' || state[0] == 'D') {
			return true
		}
	}
	return false
}
