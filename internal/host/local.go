package host

import (
	"os"
	"runtime"

	"github.com/atotto/clipboard"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"quire/internal/config"
)

// Local returns the machine that this process runs on, with the process's streams and an environment in the form of
// os.Environ. A stream may be nil: then there is none.
func Local(stdin, stdout, stderr *os.File, environ []string) Host {
	h := Host{OS: runtime.GOOS, Env: environ, WorkingDir: os.Getwd}
	h.StateDir, h.CacheDir = config.StateDir(h.Getenv), config.CacheDir(h.Getenv)
	h.Editor, h.Browser, h.Viewer = NewEditor(h.OS, h.Getenv), NewBrowser(h.OS, h.Getenv), NewViewer(h.OS)
	h.Start = startDetached
	h.Run = func(p Program) error {
		c := p.NewCommand()
		if stdin != nil {
			c.Stdin = stdin
		}
		if stdout != nil {
			c.Stdout = stdout
		}
		if stderr != nil {
			c.Stderr = stderr
		}
		return c.Cmd.Run()
	}
	h.Clipboard = Clipboard{Write: clipboard.WriteAll, ViaTerminal: true}
	h.Suspend, h.NotifyEnd = suspendProcess, notifyEnd
	if stdin != nil {
		h.Terminal.In = stdin
	}
	if stdout != nil {
		h.Terminal.Out = stdout
		h.Terminal.Size = func() (columns, rows int) { return fileSize(stdout) }
		h.Terminal.CellSize = func() (width, height int) { return fileCellSize(stdout) }
		h.Terminal.Profile = func() colorprofile.Profile { return colorprofile.Detect(stdout, environ) }
		if term.IsTerminal(stdout.Fd()) {
			h.Terminal.NotifyResize = notifyResize
		}
	}
	return h
}

// fileSize returns the size of the terminal that f is, in cells, or 0 by 0 if it is none.
func fileSize(f *os.File) (columns, rows int) {
	columns, rows, err := term.GetSize(f.Fd())
	if err != nil {
		return 0, 0
	}
	return columns, rows
}

// OpenKeyboard opens the terminal of this process for reading, whatever its standard input is.
func OpenKeyboard() (*os.File, error) {
	name := "/dev/tty"
	if runtime.GOOS == "windows" {
		name = "CONIN$"
	}
	return os.OpenFile(name, os.O_RDWR, 0)
}
