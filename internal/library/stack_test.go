package library

import (
	"context"
	"os"
	"os/exec"
	"testing"
	"time"
)

// On one processor, too, a file is read while another one is waited for.
func TestTwoJobsOnOneProcessor(t *testing.T) {
	t.Parallel()
	if os.Getenv("GOMAXPROCS") != "1" {
		cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	s, met := newStack(), make(chan bool)
	s.push(func() {
		select {
		case met <- true:
		case <-time.After(5 * time.Second):
			t.Error("nobody does the other job")
		}
	})
	s.push(func() {
		select {
		case <-met:
		case <-time.After(5 * time.Second):
		}
	})
	if err := s.run(context.Background()); err != nil {
		t.Error(err)
	}
}
