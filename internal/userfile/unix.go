//go:build unix

package userfile

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// deviceAndInode identifies a folder on its disk whatever its name is. It returns "" when dir cannot be read.
func deviceAndInode(dir string) string {
	var s unix.Stat_t
	if unix.Stat(dir, &s) != nil {
		return ""
	}
	return fmt.Sprint(s.Dev, " ", s.Ino)
}

// IsPrivateDir reports whether dir is a folder that belongs to the user. A symlink to a folder is not. When others have
// access to the folder, IsPrivateDir takes it away from them by setting mode 0700, and returns false if that fails.
func IsPrivateDir(dir string) bool {
	var s unix.Stat_t
	if unix.Lstat(dir, &s) != nil || s.Mode&unix.S_IFMT != unix.S_IFDIR || int(s.Uid) != os.Geteuid() {
		return false
	}
	return s.Mode&0o077 == 0 || os.Chmod(dir, 0o700) == nil
}

// Open opens a regular file that the user owns for reading. It follows no symlink and does not block on a pipe.
func Open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_NOCTTY, 0)
	if err != nil {
		return nil, err
	}
	var s unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &s); err != nil || s.Mode&unix.S_IFMT != unix.S_IFREG || int(s.Uid) != os.Geteuid() {
		f.Close()
		return nil, fmt.Errorf("%s: not a regular file that you own", path)
	}
	return f, nil
}

// lockTempFile locks a file while it is being written, so that isAbandoned is false. The kernel releases the lock when
// the process ends.
func lockTempFile(f *os.File) {
	_ = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) // where flock fails, it fails in isAbandoned too, which then returns false
}

// isAbandoned reports whether no process holds the lock that lockTempFile takes.
func isAbandoned(path string) bool {
	f, err := Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil
}

// lockFileFlags are the flags to open a lock file with: it follows no symlink and does not block on a pipe.
const lockFileFlags = os.O_RDWR | os.O_CREATE | unix.O_NOFOLLOW | unix.O_NONBLOCK
