//go:build unix

package private

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// identity is what a folder is on its disk, whatever it is called.
func identity(dir string) string {
	var s unix.Stat_t
	if unix.Stat(dir, &s) != nil {
		return ""
	}
	return fmt.Sprint(s.Dev, " ", s.Ino)
}

// Folder reports whether dir is a folder, no link to one, that belongs to the user and that nobody else writes to. Others may not look into it either, from now on.
func Folder(dir string) bool {
	var s unix.Stat_t
	if unix.Lstat(dir, &s) != nil || s.Mode&unix.S_IFMT != unix.S_IFDIR || int(s.Uid) != os.Geteuid() {
		return false
	}
	return s.Mode&0o077 == 0 || os.Chmod(dir, 0o700) == nil
}

// Open opens a regular file of the user's for reading; it follows no link and waits for nobody.
func Open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	var s unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &s); err != nil || s.Mode&unix.S_IFMT != unix.S_IFREG || int(s.Uid) != os.Geteuid() {
		f.Close()
		return nil, fmt.Errorf("%s: not a file of one's own", path)
	}
	return f, nil
}

// mark marks a file that is being written. The system takes the mark away with the process.
func mark(f *os.File) {
	_ = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) // where it cannot be, the file is not taken for abandoned either
}

// abandoned reports whether nobody writes a file any more.
func abandoned(path string) bool {
	f, err := Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil
}

// Lock waits until nobody else has the lock at path, though no longer than patience, and holds it until unlock is
// called or the process ends. Where a file system knows no locks, there is nothing to wait for.
func Lock(path string, patience time.Duration) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0o600)
	if err != nil {
		return nil, err
	}
	const pause = 5 * time.Millisecond
	for end := time.Now().Add(patience); ; time.Sleep(pause) {
		switch err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); {
		case errors.Is(err, unix.EINTR):
		case !errors.Is(err, unix.EWOULDBLOCK): // held, or never to be had
			return func() { f.Close() }, nil
		case time.Now().After(end):
			f.Close()
			return nil, fmt.Errorf("%s: held by another for too long", path)
		}
	}
}
