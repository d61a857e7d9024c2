package library

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"

	"quire/internal/testclock"
)

// On a single processor there are two workers as well, so that a job can run while another waits.
func TestJobStack_TwoWorkersOnOneProcessor(t *testing.T) {
	t.Parallel()
	if os.Getenv("GOMAXPROCS") != "1" {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	s, met := newJobStack(), make(chan bool)
	s.push(func() {
		select {
		case met <- true:
		case <-time.After(testclock.Patience):
			t.Error("the other job does not run")
		}
	})
	s.push(func() {
		select {
		case <-met:
		case <-time.After(testclock.Patience):
		}
	})
	if err := s.run(context.Background()); err != nil {
		t.Error(err)
	}
}
