//go:build linux

package main

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"quire/internal/testclock"
)

// writeLargeNotes writes a note of one line of about 100 MB and a note with a table of a million rows. It returns their files.
func writeLargeNotes(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for name, part := range map[string]struct {
		head, text string
		times      int
	}{"line": {"", "words of one line ", 100 << 20 / 18}, "table": {"| words | b |\n|---|---|\n", "| words of a row | and more |\n", 1_000_000}} {
		file := filepath.Join(t.TempDir(), name+".md") // each in a folder of its own, which is its library
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		out := bufio.NewWriter(f)
		_, _ = out.WriteString(part.head)
		for range part.times {
			_, _ = out.WriteString(part.text)
		}
		if err := out.Flush(); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		files[name] = file
	}
	return files
}

// The first screen of a note of any size comes soon, and memory does not hold many copies of it.
func TestLargeNotes_OpenSoonInBoundedMemory(t *testing.T) {
	if os.Getenv("QUIRE_TEST_LARGE") == "" {
		t.Skip("set QUIRE_TEST_LARGE to test with notes of 100 MB")
	}
	for name, file := range writeLargeNotes(t) {
		took, most, s := measureFirstScreen(t, envWithHome(t.TempDir()), "words", file)
		t.Logf("%s: the reader's first screen after %v, %d MB", name, took, most>>20)
		if took > firstScreen || most > mostResident || most == 0 {
			t.Errorf("%s: the reader's first screen after %v, %d MB", name, took, most>>20)
		}
		s.SendKeys("G") // go to the end
		s.WaitQuiet(2 * time.Second)
		if most = peakMemory(s.Cmd.Process.Pid); most > mostResident {
			t.Errorf("%s: %d MB at the end of it", name, most>>20)
		}
		t.Logf("%s: at the end of it %d MB", name, most>>20)
		s.SendKeys("qq")
		if code := s.WaitExit(sessionTimeout); code != 0 {
			t.Errorf("%s: exit %d", name, code)
		}
		first, all, most := measurePrinting(t, "show", file)
		t.Logf("%s: show prints after %v, all after %v, %d MB", name, first, all, most>>20)
		if most > mostResident || most == 0 {
			t.Errorf("%s: show takes %d MB", name, most>>20)
		}
	}
}

// measurePrinting runs quire into a pipe and returns the time to its first and its last output, and its peak memory in bytes.
func measurePrinting(t *testing.T, args ...string) (first, all time.Duration, most int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), testclock.Patience)
	defer cancel()
	c, out, began := startPiped(ctx, t, t.TempDir(), args...)
	buf := make([]byte, 64<<10)
	for {
		n, err := out.Read(buf)
		if n > 0 && first == 0 {
			first = time.Since(began)
		}
		most = max(most, peakMemory(c.Process.Pid))
		if err != nil {
			break
		}
	}
	if err := c.Wait(); err != nil {
		t.Errorf("%v: %v", args, err)
	}
	return first, time.Since(began), most
}
