package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"quire/internal/cli"
	"quire/internal/testcorpus"
	"quire/internal/vtcheck"
)

// hostileCorpora names the test libraries of notes that attack the reader.
var hostileCorpora = []string{testcorpus.Rough, "hostile"}

// runInProcess runs quire within this process, as main does.
func runInProcess(t *testing.T, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	return runWithInput(t, os.DevNull, args...)
}

// runWithInput is like runInProcess, with a file as standard input.
func runWithInput(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	files := make([]*os.File, 2)
	for i := range files {
		f, err := os.CreateTemp(t.TempDir(), "stream")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		files[i] = f
	}
	in, err := os.Open(stdin)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	code = cli.Main(args, in, files[0], files[1])
	texts := make([]string, 2)
	for i, f := range files {
		b, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = string(b)
	}
	return texts[0], texts[1], code
}

// checkEveryCommand prints a library with every command and format, and checks that no output holds terminal controls.
func checkEveryCommand(t *testing.T, dir string) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, args := range [][]string{
		{"list"}, {"list", "--color", "always"}, {"list", "--json"}, {"list", "-0"},
		{"search", "before OR after OR marker OR a OR te"}, {"search", "a", "--color", "always"}, {"search", "a", "--json"},
		{"tags"}, {"tags", "--color", "always"}, {"tags", "--json"},
		{"tasks"}, {"tasks", "--color", "always"}, {"tasks", "--json"},
		{"links"}, {"links", "--color", "always"}, {"links", "--json"},
		{"check"}, {"check", "--color", "always"}, {"check", "--json"}, {"check", "--format", "sarif"},
		{"show", "--query", "-qqqq"}, {"show", "--query", "-qqqq", "--color", "always"}, {"show", "--query", "-qqqq", "--color", "always", "--links", "inline", "-w", "30"},
		{"show", "--query", "-qqqq", "--links", "list"}, {"show", "--query", "-qqqq", "--json"}, {"show", "--query", "-qqqq", "--style", "ansi", "-w", "0"},
	} {
		out, errs, code := runInProcess(t, append([]string{"-L", dir}, args...)...)
		if code > 1 && strings.Contains(errs, "unknown flag") {
			t.Errorf("%v: %s", args, errs)
		}
		checkOutput(t, args, out)
		for _, bad := range vtcheck.CheckText(errs) {
			t.Errorf("%v: standard error: %s", args, bad)
		}
	}
}

// checkOutput checks that the output of a command holds no controls except styles where colour was asked for.
func checkOutput(t *testing.T, args []string, out string) {
	t.Helper()
	found := vtcheck.CheckText
	switch line := strings.Join(args, " "); {
	case strings.Contains(line, "always"):
		found = vtcheck.CheckStyledText
	case strings.HasSuffix(line, "-0"):
		return // written for other programs, byte for byte, as find -print0 does
	case strings.Contains(line, "json"):
		for record := range strings.Lines(out) {
			checkJSONTexts(t, args, record)
		}
	}
	for i, bad := range found(out) {
		if i < 10 {
			t.Errorf("%v: %s", args, bad)
		}
	}
}

// exactFields are the JSON fields that identify a file or link, so that they hold its name unchanged. JSON's escapes keep them
// harmless.
var exactFields = map[string]bool{"path": true, "id": true, "slug": true, "from": true, "to": true, "href": true, "candidates": true, "suggestion": true, "body": true}

// checkJSONTexts checks the decoded texts of a record, since scripts will print them.
func checkJSONTexts(t *testing.T, args []string, record string) {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(record), &v); err != nil {
		t.Errorf("%v: %v: %s", args, err, record)
	}
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case string:
			for _, bad := range vtcheck.CheckText(v) {
				t.Errorf("%v: %s: %s", args, path, bad)
			}
		case []any:
			for _, e := range v {
				walk(path, e)
			}
		case map[string]any:
			for k, e := range v {
				if !exactFields[k] {
					walk(path+"."+k, e)
				}
			}
		}
	}
	walk("", v)
}

// skipIfShort skips a test of a single-threaded run of the program, or of several programs, in short mode. The race detector
// finds nothing in these, and they take five times as long under it.
func skipIfShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("not with -short: nothing runs concurrently in one process")
	}
}

func TestHostileNotes_PrintNoControls(t *testing.T) {
	skipIfShort(t)
	testcorpus.Each(t, hostileCorpora, func(t *testing.T, name string) { checkEveryCommand(t, testcorpus.Path(t, name)) })
}

var markerWord = regexp.MustCompile(`\b(before|after|marker-[a-z0-9]+|marker)\b`)

// The text around a hostile byte must stay readable; dropping the note would be no protection.
func TestHostileNotes_StayReadable(t *testing.T) {
	skipIfShort(t)
	testcorpus.Each(t, hostileCorpora, func(t *testing.T, name string) { checkReadable(t, testcorpus.Path(t, name)) })
}

// checkReadable prints each note of a folder and checks that the words around its hostile bytes are there.
func checkReadable(t *testing.T, dir string) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	seen := 0
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		out, errs, code := runWithInput(t, path, "-")
		if code != 0 {
			t.Errorf("%s: exit %d: %s", path, code, errs)
		}
		for _, w := range markerWord.FindAllString(string(src), -1) {
			seen++
			if !strings.Contains(out, w) {
				t.Errorf("%s: %q is lost:\n%s", path, w, out)
			}
		}
		return nil
	})
	if err != nil || seen < 30 {
		t.Errorf("%d words: %v", seen, err)
	}
}

// hostileNames returns file names for a system that allows every byte except / and NUL.
func hostileNames() []string {
	names := []string{
		"\x1b[2J.md", "\x1b]0;PWN\a.md", "\x1b]52;c;UFdO\a.md", "\x1b]8;;http:\x1b\\.md", "\x1bc.md", "\x1bPq\x1b\\.md", "\x1b_Gx\x1b\\.md", "\u009b31m.md", "\x9b31m.md",
		"a\nb.md", "a\rb.md", "a\tb.md", "a\bb.md", "a\x7fb.md", "\a.md", "new\n\n# heading.md", "\n.md", "\u202egpj.md", "\u2066x\u2069.md", "\u200f.md", "\u200b.md", "\ufeff.md",
		"\u2028.md", "\u0085.md", "\xff\xfe.md", "\xc3\x28.md", "bad\xf0\x28\x8c\xbc.md", "-rf.md", "--help.md", "-.md", "+x.md", "$(id).md", "`id`.md", "a;b.md", "a|b.md", "a&b.md",
		"a b.md", " lead.md", "trail .md", "'q'.md", "\"q\".md", "\\.md", "*.md", "?.md", "[x].md", "#x.md", "%00.md", "%2e%2e.md", "CON.md", "a:b.md", "<b>.md", "é.md", "e\u0301.md",
		"日本.md", "👩\u200d👩\u200d👧.md", strings.Repeat("x", 250) + ".md", "a.md.md", "*a*_b_.md", "[l](http:).md", "&#27;[2J.md", "&lt;.md", "{{ x }}.md",
	}
	return names
}

func TestHostileFileNames_PrintNoControls(t *testing.T) {
	skipIfShort(t)
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("file names are Unicode on this system")
	}
	dir := t.TempDir()
	names := hostileNames()
	for i, name := range names {
		text := fmt.Sprintf("before %d\n\n[next](<%s>) [[%s]]\n\nafter\n", i, names[(i+1)%len(names)], name)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	checkEveryCommand(t, dir)
	if out, _, _ := runInProcess(t, "-L", dir, "list", "-0"); strings.Count(out, "\x00") != len(names) {
		t.Errorf("%d of %d notes are listed", strings.Count(out, "\x00"), len(names))
	}
	for _, name := range names {
		file := filepath.Join(dir, name)
		out, errs, code := runInProcess(t, "show", "--", file)
		if code != 0 || !strings.Contains(out, "before") || !strings.Contains(out, "after") {
			t.Errorf("show %q: exit %d, %q, %q", name, code, out, errs)
		}
		_, gone, code := runInProcess(t, "show", "--", file+"x")
		if code == 0 || gone == "" {
			t.Errorf("show %qx: exit %d, %q", name, code, gone)
		}
		_, wrong, _ := runInProcess(t, "-L", dir, "search", "--", "("+name)
		_, flag, _ := runInProcess(t, "list", "--sort", name, "--"+name)
		for _, text := range []string{out, errs, gone, wrong, flag} {
			for _, bad := range vtcheck.CheckText(text) {
				t.Errorf("%q: %s", name, bad)
			}
		}
	}
}

// naughtyStrings reads the Big List of Naughty Strings: texts on which programs have failed.
func naughtyStrings(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile(root + "/../shared/corpora/specs/blns/blns.json")
	if err != nil {
		t.Skipf("no naughty strings: %v", err)
	}
	var all []string
	if err := json.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 500 {
		t.Fatalf("only %d naughty strings", len(all))
	}
	return all
}

func TestNaughtyStrings_PrintNoControls(t *testing.T) {
	skipIfShort(t)
	dir := t.TempDir()
	all := naughtyStrings(t)
	for i, s := range all {
		q, err := json.Marshal(s) // JSON strings are YAML too
		if err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf("---\ntitle: %s\ntags: [%s]\nslug: %s\nauthor: %s\n---\nbefore%d %s after%d\n\n[%s](<%s> \"%s\") [[%s]]\n\n`%s`\n",
			q, q, q, q, i, s, i, s, s, s, s, s)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.md", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	checkEveryCommand(t, dir)
	out, _, _ := runInProcess(t, "-L", dir, "show", "--query", "-qqqq", "-w", "0")
	for i := range all {
		for _, w := range []string{"before", "after"} {
			if !strings.Contains(out, fmt.Sprintf("%s%d", w, i)) && !strings.ContainsAny(all[i], "<`[") {
				t.Errorf("%s%d is lost around %q", w, i, all[i])
			}
		}
	}
}
