package vtcheck

import "syscall"

// terminalAttr makes the program the leader of a session whose controlling terminal is its standard input. The
// program dies with the test.
func terminalAttr() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setsid: true, Setctty: true, Pdeathsig: syscall.SIGKILL}
}
