// Package private keeps what quire writes for the user in a folder that only
// they can look into: it knows a library by its path, or by what it is on its disk as well, makes the
// folder, opens files that are the user's own, and puts a new file in an old
// one's place whole or not at all.
//
// What is kept is the business of others. It follows no link, waits for no
// pipe, and never touches a file that it has not made.
package private

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Key is what a library is known by.
type Key [sha256.Size]byte

// KeyOf is the key of the library at root, an absolute path. A folder is known by its path and by what it is on its
// disk: another one in its place has another key, and so has the same one elsewhere.
func KeyOf(root string) Key {
	return sha256.Sum256(fmt.Appendf(nil, "%s\x00%s", root, identity(root)))
}

// PathKeyOf is the key of whatever library is at root. It outlives what a system does to the numbers of its disks when it
// starts, and a folder that was fetched anew.
func PathKeyOf(root string) Key { return sha256.Sum256([]byte(root)) }

// Name is the key as the name of a file.
func (k Key) Name() string { return hex.EncodeToString(k[:16]) }

// MakeFolder makes dir, and reports an error when it is not the user's own.
func MakeFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if !Folder(dir) {
		return fmt.Errorf("%s is not a folder of one's own", dir)
	}
	return nil
}

// Leftover ends the names of files that are being written.
const Leftover = ".tmp"

// Create makes a file beside path, to be renamed over it. Who looks for leftovers leaves it alone as long as it is open.
func Create(path string) (*os.File, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+Leftover)
	if err == nil {
		mark(f)
	}
	return f, err
}

// RemoveLeftovers removes what those who were killed while they wrote have left in dir.
func RemoveLeftovers(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if name := filepath.Join(dir, e.Name()); strings.HasSuffix(name, Leftover) && abandoned(name) {
			_ = os.Remove(name) // it only takes room
		}
	}
}
