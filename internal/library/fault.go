package library

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"syscall"
)

// UnreadableFiles returns the entries of Skipped that the system could not read, sorted by path.
func (c *Contents) UnreadableFiles() []Skipped {
	var unreadable []Skipped
	for _, s := range c.Skipped {
		if s.Unreadable {
			unreadable = append(unreadable, s)
		}
	}
	return unreadable
}

// absenceErrors lists the errors that mean that there is nothing to read: the file is gone, not a file, or a symbolic link
// that is not followed (EMLINK on FreeBSD).
var absenceErrors = []syscall.Errno{syscall.ENOENT, syscall.ENOTDIR, syscall.EISDIR, syscall.ELOOP, syscall.EMLINK, syscall.ENXIO}

// isSystemFault reports whether err says that the system could not read an existing file: no permission, no free
// descriptor or a disk error. Errors for files that a rule leaves out are not faults.
func isSystemFault(err error) bool {
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	errno, ok := errors.AsType[syscall.Errno](err)
	return ok && !slices.Contains(absenceErrors, errno) || errors.Is(err, fs.ErrPermission)
}

// IsOutside reports whether err, from opening a file, says that the path or a symbolic link leads out of the library.
func IsOutside(err error) bool {
	return errors.Is(err, errOutside) || strings.HasSuffix(err.Error(), "path escapes from parent") // os.Root's error
}

// isDescriptorShortage reports whether err says that too many files are open, so that opening may succeed later.
func isDescriptorShortage(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

// newSkipped returns the entry for a file or folder that could not be read because of err.
func newSkipped(path string, err error) Skipped {
	return Skipped{Path: path, Reason: explainError(err), Unreadable: isSystemFault(err)}
}

// recordFault records that a file or folder could not be read. It ignores files that were deleted during the scan.
func (s *scan) recordFault(path string, err error) {
	if !errors.Is(err, fs.ErrNotExist) {
		s.recordSkipped(path, explainError(err), err)
	}
}

// recordSkipped records that a file or folder is left out because of why. err is the cause, or nil for a rule.
func (s *scan) recordSkipped(path, why string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skipped = append(s.skipped, Skipped{path, why, isSystemFault(err)})
}

// postponeJob postpones a job that failed with err if that is for want of a free descriptor. Postponed jobs run later with
// a single worker, when the others have closed their files. It returns false if the job should not be tried again.
func (s *scan) postponeJob(err error, job func()) bool {
	if s.lastWorker || !isDescriptorShortage(err) {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.postponed = append(s.postponed, job)
	return true
}

// runPostponed runs the postponed jobs one after the other.
func (s *scan) runPostponed(ctx context.Context) error {
	if len(s.postponed) == 0 {
		return nil
	}
	s.lastWorker = true
	for _, job := range s.postponed {
		s.queue.push(job)
	}
	s.postponed = nil
	return s.queue.runWorkers(ctx, 1)
}
