package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"quire/internal/config"
	"quire/internal/safe"
	"quire/internal/tui"
)

// A crash note is what a report of a fault needs, and nothing of anyone's notes but
// what the fault itself names.

// mostCrashNotes is how many are kept: the first ones, since later ones mostly say the same.
const mostCrashNotes = 20

// broken is the error of a fault, whose note is written.
func broken(env func(string) string, cause any, stack []byte) error {
	f := &tui.Fault{Doing: "running a command", Cause: cause, Stack: stack}
	f.Report = writeCrash(env, f)
	return f
}

// crashed writes the note of a fault that ended the reader.
func crashed(env func(string) string, err error) error {
	if f, ok := errors.AsType[*tui.Fault](err); ok && f.Report == "" {
		f.Report = writeCrash(env, f)
	}
	return err
}

// writeCrash returns the file that was written; empty when none could be.
func writeCrash(env func(string) string, f *tui.Fault) string {
	dir := config.StateDir(env)
	if dir == "" || os.MkdirAll(dir, 0o700) != nil {
		return ""
	}
	if old, _ := filepath.Glob(filepath.Join(dir, "crash-*.txt")); len(old) >= mostCrashNotes {
		return ""
	}
	name := filepath.Join(dir, "crash-"+time.Now().Format("20060102-150405.000")+".txt")
	text := fmt.Sprintf(`quire %s broke while %s.

What happened: %s
Go:            %s on %s/%s
Terminal:      TERM=%s COLORTERM=%s LANG=%s

Please report this file, and what you did just before. It holds no text of your
notes but what may stand under "What happened". Your notes were not written to.

%s
`, version(), f.Doing, safe.Text(fmt.Sprint(f.Cause)), runtime.Version(), runtime.GOOS, runtime.GOARCH,
		safe.Text(env("TERM")), safe.Text(env("COLORTERM")), safe.Text(env("LANG")), safe.Block(string(f.Stack)))
	// O_EXCL follows no link and writes over nothing.
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
