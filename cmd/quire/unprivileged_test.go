//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// nobody is the ID of a user and group without files. Root can read files whatever their mode is, so tests drop its rights.
const nobody = 65534

// unprivilegedUser runs quire as a user other than root, with a home folder of its own.
type unprivilegedUser struct{ quire, home, library string }

// newUnprivilegedUser makes a library that everybody can read. It holds count notes n0.md, n1.md and so on, with links and
// tags, and as many notes m0.md and so on in its folder in.
func newUnprivilegedUser(t *testing.T, count int) unprivilegedUser {
	t.Helper()
	dir, err := os.MkdirTemp("", "unread")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = exec.Command("chmod", "-R", "u+rwx", dir).Run()
		os.RemoveAll(dir)
	})
	r := unprivilegedUser{filepath.Join(dir, "quire"), filepath.Join(dir, "home"), filepath.Join(dir, "lib")}
	for _, d := range []string{dir, r.home, r.library, filepath.Join(r.library, "in")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if os.Geteuid() == 0 {
		if err := os.Chown(r.home, nobody, nobody); err != nil {
			t.Fatal(err)
		}
	}
	for i := range count {
		for _, name := range []string{fmt.Sprintf("n%d.md", i), fmt.Sprintf("in/m%d.md", i)} {
			text := fmt.Sprintf("# Note %d\n\nA text, #tagged. [next](n%d.md)\n\n- [ ] a task\n", i, (i+1)%count)
			if err := os.WriteFile(filepath.Join(r.library, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	copyExecutable(t, r.quire)
	return r
}

// copyExecutable copies this test program, which acts as quire under that name, to where everybody can start it.
func copyExecutable(t *testing.T, to string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	from, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, from); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

func (r unprivilegedUser) run(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	return r.start(t, exec.Command(r.quire, append(args, "-L", r.library)...))
}

// runLimited is like run, with a limit on open files.
func (r unprivilegedUser) runLimited(t *testing.T, files int, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	script := fmt.Sprintf(`ulimit -n %d && exec "$@"`, files)
	return r.start(t, exec.Command("sh", append([]string{"-c", script, "sh", r.quire, "-L", r.library}, args...)...))
}

func (r unprivilegedUser) start(t *testing.T, cmd *exec.Cmd) (stdout, stderr string, code int) {
	t.Helper()
	cmd.Env = []string{"HOME=" + r.home, "PATH=" + os.Getenv("PATH")}
	cmd.Dir = r.home
	if os.Geteuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}
