//go:build unix

package snapshot

import (
	"bytes"
	"runtime/debug"
	"testing"

	"golang.org/x/sys/unix"
)

// benchmarkReading measures read on a snapshot of many notes, in memory that is new to the process as it is for a command
// that reads one snapshot and ends. It also reports the page faults of that.
func benchmarkReading(b *testing.B, read func(*Snapshot) error) {
	notes, stamps, x := makeNotes(20_000)
	data := writeSnapshot(b, notes, stamps, x.Segments())
	s, err := Open(bytes.NewReader(data), int64(len(data)), testKey)
	if err != nil {
		b.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	faults := int64(0)
	for b.Loop() {
		b.StopTimer()
		debug.FreeOSMemory()
		before := pageFaults(b)
		b.StartTimer()
		if err := read(s); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		faults += pageFaults(b) - before
		b.StartTimer()
	}
	b.ReportMetric(float64(faults)/float64(b.N), "faults/op")
}

// pageFaults returns how many page faults of this process needed no disk.
func pageFaults(tb testing.TB) int64 {
	var u unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return int64(u.Minflt) //nolint:unconvert // 32 bits on some systems
}

func BenchmarkReadNotes(b *testing.B) {
	benchmarkReading(b, func(s *Snapshot) error { _, _, err := s.ReadNotes(); return err })
}

func BenchmarkReadAll(b *testing.B) {
	benchmarkReading(b, func(s *Snapshot) error { _, _, _, err := s.ReadAll(); return err })
}

func BenchmarkReadForNames(b *testing.B) {
	benchmarkReading(b, func(s *Snapshot) error { _, _, _, err := s.ReadForNames(); return err })
}

func BenchmarkReadGraph(b *testing.B) {
	benchmarkReading(b, func(s *Snapshot) error { _, err := s.ReadGraph(); return err })
}
