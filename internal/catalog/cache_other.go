//go:build !unix

package catalog

import (
	"fmt"
	"os"
	"time"
)

// identity is nothing more than the path here.
func identity(string) string { return "" }

// private reports whether dir is a folder. Whose it is, the system sees to.
func private(dir string) bool {
	info, err := os.Lstat(dir)
	return err == nil && info.IsDir()
}

// openOwn opens a regular file for reading.
func openOwn(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", path)
	}
	return os.Open(path)
}

func lock(*os.File) {}

// abandoned reports whether nobody writes a file any more: no writing takes an hour.
func abandoned(path string) bool {
	info, err := os.Lstat(path)
	return err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > time.Hour
}
