package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"quire/internal/host"
	"quire/internal/tui"
	"quire/internal/tui/fault"
)

func TestReportFault_WritesCrashReport(t *testing.T) {
	dir := t.TempDir()
	h := host.Local(nil, nil, nil, []string{"XDG_STATE_HOME=" + dir, "TERM=xterm\x1b[2J"})
	var stderr bytes.Buffer
	err := reportFault(h, &fault.Fault{Activity: "drawing the screen", Cause: "index out of range \x1b]52;c;x\a", Stack: []byte("goroutine 1\n\tmain.go:1\n")})
	if code := reportResult(context.Background(), &stderr, err); code != exitError {
		t.Errorf("exit code %d", code)
	}
	reports, _ := filepath.Glob(filepath.Join(dir, "quire", "crash-*.txt"))
	if len(reports) != 1 {
		t.Fatalf("%d crash reports", len(reports))
	}
	if said := stderr.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, reports[0]) || !strings.Contains(said, "index out of range") || strings.Contains(said, "\x1b") {
		t.Errorf("standard error: %q", said)
	}
	text, err := os.ReadFile(reports[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"quire " + programVersion(), "drawing the screen", "index out of range", "goroutine 1", "report"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the crash report lacks %q:\n%s", want, text)
		}
	}
	if bytes.ContainsAny(text, "\x1b\a") {
		t.Error("the crash report holds a control character")
	}
	if info, _ := os.Stat(reports[0]); info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
}

func TestWriteCrashReport_KeepsBoundedNumber(t *testing.T) {
	dir := t.TempDir()
	h := host.Local(nil, nil, nil, []string{"XDG_STATE_HOME=" + dir})
	for range 3 * maxCrashReports {
		writeCrashReport(h, &fault.Fault{})
	}
	if reports, _ := filepath.Glob(filepath.Join(dir, "quire", "*")); len(reports) > maxCrashReports {
		t.Errorf("%d crash reports", len(reports))
	}
}

// A panic is reported on standard error even if there is no state folder for a crash report.
func TestReportPanic_WithoutStateFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, home := range []string{"", file, "/dev/null"} {
		h := host.Local(nil, nil, nil, []string{"XDG_STATE_HOME=" + home})
		var stderr bytes.Buffer
		if code := reportResult(context.Background(), &stderr, reportPanic(h, "oh", nil)); code != exitError || !strings.Contains(stderr.String(), "oh") {
			t.Errorf("%q: %d, %q", home, code, stderr.String())
		}
	}
}

func TestReportResult_SignalsHaveShellExitCodes(t *testing.T) {
	for s, want := range map[syscall.Signal]int{syscall.SIGINT: 130, syscall.SIGTERM: 143, syscall.SIGHUP: 129} {
		if code := reportResult(context.Background(), os.Stderr, &tui.SignalError{Signal: s}); code != want {
			t.Errorf("%v: %d, want %d", s, code, want)
		}
	}
}
