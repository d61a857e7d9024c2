//go:build unix

package library

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"quire/internal/note"
)

// openFlags opens a file without blocking on a pipe, and without making a terminal the controlling terminal.
const openFlags = os.O_RDONLY | unix.O_NONBLOCK | unix.O_NOCTTY

// diskFolder is an open folder on disk. It reads a file relative to the folder's descriptor with four system calls, a
// third of what os.Root and os.File need. A name without a slash, opened with O_NOFOLLOW, cannot leave the folder.
type diskFolder struct {
	file *os.File // owns fd
	fd   int
}

func (t diskTree) openFolder(path string) (folder, error) {
	inRoot, err := t.root.Open(filepath.FromSlash(path))
	if err != nil {
		return nil, err
	}
	defer inRoot.Close()
	// Listing a folder opened by os.Root calls stat for every name. Opened again through its descriptor, it does not.
	fd, err := retryInterrupted(func() (int, error) {
		return unix.Openat(int(inRoot.Fd()), ".", os.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return diskFolder{os.NewFile(uintptr(fd), path), fd}, nil
}

func (f diskFolder) readDir() ([]fs.DirEntry, error)       { return f.file.ReadDir(-1) }
func (f diskFolder) readSome(n int) ([]fs.DirEntry, error) { return f.file.ReadDir(n) }
func (f diskFolder) Close() error                          { return f.file.Close() }

func (f diskFolder) readFile(name string) (fileContent, error) {
	fd, err := retryInterrupted(func() (int, error) {
		return unix.Openat(f.fd, name, openFlags|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return fileContent{}, err
	}
	defer unix.Close(fd)
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		return fileContent{}, err
	}
	if stat.Mode&unix.S_IFMT != unix.S_IFREG {
		return fileContent{}, errNotRegular
	}
	read := func(p []byte) (int, error) {
		n, err := retryInterrupted(func() (int, error) { return unix.Read(fd, p) })
		return max(n, 0), err
	}
	r, err := readSized(read, stat.Size, time.Unix(stat.Mtim.Unix()))
	r.stamp = statStamp(&stat)
	return r, err
}

func (f diskFolder) fileStamp(name string) note.Stamp {
	var stat unix.Stat_t
	_, err := retryInterrupted(func() (int, error) { return 0, unix.Fstatat(f.fd, name, &stat, unix.AT_SYMLINK_NOFOLLOW) })
	if err != nil || stat.Mode&unix.S_IFMT != unix.S_IFREG {
		return note.Stamp{}
	}
	return statStamp(&stat)
}

// openFileStamp returns the stamp of an open file, or the zero stamp if it is not a file on disk.
func openFileStamp(f fs.File) note.Stamp {
	var stat unix.Stat_t
	d, ok := f.(*os.File)
	if !ok || unix.Fstat(int(d.Fd()), &stat) != nil {
		return note.Stamp{}
	}
	return statStamp(&stat)
}

// hasTreeStamps says that folders have stamps that change with the names in them.
const hasTreeStamps = true

func (f diskFolder) stamp() note.Stamp { return openFileStamp(f.file) }

// statPath returns the stamp of a file or folder, or the zero stamp.
func statPath(abs string, follows bool) note.Stamp {
	flags := unix.AT_SYMLINK_NOFOLLOW
	if follows {
		flags = 0
	}
	var stat unix.Stat_t
	if _, err := retryInterrupted(func() (int, error) { return 0, unix.Fstatat(unix.AT_FDCWD, abs, &stat, flags) }); err != nil {
		return note.Stamp{}
	}
	return statStamp(&stat)
}

// statRegular returns the stamp of a regular file, or the zero stamp.
func statRegular(abs string) note.Stamp { return diskFolder{fd: unix.AT_FDCWD}.fileStamp(abs) }

// statStamp returns the stamp of the file that stat describes.
func statStamp(stat *unix.Stat_t) note.Stamp {
	return note.Stamp{Size: stat.Size, Modified: stat.Mtim.Nano(), Changed: stat.Ctim.Nano(), File: stat.Ino}
}

// retryInterrupted repeats a system call while it fails with EINTR.
func retryInterrupted(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
