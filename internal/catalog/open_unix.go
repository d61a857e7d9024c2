//go:build unix

package catalog

import "golang.org/x/sys/unix"

// minDescriptors is the limit of open files (RLIMIT_NOFILE) from which a snapshot may keep its file open.
const minDescriptors = 64

// canKeepSnapshotOpen reports whether a snapshot may keep its file open as long as the library. If the process may open
// only few files, the library needs them, and the snapshot is read into memory instead.
func canKeepSnapshotOpen() bool {
	var limit unix.Rlimit
	return unix.Getrlimit(unix.RLIMIT_NOFILE, &limit) != nil || limit.Cur >= minDescriptors
}
