//go:build linux

package main

import (
	"bufio"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// largeNotes are a note of one line and one of a table, of about 100 MB and a million rows.
func largeNotes(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	for name, part := range map[string]struct {
		head, text string
		times      int
	}{"line": {"", "words of one line ", 100 << 20 / 18}, "table": {"| words | b |\n|---|---|\n", "| words of a row | and more |\n", 1_000_000}} {
		file := filepath.Join(t.TempDir(), name+".md") // in a folder of its own, which is its library
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

// TestLargeNotes holds that a note of any size has its first screen soon, and that it is not held in memory many times over.
func TestLargeNotes(t *testing.T) {
	if os.Getenv("QUIRE_TEST_LARGE") == "" {
		t.Skip("not without QUIRE_TEST_LARGE: notes of 100 MB")
	}
	for name, file := range largeNotes(t) {
		took, most, s := shown(t, homeOf(t.TempDir()), "words", file)
		t.Logf("%s: the reader's first screen after %v, %d MB", name, took, most>>20)
		if took > firstScreen || most > mostResident || most == 0 {
			t.Errorf("%s: the reader's first screen after %v, %d MB", name, took, most>>20)
		}
		s.Type("G") // to the end of it
		s.Calm(2 * time.Second)
		if most = peak(s.Cmd.Process.Pid); most > mostResident {
			t.Errorf("%s: %d MB at the end of it", name, most>>20)
		}
		t.Logf("%s: at the end of it %d MB", name, most>>20)
		s.Type("qq")
		if code := s.End(patience); code != 0 {
			t.Errorf("%s: exit %d", name, code)
		}
		first, all, most := printed(t, "show", file)
		t.Logf("%s: show prints after %v, all after %v, %d MB", name, first, all, most>>20)
		if most > mostResident || most == 0 {
			t.Errorf("%s: show takes %d MB", name, most>>20)
		}
	}
}

// printed runs quire into a pipe: the time to the first of what it prints, to the last, and the most memory.
func printed(t *testing.T, args ...string) (first, all time.Duration, most int64) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c, out, began := piped(ctx, t, t.TempDir(), args...)
	buf := make([]byte, 64<<10)
	for {
		n, err := out.Read(buf)
		if n > 0 && first == 0 {
			first = time.Since(began)
		}
		most = max(most, peak(c.Process.Pid))
		if err != nil {
			break
		}
	}
	if err := c.Wait(); err != nil {
		t.Errorf("%v: %v", args, err)
	}
	return first, time.Since(began), most
}
