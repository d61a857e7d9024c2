package config

import (
	"errors"
	"fmt"
	"io"
	"os"
)

var errNotRegular = errors.New("not a regular file")

// ReadRegular reads a regular file of at most limit bytes, following symbolic links. It never blocks: pipes, sockets,
// devices and folders are errors. A longer file is an error too; at most limit+1 bytes of it are read. The error wraps
// fs.ErrNotExist if there is no such file.
func ReadRegular(path string, limit int) ([]byte, error) {
	// Check before opening: merely opening a pipe or a device can have side effects.
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &os.PathError{Op: "read", Path: path, Err: errNotRegular}
	}
	f, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, int64(limit)+1))
	if err == nil && len(text) > limit {
		err = &os.PathError{Op: "read", Path: path, Err: fmt.Errorf("longer than %d KB", limit>>10)}
	}
	if err != nil {
		return nil, err
	}
	return text, nil
}
