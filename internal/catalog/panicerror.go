package catalog

import (
	"fmt"
	"runtime/debug"
)

// PanicError is the error of work in the background that has panicked: a bug in the program.
type PanicError struct {
	Activity string // such as "loading the library"
	Cause    any
	Stack    []byte
}

// Error implements error. It quotes the cause, but not the stack.
func (e *PanicError) Error() string {
	return fmt.Sprintf("internal error while %s: %v", e.Activity, e.Cause)
}

// recoverPanic calls work and returns its error, or a *PanicError if it panics: a panic in a goroutine of its own would end
// the process for all sessions, and leave their terminals in raw mode.
func recoverPanic(activity string, work func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &PanicError{activity, cause, debug.Stack()}
		}
	}()
	return work()
}
