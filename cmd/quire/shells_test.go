package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"quire/internal/testclock"
)

// completionCases holds half-typed command lines for the tour and what each shell must complete them to.
var completionCases = []struct{ typed, want string }{
	{"show welc", "show welcome"},
	{"show keys#thr", "show keys#three-habits"},
	{"list tag:manu", "list tag:manual"},
	{"backl", "backlinks"},
	{"list --sort titl", "list --sort title"},
}

func TestBash_CompletesWords(t *testing.T) {
	checkCompletions(t, "bash", []string{"--norc", "--noprofile", "-i"}, "source <(quire completion bash)\n", map[string]string{
		"list '#manu": "list #manual", `list "#manu`: "list #manual", `list \#manu`: "list #manual", `list -- -tag:manu`: "list -- -tag:manual",
	})
}

func TestZsh_CompletesWords(t *testing.T) {
	setup := "autoload -Uz compinit; compinit -u -D; source <(quire completion zsh); compdef _quire quire\n"
	checkCompletions(t, "zsh", []string{"-f", "-i"}, setup, map[string]string{`list #manu`: "list #manual", `list \#manu`: "list #manual"})
}

func TestFish_CompletesWords(t *testing.T) {
	skipIfShort(t)
	shell := requireProgram(t, "fish")
	halves := append(completionCases[:len(completionCases):len(completionCases)], struct{ typed, want string }{`list \#manu`, "list #manual"}, struct{ typed, want string }{"list '#manu", "list #manual"})
	for _, h := range halves {
		script := fmt.Sprintf("complete -e -c quire; quire completion fish | source; complete -C %q", "quire --tour "+h.typed)
		cmd := exec.Command(shell, "-N", "-c", script)
		cmd.Env = append(os.Environ(), "HOME="+t.TempDir(), "XDG_CONFIG_HOME="+t.TempDir(), "XDG_DATA_HOME="+t.TempDir(), "XDG_CACHE_HOME="+t.TempDir())
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		want := h.want[strings.LastIndexByte(h.want, ' ')+1:]
		first, _, _ := strings.Cut(string(out), "\t")
		first, _, _ = strings.Cut(first, "\n")
		if first != want {
			t.Errorf("%s: fish offers %q, want %q first", h.typed, out, want)
		}
	}
}

func requireProgram(t *testing.T, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		t.Skipf("%s is not installed: its completion was not tested", program)
	}
	return path
}

// checkCompletions types the completion cases, and those of the shell itself, into a real shell on a terminal.
func checkCompletions(t *testing.T, shell string, args []string, setup string, own map[string]string) {
	skipIfShort(t)
	cmd := exec.Command(requireProgram(t, shell), args...)
	home := t.TempDir()
	cmd.Dir = home
	cmd.Env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "ZDOTDIR=" + home, "TERM=dumb", "PS1=% ", "LC_ALL=C.UTF-8", "INPUTRC=/dev/null",
		"XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_STATE_HOME=" + home,
	}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 200})
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	s := &shellSession{t: t, tty: tty}
	defer s.close(cmd)
	go s.readOutput()
	s.send(setup + "bind 'set bell-style none' 2>/dev/null; unsetopt beep prompt_sp 2>/dev/null; PS1='% '; echo rea''dy\n")
	s.waitForText("ready")
	for _, h := range completionCases {
		s.checkCompletion(h.typed, h.want)
	}
	for typed, want := range own {
		s.checkCompletion(typed, want)
	}
}

// shellSession is a shell that runs on a terminal.
type shellSession struct {
	t         *testing.T
	tty       *os.File
	buf       syncBuffer
	lineCount int
}

func (s *shellSession) readOutput() {
	b := make([]byte, 4096)
	for {
		n, err := s.tty.Read(b)
		s.buf.write(b[:n])
		if err != nil {
			return
		}
	}
}

func (s *shellSession) send(text string) {
	if _, err := s.tty.WriteString(text); err != nil {
		s.t.Fatal(err)
	}
}

// waitForText waits until the shell has printed a text, and returns all its output.
func (s *shellSession) waitForText(text string) string {
	s.t.Helper()
	for end := time.Now().Add(testclock.Patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) { // between two looks at the output
		if out := s.buf.text(); strings.Contains(out, text) {
			return out
		}
	}
	s.t.Fatalf("the shell never printed %q, but\n%s", text, s.buf.text())
	return ""
}

var completedLine = regexp.MustCompile(`line(\d+)<quire --tour ([^>\r\n]*)>`)

// checkCompletion types half a line and tab. The shell closes the quote of a word that it completes. Then the line is turned
// into an argument of printf, which prints it as the shell has understood it.
func (s *shellSession) checkCompletion(typed, want string) {
	s.t.Helper()
	s.lineCount++
	s.send("quire --tour " + typed + "\t\x01printf 'line%s<%s>\\n' " + fmt.Sprint(s.lineCount) + " \"$(echo \x05)\"\n")
	out := s.waitForText(fmt.Sprintf("line%d<quire", s.lineCount))
	for _, m := range completedLine.FindAllStringSubmatch(out, -1) {
		if m[1] == fmt.Sprint(s.lineCount) {
			if got := strings.TrimSpace(m[2]); got != want {
				s.t.Errorf("%s: completed to %q, want %q", typed, got, want)
			}
			return
		}
	}
	s.t.Errorf("%s: no answer in\n%s", typed, out)
}

func (s *shellSession) close(cmd *exec.Cmd) {
	s.tty.Close()
	cmd.Process.Kill()
	cmd.Wait()
}

func TestBashScript_PassesShellcheck(t *testing.T) {
	if out, err := exec.Command(requireProgram(t, "shellcheck"), "../../internal/cli/completion.bash").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestManPage_FormatsWithoutWarnings(t *testing.T) {
	skipIfShort(t)
	man := requireProgram(t, "man")
	page, err := exec.Command("quire", "man").Output()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "quire.1")
	if err := os.WriteFile(file, page, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(man, "-l", "--warnings", file)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "MANWIDTH=80", "MANPAGER=cat", "TERM=dumb")
	var warned bytes.Buffer
	cmd.Stderr = &warned
	out, err := cmd.Output()
	if err != nil && (strings.Contains(warned.String(), "No such file") || strings.Contains(string(out), "has been minimized")) {
		t.Skipf("man cannot format pages here: %s", warned.Bytes())
	}
	if err != nil || warned.Len() > 0 {
		t.Errorf("man warns: %v\n%s", err, warned.Bytes())
	}
	if strings.Contains(string(out), "has been minimized") {
		t.Skip("man is a stub on this system, which formats nothing")
	}
	for _, part := range []string{"QUIRE(1)", "quire backlinks NOTE", "EXIT STATUS"} {
		if !strings.Contains(string(out), part) {
			t.Errorf("the page has no %q", part)
		}
	}
}
