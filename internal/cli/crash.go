package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"quire/internal/catalog"
	"quire/internal/host"
	"quire/internal/safe"
	"quire/internal/tui/fault"
)

// A crash report is a file that a bug report needs: the panic, its stack and the terminal. It must hold no text of the
// user's notes, except what the panic itself quotes.

// maxCrashReports bounds how many reports are kept. The first ones are kept, since later ones mostly say the same.
const maxCrashReports = 20

// reportPanic writes a crash report for a panic in a command and returns the error that ends the command.
func reportPanic(h host.Host, cause any, stack []byte) error {
	f := &fault.Fault{Activity: "running a command", Cause: cause, Stack: stack}
	f.Report = writeCrashReport(h, f)
	return f
}

// reportFault writes the crash report if err is a fault of a reader that has none yet, or a panic in the background. It
// returns the error to print.
func reportFault(h host.Host, err error) error {
	if p, ok := errors.AsType[*catalog.PanicError](err); ok {
		err = &fault.Fault{Activity: p.Activity, Cause: p.Cause, Stack: p.Stack}
	}
	if f, ok := errors.AsType[*fault.Fault](err); ok && f.Report == "" {
		f.Report = writeCrashReport(h, f)
	}
	return err
}

// writeCrashReport writes a crash report and returns the path of its file, or "" if none could be written.
func writeCrashReport(h host.Host, f *fault.Fault) string {
	dir := h.StateDir
	if dir == "" || os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	if old, _ := filepath.Glob(filepath.Join(dir, "crash-*.txt")); len(old) >= maxCrashReports {
		return ""
	}
	name := filepath.Join(dir, "crash-"+time.Now().Format("20060102-150405.000")+".txt")
	text := fmt.Sprintf(`quire %s crashed while %s.

What happened: %s
Go:            %s on %s/%s
Terminal:      TERM=%s COLORTERM=%s LANG=%s

Please report this file, and what you did just before. It contains no text of
your notes, except possibly under "What happened". Your notes were not changed.

%s
`, programVersion(), f.Activity, safe.Text(fmt.Sprint(f.Cause)), runtime.Version(), runtime.GOOS, runtime.GOARCH,
		safe.Text(h.Getenv("TERM")), safe.Text(h.Getenv("COLORTERM")), safe.Text(h.Getenv("LANG")), safe.Block(string(f.Stack)))
	// O_EXCL does not follow a link and does not overwrite a file.
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return ""
	}
	_, err = file.WriteString(text)
	if closeErr := file.Close(); err != nil || closeErr != nil {
		return ""
	}
	return name
}
