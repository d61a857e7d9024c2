package userfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// lockRetryDelay is how often Lock tries again while another process holds the lock.
const lockRetryDelay = 5 * time.Millisecond

// Lock takes the lock file at path, waiting up to patience while another process holds it. The caller holds the lock
// until it calls unlock or its process ends. On file systems without locks it succeeds at once.
func Lock(path string, patience time.Duration) (unlock func(), err error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", path)
	}
	f := flock.New(path, flock.SetFlag(lockFileFlags), flock.SetPermissions(0o600))
	// Not TryLockContext: without patience it gives up before the first attempt, and on EINTR.
	for end := time.Now().Add(patience); ; time.Sleep(lockRetryDelay) {
		locked, err := f.TryLock()
		var pathErr *fs.PathError
		switch {
		case errors.As(err, &pathErr): // the file cannot be opened
			return nil, err
		case err != nil && !errors.Is(err, syscall.EINTR): // locks are not supported here
			return func() {}, nil
		case locked:
			return func() { _ = f.Unlock() }, nil // on failure the kernel unlocks when the process ends
		case time.Now().After(end):
			return nil, fmt.Errorf("%s: another process holds the lock", path)
		}
	}
}
