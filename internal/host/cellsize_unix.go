//go:build !windows

package host

import (
	"os"

	"golang.org/x/sys/unix"
)

// fileCellSize returns the size of a cell of the terminal that f is, in pixels, or 0 by 0 if the terminal does not say it.
func fileCellSize(f *os.File) (width, height int) {
	w, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ) //nolint:gosec // a file descriptor
	if err != nil || w.Col == 0 || w.Row == 0 {
		return 0, 0
	}
	return int(w.Xpixel / w.Col), int(w.Ypixel / w.Row)
}
