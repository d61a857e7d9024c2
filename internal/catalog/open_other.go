//go:build !unix

package catalog

import "runtime"

// canKeepSnapshotOpen reports whether an open snapshot file can be replaced by another one; Windows refuses that.
func canKeepSnapshotOpen() bool { return runtime.GOOS != "windows" }
