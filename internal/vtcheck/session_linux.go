package vtcheck

import "syscall"

// ownTerminal makes the terminal that of the program, which dies with the test.
func ownTerminal() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: true, Setctty: true, Pdeathsig: syscall.SIGKILL}
}
