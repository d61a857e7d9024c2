package userfile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// TempSuffix is the suffix of the names of temporary files.
const TempSuffix = ".tmp"

// Replacement is a file that is being written, to take the place of another. Its mode is 0600, whatever the mode of the
// other is.
//
// It is not github.com/google/renameio, which builds nothing for Windows, nor github.com/natefinch/atomic, which copies
// the mode of the replaced file. Neither marks its temporary files so that RemoveStaleTempFiles can tell those of a
// killed process from those of a running one, and both sync every file: a snapshot is large and does not need it.
type Replacement struct {
	*os.File
	path string
}

// CreateReplacement makes a temporary file beside path, which Commit renames over it. Clean-up leaves the file alone as
// long as it is open.
func CreateReplacement(path string) (*Replacement, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+TempSuffix)
	if err != nil {
		return nil, err
	}
	lockTempFile(f)
	return &Replacement{f, path}, nil
}

// Commit closes the file and renames it over the other, atomically. A symlink in that place is replaced, not followed. If
// writing the file failed with writeErr, or Commit fails, the file is removed and the other stays as it was. The caller
// calls Sync before if the contents must survive a power failure.
func (r *Replacement) Commit(writeErr error) error {
	err := errors.Join(writeErr, r.Close())
	if err == nil {
		err = os.Rename(r.Name(), r.path)
	}
	if err != nil {
		_ = os.Remove(r.Name()) // if that fails, RemoveStaleTempFiles removes it later
	}
	return err
}

// RemoveStaleTempFiles removes temporary files from dir whose writers were killed. It ignores errors.
func RemoveStaleTempFiles(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if name := filepath.Join(dir, e.Name()); strings.HasSuffix(name, TempSuffix) && isAbandoned(name) {
			_ = os.Remove(name) // on failure it only takes up space
		}
	}
}
