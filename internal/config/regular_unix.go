//go:build unix

package config

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// unpolledFile reads from a file descriptor without the runtime's poller. The poller would wait for files such as
// /proc/kmsg, which are regular but may have nothing to read yet; without it they fail with EAGAIN.
type unpolledFile int

// openRegular opens a regular file. It does not block even if a pipe has replaced the file since the caller's check; that
// is an error.
func openRegular(path string) (io.ReadCloser, error) {
	fd, err := retryInterrupted(func() (int, error) {
		return unix.Open(path, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_NOCTTY|unix.O_CLOEXEC, 0)
	})
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	var stat unix.Stat_t
	if err = unix.Fstat(fd, &stat); err == nil && stat.Mode&unix.S_IFMT != unix.S_IFREG {
		err = errNotRegular
	}
	if err != nil {
		unix.Close(fd)
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return unpolledFile(fd), nil
}

func (f unpolledFile) Read(p []byte) (int, error) {
	n, err := retryInterrupted(func() (int, error) { return unix.Read(int(f), p) })
	switch {
	case err != nil:
		return 0, os.NewSyscallError("read", err)
	case n == 0 && len(p) > 0:
		return 0, io.EOF
	}
	return n, nil
}

func (f unpolledFile) Close() error { return unix.Close(int(f)) }

// retryInterrupted repeats a system call while it fails with EINTR.
func retryInterrupted(call func() (int, error)) (int, error) {
	for {
		n, err := call()
		if !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
