//go:build linux || darwin

package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// completionTyper types command lines with completions into a shell on a terminal, in the library of a fixture.
type completionTyper struct {
	*shellSession
	*completionFixture
	t          *testing.T
	shell      string
	openQuotes int             // how many lines ended in an open quote
	rounds     map[*string]int // how often each list of endings was typed
}

func newCompletionTyper(t *testing.T, shell string, args []string, setup string) *completionTyper {
	t.Helper()
	skipIfShort(t)
	path := requireProgram(t, shell)
	t.Parallel()
	tr := newCompletionFixture(t)
	cmd := exec.Command(path, args...)
	cmd.Dir, cmd.Env = tr.lib, tr.environment()
	if shell == "fish" {
		cmd.Env = append(cmd.Env, "TERM=xterm-256color") // fish shows no lists on a dumb terminal
	}
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 50, Cols: 300})
	if err != nil {
		t.Skipf("no pseudo terminal: %v", err)
	}
	ty := &completionTyper{shellSession: &shellSession{t: t, tty: tty}, completionFixture: tr, t: t, shell: shell, rounds: map[*string]int{}}
	t.Cleanup(func() { ty.close(cmd) })
	go ty.readOutput()
	ty.send(setup + "; echo rea''dy\n")
	ty.waitForText("ready")
	ty.awaitPrompt(0, wholeLineWait)
	return ty
}

// How long the shell may take for a line before it is taken to wait for the end of a quote: long where that is a fault, and
// shorter where the line may well end in an open quote.
const (
	wholeLineWait = time.Minute
	openLineWait  = 8 * time.Second
)

// awaitPrompt waits until the shell has logged a prompt after the first from bytes of the log. If none comes in the
// time that a line may take, it sends an interrupt; it reports whether the prompt came without.
func (ty *completionTyper) awaitPrompt(from int, lineWait time.Duration) bool {
	ty.t.Helper()
	interrupt := time.Now().Add(lineWait)
	for last, interrupted := interrupt.Add(sessionTimeout), false; time.Now().Before(last); time.Sleep(3 * time.Millisecond) {
		if _, prompts := ty.calls(from); prompts > 0 {
			return !interrupted
		}
		if !interrupted && time.Now().After(interrupt) {
			interrupted = true
			ty.send("\x03\r")
		}
	}
	ty.t.Fatalf("the shell no longer shows a prompt:\n%q", ty.buf.text()[max(0, len(ty.buf.text())-2000):])
	return false
}

// typeLine types a line, which the shell may take lineWait for, and returns the calls of quire that it caused, and whether the line was complete. It fails if text
// of a note was executed.
func (ty *completionTyper) typeLine(line string, lineWait time.Duration) (calls [][]string, whole bool) {
	ty.t.Helper()
	from := len(ty.buf.text())
	info, err := os.Stat(ty.log)
	if err != nil {
		ty.t.Fatal(err)
	}
	ty.send(line + "\r")
	whole = ty.awaitPrompt(int(info.Size()), lineWait)
	calls, _ = ty.calls(int(info.Size()))
	if made, _ := filepath.Glob(filepath.Join(ty.lib, "PWN*")); len(made) > 0 {
		ty.t.Fatalf("%q executed a command from a note:\n%q", line, ty.buf.text()[from:])
	}
	return calls, whole
}

// callQuire types a line that must call quire exactly once, and returns the arguments.
func (ty *completionTyper) callQuire(line string) []string {
	ty.t.Helper()
	from := len(ty.buf.text())
	calls, whole := ty.typeLine(line, wholeLineWait)
	switch {
	case !whole:
		if ty.openQuotes++; ty.openQuotes == 3 {
			ty.t.FailNow()
		}
		ty.t.Errorf("%q left a quote open:\n%q", line, ty.buf.text()[from:])
		return nil
	case len(calls) != 1:
		ty.t.Errorf("%q called quire %d times: %q\n%q", line, len(calls), calls, ty.buf.text()[from:])
		return nil
	}
	return calls[0]
}

// quote is a kind of quote: how to open it, and how to close it where completion does not.
type quote struct{ open, shut string }

// typedInTurn is in how many rounds of completeEach every ending is typed once: a line takes a shell a quarter of a second, and
// each list is typed in three rounds or more. Set to 1, each round types all.
var typedInTurn = flag.Int("turns", 3, "number of kinds of quotes over which the endings of names are spread")

// completeEach types the beginning of names in a quote, then tab and enter: of those of the round, of which each list of endings
// has typedInTurn. If the script refuses to insert a name, the word must stay as it was typed.
func (ty *completionTyper) completeEach(q quote, command, stem string, endings []string, refuses func(name string) bool) {
	ty.t.Helper()
	sign := strings.TrimSuffix(stem, strings.TrimLeft(stem, "#"))
	open := q.open
	if open == "" && sign != "" {
		open = `\` + sign
	} else {
		open += sign
	}
	round, offered := ty.rounds[&endings[0]], 0
	ty.rounds[&endings[0]]++
	for i := round % *typedInTurn; i < len(endings); i += *typedInTurn {
		word := fmt.Sprintf("%s%02d", stem, i)
		answers := ty.answers[command+" "+word]
		line := "quire " + command + " " + open + strings.TrimPrefix(word, sign) + "\t"
		want := []string{command, word}
		if len(answers) == 1 && !refuses(answers[0]) {
			want[1] = answers[0]
			offered++
			if ty.shell == "fish" && strings.HasSuffix(answers[0], "-") {
				line += q.shut // fish expects more text after a dash
			}
		} else {
			line += q.shut
		}
		if got := ty.callQuire(line); got != nil && !slices.Equal(got, want) {
			ty.t.Errorf("%q called quire %q, want %q", line, got, want)
		}
	}
	ty.t.Logf("%s %s%s: %d of %d offered", command, q.open, stem, offered, len(endings))
}

// cycleThrough cycles through the many completions of a word with a key, and accepts each.
func (ty *completionTyper) cycleThrough(q quote, command, word string, refuses func(name string) bool) {
	ty.t.Helper()
	offered := slices.DeleteFunc(slices.Clone(ty.answers[command+" "+word]), refuses)
	seen := map[string]bool{}
	for i := range offered {
		line := "quire " + command + " " + q.open + word + strings.Repeat("\x14", i+1)
		if ty.shell == "fish" { // fish shows a list, cycles through it and accepts the selected entry
			line = "quire " + command + " " + q.open + word + "\t" + strings.Repeat("\t", i+1) + "\r"
		}
		got := ty.callQuire(line)
		if len(got) != 2 || !slices.Contains(offered, got[1]) {
			ty.t.Errorf("%q called quire %q, which was not offered", line, got)
			continue
		}
		seen[got[1]] = true
	}
	if len(seen) < len(offered) {
		ty.t.Errorf("%s%s: %d names, only %d could be accepted", q.open, word, len(offered), len(seen))
	}
}

// completeFiles completes hostile file names. The shell does so by itself if there is no note with that name.
func (ty *completionTyper) completeFiles() {
	ty.t.Helper()
	for i := range attackEndings {
		ty.typeLine(fmt.Sprintf("quire show ./f%02d\t", i), openLineWait)
	}
}

// refuseNothing is for scripts that insert every name.
func refuseNothing(string) bool { return false }

// refuseSpecial refuses names with characters other than letters, digits and signs without a meaning to any shell.
func refuseSpecial(name string) bool {
	return strings.Trim(strings.Map(func(r rune) rune {
		if r > 0x7f {
			return 'a'
		}
		return r
	}, name), "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+, #-") != ""
}

// bashCompletionPackage is where systems install the package bash-completion, which most people use.
const bashCompletionPackage = "/usr/share/bash-completion/bash_completion"

func TestBashCompletion_RunsNothing(t *testing.T) {
	setup := `source <(quire completion bash); bind 'set bell-style none'; bind '"\C-t": menu-complete'; set -H; HISTFILE=; PROMPT_COMMAND='printf "\2" >>"$LOG"'`
	if _, err := os.Stat(bashCompletionPackage); err == nil {
		setup = "source " + bashCompletionPackage + "; " + setup
	} else {
		t.Log("bash-completion is not installed: not tested with it")
	}
	ty := newCompletionTyper(t, "bash", []string{"--norc", "--noprofile", "-i"}, setup)
	backquote := func(name string) bool { return strings.Contains(name, "`") }
	ty.completeEach(quote{"'", "'"}, "show", "s", attackEndings, backquote)
	ty.completeEach(quote{"'", "'"}, "list", "#t", harmlessEndings, backquote)
	ty.completeEach(quote{"'", "'"}, "list", "#q", attackEndings, backquote)
	ty.completeEach(quote{`"`, `"`}, "list", "#t", harmlessEndings, backquote)
	ty.completeEach(quote{`"`, `"`}, "list", "#q", attackEndings, backquote)
	ty.completeEach(quote{"", ""}, "list", "#q", attackEndings, backquote)
	ty.completeEach(quote{"", ""}, "show", "w", harmlessEndings, backquote)
	ty.completeEach(quote{"$'", "'"}, "list", "#q", attackEndings, refuseSpecial)
	ty.completeFiles()
	ty.cycleThrough(quote{"'", "'"}, "list", "#q0", backquote)
	ty.cycleThrough(quote{`"`, `"`}, "show", "s1", backquote)
	ty.cycleThrough(quote{"", ""}, "show", "s3", backquote)
	for _, line := range []string{"show s1\x1b*", "show 's1\x1b*'", `show "s1` + "\x1b*" + `"`, "list '#q0\x1b*'", "show \"$(echo ')\" 's06\t)\""} {
		ty.typeLine("quire "+line, openLineWait) // M-* inserts all completions
	}
	ty.typeLine(`histchars='%^#' COMP_WORDBREAKS=" #:=qst"`, wholeLineWait) // unusual values
	ty.completeEach(quote{`"`, `"`}, "list", "#t", harmlessEndings, backquote)
	ty.completeEach(quote{"'", "'"}, "list", "#t", harmlessEndings, backquote)
}

func TestZshCompletion_RunsNothing(t *testing.T) {
	setup := `autoload -Uz compinit; compinit -u -D; source <(quire completion zsh); compdef _quire quire; bindkey -e; bindkey '^T' menu-complete
unsetopt beep prompt_sp; precmd() { printf '\2' >>"$LOG" }`
	ty := newCompletionTyper(t, "zsh", []string{"-f", "-i"}, setup)
	ty.completeEach(quote{"'", "'"}, "show", "s", attackEndings, refuseNothing)
	ty.completeEach(quote{"'", "'"}, "list", "#t", harmlessEndings, refuseNothing)
	ty.completeEach(quote{"'", "'"}, "list", "#q", attackEndings, refuseNothing)
	ty.completeEach(quote{`"`, `"`}, "list", "#t", harmlessEndings, refuseNothing)
	ty.completeEach(quote{`"`, `"`}, "list", "#q", attackEndings, refuseNothing)
	ty.completeEach(quote{"", ""}, "list", "#q", attackEndings, refuseNothing)
	ty.completeEach(quote{"", ""}, "show", "w", harmlessEndings, refuseNothing)
	ty.completeEach(quote{"$'", "'"}, "list", "#q", attackEndings, refuseNothing)
	ty.completeFiles()
	ty.cycleThrough(quote{"'", "'"}, "list", "#q0", refuseNothing)
	ty.cycleThrough(quote{`"`, `"`}, "show", "s1", refuseNothing)
	ty.cycleThrough(quote{"", ""}, "show", "s3", refuseNothing)
}

func TestFishCompletion_RunsNothing(t *testing.T) {
	setup := `quire completion fish | source; function noteprompt --on-event fish_prompt; printf '\2' >>$LOG; end`
	ty := newCompletionTyper(t, "fish", []string{"--no-config", "--private", "-i"}, setup)
	ty.completeEach(quote{"'", "'"}, "show", "s", attackEndings, refuseNothing)
	ty.completeEach(quote{"'", "'"}, "list", "#t", harmlessEndings, refuseNothing)
	ty.completeEach(quote{"'", "'"}, "list", "#q", attackEndings, refuseNothing)
	ty.completeEach(quote{`"`, `"`}, "list", "#t", harmlessEndings, refuseNothing)
	ty.completeEach(quote{`"`, `"`}, "list", "#q", attackEndings, refuseNothing)
	ty.completeEach(quote{"", ""}, "list", "#q", attackEndings, refuseNothing)
	ty.completeEach(quote{"", ""}, "show", "w", harmlessEndings, refuseNothing)
	ty.completeFiles()
	ty.cycleThrough(quote{"'", "'"}, "list", "#q0", refuseNothing)
	ty.cycleThrough(quote{`"`, `"`}, "show", "s1", refuseNothing)
	ty.cycleThrough(quote{"", ""}, "show", "s3", refuseNothing)
}
