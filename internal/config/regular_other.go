//go:build !unix

package config

import (
	"io"
	"os"
)

// openRegular opens a file that the caller has checked to be regular.
func openRegular(path string) (io.ReadCloser, error) { return os.Open(path) }
