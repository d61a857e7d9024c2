// Package userfile stores quire's own files for the user in a folder that nobody else can look into. It names the files
// of a library by the library's path or by the folder's identity on disk, creates the folder, opens files that the user
// owns, locks, and writes atomically: a new file replaces the old one whole or not at all.
//
// It does not know what the files hold. It follows no symlink, never blocks on a pipe, and never touches a file that it
// has not made.
package userfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
)

// Key identifies a library. It is a SHA-256 hash.
type Key [sha256.Size]byte

// FolderKey returns the key of the library at root, an absolute path. It depends on the path and on the folder's device and
// inode numbers: another folder at the same path has another key, and so has the same folder elsewhere.
func FolderKey(root string) Key {
	return sha256.Sum256(fmt.Appendf(nil, "%s\x00%s", root, deviceAndInode(root)))
}

// PathKey returns a key that depends on the path of the library alone. It stays the same when a system renumbers its
// disks at boot and when a folder is cloned anew.
func PathKey(root string) Key { return sha256.Sum256([]byte(root)) }

// FileName returns the first 16 bytes of the key in hexadecimal, to be used as a file name.
func (k Key) FileName() string { return hex.EncodeToString(k[:16]) }

// MakePrivateDir creates dir and its parents with mode 0700. It returns an error when dir is not a private folder of the
// user.
func MakePrivateDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if !IsPrivateDir(dir) {
		return fmt.Errorf("%s: not a folder that you own", dir)
	}
	return nil
}
