//go:build !unix

package userfile

import (
	"fmt"
	"os"
	"time"
)

// deviceAndInode always returns "": on these systems only the path identifies a folder.
func deviceAndInode(string) string { return "" }

// IsPrivateDir reports whether dir is a folder. Ownership is left to the operating system.
func IsPrivateDir(dir string) bool {
	info, err := os.Lstat(dir)
	return err == nil && info.IsDir()
}

// Open opens a regular file for reading.
func Open(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", path)
	}
	return os.Open(path)
}

// lockTempFile does nothing: isAbandoned goes by a file's age instead.
func lockTempFile(*os.File) {}

// isAbandoned reports whether a file was last written more than an hour ago; no write takes that long.
func isAbandoned(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > time.Hour
}

// lockFileFlags are the flags to open a lock file with.
const lockFileFlags = os.O_RDWR | os.O_CREATE
