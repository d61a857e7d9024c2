//go:build linux || darwin

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// attackEndings are appended to tags, titles and file names. A shell that executes one creates a file PWN or passes another
// argument to quire.
var attackEndings = []string{
	`';touch PWN;'x`, `";touch PWN;"x`, `';touch${IFS}PWN;'x`, `$(touch PWN)`, "`touch PWN`", "';`touch PWN`;'", `;touch PWN;`, `&touch PWN&`,
	`|touch PWN|`, `!touch PWN`, `!!;touch PWN`, `'!touch`, `\`, `\';touch PWN;'`, `\";touch PWN;"`, `\\;touch PWN`, `'`, `"`, `a"`, `''`, `"'"'`,
	`*`, `?[a-z]*`, `~`, `{a;touch PWN}`, `<(touch PWN)`, `>PWN`, ` 2>PWN `, `(touch PWN)`, `(e:'touch PWN':)`, `=(touch PWN)`,
	`%{%F{red}`, `$'\n'touch PWN`, `${x:=$(touch PWN)}`, `$((a[$(touch PWN)]))`, `^touch^PWN`, `#`, ` # -x`, ` --`, `=;touch PWN`, `:;touch PWN`,
	"\ntouch PWN\n", "\rtouch PWN\r", "\x1b[31m\rtouch PWN\r", "\ttouch PWN", "\x03touch PWN", "‘;touch PWN;’", "\u202etouch PWN",
}

// harmlessEndings are endings of tags and names as people use them. Each must be completed, in every kind of quote, and found.
var harmlessEndings = []string{"manual", " end", "ür elise", ":go", "#", "++", "&D", "'t", ` "hi" now`, "!", "=b", "% off", "日本", "?", " (old)", "|x", "$x", "*"}

// completionFixture is a library of hostile and harmless notes, and a stub named quire, first in PATH, that logs its calls.
type completionFixture struct {
	lib, bin, log, real string
	answers             map[string][]string // completions, by command and word
}

// stubScript answers requests for completions from files recorded before, since it is started some thousand times. It
// passes those without a file to the real program and logs all other calls.
const stubScript = `#!/bin/sh
if [ "$1" = __complete ]; then
	for last; do :; done
	[ -f "$ANSWERS/$2 $last" ] && exec cat "$ANSWERS/$2 $last"
fi
if [ "$1" = __complete ] || [ "$1" = completion ]; then
	exec "$REAL" "$@"
fi
{ printf '%s\0' "$@"; printf '\1'; } >>"$LOG"
`

func newCompletionFixture(t *testing.T) *completionFixture {
	t.Helper()
	real, err := exec.LookPath("quire")
	if other := os.Getenv("QUIRE_TO_ATTACK"); other != "" {
		real, err = other, nil // an older program, to see that the test catches it
	}
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	tr := &completionFixture{lib: filepath.Join(dir, "lib"), bin: filepath.Join(dir, "bin"), log: filepath.Join(dir, "log"), real: real, answers: map[string][]string{}}
	for i, end := range attackEndings {
		tr.addNote(t, fmt.Sprintf("s%02d%s", i, end), fmt.Sprintf("q%02d%s", i, end), end)
		writeFile(t, filepath.Join(tr.lib, fmt.Sprintf("f%02d%s", i, end)), "", 0o600)
	}
	for i, end := range harmlessEndings {
		tr.addNote(t, fmt.Sprintf("w%02d%s", i, end), fmt.Sprintf("t%02d%s", i, end), fmt.Sprintf("The end %d.", i))
	}
	writeFile(t, filepath.Join(tr.bin, "quire"), stubScript, 0o700)
	tr.recordAnswers(t, "list", "#", "#q", "#q0", "#t")
	tr.recordAnswers(t, "show", "", "s", "s1", "s3", "w")
	return tr
}

func writeFile(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func (tr *completionFixture) addNote(t *testing.T, slug, tag, title string) {
	t.Helper()
	fields, err := json.Marshal(map[string]any{"tags": []string{tag}, "title": title, "aliases": []string{slug, title}})
	if err != nil {
		t.Fatal(err)
	}
	heading := strings.NewReplacer("\n", " ", "\r", " ").Replace(title)
	writeFile(t, filepath.Join(tr.lib, slug+".md"), fmt.Sprintf("---\n%s\n---\n## g %s {#h%s}\n", fields, heading, heading), 0o600)
}

// recordAnswers records the program's completions of words. For each word followed by two digits, it records the completions
// of all that begin with these.
func (tr *completionFixture) recordAnswers(t *testing.T, command, all string, words ...string) {
	t.Helper()
	lines, directive := tr.complete(t, command, all)
	for _, stem := range words {
		own, _ := tr.complete(t, command, stem)
		tr.saveAnswer(t, command+" "+stem, own, directive)
		for i := range max(len(attackEndings), len(harmlessEndings)) {
			word := fmt.Sprintf("%s%02d", stem, i)
			var matching []string
			for _, line := range lines {
				if strings.HasPrefix(strings.Replace(line, `#"`, "#", 1), word) {
					matching = append(matching, line)
				}
			}
			tr.saveAnswer(t, command+" "+word, matching, directive)
		}
	}
}

// complete returns the lines that the program prints as completions of a word, and the directive to the shell.
func (tr *completionFixture) complete(t *testing.T, command, word string) (lines []string, directive string) {
	t.Helper()
	out, err := tr.command("__complete", command, word).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines = strings.Split(strings.TrimSpace(string(out)), "\n")
	return lines[:len(lines)-1], lines[len(lines)-1]
}

func (tr *completionFixture) saveAnswer(t *testing.T, question string, lines []string, directive string) {
	t.Helper()
	writeFile(t, filepath.Join(tr.bin, "answers", question), strings.Join(append(lines, directive), "\n")+"\n", 0o600)
	for _, line := range lines {
		name, _, _ := strings.Cut(line, "\t")
		tr.answers[question] = append(tr.answers[question], name)
	}
}

// command returns a call of the real program on the library.
func (tr *completionFixture) command(args ...string) *exec.Cmd {
	cmd := exec.Command(tr.real, args...)
	cmd.Dir = tr.bin
	cmd.Env = tr.environment()
	return cmd
}

func (tr *completionFixture) environment() []string {
	home := filepath.Join(tr.bin, "home")
	return []string{
		"PATH=" + tr.bin + ":" + os.Getenv("PATH"), "LOG=" + tr.log, "ANSWERS=" + filepath.Join(tr.bin, "answers"), "REAL=" + tr.real, "QUIRE_LIBRARY=" + tr.lib,
		"HOME=" + home, "ZDOTDIR=" + home, "XDG_CONFIG_HOME=" + home, "XDG_DATA_HOME=" + home, "XDG_CACHE_HOME=" + home, "XDG_STATE_HOME=" + home,
		"TERM=dumb", "LC_ALL=C.UTF-8", "INPUTRC=/dev/null",
	}
}

// calls returns the arguments of each call that the stub logged after the first from bytes of the log, and how many prompts
// the shell showed since.
func (tr *completionFixture) calls(from int) (calls [][]string, prompts int) {
	f, err := os.Open(tr.log)
	if err != nil {
		return nil, 0 // nothing was logged yet
	}
	defer f.Close()
	b, _ := io.ReadAll(io.NewSectionReader(f, int64(from), 1<<20))
	for _, part := range bytes.SplitAfter(b, []byte{1}) {
		prompts += bytes.Count(part, []byte{2})
		part = bytes.ReplaceAll(part, []byte{2}, nil)
		if args, ended := bytes.CutSuffix(part, []byte("\x00\x01")); ended {
			calls = append(calls, strings.Split(string(args), "\x00"))
		}
	}
	return calls, prompts
}

func TestCompletions_ResolveToTheirNote(t *testing.T) {
	skipIfShort(t)
	tr := newCompletionFixture(t)
	for i, end := range harmlessEndings {
		name := fmt.Sprintf("w%02d%s", i, end)
		tags, names := tr.answers[fmt.Sprintf("list #t%02d", i)], tr.answers[fmt.Sprintf("show w%02d", i)]
		if len(tags) != 1 || len(names) != 1 {
			t.Errorf("%s is completed to %q and %q", end, tags, names)
			continue
		}
		out, err := tr.command("list", "--format", "{{.id}}", tags[0]).CombinedOutput()
		if got := strings.TrimSuffix(string(out), "\n"); err != nil || got != name {
			t.Errorf("quire list %s finds %q, want %q: %v", tags[0], got, name, err)
		}
		out, err = tr.command("show", names[0]).CombinedOutput()
		if title := fmt.Sprintf("The end %d.", i); err != nil || !strings.Contains(string(out), title) {
			t.Errorf("quire show %s shows %q, want %q: %v", names[0], out, title, err)
		}
	}
}
